// Whether and where edges cross. Ported from the S2 geometry library (Apache License 2.0).

/// How two edges meet.
enum EdgeCrossing {
  case none
  /// They have a vertex in common.
  case vertex
  /// Each crosses the other between its ends.
  case inside
}

extension SphereEdge {
  func crossing(_ other: SphereEdge) -> EdgeCrossing {
    let (a, b, c, d) = (start, end, other.start, other.end)
    // Most pairs lie on either side of a plane across the end of one.
    let normal = stableCross(a, b)
    let (beforeStart, afterEnd) = (a.cross(normal), normal.cross(b))
    let tolerance = 2.1 * Double.ulpOfOne
    if c.dot(beforeStart) > tolerance, d.dot(beforeStart) > tolerance { return .none }
    if c.dot(afterEnd) > tolerance, d.dot(afterEnd) > tolerance { return .none }
    if a == c || a == d || b == c || b == d { return .vertex }
    if a == b || c == d { return .none }
    let side = orientation(a, c, b)
    guard orientation(b, d, a) == side, orientation(c, b, d) == side, orientation(d, a, c) == side else { return .none }
    return .inside
  }

  /// Whether this edge, which has a vertex in common with `other`, counts as crossing it, such that the crossings of a
  /// path tell on which side of a loop it ends.
  func crossesAtVertex(_ other: SphereEdge) -> Bool {
    let (a, b, c, d) = (start, end, other.start, other.end)
    if a == b || c == d { return false }
    if a == c { return b == d || areOrdered(a.perpendicular, d, b, around: a) }
    if b == d { return areOrdered(b.perpendicular, c, a, around: b) }
    if a == d { return b == c || areOrdered(a.perpendicular, c, b, around: a) }
    return areOrdered(b.perpendicular, d, a, around: b)
  }

  /// Whether a path along this edge gets to the other side of `other`.
  func changesSide(of other: SphereEdge) -> Bool {
    switch crossing(other) {
    case .none: false
    case .inside: true
    case .vertex: crossesAtVertex(other)
    }
  }

  /// The point where two edges cross that do.
  func intersection(_ other: SphereEdge) -> SpherePoint {
    let (mine, others) = ((end - start).squaredLength, (other.end - other.start).squaredLength)
    // The longer edge gives the plane, the shorter one is cut in proportion to the distances from it.
    let isFirst = mine > others || mine == others && !other.isBefore(self)
    return isFirst ? cut(other) : other.cut(self)
  }

  /// An order of edges that does not depend on their directions.
  private func isBefore(_ other: SphereEdge) -> Bool {
    let mine = end.precedes(start) ? reversed : self
    let others = other.end.precedes(other.start) ? other.reversed : other
    return mine.start.precedes(others.start) || mine.start == others.start && mine.end.precedes(others.end)
  }

  private func cut(_ shorter: SphereEdge) -> SpherePoint {
    let normal = (start - end).cross(start + end)
    var before = distance(of: shorter.start, normal)
    var after = distance(of: shorter.end, normal)
    if before < after { (before, after) = (-before, -after) }
    let point = before * shorter.end - after * shorter.start
    guard point.squaredLength > Double.leastNormalMagnitude else { return exactIntersection(shorter) }
    let result = point.normalized
    // Edges that cross at a very small angle: the proportion is of rounding errors.
    let errorLimit = 8 * Double.ulpOfOne
    if (before - after) / normal.length <= errorLimit { return exactIntersection(shorter) }
    return result
  }

  /// The distance of a point from the plane, measured from the nearer end of the edge, in lengths of the normal.
  private func distance(of point: SpherePoint, _ normal: SpherePoint) -> Double {
    let (fromStart, fromEnd) = (point - start, point - end)
    return (fromStart.squaredLength < fromEnd.squaredLength ? fromStart : fromEnd).dot(normal)
  }

  /// The crossing of edges that nearly lie on one great circle: the end of one that is closest to the other.
  private func exactIntersection(_ other: SphereEdge) -> SpherePoint {
    let candidates = [
      (start, other.distance(to: start)), (end, other.distance(to: end)), (other.start, distance(to: other.start)),
      (other.end, distance(to: other.end)),
    ]
    return candidates.min { $0.1 < $1.1 }?.0 ?? start
  }
}
