// Functions of lines in GeoJSON, LineString or MultiLineString. Null if a line or a coordinate is invalid.
// https://learn.microsoft.com/kusto/query/scalar-functions#geospatial-functions

/// `geo_line_length(line)` in metres; what several lines share counts once.
public func lengthOfLine(_ line: Value, _ cx: EvaluationContext) -> Double? {
  LineShape(line, cx).map { $0.united.length * earthRadius }
}

/// `geo_line_centroid(line)` as a GeoJSON point.
public func centroidOfLine(_ line: Value, _ cx: EvaluationContext) -> Value {
  guard let centroid = LineShape(line, cx)?.united.centroid else { return .null }
  return GeoJSONWriter(cx).point(Coordinate(centroid))
}

/// `geo_distance_point_to_line(longitude, latitude, line)` in metres.
public func distanceToLine(_ longitude: Double?, _ latitude: Double?, _ line: Value, _ cx: EvaluationContext) -> Double?
{
  guard let point = Coordinate(valid: longitude, latitude), let line = LineShape(line, cx) else { return nil }
  return line.distance(to: SpherePoint(point)) * earthRadius
}

/// `geo_closest_point_on_line(longitude, latitude, line)` as a GeoJSON point.
public func closestPointOnLine(
  _ longitude: Double?, _ latitude: Double?, _ line: Value, _ cx: EvaluationContext
) -> Value {
  guard let point = Coordinate(valid: longitude, latitude), let line = LineShape(line, cx) else { return .null }
  return GeoJSONWriter(cx).point(Coordinate(line.closestPoint(to: SpherePoint(point))))
}

/// `geo_line_interpolate_point(line, fraction)`: the point at a share (0 … 1) of the length of a single line.
public func pointAlongLine(_ line: Value, _ fraction: Double?, _ cx: EvaluationContext) -> Value {
  guard let fraction, fraction >= 0, fraction <= 1, let line = LineShape(line, cx), line.lines.count == 1
  else { return .null }
  return GeoJSONWriter(cx).point(Coordinate(line.point(at: fraction)))
}

/// `geo_line_locate_point(line, longitude, latitude)`: the share of the length of a single line up to the point of it
/// that is closest.
public func shareAlongLine(_ line: Value, _ longitude: Double?, _ latitude: Double?, _ cx: EvaluationContext) -> Double?
{
  guard let point = Coordinate(valid: longitude, latitude), let line = LineShape(line, cx), line.lines.count == 1
  else { return nil }
  return line.share(upTo: SpherePoint(point))
}

/// `geo_intersects_2lines(line, line)`
public func linesIntersect(_ first: Value, _ second: Value, _ cx: EvaluationContext) -> Bool? {
  guard let first = LineShape(first, cx), let second = LineShape(second, cx) else { return nil }
  return EdgeMeetings(first.edges, second.edges).first { _, _, _ in true }
}

/// `geo_intersection_2lines(line, line)`: points and lines.
public func intersectionOfLines(_ first: Value, _ second: Value, _ cx: EvaluationContext) -> Value {
  guard let first = LineShape(first, cx), let second = LineShape(second, cx) else { return .null }
  return GeoJSONWriter(cx).overlay(Overlay.intersection(first, second))
}

/// `geo_union_lines_array(lines)`: null if one of them is invalid.
public func unionOfLines(_ lines: Value, _ cx: EvaluationContext) -> Value {
  let values = lines.materialized(cx).elements
  guard values.count > 0 else { return .null }
  var shapes: [LineShape] = []
  for value in values {
    guard let shape = LineShape(value, cx) else { return .null }
    shapes.append(shape)
  }
  return GeoJSONWriter(cx).overlay(OverlayResult(lines: Overlay.union(shapes).lines))
}

/// `geo_line_densify(line, tolerance, preserve_crossing)`: null unless the tolerance is 0.1 … 10000 metres.
public func densifiedLine(_ line: Value, _ tolerance: Double?, _ crossing: Bool?, _ cx: EvaluationContext) -> Value {
  guard let densifier = Densifier(tolerance: tolerance, wraps: crossing), LineShape(line, cx) != nil,
    let lines = GeoJSON.lines(line, cx), let result = densifier.chains(lines)
  else { return .null }
  let isSingle = isEqualExact(property(line, "type", cx).string, "LineString")
  return isSingle ? GeoJSONWriter(cx).line(result[0]) : GeoJSONWriter(cx).multiLine(result)
}
