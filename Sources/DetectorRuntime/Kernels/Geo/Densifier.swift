// Straight lines of longitude and latitude as chains of geodesics. The test is that of the S2 geometry library's
// edge tessellator (Apache License 2.0).

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Halves planar edges until the geodesics between their ends are close enough.
struct Densifier {
  static let greatestCount = 10_485_760
  private let tolerance: Double
  private let wraps: Bool

  /// - Parameters:
  ///   - tolerance: in metres.
  ///   - wraps: whether an edge between longitudes more than 180° apart crosses the antimeridian.
  /// - Returns: nil unless the tolerance is 0.1 … 10000.
  init?(tolerance: Double?, wraps: Bool?) {
    guard let tolerance, tolerance >= 0.1, tolerance <= 10_000, let wraps else { return nil }
    // The error is estimated at two places of the edge; it is at most this much greater elsewhere.
    self.tolerance = 0.83829992569888509 * tolerance / earthRadius
    self.wraps = wraps
  }

  /// - Returns: nil if there would be too many points.
  func chains(_ chains: [[Coordinate]]) -> [[Coordinate]]? {
    var total = 0
    var results: [[Coordinate]] = []
    for chain in chains {
      var result = Array(chain.prefix(1))
      for (start, end) in zip(chain, chain.dropFirst()) {
        var target = end
        if wraps {
          if end.longitude - start.longitude > 180 { target.longitude -= 360 }
          if end.longitude - start.longitude < -180 { target.longitude += 360 }
        }
        guard append(start, target, Densifier.greatestCount - total, &result) else { return nil }
        result[result.count - 1] = end
      }
      total += result.count
      results.append(result)
    }
    return results
  }

  /// Appends the points after `start` up to `end`.
  private func append(_ start: Coordinate, _ end: Coordinate, _ limit: Int, _ result: inout [Coordinate]) -> Bool {
    guard result.count < limit else { return false }
    if error(start, end) <= tolerance {
      result.append(normalized(end))
      return true
    }
    let middle = between(start, end, 0.5)
    return append(start, middle, limit, &result) && append(middle, end, limit, &result)
  }

  private func normalized(_ place: Coordinate) -> Coordinate {
    var place = place
    if place.longitude > 180 { place.longitude -= 360 }
    if place.longitude < -180 { place.longitude += 360 }
    return place
  }

  private func between(_ a: Coordinate, _ b: Coordinate, _ share: Double) -> Coordinate {
    Coordinate(
      longitude: (1 - share) * a.longitude + share * b.longitude,
      latitude: (1 - share) * a.latitude + share * b.latitude)
  }

  /// The greater of the distances of the planar and the geodesic edge at two places.
  private func error(_ start: Coordinate, _ end: Coordinate) -> Double {
    let (a, b) = (SpherePoint(start), SpherePoint(end))
    // Edges of more than 90° are always halved.
    guard a.dot(b) >= -1e-14 else { return .infinity }
    let edge = SphereEdge(start: a, end: b)
    let length = edge.length
    return [0.31215691082248312, 1 - 0.31215691082248312].reduce(0) { worst, share in
      max(worst, edge.point(at: share * length).angle(to: SpherePoint(between(start, end, share))))
    }
  }
}
