import DetectorRuntime

/// Functions that measure, join, cut and rewrite strings.
enum StringFunctions {
  static let all: [FunctionSymbol] = measuring + joining + cutting + rewriting

  private static let measuring: [FunctionSymbol] = [
    FunctionSymbol(
      "strlen", summary: "The number of characters of a string.",
      signatures: [
        Signature([.stringOrDynamic], returns: .long, Kernel("textLength", textLength))
      ],
      resultName: .prefixAndFirstArgument("strlen"),
      examples: [
        FunctionExample("strlen(\"hello\")", yields: "5")
      ],
      documentation: "strlen-function"),
    FunctionSymbol(
      "string_size", summary: "The number of bytes of a string in UTF-8.",
      signatures: [
        Signature([.stringOrDynamic], returns: .long, Kernel("textSize", textSize))
      ],
      resultName: .prefixAndFirstArgument("string_size"),
      examples: [
        FunctionExample("string_size(\"hello\")", yields: "5")
      ],
      documentation: "string-size-function"),
    FunctionSymbol(
      "countof", summary: "How often a substring occurs, overlapping occurrences included.",
      signatures: [
        Signature([.string, .string], returns: .long, Kernel("countOccurrences", countOccurrences)),
        Signature(
          [.string, .string, .word("normal")], returns: .long, Kernel("countOccurrencesNormal", countOccurrencesNormal)),
        Signature([.string, .pattern, .word("regex")], returns: .long, Kernel("countRegex", countRegex)),
      ],
      examples: [
        FunctionExample("countof(\"aaa\", \"a\")", yields: "3"),
        FunctionExample("countof(\"aaaa\", \"aa\")", yields: "3"),
        FunctionExample("countof(\"ababa\", \"aba\")", yields: "2"),
      ],
      documentation: "countof-function"),
    FunctionSymbol(
      "indexof",
      summary: "The place of the first (or a later) occurrence of a substring, counted from 0; -1 if there is none.",
      signatures: [
        Signature(
          [.any, .any, .long, .long, .long], defaults: [.long(0), .long(-1), .long(1)], returns: .long,
          Kernel("indexOfText", indexOfText))
      ],
      examples: [
        FunctionExample("indexof(\"abcdefg\", \"cde\")", yields: "2"),
        FunctionExample("indexof(\"abcdefg\", \"cde\", 1, 2)", yields: "-1"),
        FunctionExample("indexof(\"abcdefg\", \"cde\", -5)", yields: "2"),
        FunctionExample("indexof(1234567, 5, 1, 4)", yields: "4"),
        FunctionExample("indexof(\"abcdefgabcdefg\", \"cde\", 1, 10, 2)", yields: "9"),
      ],
      documentation: "indexof-function"),
    FunctionSymbol(
      "strcmp", summary: "-1, 0 or 1 as the first string stands before, with or after the second.",
      signatures: [
        Signature([.any, .any], returns: .long, Kernel("compareTexts", compareTexts))
      ],
      examples: [
        FunctionExample("strcmp(\"abc\", \"ABC\")", yields: "1"),
        FunctionExample("strcmp(\"abcde\", \"abc\")", yields: "1"),
      ],
      documentation: "strcmp-function"),
    FunctionSymbol(
      "has_any_index",
      summary: "The place in the list of the first term that the string has; -1 if it has none.",
      signatures: [
        Signature([.stringOrDynamic, .dynamic], returns: .long, Kernel("firstTermIndex", firstTermIndex))
      ],
      examples: [
        FunctionExample("has_any_index('this is an example', dynamic(['this', 'example']))", yields: "0"),
        FunctionExample("has_any_index('this is an example', dynamic([]))", yields: "-1"),
      ],
      documentation: "has-any-index-function"),
    FunctionSymbol(
      "isascii", summary: "Whether a string has ASCII characters only.",
      signatures: [
        Signature([.string], returns: .bool, Kernel("isAsciiText", isAsciiText))
      ],
      examples: [
        FunctionExample("isascii(\"some string\")", yields: "true")
      ],
      documentation: "isascii"),
    FunctionSymbol(
      "isutf8", summary: "Whether a string is well-formed UTF-8.",
      signatures: [
        Signature([.string], returns: .bool, Kernel("isUTF8Text", isUTF8Text))
      ],
      examples: [
        FunctionExample("isutf8(\"some string\")", yields: "true")
      ],
      documentation: "isutf8"),
  ]

