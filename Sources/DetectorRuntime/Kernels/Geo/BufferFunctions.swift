// Polygons around shapes in GeoJSON. Null if an argument is invalid.
// https://learn.microsoft.com/kusto/query/geospatial-joins

/// `geo_point_buffer(longitude, latitude, radius, tolerance)`
public func bufferOfPoint(
  _ longitude: Double?, _ latitude: Double?, _ radius: Double?, _ tolerance: Double?, _ cx: EvaluationContext
) -> Value {
  guard let point = Coordinate(valid: longitude, latitude), let buffer = Buffer(radius: radius, tolerance: tolerance)
  else { return .null }
  return GeoJSONWriter(cx).region(PolygonShape(loops: [buffer.around(SpherePoint(point))]))
}

/// `geo_line_buffer(line, radius, tolerance)`
public func bufferOfLine(_ line: Value, _ radius: Double?, _ tolerance: Double?, _ cx: EvaluationContext) -> Value {
  guard let line = LineShape(line, cx), let buffer = Buffer(radius: radius, tolerance: tolerance),
    let region = buffer.around(line)
  else { return .null }
  return GeoJSONWriter(cx).region(region)
}

/// `geo_polygon_buffer(polygon, radius, tolerance)`
public func bufferOfPolygon(_ polygon: Value, _ radius: Double?, _ tolerance: Double?, _ cx: EvaluationContext) -> Value
{
  guard let polygon = PolygonShapes(polygon, cx)?.united, let buffer = Buffer(radius: radius, tolerance: tolerance),
    let region = buffer.around(polygon)
  else { return .null }
  return GeoJSONWriter(cx).region(region)
}
