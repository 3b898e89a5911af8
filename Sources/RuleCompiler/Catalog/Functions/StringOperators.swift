import DetectorRuntime

/// The operators on strings: `contains startswith endswith has hasprefix hassuffix`, their negations and their exact forms,
/// and the operators on lists, `in in~ has_any has_all`.
///
/// Each takes a dynamic too, which is converted to text.
enum StringOperators {
  static let all: [FunctionSymbol] = substrings + terms + lists

  private static func symbol(
    _ name: String, aliases: [String] = [], _ summary: String, _ kernel: Kernel,
    _ example: FunctionExample, _ documentation: String
  ) -> FunctionSymbol {
    FunctionSymbol(
      name, aliases: aliases, summary: summary,
      signatures: [Signature([.stringOrDynamic, .stringOrDynamic], returns: .bool, kernel)],
      examples: [example], documentation: documentation)
  }

  private static let substrings: [FunctionSymbol] = [
    symbol(
      "contains", "Whether the text contains the part, in any case.",
      Kernel("containsText", containsText),
      FunctionExample("'Kentucky' contains 'UCK'", yields: "true"), "contains-operator"),
    symbol(
      "!contains", aliases: ["notcontains"], "Whether not: the text contains the part, in any case.",
      Kernel("lacksText", lacksText),
      FunctionExample("'Kentucky' !contains 'UCK'", yields: "false"), "not-contains-operator"),
    symbol(
      "contains_cs", aliases: ["containscs"], "Whether the text contains the part.",
      Kernel("containsTextExact", containsTextExact),
      FunctionExample("'Kentucky' contains_cs 'UCK'", yields: "false"), "contains-cs-operator"),
    symbol(
      "!contains_cs", aliases: ["notcontainscs"], "Whether not: the text contains the part.",
      Kernel("lacksTextExact", lacksTextExact),
      FunctionExample("'Kentucky' !contains_cs 'UCK'", yields: "true"), "not-contains-cs-operator"),
    symbol(
      "startswith", "Whether the text starts with the prefix, in any case.",
      Kernel("startsWith", startsWith),
      FunctionExample("'Kentucky' startswith 'KEN'", yields: "true"), "startswith-operator"),
    symbol(
      "!startswith", "Whether not: the text starts with the prefix, in any case.",
      Kernel("startsNotWith", startsNotWith),
      FunctionExample("'Kentucky' !startswith 'KEN'", yields: "false"), "not-startswith-operator"),
    symbol(
      "startswith_cs", "Whether the text starts with the prefix.",
      Kernel("startsWithExact", startsWithExact),
      FunctionExample("'Kentucky' startswith_cs 'KEN'", yields: "false"), "startswith-cs-operator"),
    symbol(
      "!startswith_cs", "Whether not: the text starts with the prefix.",
      Kernel("startsNotWithExact", startsNotWithExact),
      FunctionExample("'Kentucky' !startswith_cs 'KEN'", yields: "true"), "not-startswith-cs-operator"),
    symbol(
      "endswith", "Whether the text ends with the suffix, in any case.",
      Kernel("endsWith", endsWith),
      FunctionExample("'Kentucky' endswith 'KY'", yields: "true"), "endswith-operator"),
    symbol(
      "!endswith", "Whether not: the text ends with the suffix, in any case.",
      Kernel("endsNotWith", endsNotWith),
      FunctionExample("'Kentucky' !endswith 'KY'", yields: "false"), "not-endswith-operator"),
    symbol(
      "endswith_cs", "Whether the text ends with the suffix.",
      Kernel("endsWithExact", endsWithExact),
      FunctionExample("'Kentucky' endswith_cs 'KY'", yields: "false"), "endswith-cs-operator"),
    symbol(
      "!endswith_cs", "Whether not: the text ends with the suffix.",
      Kernel("endsNotWithExact", endsNotWithExact),
      FunctionExample("'Kentucky' !endswith_cs 'KY'", yields: "true"), "not-endswith-cs-operator"),
  ]

