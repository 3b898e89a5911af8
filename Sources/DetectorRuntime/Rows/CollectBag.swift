/// Collects key and value pairs of each group into a property bag: the last step of `pivot`.
///
/// See `pivot-plugin.md`. Generated code groups by the kept columns and the pivot key with an ordinary aggregate, then
/// adds each of those groups here under the group of its kept columns.
public final class CollectBag {
  private struct Entry {
    /// The number of its key.
    let key: Int
    let value: Value
    let next: Int32
  }
  private var keys: [Str] = []
  private let numbers: Grouping
  private let missing: Value
  private var heads: [Int32] = []
  private var entries: [Entry] = []
  private let cx: EvaluationContext

  /// - Parameter missing: what the aggregate gives for no rows: the value of a key that only other groups have.
  public init(_ missing: Value, _ cx: EvaluationContext) {
    self.missing = missing
    self.cx = cx
    numbers = Grouping(keys: 1, cx)
  }

  /// Adds a property to the bag of `group`. The strings must outlive the evaluation's arena; of equal keys the first
  /// one stays.
  public func add(_ group: Int, _ key: Str, _ value: Value) {
    while heads.count <= group { heads.append(-1) }
    numbers.put(key)
    let number = numbers.group()
    if number == keys.count { keys.append(key) }
    var entry = heads[group]
    while entry >= 0 {
      if entries[Int(entry)].key == number { return }
      entry = entries[Int(entry)].next
    }
    entries.append(Entry(key: number, value: value, next: heads[group]))
    heads[group] = Int32(entries.count - 1)
  }

  /// The bag of `group`, its properties in the order in which their keys were first seen.
  public func result(_ group: Int) -> Value {
    var values: [Value?] = Array(repeating: missing.isNull ? nil : missing, count: keys.count)
    var entry = group < heads.count ? heads[group] : -1
    while entry >= 0 {
      values[entries[Int(entry)].key] = entries[Int(entry)].value
      entry = entries[Int(entry)].next
    }
    return Value(bag: zip(keys, values).compactMap { key, value in value.map { (key: key, value: $0) } }, cx)
  }
}
