// Shapes as GeoJSON values (RFC 7946).

/// Makes GeoJSON values in the arena of a context.
struct GeoJSONWriter {
  let cx: EvaluationContext

  init(_ cx: EvaluationContext) { self.cx = cx }

  /// A number as JSON text would give it: whole ones are longs.
  private func number(_ value: Double) -> Value {
    guard abs(value) < 9e15, value == value.rounded() else { return Value(value) }
    return Value(Int64(value))
  }

  private func position(_ place: Coordinate) -> Value {
    Value(array: [number(place.longitude), number(place.latitude)], cx)
  }

  private func positions(_ places: [Coordinate]) -> Value { Value(array: places.map(position), cx) }

  /// The coordinates of rings, closed by those that they begin with.
  private func closed(_ polygon: [[Coordinate]]) -> [[Coordinate]] { polygon.map { $0 + $0.prefix(1) } }

  private func chains(_ chains: [[Coordinate]]) -> Value { Value(array: chains.map(positions), cx) }

  private func shape(_ type: Str, _ coordinates: Value) -> Value {
    Value(bag: [("type", Value(type)), ("coordinates", coordinates)], cx)
  }

  func point(_ place: Coordinate) -> Value { shape("Point", position(place)) }

  func multiPoint(_ places: [Coordinate]) -> Value { shape("MultiPoint", positions(places)) }

  func line(_ places: [Coordinate]) -> Value { shape("LineString", positions(places)) }

  func multiLine(_ lines: [[Coordinate]]) -> Value {
    shape("MultiLineString", chains(lines))
  }

  /// A polygon of rings, the first of which is its shell; without the repeated coordinates at their ends.
  func polygon(_ polygon: [[Coordinate]]) -> Value { closedPolygon(closed(polygon)) }

  func multiPolygon(_ polygons: [[[Coordinate]]]) -> Value { closedMultiPolygon(polygons.map(closed)) }

  /// A polygon whose rings end where they begin.
  func closedPolygon(_ rings: [[Coordinate]]) -> Value { shape("Polygon", chains(rings)) }

  func closedMultiPolygon(_ polygons: [[[Coordinate]]]) -> Value {
    shape("MultiPolygon", Value(array: polygons.map(chains), cx))
  }

  func collection(_ geometries: [Value]) -> Value {
    Value(bag: [("type", Value("GeometryCollection")), ("geometries", Value(array: geometries, cx))], cx)
  }

  /// A region: a polygon or several.
  func region(_ shape: PolygonShape) -> Value {
    overlay(OverlayResult(polygons: Overlay.polygons(shape.orientedLoops.map(\.vertices))))
  }

  /// The one geometry that a result is, or a collection.
  func overlay(_ result: OverlayResult) -> Value {
    var geometries: [Value] = []
    let points = result.points.map { Coordinate($0) }
    if points.count == 1 { geometries.append(point(points[0])) }
    if points.count > 1 { geometries.append(multiPoint(points)) }
    let lines = result.lines.map { $0.map { Coordinate($0) } }
    if lines.count == 1 { geometries.append(line(lines[0])) }
    if lines.count > 1 { geometries.append(multiLine(lines)) }
    let polygons = result.polygons.map { $0.map { $0.map { Coordinate($0) } } }
    if polygons.count == 1 { geometries.append(polygon(polygons[0])) }
    if polygons.count > 1 { geometries.append(multiPolygon(polygons)) }
    return geometries.count == 1 ? geometries[0] : collection(geometries)
  }
}
