// make_list(), make_set(), make_bag()

/// The number of elements that a call asks for, at most what KQL allows.
private func elementLimit(_ maxSize: Int64?) -> Int { Int(min(max(maxSize ?? 0, 0), 1_048_576)) }

/// Whether it is an array, or the text of one.
private func isArray(_ value: Value) -> Bool {
  if value.kind == .json { return value.unsafeText.bytes.first { $0 > 0x20 } == UInt8(ascii: "[") }
  return value.kind == .array
}

/// `make_list(expr, maxSize)`: the values that are not null, in the order of the rows. The elements of an array are values
/// of their own, as the examples of the pages geo-point-in-polygon-function and geo-h3cell-rings-function show.
/// <https://learn.microsoft.com/kusto/query/make-list-aggregation-function>
public final class MakeList {
  private let limit: Int
  private let cx: EvaluationContext
  private var lists = GroupLists()
  public init(_ maxSize: Int64?, _ cx: EvaluationContext) {
    limit = elementLimit(maxSize)
    self.cx = cx
  }

  public func add(_ group: Int, _ value: Value) {
    guard isArray(value) else { return append(group, value) }
    for element in value.materialized(cx).elements { append(group, element) }
  }

  private func append(_ group: Int, _ value: Value) {
    if !value.isNull, lists.count(group) < limit { lists.append(group, value) }
  }
  /// An array; empty for a group without values.
  public func result(_ group: Int) -> Value { lists.array(group, cx) }
}

/// `make_list_with_nulls(expr)`: all values in the order of the rows.
/// <https://learn.microsoft.com/kusto/query/make-list-with-nulls-aggregation-function>
public final class MakeListWithNulls {
  private let limit = elementLimit(.max)
  private let cx: EvaluationContext
  private var lists = GroupLists()
  public init(_ cx: EvaluationContext) { self.cx = cx }

  public func add(_ group: Int, _ value: Value) {
    if lists.count(group) < limit { lists.append(group, value) }
  }
  /// An array; empty for a group without rows.
  public func result(_ group: Int) -> Value { lists.array(group, cx) }
}

/// `make_set(expr, maxSize)`: the distinct values that are not null, in the order in which they are first seen. The
/// elements of an array are values of their own.
/// <https://learn.microsoft.com/kusto/query/make-set-aggregation-function>
public final class MakeSet {
  private let limit: Int
  private let cx: EvaluationContext
  private let seen: Grouping
  private var lists = GroupLists()
  public init(_ maxSize: Int64?, _ cx: EvaluationContext) {
    limit = elementLimit(maxSize)
    self.cx = cx
    seen = Grouping(keys: 2, cx)
  }

  public func add(_ group: Int, _ value: Value) {
    let value = value.materialized(cx)
    switch value.kind {
    case .array:
      for element in value.elements { insert(group, element) }
    case .null, .bool, .int, .long, .real, .decimal, .dateTime, .timeSpan, .guid, .string, .bag, .json:
      insert(group, value)
    }
  }

  private func insert(_ group: Int, _ value: Value) {
    if value.isNull || lists.count(group) >= limit { return }
    let before = seen.count
    seen.put(Int64(group))
    seen.put(value)
    if seen.group() == before { lists.append(group, value) }
  }

  /// An array; empty for a group without values.
  public func result(_ group: Int) -> Value { lists.array(group, cx) }
}

/// `make_bag(expr, maxSize)`: the properties of all bags of a group; of those with the same name, the first. Values
/// that are not bags are skipped. <https://learn.microsoft.com/kusto/query/make-bag-aggregation-function>
public final class MakeBag {
  private let limit: Int
  private let cx: EvaluationContext
  private let seen: Grouping
  private var lists = GroupLists()
  public init(_ maxSize: Int64?, _ cx: EvaluationContext) {
    limit = elementLimit(maxSize)
    self.cx = cx
    seen = Grouping(keys: 2, cx)
  }

  public func add(_ group: Int, _ value: Value) {
    let pairs = value.materialized(cx).pairs
    for index in stride(from: 0, to: pairs.count, by: 2) {
      if lists.count(group) >= 2 * limit { return }
      let before = seen.count
      seen.put(Int64(group))
      seen.put(pairs[index].string)
      if seen.group() == before {
        lists.append(group, pairs[index])
        lists.append(group, pairs[index + 1])
      }
    }
  }

  /// A property bag; empty for a group without properties.
  public func result(_ group: Int) -> Value {
    let memory = lists.cells(group, cx)
    return Value(
      kind: .bag, payload: UInt64(UInt(bitPattern: memory)), count: UInt32(lists.count(group) / 2))
  }
}
