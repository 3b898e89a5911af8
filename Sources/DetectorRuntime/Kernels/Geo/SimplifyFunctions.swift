// geo_line_simplify(), geo_polygon_simplify(), geo_simplify_polygons_array(). Null if a shape or the tolerance is invalid,
// or if nothing is left.
// https://learn.microsoft.com/kusto/query/geo-line-simplify-function and the pages beside it

/// A tolerance in metres as an angle, 0 if it is smaller than the error of coordinates; nil unless it is from 0 to the
/// greatest that there may be.
private func snapRadius(_ tolerance: Double?) -> Double? {
  guard let tolerance, tolerance >= 0, tolerance / earthRadius <= SnapSites.greatestRadius else { return nil }
  return tolerance / earthRadius > Double.ulpOfOne ? tolerance / earthRadius : 0
}

/// `geo_line_simplify(line, tolerance)`
public func simplifiedLine(_ line: Value, _ tolerance: Double?, _ cx: EvaluationContext) -> Value {
  guard let radius = snapRadius(tolerance), let shape = LineShape(line, cx)?.united else { return .null }
  guard radius > 0 else { return GeoJSONWriter(cx).overlay(OverlayResult(lines: shape.lines)) }
  let simple = ChainSimplifier([shape.edges], radius: radius)
  let lines = Overlay.chains(simple.pieces).map { $0.map { simple.points[$0] } }
  return lines.isEmpty ? .null : GeoJSONWriter(cx).overlay(OverlayResult(lines: lines))
}

/// `geo_polygon_simplify(polygon, tolerance)`
public func simplifiedPolygon(_ polygon: Value, _ tolerance: Double?, _ cx: EvaluationContext) -> Value {
  guard let shape = PolygonShapes(polygon, cx)?.united else { return .null }
  return simplified([shape], tolerance, cx)
}

/// `geo_simplify_polygons_array(polygons, tolerance)`: borders that polygons share stay shared.
public func simplifiedPolygons(_ polygons: Value, _ tolerance: Double?, _ cx: EvaluationContext) -> Value {
  var shapes: [PolygonShape] = []
  for value in polygons.materialized(cx).elements {
    guard let shape = PolygonShapes(value, cx)?.united else { return .null }
    shapes.append(shape)
  }
  return simplified(shapes, tolerance, cx)
}

private func simplified(_ shapes: [PolygonShape], _ tolerance: Double?, _ cx: EvaluationContext) -> Value {
  guard let radius = snapRadius(tolerance) else { return .null }
  var polygons: [[[SpherePoint]]] = []
  if radius == 0 {
    polygons = shapes.flatMap { Overlay.polygons($0.orientedLoops.map(\.vertices)) }
  } else {
    let layers = shapes.map { $0.orientedLoops.flatMap { loop in loop.vertices.indices.map { loop.edge($0) } } }
    let simple = ChainSimplifier(layers, radius: radius)
    for layer in layers.indices {
      let pieces = withoutSiblings(simple.pieces.filter { $0.layer == layer })
      guard let loops = Overlay.loops(pieces, simple.points) else { return .null }
      polygons += Overlay.polygons(loops)
    }
  }
  return polygons.isEmpty ? .null : GeoJSONWriter(cx).overlay(OverlayResult(polygons: polygons))
}

/// The pieces without pairs of which one goes back where the other has come from.
private func withoutSiblings(_ pieces: [EdgeArrangement.Piece]) -> [EdgeArrangement.Piece] {
  var excess: [[Int]: Int] = [:]
  for piece in pieces { excess[piece.ends, default: 0] += piece.start < piece.end ? 1 : -1 }
  return pieces.filter { piece in
    let direction = piece.start < piece.end ? 1 : -1
    guard let count = excess[piece.ends], count * direction > 0 else { return false }
    excess[piece.ends] = count - direction
    return true
  }
}
