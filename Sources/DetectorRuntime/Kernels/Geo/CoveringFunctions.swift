// The cells that cover a line or polygon. Null if an argument is invalid or there would be too many.

/// `geo_line_to_s2cells(line, level, radius)`
public func s2CellsOfLine(_ line: Value, _ level: Int64?, _ radius: Double?, _ cx: EvaluationContext) -> Value {
  guard let line = LineShape(line, cx) else { return .null }
  return s2Cells(line.edges, level, radius, cx) { _ in false }
}

/// `geo_polygon_to_s2cells(polygon, level, radius)`
public func s2CellsOfPolygon(_ polygon: Value, _ level: Int64?, _ radius: Double?, _ cx: EvaluationContext) -> Value {
  guard let polygons = PolygonShapes(polygon, cx) else { return .null }
  return s2Cells(polygons.polygons.flatMap(\.edges), level, radius, cx) { polygons.contains($0) }
}

private func s2Cells(
  _ edges: [SphereEdge], _ level: Int64?, _ radius: Double?, _ cx: EvaluationContext,
  _ contains: @escaping (SpherePoint) -> Bool
) -> Value {
  guard let level, (0...Int64(S2CellID.greatestLevel)).contains(level), let radius, radius >= 0, radius.isFinite,
    let cells = S2Covering.cells(edges, level: Int(level), radius: radius / earthRadius, contains: contains)
  else { return .null }
  return Value(array: cells.map { Value($0.token(cx)) }, cx)
}

/// `geo_polygon_to_h3cells(polygon, resolution, radius)`: in the order of the cells' numbers, as KQL states none.
public func h3CellsOfPolygon(_ polygon: Value, _ resolution: Int64?, _ radius: Double?, _ cx: EvaluationContext)
  -> Value
{
  guard let shapes = PolygonShapes(polygon, cx), var polygons = GeoJSON.polygons(polygon, cx), let resolution,
    (0...Int64(H3Cell.finestResolution)).contains(resolution), let radius, radius >= 0
  else { return .null }
  if radius > 0 {
    guard let united = shapes.united,
      let region = Buffer(radius: radius, tolerance: max(10, radius * 1e-6))?.around(united)
    else { return .null }
    polygons = Overlay.polygons(region.orientedLoops.map(\.vertices)).map { $0.map { $0.map { Coordinate($0) } } }
  }
  var cells: Set<H3Cell> = []
  for rings in polygons {
    guard let found = H3Covering.cells(rings, resolution: Int(resolution)) else { return .null }
    cells.formUnion(found)
    guard cells.count <= H3Covering.greatestCount else { return .null }
  }
  return Value(array: cells.sorted { $0.bits < $1.bits }.map { Value($0.token(cx)) }, cx)
}
