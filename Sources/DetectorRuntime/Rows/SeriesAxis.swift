/// The axis of `make-series`: the points `from`, `from` + `step`, … below `to`.
///
/// See `make-series-operator.md`. Without `from` the points are the multiples of the step, as `bin()` gives them.
public struct SeriesAxis: Sendable {
  /// The most points an array may have.
  public static let limit = 1_048_576

  private let kind: Value.Kind
  private let anchor: Value
  private let step: Value
  /// The first point and the number of points, where the query says so; each series has its own otherwise.
  private(set) var first: Int64?
  private(set) var end: Int64?

  /// - Parameters:
  ///   - type: of the axis column: int, long, real, datetime or timespan.
  ///   - from: the first point, or null.
  ///   - to: the end, not included, or null.
  ///   - step: of the column's type; for a datetime a timespan. A step that is not positive makes an empty axis.
  ///   - inclusive: whether `to` is included and points are multiples of the step (the form `in range(…)`).
  public init(_ type: ColumnType, from: Value, to: Value, step: Value, inclusive: Bool = false) {
    switch type {
    case .real: kind = .real
    case .int: kind = .int
    case .dateTime: kind = .dateTime
    case .timeSpan: kind = .timeSpan
    case .long, .bool, .decimal, .guid, .string, .dynamic: kind = .long
    }
    self.step = step
    anchor = inclusive ? .null : from
    if !from.isNull { first = place(from) }
    if !to.isNull, let last = place(to) {
      let edge = point(last)
      let isOnPoint = kind == .real ? edge.nearestReal == to.nearestReal : edge.payload == to.payload
      end = inclusive || !isOnPoint ? last + 1 : last
    }
  }

  /// The number of the point whose step `value` falls in; nil for null and for what lies outside the bounds.
  public func bucket(_ value: Value) -> Int64? {
    guard !value.isNull, let place = place(value) else { return nil }
    if let first, place < first { return nil }
    if let end, place >= end { return nil }
    return place
  }

  private func place(_ value: Value) -> Int64? {
    if kind == .real {
      let width = step.nearestReal
      guard width > 0 else { return nil }
      let place = ((value.nearestReal - (anchor.isNull ? 0 : anchor.nearestReal)) / width).rounded(.down)
      return Int64(exactly: place)
    }
    let width = Int64(bitPattern: step.payload)
    guard !step.isNull, width > 0 else { return nil }
    let (distance, overflow) = Int64(bitPattern: value.payload)
      .subtractingReportingOverflow(anchor.isNull ? 0 : Int64(bitPattern: anchor.payload))
    guard !overflow else { return nil }
    let quotient = distance / width
    return distance % width < 0 ? quotient - 1 : quotient
  }

  /// The value of the point with that number.
  public func point(_ bucket: Int64) -> Value {
    if kind == .real {
      return Value((anchor.isNull ? 0 : anchor.nearestReal) + Double(bucket) * step.nearestReal)
    }
    let start = anchor.isNull ? 0 : Int64(bitPattern: anchor.payload)
    return Value(kind: kind, payload: UInt64(bitPattern: start &+ bucket &* Int64(bitPattern: step.payload)))
  }
}

/// Collects the aggregated values of each group into arrays along an axis: the last step of `make-series`.
///
/// Generated code groups by keys and bucket, then adds each of those groups here under the group of its keys.
public final class SeriesCollector {
  private struct Entry {
    let bucket: Int64
    let next: Int32
  }
  private let axis: SeriesAxis
  private let defaults: [Value]
  private var heads: [Int32] = []
  private var entries: [Entry] = []
  /// The aggregates of each entry, side by side.
  private var values: [Value] = []
  private let cx: EvaluationContext

  /// - Parameter defaults: for each aggregate, the value of a point without rows.
  public init(_ axis: SeriesAxis, defaults: [Value], _ cx: EvaluationContext) {
    self.axis = axis
    self.defaults = defaults
    self.cx = cx
  }

  /// The aggregates of `group` at a point: one value for each default, to be followed by `put` for each.
  public func add(_ group: Int, bucket: Int64) {
    while heads.count <= group { heads.append(-1) }
    entries.append(Entry(bucket: bucket, next: heads[group]))
    heads[group] = Int32(entries.count - 1)
  }

  /// The next aggregate of the point added last.
  public func put(_ value: Value) { values.append(value) }

  /// The array of an aggregate over the axis of `group`.
  public func series(_ group: Int, aggregate: Int) -> Value {
    let (first, count) = extent(group)
    let memory = allocate(count)
    for index in 0..<count { (memory + index).initialize(to: defaults[aggregate]) }
    var entry = group < heads.count ? heads[group] : -1
    while entry >= 0 {
      let index = entries[Int(entry)].bucket - first
      if index >= 0, index < Int64(count) {
        memory[Int(index)] = values[Int(entry) * defaults.count + aggregate]
      }
      entry = entries[Int(entry)].next
    }
    return Value(kind: .array, payload: UInt64(UInt(bitPattern: memory)), count: UInt32(count))
  }

  /// The points of the axis of `group`.
  public func points(_ group: Int) -> Value {
    let (first, count) = extent(group)
    let memory = allocate(count)
    for index in 0..<count { (memory + index).initialize(to: axis.point(first + Int64(index))) }
    return Value(kind: .array, payload: UInt64(UInt(bitPattern: memory)), count: UInt32(count))
  }

  private func allocate(_ count: Int) -> UnsafeMutablePointer<Value> {
    cx.arena.allocate(max(count, 1) * MemoryLayout<Value>.stride, alignment: 16).assumingMemoryBound(to: Value.self)
  }

  /// The first bucket and the number of points of a group: the axis' bounds, or else those of the group's rows.
  private func extent(_ group: Int) -> (first: Int64, count: Int) {
    var (low, high) = (Int64.max, Int64.min)
    var entry = group < heads.count ? heads[group] : -1
    while entry >= 0 {
      low = min(low, entries[Int(entry)].bucket)
      high = max(high, entries[Int(entry)].bucket)
      entry = entries[Int(entry)].next
    }
    let isEmpty = low > high
    let first = axis.first ?? (isEmpty ? axis.end ?? 0 : low)
    let end = axis.end ?? (isEmpty ? first : high + 1)
    return (first, Int(max(0, min(end - first, Int64(SeriesAxis.limit)))))
  }
}
