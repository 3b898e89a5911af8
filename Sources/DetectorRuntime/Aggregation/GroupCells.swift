/// One value for each group, in a flat array that grows as groups appear.
struct GroupCells<Element> {
  private var cells: [Element] = []
  private let blank: Element

  /// - Parameter blank: the value of a group that has not been written.
  init(_ blank: Element) { self.blank = blank }

  @inline(__always)
  subscript(_ group: Int) -> Element {
    get { group < cells.count ? cells[group] : blank }
    _modify {
      if group >= cells.count { reach(group) }
      yield &cells[group]
    }
  }

  @inline(never)
  private mutating func reach(_ group: Int) {
    if cells.capacity <= group { cells.reserveCapacity(max(16, 2 * (group + 1))) }
    cells.append(contentsOf: repeatElement(blank, count: group + 1 - cells.count))
  }
}
