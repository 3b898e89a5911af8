import RuleCompiler

/// A function or aggregate of the catalog as text.
struct CatalogEntry {
  enum Kind: String { case scalar, aggregate }

  let name: String
  let kind: Kind
  let aliases: [String]
  let summary: String
  /// `strcat_delim(string, any, …): string`
  let signatures: [String]
  let documentation: String

  /// Everything the catalog holds, by name; scalar operators, which have no names, are left out.
  static func all(of catalog: Catalog) -> [CatalogEntry] {
    let functions = catalog.functions.filter { $0.key == $0.value.name }.map { CatalogEntry($0.value) }
    let aggregates = catalog.aggregates.filter { $0.key == $0.value.name }.map { CatalogEntry($0.value) }
    return (functions + aggregates)
      .filter { $0.name.unicodeScalars.first?.properties.isAlphabetic == true }
      .sorted { ($0.name, $0.kind.rawValue) < ($1.name, $1.kind.rawValue) }
  }

  init(_ symbol: FunctionSymbol) {
    self.name = symbol.name
    self.kind = .scalar
    self.aliases = symbol.aliases
    self.summary = symbol.summary
    self.documentation = symbol.documentation
    self.signatures = Self.unique(
      symbol.signatures.map { signature in
        var parameters = signature.parameters.enumerated().map { index, type in
          index < signature.required ? Self.text(type) : "[\(Self.text(type))]"
        }
        if let repeated = signature.repeated { parameters.append(Self.text(repeated) + "…") }
        return "\(symbol.name)(\(parameters.joined(separator: ", "))): \(signature.returns.rawValue)"
      })
  }

  init(_ symbol: AggregateSymbol) {
    self.name = symbol.name
    self.kind = .aggregate
    self.aliases = symbol.aliases + (symbol.conditionalName.map { [$0] } ?? [])
    self.summary = symbol.summary
    self.documentation = symbol.documentation
    self.signatures = Self.unique(
      symbol.signatures.map { signature in
        let required = signature.constants.count - signature.defaults.count
        let constants = signature.constants.enumerated().map { index, type in
          index < required ? Self.text(type) : "[\(Self.text(type))]"
        }
        let parameters = signature.parameters.map(Self.text) + constants
        return "\(symbol.name)(\(parameters.joined(separator: ", "))): \(signature.returns.rawValue)"
      })
  }

  var json: String {
    JSONText.object([
      ("name", .string(name)), ("kind", .string(kind.rawValue)), ("aliases", .array(aliases.map(JSONText.string))),
      ("summary", .string(summary)), ("signatures", .array(signatures.map(JSONText.string))),
      ("documentation", .string(documentation)),
    ]).text
  }

  private static func text(_ parameter: ParameterType) -> String {
    switch parameter {
    case .type(let type): type.rawValue
    case .stringOrDynamic, .userAgentParts: "string or dynamic"
    case .any: "any"
    case .pattern: "regular expression"
    case .word(let word): "'\(word)'"
    }
  }

  private static func unique(_ signatures: [String]) -> [String] {
    var seen: Set<String> = []
    return signatures.filter { seen.insert($0).inserted }
  }
}