  private static let joining: [FunctionSymbol] = [
    FunctionSymbol(
      "strcat", summary: "Joins its arguments, converted to strings.",
      signatures: [
        Signature([.string, .string], returns: .string, Kernel("joinTwo", joinTwo)),
        Signature([.string, .string, .string], returns: .string, Kernel("joinThree", joinThree)),
        Signature([], repeating: .any, atLeast: 1, returns: .string, Kernel("joinValues", joinValues)),
      ],
      examples: [
        FunctionExample("strcat(\"hello\", \" \", \"world\")", yields: "\"hello world\""),
        FunctionExample("strcat('a', '-', 123)", yields: "'a-123'"),
      ],
      documentation: "strcat-function"),
    FunctionSymbol(
      "strcat_delim", summary: "Joins its arguments, converted to strings, with a delimiter between them.",
      signatures: [
        Signature(
          [.any], repeating: .any, atLeast: 2, returns: .string,
          Kernel("joinDelimited", joinDelimited))
      ],
      examples: [
        FunctionExample("strcat_delim('-', 1, '2', 'A', 1s)", yields: "'1-2-A-00:00:01'")
      ],
      documentation: "strcat-delim-function"),
    FunctionSymbol(
      "strcat_array", aliases: ["array_strcat"],
      summary: "Joins the elements of an array with a delimiter between them.",
      signatures: [
        Signature([.dynamic, .any], returns: .string, Kernel("joinArray", joinArray))
      ],
      examples: [
        FunctionExample("strcat_array(dynamic([1, 2, 3]), \"->\")", yields: "\"1->2->3\"")
      ],
      documentation: "strcat-array-function"),
    FunctionSymbol(
      "strrep", summary: "Repeats a value, at most 1024 times, with an optional delimiter.",
      signatures: [
        Signature(
          [.any, .long, .any], defaults: [.string("")], returns: .string,
          Kernel("repeatText", repeatText))
      ],
      examples: [
        FunctionExample("strrep('ABC', 2)", yields: "'ABCABC'"),
        FunctionExample("strrep(123, 3, '.')", yields: "'123.123.123'"),
        FunctionExample("strrep(3s, 2, ' ')", yields: "'00:00:03 00:00:03'"),
      ],
      documentation: "strrep-function"),
  ]

  private static let cutting: [FunctionSymbol] = [
    FunctionSymbol(
      "substring", summary: "The part of a string from a place on, of a given length or to the end.",
      signatures: [
        Signature(
          [.stringOrDynamic, .long, .long], defaults: [.null(.long)], returns: .string,
          Kernel("substringOf", substringOf)),
        Signature(
          [.any, .long, .long], defaults: [.null(.long)], returns: .string,
          Kernel("substringOfValue", substringOfValue)),
      ],
      examples: [
        FunctionExample("substring(\"123456\", 1)", yields: "\"23456\""),
        FunctionExample("substring(\"123456\", 2, 2)", yields: "\"34\""),
        FunctionExample("substring(\"123456\", -2, 2)", yields: "\"56\""),
      ],
      documentation: "substring-function"),
    FunctionSymbol(
      "split", summary: "The parts of a string between delimiters, or an array of one of them.",
      signatures: [
        Signature([.stringOrDynamic, .string], returns: .dynamic, Kernel("splitText", splitText)),
        Signature([.stringOrDynamic, .string, .long], returns: .dynamic, Kernel("splitTextAt", splitTextAt)),
        Signature([.any, .string], returns: .dynamic, Kernel("splitValue", splitValue)),
      ],
      resultName: .firstArgument,
      examples: [
        FunctionExample("split(\"aa_bb\", \"_\")", yields: "dynamic([\"aa\", \"bb\"])"),
        FunctionExample("split(\"aaa_bbb_ccc\", \"_\", 1)", yields: "dynamic([\"bbb\"])"),
        FunctionExample("split(\"\", \"_\")", yields: "dynamic([\"\"])"),
        FunctionExample("split(\"a__b\", \"_\")", yields: "dynamic([\"a\", \"\", \"b\"])"),
      ],
      documentation: "split-function"),
  ]

