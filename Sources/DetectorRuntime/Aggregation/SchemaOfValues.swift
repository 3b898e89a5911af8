/// `buildschema(expr)`: the least schema that admits all values of each group, nulls aside.
/// <https://learn.microsoft.com/kusto/query/buildschema-aggregation-function>
public final class SchemaOfValues {
  private let cx: EvaluationContext
  private var schemas = GroupCells<ValueSchema?>(nil)
  public init(_ cx: EvaluationContext) { self.cx = cx }

  public func add(_ group: Int, _ value: Value) {
    if value.isNull { return }
    let schema = schemas[group] ?? ValueSchema()
    if schemas[group] == nil { schemas[group] = schema }
    schema.admit(deeplyMaterialized(value, cx))
  }
  /// A type name, a property bag, or an array of both; null for a group without values.
  public func result(_ group: Int) -> Value { schemas[group]?.text(cx) ?? .null }
}

/// What the values in one place may be.
private final class ValueSchema {
  /// Names of scalar types in the order seen.
  private var types: [Str] = []
  private var properties: [(name: Str, schema: ValueSchema)] = []
  private var elements: ValueSchema?
  private var isContainer = false

  func admit(_ value: Value) {
    switch value.kind {
    case .null: break
    case .bool: admit("bool")
    case .int, .long: admit("long")
    case .real: admit("double")
    case .decimal: admit("decimal")
    case .dateTime: admit("datetime")
    case .timeSpan: admit("timespan")
    case .guid: admit("guid")
    case .string, .json: admit("string")
    case .array:
      isContainer = true
      let schema = elements ?? ValueSchema()
      elements = schema
      for element in value.elements { schema.admit(element) }
    case .bag:
      isContainer = true
      for index in stride(from: 0, to: value.pairs.count, by: 2) {
        property(value.pairs[index].string).admit(value.pairs[index + 1])
      }
    }
  }

  private func admit(_ type: Str) {
    if !types.contains(where: { sameBytes($0, type) }) { types.append(type) }
  }

  private func property(_ name: Str) -> ValueSchema {
    if let known = properties.first(where: { sameBytes($0.name, name) }) { return known.schema }
    let schema = ValueSchema()
    properties.append((name, schema))
    return schema
  }

  func text(_ cx: EvaluationContext) -> Value {
    var alternatives = types.map { Value($0) }
    if isContainer {
      var pairs = properties.map { (key: $0.name, value: $0.schema.text(cx)) }
      if let elements { pairs.append((key: "`indexer`", value: elements.text(cx))) }
      alternatives.append(Value(bag: pairs, cx))
    }
    return alternatives.count == 1 ? alternatives[0] : Value(array: alternatives, cx)
  }
}
