// Edges of several shapes, cut where they meet.

/// Edges between numbered points such that no two of them have more in common than ends.
///
/// Points closer than `mergeRadius` to each other or to an edge are made one, so that the rounding of crossings leaves
/// no slivers.
struct EdgeArrangement {
  /// A part of an input edge.
  struct Piece {
    var start: Int
    var end: Int
    /// The shape that the edge belongs to.
    var layer: Int
    /// The place of the edge in the input.
    var input: Int

    /// The same for pieces with the same ends.
    var ends: [Int] { start < end ? [start, end] : [end, start] }
  }

  /// Twice the error of a crossing, in radians.
  static let mergeRadius = 8 * Double.ulpOfOne

  private(set) var points: [SpherePoint] = []
  private(set) var pieces: [Piece] = []
  private var numbers: [SpherePoint: Int] = [:]
  private var grid: [GridCell: [Int]] = [:]

  /// - Parameter cutsCrossings: whether edges of different layers are cut where they cross inside.
  init(_ layers: [[SphereEdge]], cutsCrossings: Bool = true) {
    var edges: [(edge: SphereEdge, layer: Int, band: LatitudeBand)] = []
    for (layer, shape) in layers.enumerated() {
      for edge in shape {
        // Ends that are merged with other points move there.
        let merged = SphereEdge(start: points[number(edge.start)], end: points[number(edge.end)])
        edges.append((merged, layer, LatitudeBand(merged)))
      }
    }
    var cuts = Array(repeating: [Int](), count: edges.count)
    cutAtPoints(edges.map { ($0.edge, $0.band) }, &cuts)
    if cutsCrossings {
      let order = edges.indices.sorted { edges[$0].band.least < edges[$1].band.least }
      for (place, first) in order.enumerated() {
        for second in order[(place + 1)...] {
          guard edges[second].band.least <= edges[first].band.greatest else { break }
          guard edges[first].layer != edges[second].layer,
            edges[first].edge.crossing(edges[second].edge) == .inside
          else { continue }
          let known = [edges[first].edge, edges[second].edge].flatMap { [number($0.start), number($0.end)] }
          let point = edges[first].edge.intersection(edges[second].edge)
          let crossing = number(point, near: known + cuts[first] + cuts[second])
          for edge in [first, second] where !cuts[edge].contains(crossing) { cuts[edge].append(crossing) }
        }
      }
    }
    for (input, item) in edges.enumerated() {
      let chain =
        [number(item.edge.start)]
        + cuts[input].sorted { distance($0, from: item.edge.start) < distance($1, from: item.edge.start) }
        + [number(item.edge.end)]
      for (start, end) in zip(chain, chain.dropFirst()) where start != end {
        pieces.append(Piece(start: start, end: end, layer: item.layer, input: input))
      }
    }
  }

  private func distance(_ point: Int, from start: SpherePoint) -> Double { squaredChord(points[point], start) }

  /// The number of a point, or of one that is so close that it counts as the same.
  private mutating func number(_ point: SpherePoint) -> Int {
    if let number = numbers[point] { return number }
    let cell = GridCell(point)
    let limit = EdgeArrangement.mergeRadius * EdgeArrangement.mergeRadius
    for neighbor in cell.block {
      guard let close = grid[neighbor]?.first(where: { squaredChord(points[$0], point) <= limit }) else { continue }
      numbers[point] = close
      return close
    }
    points.append(point)
    numbers[point] = points.count - 1
    grid[cell, default: []].append(points.count - 1)
    return points.count - 1
  }

  /// A cube as large as the distance within which points are merged.
  private struct GridCell: Hashable {
    var x: Int
    var y: Int
    var z: Int

    init(x: Int, y: Int, z: Int) { (self.x, self.y, self.z) = (x, y, z) }

    init(_ point: SpherePoint) {
      func number(_ value: Double) -> Int { Int((value / EdgeArrangement.mergeRadius).rounded(.down)) }
      self.init(x: number(point.x), y: number(point.y), z: number(point.z))
    }

    /// The cube and those that touch it.
    var block: [GridCell] {
      (-1...1).flatMap { x in
        (-1...1).flatMap { y in (-1...1).map { GridCell(x: self.x + x, y: self.y + y, z: self.z + $0) } }
      }
    }
  }

  /// The number of one of some points if it is close, or else of a new one.
  private mutating func number(_ point: SpherePoint, near known: [Int]) -> Int {
    let limit = EdgeArrangement.mergeRadius * EdgeArrangement.mergeRadius
    if let close = known.first(where: { squaredChord(points[$0], point) <= limit }) { return close }
    return number(point)
  }

  /// Cuts edges at points that lie on them.
  private func cutAtPoints(_ edges: [(edge: SphereEdge, band: LatitudeBand)], _ cuts: inout [[Int]]) {
    let order = points.indices.sorted { points[$0].z < points[$1].z }
    let heights = order.map { points[$0].z }
    for (index, item) in edges.enumerated() {
      var place = firstIndex(heights, notBelow: item.band.least)
      while place < order.count, heights[place] <= item.band.greatest {
        let point = points[order[place]]
        place += 1
        guard point != item.edge.start, point != item.edge.end, item.edge.touches(point) else { continue }
        cuts[index].append(order[place - 1])
      }
    }
  }

  private func firstIndex(_ sorted: [Double], notBelow value: Double) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension SphereEdge {
  /// Whether a point that is not one of the ends lies on the edge, to the precision of coordinates.
  fileprivate func touches(_ point: SpherePoint) -> Bool {
    let normal = stableCross(start, end)
    let fromStart = point - start
    // The cheap test first: the distance from the plane.
    guard abs(fromStart.dot(normal)) <= 2 * EdgeArrangement.mergeRadius * normal.length else { return false }
    return distance(to: point) <= EdgeArrangement.mergeRadius
  }
}