  private static let terms: [FunctionSymbol] = [
    symbol(
      "has", "Whether the text has the term, in any case.",
      Kernel("hasTerm", hasTerm),
      FunctionExample("'North Carolina' has 'carolina'", yields: "true"), "has-operator"),
    symbol(
      "!has", aliases: ["nothas"], "Whether not: the text has the term, in any case.",
      Kernel("lacksTerm", lacksTerm),
      FunctionExample("'North Carolina' !has 'carolina'", yields: "false"), "not-has-operator"),
    symbol(
      "has_cs", "Whether the text has the term.",
      Kernel("hasTermExact", hasTermExact),
      FunctionExample("'North Carolina' has_cs 'carolina'", yields: "false"), "has-cs-operator"),
    symbol(
      "!has_cs", "Whether not: the text has the term.",
      Kernel("lacksTermExact", lacksTermExact),
      FunctionExample("'North Carolina' !has_cs 'carolina'", yields: "true"), "not-has-cs-operator"),
    symbol(
      "hasprefix", "Whether a term of the text starts with the part, in any case.",
      Kernel("hasTermPrefix", hasTermPrefix),
      FunctionExample("'North Carolina' hasprefix 'ca'", yields: "true"), "hasprefix-operator"),
    symbol(
      "!hasprefix", "Whether not: a term of the text starts with the part, in any case.",
      Kernel("lacksTermPrefix", lacksTermPrefix),
      FunctionExample("'North Carolina' !hasprefix 'ca'", yields: "false"), "not-hasprefix-operator"),
    symbol(
      "hasprefix_cs", "Whether a term of the text starts with the part.",
      Kernel("hasTermPrefixExact", hasTermPrefixExact),
      FunctionExample("'North Carolina' hasprefix_cs 'ca'", yields: "false"), "hasprefix-cs-operator"),
    symbol(
      "!hasprefix_cs", "Whether not: a term of the text starts with the part.",
      Kernel("lacksTermPrefixExact", lacksTermPrefixExact),
      FunctionExample("'North Carolina' !hasprefix_cs 'ca'", yields: "true"), "not-hasprefix-cs-operator"),
    symbol(
      "hassuffix", "Whether a term of the text ends with the part, in any case.",
      Kernel("hasTermSuffix", hasTermSuffix),
      FunctionExample("'North Carolina' hassuffix 'TH'", yields: "true"), "hassuffix-operator"),
    symbol(
      "!hassuffix", "Whether not: a term of the text ends with the part, in any case.",
      Kernel("lacksTermSuffix", lacksTermSuffix),
      FunctionExample("'North Carolina' !hassuffix 'TH'", yields: "false"), "not-hassuffix-operator"),
    symbol(
      "hassuffix_cs", "Whether a term of the text ends with the part.",
      Kernel("hasTermSuffixExact", hasTermSuffixExact),
      FunctionExample("'North Carolina' hassuffix_cs 'TH'", yields: "false"), "hassuffix-cs-operator"),
    symbol(
      "!hassuffix_cs", "Whether not: a term of the text ends with the part.",
      Kernel("lacksTermSuffixExact", lacksTermSuffixExact),
      FunctionExample("'North Carolina' !hassuffix_cs 'TH'", yields: "true"), "not-hassuffix-cs-operator"),
  ]

  private static let lists: [FunctionSymbol] = [
    FunctionSymbol(
      "in", summary: "Whether the value equals an element of the list.",
      signatures: [
        Signature([.any], repeating: .any, atLeast: 1, returns: .bool, Kernel("isInList", isInList))
      ],
      examples: [FunctionExample("'a' in ('A', 'b')", yields: "false")], documentation: "in-cs-operator"),
    FunctionSymbol(
      "!in", summary: "Whether the value equals no element of the list.",
      signatures: [
        Signature([.any], repeating: .any, atLeast: 1, returns: .bool, Kernel("isNotInList", isNotInList))
      ],
      examples: [FunctionExample("5 !in (1, 2)", yields: "true")], documentation: "not-in-cs-operator"),
    FunctionSymbol(
      "in~", summary: "Whether the text equals an element of the list, in any case.",
      signatures: [
        Signature(
          [.stringOrDynamic], repeating: .any, atLeast: 1, returns: .bool, Kernel("isInListFolded", isInListFolded))
      ],
      examples: [FunctionExample("'a' in~ ('A', 'b')", yields: "true")], documentation: "in-operator"),
    FunctionSymbol(
      "!in~", summary: "Whether the text equals no element of the list, in any case.",
      signatures: [
        Signature(
          [.stringOrDynamic], repeating: .any, atLeast: 1, returns: .bool,
          Kernel("isNotInListFolded", isNotInListFolded))
      ],
      examples: [FunctionExample("'a' !in~ ('A', 'b')", yields: "false")], documentation: "not-in-operator"),
    FunctionSymbol(
      "has_any", summary: "Whether the text has one of the terms, in any case.",
      signatures: [
        Signature([.stringOrDynamic], repeating: .any, atLeast: 1, returns: .bool, Kernel("hasAnyTerm", hasAnyTerm))
      ],
      examples: [FunctionExample("'North Carolina' has_any ('SOUTH', 'north')", yields: "true")],
      documentation: "has-any-operator"),
    FunctionSymbol(
      "has_all", summary: "Whether the text has each of the terms, in any case.",
      signatures: [
        Signature([.stringOrDynamic], repeating: .any, atLeast: 1, returns: .bool, Kernel("hasAllTerms", hasAllTerms))
      ],
      examples: [FunctionExample("'North Carolina' has_all ('carolina', 'north')", yields: "true")],
      documentation: "has-all-operator"),
  ]
}
