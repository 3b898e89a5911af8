// The region within a distance of a point, an edge or a polygon. The vertices on circles are those of the S2 geometry
// library's buffer operation (Apache License 2.0).

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Makes polygons around shapes.
struct Buffer {
  private let radius: Double
  /// The greatest angle at a point between vertices of the circle around it.
  private let vertexStep: Double
  /// The longest edge that may stand for an arc beside an edge.
  private let edgeStep: Double

  /// - Parameters:
  ///   - radius: in metres; at most a quarter of a great circle, as GeoJSON polygons are no larger than half of the
  ///     sphere.
  ///   - tolerance: how far the boundary may be from the radius, in metres; at least a millionth of the radius.
  /// - Returns: nil if one of them is invalid.
  init?(radius: Double?, tolerance: Double?) {
    guard let radius, let tolerance, radius > 0, radius < earthRadius * .pi / 2, tolerance >= radius * 1e-6
    else { return nil }
    self.radius = radius / earthRadius
    let error = min(tolerance / earthRadius, self.radius * (1 - 1e-6))
    vertexStep = Buffer.span(self.radius, error)
    let rest = .pi / 2 - self.radius
    edgeStep = rest > error ? Buffer.span(rest, error) : 2 * .pi / 3
  }

  private static func span(_ radius: Double, _ error: Double) -> Double {
    min(2 * .pi / 3, 2 * acos(tan(radius - error) / tan(radius)))
  }

  /// The point in a direction at a right angle to `center`.
  private func offset(_ center: SpherePoint, _ direction: SpherePoint, _ distance: Double) -> SpherePoint {
    (cos(distance) * center + sin(distance) * direction).normalized
  }

  /// A regular polygon around a point.
  func around(_ point: SpherePoint) -> SphereLoop {
    let count = Int((2 * .pi / vertexStep).rounded(.up))
    let start = point.perpendicular
    let side = point.cross(start).normalized
    return SphereLoop(
      (0..<max(3, count)).map { index in
        let angle = 2 * .pi * Double(index) / Double(max(3, count))
        return offset(point, (cos(angle) * start + sin(angle) * side).normalized, radius)
      })
  }

  /// Half circles around the ends of an edge, and the lines between them.
  func around(_ edge: SphereEdge) -> SphereLoop {
    let axis = stableCross(edge.end, edge.start).normalized
    return SphereLoop(
      arc(edge.start, -axis, axis) + beside(edge, axis) + arc(edge.end, axis, -axis) + beside(edge.reversed, -axis))
  }

  /// The vertices from one direction counterclockwise to the opposite one, without the last.
  private func arc(_ center: SpherePoint, _ start: SpherePoint, _ end: SpherePoint) -> [SpherePoint] {
    let side = center.cross(start).normalized
    let span = start.angle(to: end)
    return stride(from: 0, to: span, by: vertexStep).map { angle in
      offset(center, (cos(angle) * start + sin(angle) * side).normalized, radius)
    }
  }

  /// The vertices along the right side of an edge, without the last.
  private func beside(_ edge: SphereEdge, _ axis: SpherePoint) -> [SpherePoint] {
    stride(from: 0, to: edge.length, by: edgeStep).map { offset(edge.point(at: $0), axis, radius) }
  }

  /// The region around lines; nil if it cannot be told.
  func around(_ line: LineShape) -> PolygonShape? {
    Overlay.union(line.edges.map { PolygonShape(loops: [around($0)]) })
  }

  /// A polygon and the region around it; nil if it cannot be told.
  func around(_ polygon: PolygonShape) -> PolygonShape? {
    Overlay.union([polygon] + polygon.edges.map { PolygonShape(loops: [around($0)]) })
  }
}
