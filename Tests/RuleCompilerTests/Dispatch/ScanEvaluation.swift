@testable import DetectorRuntime
@testable import RuleCompiler

/// Evaluates a source's scan over one event by the catalog's kernels, without generated code.
final class ScanEvaluation {
  private var patterns: [String: CompiledPattern] = [:]

  /// What the search for literals has said.
  var holdsLiteral = false
  /// Whether a scan has asked for it.
  private(set) var wasAsked = false

  let cx = EvaluationContext(now: DateTime(ticks: 638_000_000_000_000_000))
  private static let kernels: [String: Kernel] = {
    var kernels: [String: Kernel] = [:]
    for symbol in Catalog.standard.functions.values {
      for signature in symbol.signatures { kernels[signature.kernel.name] = signature.kernel }
    }
    return kernels
  }()
  struct Unknown: Error {
    let what: String
  }

  func accepts(_ source: DetectorProgram.Source, _ event: [ColumnSymbol: Value]) throws -> Bool {
    var row = event
    wasAsked = false
    for step in source.scan {
      switch step {
      case .filter(let predicate, _):
        guard try value(predicate, row).bool == true else { return false }
      case .compute(let computed, _):
        let before = row
        for entry in computed { row[entry.column] = try value(entry.value, before) }
      case .expand: throw Unknown(what: "expand")
      case .parse: throw Unknown(what: "parse")
      }
    }
    return true
  }

  private func value(_ expression: PlanExpression, _ row: [ColumnSymbol: Value]) throws -> Value {
    switch expression.kind {
    case .constant(let constant): return constant.value(cx)
    case .column(let column): return row[column] ?? .null
    case .literalFound:
      wasAsked = true
      return Value(holdsLiteral)
    case .and(let a, let b): return Value(and3(try value(a, row).bool, try value(b, row).bool))
    case .or(let a, let b): return Value(or3(try value(a, row).bool, try value(b, row).bool))
    case .not(let a): return Value(not3(try value(a, row).bool))
    case .cell(let operand), .retyped(let operand), .compiled(let operand): return try value(operand, row)
    case .pattern(let text, _): return Value(cx.arena.copy(text))
    case .userAgents(let parts): return Value(array: parts.map { Value(cx.arena.copy($0.rawValue)) }, cx)
    case .conditional(let arms, let otherwise):
      for arm in arms where try value(arm.condition, row).bool == true { return try value(arm.value, row) }
      return try value(otherwise, row)
    case .inLiterals(let how, let operand, let literals):
      let text = try value(operand, row).string
      let results = literals.map { literal in
        let literal = cx.arena.copy(literal)
        switch how {
        case .exact: return equalsString(text, literal)
        case .folded: return equalsFolded(text, literal)
        case .hasAny, .hasAll: return hasTerm(text, literal)
        }
      }
      return Value(how == .hasAll ? results.allSatisfy { $0 } : results.contains(true))
    case .call(let kernel, let arguments): return try call(kernel.name, arguments, row)
    case .coalesce, .inSet, .scalar, .now, .bag: throw Unknown(what: "\(expression.kind)")
    }
  }

  private func pattern(_ text: String) -> CompiledPattern {
    let known = patterns[text] ?? CompiledPattern(cell: Value(cx.arena.copy(text)))
    patterns[text] = known
    return known
  }

  private func call(
    _ name: String, _ arguments: [PlanExpression], _ row: [ColumnSymbol: Value]
  ) throws -> Value {
    let values = try arguments.map { try value($0, row) }
    switch name {
    case "property": return property(values[0], values[1].string, cx)
    // Compiled once, not at each call.
    case "matchesRegex": return Value(matchesRegex(values[0].string, pattern(values[1].string.description)))
    case "extractRegex":
      return Value(extractRegex(pattern(values[0].string.description), values[1].long, values[2].string))
    case "element": return element(values[0], values[1].long, cx)
    default:
      guard let kernel = Self.kernels[name] else { throw Unknown(what: name) }
      return kernel.fold(values, cx)
    }
  }
}