  private static let rewriting: [FunctionSymbol] = [
    FunctionSymbol(
      "toupper", summary: "The string in upper case.",
      signatures: [
        Signature([.stringOrDynamic], returns: .string, Kernel("upperCased", upperCased)),
        Signature([.any], returns: .string, Kernel("upperCasedValue", upperCasedValue)),
      ],
      examples: [
        FunctionExample("toupper(\"Hello\")", yields: "\"HELLO\"")
      ],
      documentation: "toupper-function"),
    FunctionSymbol(
      "tolower", summary: "The string in lower case.",
      signatures: [
        Signature([.stringOrDynamic], returns: .string, Kernel("lowerCased", lowerCased)),
        Signature([.any], returns: .string, Kernel("lowerCasedValue", lowerCasedValue)),
      ],
      examples: [
        FunctionExample("tolower(\"Hello\")", yields: "\"hello\"")
      ],
      documentation: "tolower-function"),
    FunctionSymbol(
      "replace_string", summary: "Replaces every occurrence of a substring.",
      signatures: [
        Signature([.stringOrDynamic, .string, .string], returns: .string, Kernel("replaceText", replaceText))
      ],
      examples: [
        FunctionExample("replace_string(\"a cat\", \"cat\", \"hamster\")", yields: "\"a hamster\"")
      ],
      documentation: "replace-string-function"),
    FunctionSymbol(
      "replace_strings",
      summary:
        "Replaces every occurrence of several substrings; the earlier in the list comes first, and what was replaced stays.",
      signatures: [
        Signature(
          [.stringOrDynamic, .dynamic, .dynamic], returns: .string,
          Kernel("replaceTexts", replaceTexts))
      ],
      examples: [
        FunctionExample(
          "replace_strings('a cat, a dog', dynamic(['cat', 'dog']), dynamic(['dog', 'pigeon']))",
          yields: "'a dog, a pigeon'")
      ],
      documentation: "replace-strings-function"),
    FunctionSymbol(
      "reverse", summary: "The characters of a string in reverse order.",
      signatures: [
        Signature([.stringOrDynamic], returns: .string, Kernel("reversedText", reversedText)),
        Signature([.any], returns: .string, Kernel("reversedValue", reversedValue)),
      ],
      examples: [
        FunctionExample("reverse('abc')", yields: "'cba'"),
        FunctionExample("reverse(12345)", yields: "'54321'"),
      ],
      documentation: "reverse-function"),
    FunctionSymbol(
      "translate", summary: "Replaces each character of one list by its counterpart in another.",
      signatures: [
        Signature([.string, .string, .string], returns: .string, Kernel("translateText", translateText))
      ],
      examples: [
        FunctionExample("translate(\"abc\", \"x\", \"abc\")", yields: "\"xxx\""),
        FunctionExample("translate(\"abc\", \"\", \"ab\")", yields: "\"\""),
        FunctionExample("translate(\"krasp\", \"otsku\", \"spark\")", yields: "\"kusto\""),
      ],
      documentation: "translate-function"),
    FunctionSymbol(
      "unicode_codepoints_from_string", aliases: ["to_utf8"],
      summary: "The Unicode code points of a string.",
      signatures: [
        Signature([.string], returns: .dynamic, Kernel("codePoints", codePoints)),
        Signature([.any], returns: .dynamic, Kernel("codePointsOfValue", codePointsOfValue)),
      ],
      examples: [
        FunctionExample("unicode_codepoints_from_string('str1')", yields: "dynamic([115, 116, 114, 49])")
      ],
      documentation: "unicode-codepoints-from-string-function"),
    FunctionSymbol(
      "unicode_codepoints_to_string", aliases: ["make_string"],
      summary: "The string of the given code points, or arrays of them.",
      signatures: [
        Signature(
          [], repeating: .any, atLeast: 1, returns: .string,
          Kernel("textOfCodePoints", textOfCodePoints))
      ],
      examples: [
        FunctionExample("unicode_codepoints_to_string(75, 117, 115, 116, 111)", yields: "\"Kusto\""),
        FunctionExample("unicode_codepoints_to_string(dynamic([75, 117]), 115)", yields: "\"Kus\""),
      ],
      documentation: "unicode-codepoints-to-string-function"),
  ]
}
