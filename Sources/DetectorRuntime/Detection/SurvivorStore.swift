/// The events that one source of a rule has kept: the columns it still needs, and the time of each.
///
/// Rows live in segments in the order of arrival; a segment goes as a whole once all of it is too old.
final class SurvivorStore {
  /// The time of an event that has none; it is in no window but the unlimited one. Parts of the input that are read at
  /// once have times of their own, in the order of the parts, up to `lastNoTime`.
  static let noTime = Int64.min
  static let lastNoTime = Int64.min + 1 << 40
  private static let rowsPerSegment = 1024

  private final class Segment {
    let arena = Arena(chunkSize: 1 << 14)
    let cells: UnsafeMutablePointer<Value>
    let times: UnsafeMutablePointer<Int64>
    var count = 0
    /// Rows that have been written to the state.
    var saved = 0
    var latest = Int64.min

    init(width: Int) {
      cells = .allocate(capacity: max(width, 1) * SurvivorStore.rowsPerSegment)
      times = .allocate(capacity: SurvivorStore.rowsPerSegment)
    }

    deinit {
      cells.deallocate()
      times.deallocate()
    }
  }

  private struct Place {
    let time: Int64
    let segment: Int32
    let row: Int32
  }

  let width: Int
  private var segments: [Segment] = []
  /// All rows by time, then contents; empty if it has to be made anew.
  private var order: [Place] = []
  private(set) var count = 0

  init(width: Int) { self.width = width }

  /// Keeps the first `width` cells of the event.
  func keep(_ event: EventRow, time: Int64) {
    let segment = segmentWithRoom()
    let row = segment.cells + segment.count * width
    for column in 0..<width {
      (row + column).initialize(to: copyCell(event.value(column), segment.arena))
    }
    finishRow(segment, time)
  }

  private func segmentWithRoom() -> Segment {
    if segments.last.map({ $0.count == Self.rowsPerSegment }) ?? true {
      segments.append(Segment(width: width))
    }
    return segments[segments.count - 1]
  }

  private func finishRow(_ segment: Segment, _ time: Int64) {
    (segment.times + segment.count).initialize(to: time)
    segment.count += 1
    segment.latest = max(segment.latest, time)
    count += 1
    order.removeAll(keepingCapacity: true)
  }

  /// Gives back the memory of events that are no later than `time`, as far as whole segments go.
  func drop(through time: Int64) {
    guard segments.contains(where: { $0.latest <= time }) else { return }
    segments.removeAll { $0.latest <= time }
    count = segments.reduce(0) { $0 + $1.count }
    order.removeAll(keepingCapacity: true)
  }

  /// Takes the rows of another store of the same source, which is empty then.
  func absorb(_ other: SurvivorStore) {
    // Only the last segment has room.
    segments.insert(contentsOf: other.segments, at: 0)
    count += other.count
    other.removeAll()
    order.removeAll(keepingCapacity: true)
  }

  // MARK: State

  /// Appends the rows that have come since the last call; gives the latest of their times, nil if there are none.
  func appendNew(to buffer: ByteBuffer) -> Int64? {
    var latest: Int64?
    // Rows come at the end: nothing before a segment that has been saved as a whole is new.
    let first = segments.lastIndex { $0.saved == $0.count }.map { $0 + 1 } ?? 0
    for segment in segments[first...] {
      for row in segment.saved..<segment.count {
        buffer.append(state: segment.times[row])
        for column in 0..<width { buffer.append(state: segment.cells[row * width + column]) }
        latest = max(latest ?? .min, segment.times[row])
      }
      segment.saved = segment.count
    }
    return latest
  }

  /// Takes rows that `appendNew` has written; false if the bytes are damaged.
  func restore(_ bytes: Str) -> Bool {
    var reader = StateReader(bytes)
    do throws(StateReader.Damaged) {
      while !reader.isAtEnd {
        let time = try reader.long()
        let segment = segmentWithRoom()
        let row = segment.cells + segment.count * width
        for column in 0..<width { (row + column).initialize(to: try reader.cell(segment.arena)) }
        finishRow(segment, time)
        segment.saved = segment.count
      }
      return true
    } catch {
      return false
    }
  }

