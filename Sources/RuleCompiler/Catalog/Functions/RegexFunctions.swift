import DetectorRuntime

/// Functions and operators that take a regular expression.
enum RegexFunctions {
  static let all: [FunctionSymbol] = [
    FunctionSymbol(
      "matches regex", summary: "Whether the text holds a match of the regular expression.",
      signatures: [Signature([.stringOrDynamic, .pattern], returns: .bool, Kernel("matchesRegex", matchesRegex))],
      examples: [FunctionExample("'cmd.exe /c' matches regex @'\\.exe\\b'", yields: "true")],
      documentation: "matches-regex-operator"),
    FunctionSymbol(
      "extract", summary: "The text of a capture group in the first match.",
      signatures: [
        Signature([.pattern, .long, .stringOrDynamic], returns: .string, Kernel("extractRegex", extractRegex))
      ],
      examples: [FunctionExample(#"extract("x=([0-9.]+)", 1, "hello x=45.6|wo")"#, yields: #""45.6""#)],
      documentation: "extract-function"),
    FunctionSymbol(
      "extract_all", aliases: ["extractall"], summary: "The texts of the capture groups in all matches.",
      signatures: [
        Signature([.pattern, .stringOrDynamic], returns: .dynamic, Kernel("extractAllRegex", extractAllRegex)),
        Signature(
          [.pattern, .dynamic, .stringOrDynamic], returns: .dynamic, Kernel("extractGroupsRegex", extractGroupsRegex)),
      ],
      examples: [
        FunctionExample(#"tostring(extract_all(@"([a-z])(\d)", "a1b2"))"#, yields: #"'[["a","1"],["b","2"]]'"#),
        FunctionExample(#"tostring(extract_all(@"([a-z])(\d)", dynamic([2]), "a1b2"))"#, yields: #"'["1","2"]'"#),
      ],
      documentation: "extract-all-function"),
    FunctionSymbol(
      "replace_regex", summary: "The text with every match replaced.",
      signatures: [
        Signature([.stringOrDynamic, .pattern, .string], returns: .string, Kernel("replaceRegex", replaceRegex))
      ],
      examples: [
        FunctionExample(#"replace_regex("Number is 1", @"is (\d+)", @"was: \1")"#, yields: #""Number was: 1""#)
      ],
      documentation: "replace-regex-function"),
    FunctionSymbol(
      "replace", summary: "The text with every match replaced; the old form of replace_regex.",
      signatures: [
        Signature(
          [.pattern, .string, .stringOrDynamic], returns: .string, Kernel("replaceRegexFirst", replaceRegexFirst))
      ],
      examples: [FunctionExample(#"replace(@"b+", "-", "abba")"#, yields: #""a-a""#)],
      documentation: "replace-regex-function"),
    FunctionSymbol(
      "indexof_regex", summary: "The place of the first (or a later) match, counted from 0; -1 if there is none.",
      signatures: [
        Signature(
          [.stringOrDynamic, .pattern, .long, .long, .long], defaults: [.long(0), .long(-1), .long(1)], returns: .long,
          Kernel("indexOfRegex", indexOfRegex))
      ],
      examples: [
        FunctionExample(#"indexof_regex("abcabc", "a.c")"#, yields: "0"),
        FunctionExample(#"indexof_regex("abcabcdefg", "a.c", 0, 9, 2)"#, yields: "3"),
        FunctionExample(#"indexof_regex("abcabc", "a.c", 1, -1, 2)"#, yields: "-1"),
        FunctionExample(#"indexof_regex("ababaa", "a.a", 0, -1, 2)"#, yields: "-1"),
      ],
      documentation: "indexof-regex-function"),
    FunctionSymbol(
      "regex_quote", summary: "The text as a regular expression that matches just it.",
      signatures: [Signature([.stringOrDynamic], returns: .string, Kernel("quoteRegex", quoteRegex))],
      examples: [FunctionExample(#"regex_quote('(so$me.Te^xt)')"#, yields: #"@'\(so\$me\.Te\^xt\)'"#)],
      documentation: "regex-quote-function"),
    FunctionSymbol(
      "trim", summary: "The text without the matches at its start and at its end.",
      signatures: [Signature([.pattern, .stringOrDynamic], returns: .string, Kernel("trimRegex", trimRegex))],
      examples: [FunctionExample(#"trim("--", "--https://bing.com--")"#, yields: #""https://bing.com""#)],
      documentation: "trim-function"),
    FunctionSymbol(
      "trim_start", summary: "The text without the matches at its start.",
      signatures: [
        Signature([.pattern, .stringOrDynamic], returns: .string, Kernel("trimStartRegex", trimStartRegex))
      ],
      examples: [FunctionExample(#"trim_start(@"[^\w]+", "-  Te st1// $")"#, yields: #""Te st1// $""#)],
      documentation: "trim-start-function"),
    FunctionSymbol(
      "trim_end", summary: "The text without the matches at its end.",
      signatures: [Signature([.pattern, .stringOrDynamic], returns: .string, Kernel("trimEndRegex", trimEndRegex))],
      examples: [FunctionExample(#"trim_end(@"[^\w]+", "-  Te st1// $")"#, yields: #""-  Te st1""#)],
      documentation: "trim-end-function"),
  ]
}
