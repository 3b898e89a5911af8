/// Expressions with every conversion written out: `x as string`.
extension BoundDump {
  static func list(_ expressions: [BoundExpression]) -> String {
    expressions.map { text($0) }.joined(separator: ", ")
  }

  static func text(_ expression: BoundExpression) -> String {
    switch expression.kind {
    case .literal(let constant): return constant.literalText
    case .column(let column): return column.name
    case .call(let function, _, let arguments): return call(function.name, arguments)
    case .and(let a, let b): return "\(operand(a)) and \(operand(b))"
    case .or(let a, let b): return "\(operand(a)) or \(operand(b))"
    case .not(let a): return "not(\(text(a)))"
    case .conditional(let arms, let otherwise):
      return "case(\(list(arms.flatMap { [$0.condition, $0.value] } + [otherwise])))"
    case .coalesce(let values): return "coalesce(\(list(values)))"
    case .convert(let value): return "\(operand(value)) as \(expression.type)"
    case .member(let value, let name):
      return "\(operand(value))[\(Constant.quoted(name))]"
    case .element(let value, let index): return "\(operand(value))[\(text(index))]"
    case .inList(let how, let value, let items): return "\(operand(value)) \(name(how)) (\(list(items)))"
    case .inArray(let how, let value, let array): return "\(operand(value)) \(name(how)) (\(text(array)))"
    case .inTable(let how, let value, let query): return "\(operand(value)) \(name(how)) (\(inline(query)))"
    case .toScalar(let query): return "toscalar(\(inline(query)))"
    case .variable(let variable): return variable.name
    case .now: return "now()"
    case .packAll(let columns):
      return
        "pack_all(\(columns.count > 24 ? "\(columns.count) columns" : columns.map(\.name).joined(separator: ", ")))"
    case .window(let function): return window(function)
    }
  }

  /// A subquery in one line, as KQL writes it.
  private static func inline(_ query: BoundQuery) -> String {
    dump(query).split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " | ")
  }

  private static func name(_ membership: Membership) -> String {
    switch membership {
    case .exact: "in"
    case .folded: "in~"
    case .hasAny: "has_any"
    case .hasAll: "has_all"
    }
  }

  /// Operators stand between their operands; functions before them.
  private static func call(_ name: String, _ arguments: [BoundExpression]) -> String {
    guard arguments.count == 2, BinaryOperator(rawValue: name) != nil else { return "\(name)(\(list(arguments)))" }
    return "\(operand(arguments[0])) \(name) \(operand(arguments[1]))"
  }

  /// In parentheses where it would read otherwise without.
  private static func operand(_ expression: BoundExpression) -> String {
    let text = text(expression)
    switch expression.kind {
    case .literal, .column, .not, .conditional, .coalesce, .member, .element, .toScalar, .variable, .now, .packAll,
      .window:
      return text
    case .and, .or, .convert, .inList, .inArray, .inTable: return "(\(text))"
    case .call(let function, _, let arguments):
      return text.hasPrefix("\(function.name)(") && !arguments.isEmpty || arguments.isEmpty ? text : "(\(text))"
    }
  }

  private static func window(_ function: WindowFunction) -> String {
    func restarting(_ condition: BoundExpression?) -> String {
      condition.map { " restart \(text($0))" } ?? ""
    }
    switch function {
    case .neighbour(let value, let offset, let otherwise):
      return "\(offset < 0 ? "next" : "prev")(\(text(value)), \(abs(offset)), \(text(otherwise)))"
    case .rowNumber(let start, let restart): return "row_number(\(text(start))\(restarting(restart)))"
    case .rowCumulativeSum(let value, let restart): return "row_cumsum(\(text(value))\(restarting(restart)))"
    case .rowRank(let value, let dense, let restart):
      return "\(dense ? "row_rank_dense" : "row_rank_min")(\(text(value))\(restarting(restart)))"
    case .rowWindowSession(let value, let first, let between, let restart):
      return "row_window_session(\(text(value)), \(text(first)), \(text(between))\(restarting(restart)))"
    }
  }
}