  /// The memory that the rows take, about: 16 bytes a cell, 8 a row, and the texts.
  var reservedBytes: Int {
    segments.reduce(0) { $0 + $1.arena.reservedBytes } + segments.count * Self.rowsPerSegment * (16 * width + 8)
  }

  /// Forgets everything.
  func removeAll() {
    segments.removeAll()
    count = 0
    order.removeAll()
  }

  private func sort() {
    guard order.count != count else { return }
    order.removeAll(keepingCapacity: true)
    order.reserveCapacity(count)
    for (index, segment) in segments.enumerated() {
      for row in 0..<segment.count {
        order.append(Place(time: segment.times[row], segment: Int32(index), row: Int32(row)))
      }
    }
    order.sort { $0.time != $1.time ? $0.time < $1.time : precedes($0, $1) }
  }

  /// Whether one row comes before another of the same time: by its cells, so that the order in which events arrive
  /// does not matter. Events without a time stay in that order.
  private func precedes(_ a: Place, _ b: Place) -> Bool {
    if a.time <= Self.lastNoTime { return a.segment != b.segment ? a.segment < b.segment : a.row < b.row }
    let first = segments[Int(a.segment)].cells + Int(a.row) * width
    let second = segments[Int(b.segment)].cells + Int(b.row) * width
    for column in 0..<width {
      let order = orderOfContents(first[column], second[column])
      if order != 0 { return order < 0 }
    }
    return false
  }

  /// The first place in `order` that is later than `time`.
  private func upperBound(_ time: Int64) -> Int {
    var low = 0
    var high = order.count
    while low < high {
      let middle = (low + high) / 2
      if order[middle].time <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The time of the first row that is later than `time`.
  func firstTime(after time: Int64) -> Int64? {
    sort()
    let index = upperBound(max(time, Self.lastNoTime))
    return index < order.count ? order[index].time : nil
  }

  /// The rows with `after` < time ≤ `through`, by time; all rows if `after` is nil. They point into this store.
  func rows(after: Int64?, through: Int64, _ cx: EvaluationContext) -> Table {
    sort()
    let table = Table(width: width, cx)
    let from = after.map(upperBound) ?? 0
    let to = after == nil ? order.count : upperBound(through)
    guard from < to else { return table }
    for place in order[from..<to] {
      let row = segments[Int(place.segment)].cells + Int(place.row) * width
      for column in 0..<width { table.put(row[column]) }
      table.endRow()
    }
    return table
  }
}

/// A decoded cell with its bytes in `arena`.
@inline(__always)
private func copyCell(_ value: Value, _ arena: Arena) -> Value {
  switch value.kind {
  case .null, .bool, .int, .long, .real, .dateTime, .timeSpan: return value
  case .string, .json, .guid, .decimal, .array, .bag: return copyReferringCell(value, arena)
  }
}

private func copyReferringCell(_ value: Value, _ arena: Arena) -> Value {
  switch value.kind {
  case .null, .bool, .int, .long, .real, .dateTime, .timeSpan: return value
  case .string, .json:
    let text = arena.copy(value.unsafeText)
    return Value(
      kind: value.kind, payload: UInt64(UInt(bitPattern: text.base)), count: value.count)
  case .guid, .decimal:
    let source = UnsafeRawPointer(bitPattern: UInt(value.payload)).unsafelyUnwrapped
    let target = arena.allocate(16, alignment: 16)
    target.copyMemory(from: source, byteCount: 16)
    return Value(
      kind: value.kind, payload: UInt64(UInt(bitPattern: target)), count: value.count)
  case .array, .bag:
    let cells = Int(value.count) * (value.kind == .bag ? 2 : 1)
    let source = UnsafePointer<Value>(bitPattern: UInt(value.payload)).unsafelyUnwrapped
    let target = arena.allocate(max(cells, 1) * 16, alignment: 16).assumingMemoryBound(to: Value.self)
    for index in 0..<cells {
      (target + index).initialize(to: copyReferringCell(source[index], arena))
    }
    return Value(kind: value.kind, payload: UInt64(UInt(bitPattern: target)), count: value.count)
  }
}
