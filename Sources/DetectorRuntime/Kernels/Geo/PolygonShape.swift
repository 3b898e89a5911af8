// Polygons on the sphere.

/// A region bounded by loops that do not cross: what is inside of an odd number of them.
struct PolygonShape {
  /// Each encloses at most half of the sphere.
  private(set) var loops: [SphereLoop]

  init(loops: [SphereLoop]) { self.loops = loops }

  /// - Parameter rings: the corners of each ring, without repetition.
  /// - Returns: nil if they bound no region: two corners of a ring are the same, edges cross or coincide.
  init?(rings: [[Coordinate]]) {
    loops = []
    for ring in rings {
      let points = ring.map { SpherePoint($0) }
      for index in points.indices {
        guard !areSameOrAntipodal(points[index], points[(index + 1) % points.count]) else { return nil }
      }
      guard Set(points).count == points.count else { return nil }
      var loop = SphereLoop(points)
      loop.normalize()
      loops.append(loop)
    }
    guard LoopValidation(loops).isValid else { return nil }
  }

  var edges: [SphereEdge] { loops.flatMap { loop in loop.vertices.indices.map { loop.edge($0) } } }

  func contains(_ point: SpherePoint) -> Bool {
    var isInside = false
    for loop in loops where loop.contains(point) { isInside.toggle() }
    return isInside
  }

  /// Whether each loop is a hole: inside of an odd number of others.
  var areHoles: [Bool] {
    loops.indices.map { index in
      var isHole = false
      for other in loops.indices where other != index && loops[other].encloses(loops[index]) { isHole.toggle() }
      return isHole
    }
  }

  /// The loops, turned such that the region is on the left of each edge.
  var orientedLoops: [SphereLoop] {
    zip(loops, areHoles).map { loop, isHole in
      guard isHole else { return loop }
      var hole = loop
      hole.invert()
      return hole
    }
  }

  /// The area in steradians.
  var area: Double { zip(loops, areHoles).reduce(0) { $0 + ($1.1 ? -$1.0.signedArea : $1.0.signedArea) } }

  /// The centre of gravity; nil if there is none.
  var centroid: SpherePoint? {
    var sum = SpherePoint(0, 0, 0)
    for (loop, isHole) in zip(loops, areHoles) { sum = isHole ? sum - loop.centroid : sum + loop.centroid }
    return sum.squaredLength > 0 ? sum.normalized : nil
  }

  /// The length of the boundary in radians.
  var perimeter: Double { edges.reduce(0) { $0 + $1.length } }

  /// The distance to a point in radians; 0 inside.
  func distance(to point: SpherePoint) -> Double {
    contains(point) ? 0 : closest(edges, to: point).distance(to: point)
  }

  /// The point of the region that is closest to another.
  func closestPoint(to point: SpherePoint) -> SpherePoint {
    contains(point) ? point : closest(edges, to: point).closestPoint(to: point)
  }
}

extension SphereLoop {
  /// Whether a loop that does not cross this one lies inside; vertices may be shared.
  func encloses(_ other: SphereLoop) -> Bool {
    // A vertex that is not shared decides; if all are, the middle of an edge.
    let mine = Set(vertices)
    if let free = other.vertices.first(where: { !mine.contains($0) }) { return contains(free) }
    let edge = other.edge(0)
    return contains((edge.start + edge.end).normalized)
  }
}

/// The polygons of a Polygon or MultiPolygon.
struct PolygonShapes {
  var polygons: [PolygonShape]

  /// - Returns: nil if the value is no valid polygon or multipolygon.
  init?(_ value: Value, _ cx: EvaluationContext) {
    guard let coordinates = GeoJSON.polygons(value, cx) else { return nil }
    polygons = []
    for rings in coordinates {
      guard let polygon = PolygonShape(rings: rings) else { return nil }
      polygons.append(polygon)
    }
  }

  /// The region of all of them; nil if it cannot be told.
  var united: PolygonShape? { Overlay.union(polygons) }

  func contains(_ point: SpherePoint) -> Bool { polygons.contains { $0.contains(point) } }

  /// The distance to a point in radians; 0 inside.
  func distance(to point: SpherePoint) -> Double { polygons.reduce(.infinity) { min($0, $1.distance(to: point)) } }

  func closestPoint(to point: SpherePoint) -> SpherePoint {
    contains(point) ? point : closest(polygons.flatMap(\.edges), to: point).closestPoint(to: point)
  }
}
