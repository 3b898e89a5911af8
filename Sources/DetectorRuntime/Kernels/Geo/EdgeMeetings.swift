// Which edges of two shapes meet.

struct EdgeMeetings {
  private let first: [(edge: SphereEdge, band: LatitudeBand)]
  private let second: [(edge: SphereEdge, band: LatitudeBand)]

  init(_ first: [SphereEdge], _ second: [SphereEdge]) {
    self.first = first.map { ($0, LatitudeBand($0)) }
    self.second = second.map { ($0, LatitudeBand($0)) }
  }

  /// Whether a test holds for two edges that cross or have a vertex in common.
  func first(where test: (SphereEdge, SphereEdge, EdgeCrossing) -> Bool) -> Bool {
    for mine in first {
      for other in second where mine.band.meets(other.band) {
        let crossing = mine.edge.crossing(other.edge)
        if crossing != .none, test(mine.edge, other.edge, crossing) { return true }
      }
    }
    return false
  }
}

extension PolygonShape {
  /// Whether two regions, with their boundaries, have a point in common.
  func intersects(_ other: PolygonShape) -> Bool {
    if EdgeMeetings(edges, other.edges).first(where: { _, _, _ in true }) { return true }
    return loops.contains { other.contains($0.vertices[0]) } || other.loops.contains { contains($0.vertices[0]) }
  }

  /// Whether a line passes through the region. Of its vertices, the region has those that it contains as points.
  func intersects(_ line: LineShape) -> Bool {
    if line.lines.contains(where: { $0.contains { contains($0) } }) { return true }
    return EdgeMeetings(line.edges, edges).first { _, _, crossing in crossing == .inside }
  }
}
