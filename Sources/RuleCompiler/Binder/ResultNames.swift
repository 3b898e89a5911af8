/// The names of columns that the query gives none, as Kusto.Language infers them.
extension QueryBinding {
  /// The name that the expression brings along: that of a column, a member, a function; nil if there is none.
  func resultName(of expression: Expression, in context: BindingContext) -> String? {
    switch expression.kind {
    case .parenthesized(let inner): return resultName(of: inner, in: context)
    case .name(let name): return name.text
    case .named(let names, _): return names.first?.text
    case .member(let value, let name):
      if case .name(let side) = value.kind, side.text == "$left" || side.text == "$right" { return name.text }
      return joined(resultName(of: value, in: context), name.text)
    case .element(let value, let index):
      let key: String
      switch index.kind {
      case .literal(.string(let text)): key = text
      case .literal(.long(let number)), .literal(.int(let number)): key = "\(number)"
      default: key = ""
      }
      return joined(resultName(of: value, in: context), key)
    case .call(let call): return resultName(of: call, in: context)
    default: return nil
    }
  }

  private func joined(_ left: String?, _ right: String) -> String {
    guard let left, !left.isEmpty else { return right }
    return "\(left)_\(right)"
  }

  private func resultName(of call: FunctionCall, in context: BindingContext) -> String? {
    let name = call.name.text
    if case .function = context.scope[name] { return nil }
    switch name {
    case "ingestion_time": return "$IngestionTime"
    case "percentiles_array", "percentilesw_array":
      return "percentiles_\(call.arguments.first.flatMap { resultName(of: $0, in: context) } ?? "")"
    case "bin_auto": return call.arguments.first.flatMap { resultName(of: $0, in: context) }
    case "make_datetime" where call.arguments.count == 1, "make_timespan" where call.arguments.count == 1:
      return resultName(of: call.arguments[0], in: context)
    case "column_ifexists", "columnifexists":
      guard let first = call.arguments.first, case .literal(.string(let column)) = first.kind,
        context.row?.columns.contains(where: { $0.name == column }) == true
      else { return nil }
      return column
    default: break
    }
    let rule: ResultName
    if let aggregate = catalog.aggregates[name] {
      rule = Self.aggregateNames[name] ?? aggregate.resultName
    } else if let aggregate = conditionalAggregates[name] {
      rule = Self.aggregateNames[name] ?? conditional(aggregate.resultName, name)
    } else if let function = catalog.functions[name] {
      rule = function.resultName
    } else {
      return nil
    }
    if name.hasPrefix("covariance"), call.arguments.count > 1 {
      let operands = call.arguments.prefix(2).map { resultName(of: $0, in: context) ?? "" }
      return "\(name)_\(operands.joined(separator: "_"))"
    }
    return apply(rule, call.arguments, in: context)
  }

  private func apply(_ rule: ResultName, _ arguments: [Expression], in context: BindingContext) -> String? {
    switch rule {
    case .none: return nil
    case .firstArgument: return arguments.first.flatMap { resultName(of: $0, in: context) }
    case .prefixAndFirstArgument(let prefix):
      let argument = arguments.first.flatMap { resultName(of: $0, in: context) } ?? ""
      return "\(prefix)_\(argument)"
    case .prefixOnly(let prefix): return prefix
    }
  }

  /// `countif_`, `sumif_x`; but `make_set_if(x)` is `set_x`.
  private func conditional(_ rule: ResultName, _ name: String) -> ResultName {
    switch rule {
    case .prefixAndFirstArgument("set"), .prefixAndFirstArgument("list"), .prefixAndFirstArgument("bag"): rule
    case .prefixAndFirstArgument: .prefixAndFirstArgument(name)
    case .none, .firstArgument, .prefixOnly: rule
    }
  }

  /// Old spellings that name their columns in another way than the new ones.
  static let aggregateNames: [String: ResultName] = [
    "any": .prefixAndFirstArgument("any"), "anyif": .prefixAndFirstArgument("anyif"),
    "take_any": .firstArgument, "take_anyif": .firstArgument,
    "count": .prefixAndFirstArgument("count"), "countif": .prefixAndFirstArgument("countif"),
  ]

  /// The column that the expression is, rather than computes: `X`, `(X)`, `tostring(X)` of a string `X`.
  func resultColumn(_ expression: Expression, _ value: BoundExpression) -> ColumnSymbol? {
    guard case .column(let column) = value.kind else { return nil }
    switch expression.unparenthesized.kind {
    case .name, .member: return column
    case .call(let call): return Self.conversionFunctions[call.name.text] == nil ? nil : column
    default: return nil
    }
  }
}

/// Makes names unique by numbers: `c`, `c1`, `c2`.
struct UniqueNames {
  private var lastSuffix: [String: Int] = [:]

  mutating func add(_ name: String) {
    if lastSuffix[name] == nil { lastSuffix[name] = 0 }
  }

  /// The name itself if it is new, else one made from it (or from `base`).
  mutating func unique(_ name: String, base: String? = nil) -> String {
    guard var suffix = lastSuffix[name] else {
      lastSuffix[name] = 0
      return name
    }
    while true {
      suffix += 1
      let candidate = "\(base ?? name)\(suffix)"
      if lastSuffix[candidate] == nil {
        lastSuffix[name] = suffix
        lastSuffix[candidate] = 0
        return candidate
      }
    }
  }

  /// All names made unique, the first of each keeping its own: `c, c, c1` gives `c, c2, c1`.
  static func unique(_ names: [String]) -> [String] {
    var table = UniqueNames()
    for name in names { table.add(name) }
    var seen: Set<String> = []
    return names.map { seen.insert($0).inserted ? $0 : table.unique($0) }
  }
}
