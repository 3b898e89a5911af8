/// Collects key and value pairs of each group into a property bag: the last step of `pivot`.
///
/// See `pivot-plugin.md`. Generated code groups by the kept columns and the pivot key with an ordinary aggregate, then
/// adds each of those groups here under the group of its kept columns.
public final class CollectBag {
  private struct Entry {
    let key: Str
    let value: Value
    let next: Int32
  }
  private var heads: [Int32] = []
  private var counts: [Int32] = []
  private var entries: [Entry] = []
  private let cx: EvaluationContext

  public init(_ cx: EvaluationContext) { self.cx = cx }

  /// Adds a property to the bag of `group`. The strings must outlive the evaluation's arena; of equal keys the first
  /// one stays.
  public func add(_ group: Int, _ key: Str, _ value: Value) {
    while heads.count <= group {
      heads.append(-1)
      counts.append(0)
    }
    var entry = heads[group]
    while entry >= 0 {
      if sameBytes(entries[Int(entry)].key, key) { return }
      entry = entries[Int(entry)].next
    }
    entries.append(Entry(key: key, value: value, next: heads[group]))
    heads[group] = Int32(entries.count - 1)
    counts[group] += 1
  }

  /// The bag of `group`, its properties in the order they were added.
  public func result(_ group: Int) -> Value {
    let count = group < counts.count ? Int(counts[group]) : 0
    let memory = cx.arena.allocate(max(count, 1) * 2 * MemoryLayout<Value>.stride, alignment: 16)
      .assumingMemoryBound(to: Value.self)
    var entry = count > 0 ? heads[group] : -1
    var index = count
    while entry >= 0 {
      index -= 1
      (memory + 2 * index).initialize(to: Value(entries[Int(entry)].key))
      (memory + 2 * index + 1).initialize(to: entries[Int(entry)].value)
      entry = entries[Int(entry)].next
    }
    return Value(kind: .bag, payload: UInt64(UInt(bitPattern: memory)), count: UInt32(count))
  }
}
