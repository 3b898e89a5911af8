// Distances and directions between points, in radians.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The distance of two points by the haversine formula.
func sphereDistance(_ a: Coordinate, _ b: Coordinate) -> Double {
  let (a, b) = (a.radians, b.radians)
  let alongMeridian = sin(0.5 * (b.latitude - a.latitude))
  let alongParallel = sin(0.5 * (b.longitude - a.longitude))
  let share =
    alongMeridian * alongMeridian + alongParallel * alongParallel * cos(a.latitude) * cos(b.latitude)
  return 2 * asin(min(1, share).squareRoot())
}

/// The direction from `a` to `b`, clockwise from north, in [0, 2π); nil if the points are the same or antipodal.
func azimuth(from a: Coordinate, to b: Coordinate) -> Double? {
  let (start, end) = (SpherePoint(a), SpherePoint(b))
  guard !areSameOrAntipodal(start, end) else { return nil }
  let (a, b) = (a.radians, b.radians)
  let difference = b.longitude - a.longitude
  let east = sin(difference) * cos(b.latitude)
  let north = cos(a.latitude) * sin(b.latitude) - sin(a.latitude) * cos(b.latitude) * cos(difference)
  return positiveAngle(atan2(east, north))
}

/// The angle in [0, 2π) that differs from `angle`, which is in (-2π, 2π), by whole turns.
func positiveAngle(_ angle: Double) -> Double {
  let turned = angle < 0 ? angle + 2 * .pi : angle
  return turned >= 2 * .pi ? 0 : turned
}

/// Whether there is no one shortest line between two points.
func areSameOrAntipodal(_ a: SpherePoint, _ b: SpherePoint) -> Bool {
  a == b || a.cross(b).length <= 1e-15
}

/// The squared straight distance, a monotone measure of the angle between two points.
func squaredChord(_ a: SpherePoint, _ b: SpherePoint) -> Double { min(4, (a - b).squaredLength) }

/// The angle that belongs to a squared chord.
func angle(ofSquaredChord square: Double) -> Double { 2 * asin(min(1, 0.5 * square.squareRoot())) }

/// An edge between two points: the shorter arc of their great circle.
struct SphereEdge: Equatable, Sendable {
  var start: SpherePoint
  var end: SpherePoint

  var length: Double { start.angle(to: end) }

  /// The point of the edge that is closest to `point`.
  func closestPoint(to point: SpherePoint) -> SpherePoint {
    let normal = stableCross(start, end)
    guard isProjectionInside(point, normal) else {
      return squaredChord(point, start) <= squaredChord(point, end) ? start : end
    }
    // The part of `point` in the plane of the edge.
    let unit = normal.normalized
    let projected = point - point.dot(unit) * unit
    guard projected.squaredLength > 0 else { return start }
    return projected.normalized
  }

  /// The angle between `point` and the closest point of the edge.
  func distance(to point: SpherePoint) -> Double {
    let normal = stableCross(start, end)
    guard isProjectionInside(point, normal) else {
      return angle(ofSquaredChord: min(squaredChord(point, start), squaredChord(point, end)))
    }
    let height = abs(point.dot(normal)) / normal.length
    return asin(min(1, height))
  }

  /// Whether the closest point lies within the edge rather than at one of its ends.
  private func isProjectionInside(_ point: SpherePoint, _ normal: SpherePoint) -> Bool {
    guard normal.squaredLength > 0 else { return false }
    let beside = normal.cross(point)
    return start.dot(beside) < 0 && end.dot(beside) > 0
  }

  /// The point at a distance (in radians) from the start.
  func point(at distance: Double) -> SpherePoint {
    if distance <= 0 { return start }
    let forward = stableCross(start, end).cross(start).normalized
    return (cos(distance) * start + sin(distance) * forward).normalized
  }

  var reversed: SphereEdge { SphereEdge(start: end, end: start) }
}
