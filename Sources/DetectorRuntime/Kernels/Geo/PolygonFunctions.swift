// Functions of polygons in GeoJSON, Polygon or MultiPolygon. Null if a polygon or a coordinate is invalid.
// https://learn.microsoft.com/kusto/query/scalar-functions#geospatial-functions

/// `geo_polygon_area(polygon)` in square metres; what several polygons share counts once.
public func areaOfPolygon(_ polygon: Value, _ cx: EvaluationContext) -> Double? {
  PolygonShapes(polygon, cx)?.united.map { $0.area * earthRadius * earthRadius }
}

/// `geo_polygon_perimeter(polygon)` in metres.
public func perimeterOfPolygon(_ polygon: Value, _ cx: EvaluationContext) -> Double? {
  PolygonShapes(polygon, cx)?.united.map { $0.perimeter * earthRadius }
}

/// `geo_polygon_centroid(polygon)` as a GeoJSON point.
public func centroidOfPolygon(_ polygon: Value, _ cx: EvaluationContext) -> Value {
  guard let centroid = PolygonShapes(polygon, cx)?.united?.centroid else { return .null }
  return GeoJSONWriter(cx).point(Coordinate(centroid))
}

/// `geo_point_in_polygon(longitude, latitude, polygon)`
public func pointIsInPolygon(_ longitude: Double?, _ latitude: Double?, _ polygon: Value, _ cx: EvaluationContext)
  -> Bool?
{
  guard let point = Coordinate(valid: longitude, latitude), let polygons = PolygonShapes(polygon, cx) else {
    return nil
  }
  return polygons.contains(SpherePoint(point))
}

/// `geo_distance_point_to_polygon(longitude, latitude, polygon)` in metres; 0 inside.
public func distanceToPolygon(
  _ longitude: Double?, _ latitude: Double?, _ polygon: Value, _ cx: EvaluationContext
) -> Double? {
  guard let point = Coordinate(valid: longitude, latitude), let polygons = PolygonShapes(polygon, cx) else {
    return nil
  }
  return polygons.distance(to: SpherePoint(point)) * earthRadius
}

/// `geo_closest_point_on_polygon(longitude, latitude, polygon)` as a GeoJSON point; the point itself inside.
public func closestPointOnPolygon(
  _ longitude: Double?, _ latitude: Double?, _ polygon: Value, _ cx: EvaluationContext
) -> Value {
  guard let place = Coordinate(valid: longitude, latitude), let polygons = PolygonShapes(polygon, cx)
  else { return .null }
  let point = SpherePoint(place)
  let closest = polygons.closestPoint(to: point)
  return GeoJSONWriter(cx).point(closest == point ? place : Coordinate(closest))
}

/// `geo_intersects_2polygons(polygon, polygon)`
public func polygonsIntersect(_ first: Value, _ second: Value, _ cx: EvaluationContext) -> Bool? {
  guard let first = PolygonShapes(first, cx), let second = PolygonShapes(second, cx) else { return nil }
  return first.polygons.contains { polygon in second.polygons.contains { polygon.intersects($0) } }
}

/// `geo_intersects_line_with_polygon(line, polygon)`
public func lineIntersectsPolygon(_ line: Value, _ polygon: Value, _ cx: EvaluationContext) -> Bool? {
  guard let line = LineShape(line, cx), let polygons = PolygonShapes(polygon, cx) else { return nil }
  return polygons.polygons.contains { $0.intersects(line) }
}

/// `geo_intersection_2polygons(polygon, polygon)`: points, lines and polygons.
public func intersectionOfPolygons(_ first: Value, _ second: Value, _ cx: EvaluationContext) -> Value {
  guard let first = PolygonShapes(first, cx)?.united, let second = PolygonShapes(second, cx)?.united,
    let result = Overlay.combine(.intersection, first, second)
  else { return .null }
  return GeoJSONWriter(cx).overlay(result)
}

/// `geo_intersection_line_with_polygon(line, polygon)`: points and lines.
public func intersectionOfLineWithPolygon(_ line: Value, _ polygon: Value, _ cx: EvaluationContext) -> Value {
  guard let line = LineShape(line, cx), let polygon = PolygonShapes(polygon, cx)?.united else { return .null }
  return GeoJSONWriter(cx).overlay(Overlay.intersection(line.united, polygon))
}

/// `geo_union_polygons_array(polygons)`: null if one of them is invalid.
public func unionOfPolygons(_ polygons: Value, _ cx: EvaluationContext) -> Value {
  let values = polygons.materialized(cx).elements
  guard values.count > 0 else { return .null }
  var shapes: [PolygonShape] = []
  for value in values {
    guard let shape = PolygonShapes(value, cx) else { return .null }
    shapes += shape.polygons
  }
  return Overlay.union(shapes).map { GeoJSONWriter(cx).region($0) } ?? .null
}

/// `geo_polygon_densify(polygon, tolerance, preserve_crossing)`: null unless the tolerance is 0.1 … 10000 metres.
public func densifiedPolygon(
  _ polygon: Value, _ tolerance: Double?, _ crossing: Bool?, _ cx: EvaluationContext
) -> Value {
  guard let densifier = Densifier(tolerance: tolerance, wraps: crossing), let polygons = GeoJSON.polygons(polygon, cx)
  else { return .null }
  var result: [[[Coordinate]]] = []
  for rings in polygons {
    for ring in rings {
      // The edges may cross as long as they are geodesics, but two corners must not be the same.
      guard Set(ring.map { SpherePoint($0) }).count == ring.count else { return .null }
    }
    guard let dense = densifier.chains(rings.map { $0 + $0.prefix(1) }) else { return .null }
    result.append(dense.map { Array($0.dropLast()) })
  }
  let isSingle = isEqualExact(property(polygon, "type", cx).string, "Polygon")
  return isSingle ? GeoJSONWriter(cx).polygon(result[0]) : GeoJSONWriter(cx).multiPolygon(result)
}
