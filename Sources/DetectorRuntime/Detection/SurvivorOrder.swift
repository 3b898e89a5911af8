/// The rows of a `SurvivorStore` by time, then contents, so that the order in which events arrive does not matter.
struct SurvivorOrder {
  struct Place {
    let time: Int64
    let segment: Int32
    let row: Int32
  }

  private(set) var places: [Place] = []
  var isEmpty: Bool { places.isEmpty }

  mutating func removeAll() { places.removeAll(keepingCapacity: true) }

  /// Orders the rows of all segments, `count` in number. Rows that came in order are not sorted.
  mutating func fill(_ segments: [SurvivorSegment], width: Int, count: Int) {
    guard places.count != count else { return }
    places.removeAll(keepingCapacity: true)
    places.reserveCapacity(count)
    let cells = segments.map { UnsafePointer($0.cells) }
    cells.withUnsafeBufferPointer { cells in
      var isSorted = true
      for (index, segment) in segments.enumerated() {
        for row in 0..<segment.count {
          let place = Place(time: segment.times[row], segment: Int32(index), row: Int32(row))
          if isSorted, let last = places.last, Self.precedes(place, last, cells, width) { isSorted = false }
          places.append(place)
        }
      }
      if !isSorted { places.sort { Self.precedes($0, $1, cells, width) } }
    }
  }

  /// Events without a time stay in the order of arrival.
  @inline(__always)
  private static func precedes(
    _ a: Place, _ b: Place, _ cells: UnsafeBufferPointer<UnsafePointer<Value>>, _ width: Int
  ) -> Bool {
    if a.time != b.time { return a.time < b.time }
    if a.time <= SurvivorStore.lastNoTime { return a.segment != b.segment ? a.segment < b.segment : a.row < b.row }
    let first = cells[Int(a.segment)] + Int(a.row) &* width
    let second = cells[Int(b.segment)] + Int(b.row) &* width
    for column in 0..<width {
      let order = orderOfContents(first[column], second[column])
      if order != 0 { return order < 0 }
    }
    return false
  }

  /// The first place that is later than `time`.
  func upperBound(_ time: Int64) -> Int {
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle].time <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
