/// Rows of a `SurvivorStore` in the order of arrival: cells one row after the other, times, and the texts of the cells.
final class SurvivorSegment {
  static let capacity = 1024

  let arena = Arena(chunkSize: 1 << 14)
  let cells: UnsafeMutablePointer<Value>
  let times: UnsafeMutablePointer<Int64>
  @exclusivity(unchecked) var count = 0
  /// Rows that have been written to the state.
  @exclusivity(unchecked) var saved = 0
  @exclusivity(unchecked) var latest = Int64.min

  init(width: Int) {
    cells = .allocate(capacity: max(width, 1) * Self.capacity)
    times = .allocate(capacity: Self.capacity)
  }

  deinit {
    cells.deallocate()
    times.deallocate()
  }

  var isFull: Bool { count == Self.capacity }

  func removeAll() {
    count = 0
    saved = 0
    latest = .min
    arena.reset()
  }

  /// Appends the rows that have not been written yet to the state; the latest of their times, nil if there are none.
  func appendNew(to buffer: ByteBuffer, width: Int) -> Int64? {
    var latest: Int64?
    for row in saved..<count {
      buffer.append(state: times[row])
      for column in 0..<width { buffer.append(state: cells[row * width + column]) }
      latest = max(latest ?? .min, times[row])
    }
    saved = count
    return latest
  }
}
