@testable import RuleCompiler

/// Random expressions over the whole catalog, in two spellings: with constants, and with columns that hold them.
struct RandomExpression {
  /// The expression with its constants in place.
  let constant: String
  /// The expression with a column for each constant.
  let columnar: String

  /// The constants used so far, as columns `c0`, `c1` … of a table.
  struct Leaves {
    private(set) var declarations: [String] = []
    private(set) var cells: [String] = []

    mutating func column(_ type: ScalarType, _ cell: String) -> String {
      declarations.append("c\(cells.count): \(type.rawValue)")
      cells.append(cell)
      return "c\(cells.count - 1)"
    }

    /// A table of one row that holds the constants.
    var table: String {
      cells.isEmpty
        ? "print unused = 0" : "datatable(\(declarations.joined(separator: ", ")))[\(cells.joined(separator: ", "))]"
    }
  }

  private static let symbols = Catalog.standard.functions.filter { name, symbol in
    name == symbol.name && symbol.dependence == .nothing && symbol.columns.isEmpty
  }.values.sorted { $0.name < $1.name }

  private static let types: [ScalarType] = [
    .bool, .int, .long, .real, .decimal, .datetime, .timespan, .guid, .string, .dynamic,
  ]

  static func random(depth: Int, _ leaves: inout Leaves, _ random: inout SeededGenerator) -> RandomExpression {
    let symbol = symbols.randomElement(using: &random)!
    return call(symbol, symbol.signatures.randomElement(using: &random)!, depth, &leaves, &random)
  }

  private static func call(
    _ symbol: FunctionSymbol, _ signature: Signature, _ depth: Int, _ leaves: inout Leaves,
    _ random: inout SeededGenerator
  ) -> RandomExpression {
    let fixed = Int.random(in: signature.required...signature.parameters.count, using: &random)
    var parameters = Array(signature.parameters.prefix(fixed))
    if let repeated = signature.repeated, fixed == signature.parameters.count {
      let count = signature.minimumRepeated + Int.random(in: 0...2, using: &random)
      parameters += Array(repeating: repeated, count: count)
    }
    var arguments: [RandomExpression] = []
    for (index, parameter) in parameters.enumerated() {
      if index == 0, let choice = symbol.choices.randomElement(using: &random) {
        arguments.append(same("'\(choice)'"))
      } else {
        arguments.append(argument(parameter, depth, &leaves, &random))
      }
    }
    let isWord = symbol.name.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isAlphabetic || "0"..."9" ~= $0 }
    let isInfix = parameters.count == 2 && (!isWord || symbol.documentation.hasSuffix("-operator"))
    func text(_ parts: [String]) -> String {
      isInfix ? "(\(parts[0]) \(symbol.name) \(parts[1]))" : "\(symbol.name)(\(parts.joined(separator: ", ")))"
    }
    return RandomExpression(constant: text(arguments.map(\.constant)), columnar: text(arguments.map(\.columnar)))
  }

  private static func argument(
    _ parameter: ParameterType, _ depth: Int, _ leaves: inout Leaves, _ random: inout SeededGenerator
  ) -> RandomExpression {
    switch parameter {
    case .word(let word): same("'\(word)'")
    case .pattern: same("'([a-z]+)|1'")
    case .userAgentParts: same("dynamic(['os'])")
    case .any: value(types.randomElement(using: &random)!, depth, &leaves, &random)
    case .stringOrDynamic: value(.string, depth, &leaves, &random)
    case .type(let type): value(type, depth, &leaves, &random)
    }
  }

  private static func value(
    _ type: ScalarType, _ depth: Int, _ leaves: inout Leaves, _ random: inout SeededGenerator
  ) -> RandomExpression {
    if depth > 0, Bool.random(using: &random) {
      let fitting = symbols.flatMap { symbol in
        symbol.signatures.filter { $0.returns == type }.map { (symbol, $0) }
      }
      if let (symbol, signature) = fitting.randomElement(using: &random) {
        return call(symbol, signature, depth - 1, &leaves, &random)
      }
    }
    let literal = literals(type).randomElement(using: &random)!
    return RandomExpression(constant: literal, columnar: leaves.column(type, literal))
  }

  private static func same(_ text: String) -> RandomExpression { RandomExpression(constant: text, columnar: text) }

  private static func literals(_ type: ScalarType) -> [String] {
    switch type {
    case .bool: ["true", "false", "bool(null)"]
    case .int: ["int(0)", "int(7)", "int(-3)", "int(null)"]
    case .long: ["long(0)", "long(1)", "long(-3)", "long(20)", "long(9223372036854775807)", "long(null)"]
    case .real: ["real(0.0)", "real(1.5)", "real(-2.25)", "real(1e10)", "real(null)"]
    case .decimal: ["decimal(0)", "decimal(1.5)", "decimal(-2.25)", "decimal(null)"]
    case .datetime: ["datetime(2026-03-02 10:20:30.1234567)", "datetime(1969-12-31)", "datetime(null)"]
    case .timespan: ["timespan(0s)", "timespan(90m)", "timespan(-1.02:03:04)", "timespan(null)"]
    case .guid: ["guid(74be27de-1e4e-49d9-b579-fe0b331d3642)", "guid(null)"]
    case .string:
      [
        "''", "'abc'", "'Hello World'", "'12'", "'a,b,c'", "'2026-03-02T10:20:30Z'", "'10.1.2.3'",
        "'{\"a\":[1,2]}'", "'äöü ✓'", "'https://example.com/a?b=c'",
      ]
    case .dynamic, .unknown:
      [
        "dynamic([1, 2, 3])", "dynamic({\"a\": 1, \"b\": \"x\"})", "dynamic([])", "dynamic(\"text\")",
        "dynamic([\"b\", \"a\", null])", "dynamic(null)",
      ]
    }
  }
}
