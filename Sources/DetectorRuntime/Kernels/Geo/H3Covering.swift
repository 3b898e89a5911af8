// The H3 cells whose centres lie in a polygon. As in the H3 library (Apache License 2.0), whose rule for borders this
// is, edges are straight lines of longitude and latitude here.

/// A polygon on the plane of longitude and latitude.
struct PlanarPolygon {
  private let rings: [[Coordinate]]
  /// Whether an edge crosses the antimeridian, so that longitudes count from 0 to 360.
  private let wraps: Bool

  init(_ rings: [[Coordinate]]) {
    let wraps = rings.contains { ring in
      zip(ring, ring.dropFirst() + ring.prefix(1)).contains { abs($0.longitude - $1.longitude) > 180 }
    }
    self.wraps = wraps
    self.rings = rings.map { $0.map { PlanarPolygon.place($0, wraps) } }
  }

  private static func place(_ point: Coordinate, _ wraps: Bool) -> Coordinate {
    wraps && point.longitude < 0
      ? Coordinate(longitude: point.longitude + 360, latitude: point.latitude) : point
  }

  func contains(_ point: Coordinate) -> Bool {
    let point = PlanarPolygon.place(point, wraps)
    var isInside = false
    for ring in rings {
      for (a, b) in zip(ring, ring.dropFirst() + ring.prefix(1))
      where (a.latitude > point.latitude) != (b.latitude > point.latitude) {
        let share = (point.latitude - a.latitude) / (b.latitude - a.latitude)
        if a.longitude + share * (b.longitude - a.longitude) > point.longitude { isInside.toggle() }
      }
    }
    return isInside
  }

  /// Points along the edges, no farther apart than `step` radians.
  func boundary(_ step: Double, _ body: (Coordinate) -> Bool) -> Bool {
    for ring in rings {
      for (a, b) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
        let count = max(1, (sphereDistance(a, b) / step).rounded(.up))
        // Straight lines are longer than geodesics, by far near the poles.
        let planar = max(abs(a.longitude - b.longitude), abs(a.latitude - b.latitude)) * .pi / 180 / step
        for index in stride(from: 0, to: max(count, planar.rounded(.up)), by: 1) {
          let share = index / max(count, planar.rounded(.up))
          let longitude = a.longitude + share * (b.longitude - a.longitude)
          let place = Coordinate(
            longitude: longitude > 180 ? longitude - 360 : longitude,
            latitude: a.latitude + share * (b.latitude - a.latitude))
          guard body(place) else { return false }
        }
      }
    }
    return true
  }
}

enum H3Covering {
  static let greatestCount = 61_680

  /// The cells in the order of their numbers.
  /// - Returns: nil if there would be too many.
  static func cells(_ rings: [[Coordinate]], resolution: Int) -> [H3Cell]? {
    let polygon = PlanarPolygon(rings)
    var pentagon = H3Cell(resolution: resolution)
    pentagon.baseCell = 4
    for step in 0..<resolution { pentagon[step + 1] = 0 }
    // Cells around pentagons are the smallest; a step of their radius misses none along an edge.
    let step = pentagon.center.angle(to: pentagon.boundary[0])
    var known: Set<H3Cell> = []
    var found: [H3Cell] = []
    var search: [H3Cell] = []
    // A boundary through many times more cells than allowed has as many beside it inside.
    let isShort = polygon.boundary(step) { place in
      let cell = H3Cell(SpherePoint(place), resolution: resolution)
      if known.insert(cell).inserted { search.append(cell) }
      return known.count <= 8 * greatestCount
    }
    guard isShort else { return nil }
    var tested: Set<H3Cell> = []
    while let cell = search.popLast() {
      for candidate in cell.rings(1).joined() where tested.insert(candidate).inserted {
        guard polygon.contains(Coordinate(candidate.center)) else { continue }
        found.append(candidate)
        guard found.count <= greatestCount else { return nil }
        if !known.contains(candidate) { search.append(candidate) }
      }
    }
    return found.sorted { $0.bits < $1.bits }
  }
}
