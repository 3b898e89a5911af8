// GeoJSON values (RFC 7946) to lines and polygons. What KQL does not allow is no shape.

/// The coordinates of one geometry.
enum GeoJSON {
  /// The lines of a LineString or MultiLineString; nil if the value is neither.
  static func lines(_ value: Value, _ cx: EvaluationContext) -> [[Coordinate]]? {
    guard let (type, coordinates) = parts(value, cx) else { return nil }
    if isEqualExact(type, "LineString") { return positions(coordinates, cx).map { [$0] } }
    guard isEqualExact(type, "MultiLineString") else { return nil }
    return list(coordinates, cx) { positions($0, cx) }
  }

  /// The polygons of a Polygon or MultiPolygon, each a list of rings, without the repeated ends of rings; nil if the
  /// value is neither, or a ring is not closed.
  static func polygons(_ value: Value, _ cx: EvaluationContext) -> [[[Coordinate]]]? {
    guard let (type, coordinates) = parts(value, cx) else { return nil }
    if isEqualExact(type, "Polygon") { return rings(coordinates, cx).map { [$0] } }
    guard isEqualExact(type, "MultiPolygon") else { return nil }
    return list(coordinates, cx) { rings($0, cx) }
  }

  private static func parts(_ value: Value, _ cx: EvaluationContext) -> (type: Str, coordinates: Value)? {
    let type = property(value, "type", cx)
    guard type.kind == .string else { return nil }
    return (type.unsafeText, property(value, "coordinates", cx))
  }

  /// The elements of an array that is not empty; nil if one of them is nil.
  private static func list<T>(_ value: Value, _ cx: EvaluationContext, _ element: (Value) -> T?) -> [T]? {
    let elements = value.materialized(cx).elements
    guard elements.count > 0 else { return nil }
    var list: [T] = []
    for value in elements {
      guard let item = element(value) else { return nil }
      list.append(item)
    }
    return list
  }

  private static func positions(_ value: Value, _ cx: EvaluationContext) -> [Coordinate]? {
    list(value, cx) { position($0, cx) }
  }

  private static func rings(_ value: Value, _ cx: EvaluationContext) -> [[Coordinate]]? {
    list(value, cx) { ring in
      guard var corners = positions(ring, cx), corners.count >= 4, corners.first == corners.last else { return nil }
      corners.removeLast()
      return corners
    }
  }

  /// Longitude and latitude; an altitude may follow.
  private static func position(_ value: Value, _ cx: EvaluationContext) -> Coordinate? {
    let numbers = value.materialized(cx).elements
    guard numbers.count >= 2 else { return nil }
    return Coordinate(valid: Value.wideReal(numbers[0]), Value.wideReal(numbers[1]))
  }
}
