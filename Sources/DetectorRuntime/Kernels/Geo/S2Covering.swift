// The S2 cells of one level that a shape touches.

/// Goes down from the faces of the cube to the cells of a level, only where the shape is.
struct S2Covering {
  static let greatestCount = 65_536

  private let level: Int
  /// How far from the shape cells still count, in radians.
  private let radius: Double
  private let contains: (SpherePoint) -> Bool
  private(set) var cells: [S2CellID] = []

  /// - Returns: nil if there would be too many cells.
  static func cells(
    _ edges: [SphereEdge], level: Int, radius: Double, contains: @escaping (SpherePoint) -> Bool
  ) -> [S2CellID]? {
    var covering = S2Covering(level: level, radius: radius, contains: contains)
    for face in 0..<6 {
      guard covering.cover(S2CellID(face: face), edges) else { return nil }
    }
    return covering.cells
  }

  private init(level: Int, radius: Double, contains: @escaping (SpherePoint) -> Bool) {
    self.level = level
    self.radius = radius
    self.contains = contains
  }

  private mutating func cover(_ cell: S2CellID, _ edges: [SphereEdge]) -> Bool {
    let region = S2CellRegion(cell)
    let near = edges.filter { region.touches($0) || radius > 0 && region.distance(to: $0) <= radius }
    if near.isEmpty, !contains(cell.center) { return true }
    if cell.level == level {
      cells.append(cell)
      return cells.count <= S2Covering.greatestCount
    }
    // Wholly inside: as many cells as the levels in between make.
    let steps = level - cell.level
    if near.isEmpty, steps > 8 || cells.count + 1 << (2 * steps) > S2Covering.greatestCount { return false }
    for child in cell.children {
      guard cover(child, near) else { return false }
    }
    return true
  }
}

/// A cell as a rectangle of its face, where edges are straight.
struct S2CellRegion {
  private let face: Int
  private let u: ClosedRange<Double>
  private let v: ClosedRange<Double>
  private let corners: [SpherePoint]
  /// The error of the projection and of the test, as in the S2 geometry library: cells that an edge only touches count.
  private static let tolerance = (9 / 2.0.squareRoot() + 3 * 2.0.squareRoot()) * Double.ulpOfOne

  init(_ cell: S2CellID) {
    let limits = cell.limits
    let tolerance = S2CellRegion.tolerance
    face = limits.face
    u = (limits.u.lowerBound - tolerance)...(limits.u.upperBound + tolerance)
    v = (limits.v.lowerBound - tolerance)...(limits.v.upperBound + tolerance)
    corners = cell.corners
  }

  /// Whether an edge passes through or along the cell.
  func touches(_ edge: SphereEdge) -> Bool {
    guard let (a, b) = clipped(edge) else { return false }
    guard min(a.u, b.u) <= u.upperBound, max(a.u, b.u) >= u.lowerBound, min(a.v, b.v) <= v.upperBound,
      max(a.v, b.v) >= v.lowerBound
    else { return false }
    // The corners on either side of the line.
    let (normalU, normalV) = (a.v - b.v, b.u - a.u)
    func side(_ u: Double, _ v: Double) -> Double { normalU * (u - a.u) + normalV * (v - a.v) }
    let greatest = side(normalU >= 0 ? u.upperBound : u.lowerBound, normalV >= 0 ? v.upperBound : v.lowerBound)
    let least = side(normalU >= 0 ? u.lowerBound : u.upperBound, normalV >= 0 ? v.lowerBound : v.upperBound)
    return greatest >= 0 && least <= 0
  }

  /// The part of an edge on the face; nil if there is none.
  private func clipped(_ edge: SphereEdge) -> (CubePlace, CubePlace)? {
    let (a, b) = (along(edge.start), along(edge.end))
    let limit = 1 + S2CellRegion.tolerance
    var (from, to) = (0.0, 1.0)
    for (side, other) in [
      (limit * a.z - a.x, limit * b.z - b.x), (limit * a.z + a.x, limit * b.z + b.x),
      (limit * a.z - a.y, limit * b.z - b.y), (limit * a.z + a.y, limit * b.z + b.y),
    ] {
      if side < 0, other < 0 { return nil }
      let share = side / (side - other)
      if side < 0 { from = max(from, share) }
      if other < 0 { to = min(to, share) }
    }
    guard from <= to else { return nil }
    let start = a + from * (b - a)
    let end = a + to * (b - a)
    guard start.z > 0, end.z > 0 else { return nil }
    return (
      CubePlace(face: face, u: start.x / start.z, v: start.y / start.z),
      CubePlace(face: face, u: end.x / end.z, v: end.y / end.z)
    )
  }

  /// A point in the axes of the face: u, v and outward.
  private func along(_ p: SpherePoint) -> SpherePoint {
    switch face {
    case 0: SpherePoint(p.y, p.z, p.x)
    case 1: SpherePoint(-p.x, p.z, p.y)
    case 2: SpherePoint(-p.x, -p.y, p.z)
    case 3: SpherePoint(-p.z, -p.y, -p.x)
    case 4: SpherePoint(-p.z, p.x, -p.y)
    default: SpherePoint(p.y, p.x, -p.z)
    }
  }

  /// The distance of an edge that does not touch the cell, in radians.
  func distance(to edge: SphereEdge) -> Double {
    var least = Double.infinity
    for index in 0..<4 {
      least = min(least, edge.distance(to: corners[index]))
      let side = SphereEdge(start: corners[index], end: corners[(index + 1) % 4])
      least = min(least, side.distance(to: edge.start), side.distance(to: edge.end))
    }
    return least
  }
}
