// Functions of the cells of three grids: geohash, S2 and H3. What is no cell gives null, or an empty text.
// https://learn.microsoft.com/kusto/query/geospatial-grid-systems

// MARK: Geohash

/// `geo_point_to_geohash(longitude, latitude, accuracy)`: empty if an argument is invalid.
public func geohashOfPoint(_ longitude: Double?, _ latitude: Double?, _ accuracy: Int64?, _ cx: EvaluationContext)
  -> Str
{
  guard let point = Coordinate(valid: longitude, latitude), let accuracy,
    (1...Int64(GeohashCell.greatestLength)).contains(accuracy)
  else { return .empty }
  return GeohashCell(point, length: Int(accuracy)).text(cx)
}

/// `geo_geohash_to_central_point(geohash)` as a GeoJSON point.
public func centerOfGeohash(_ geohash: Str, _ cx: EvaluationContext) -> Value {
  GeohashCell(geohash).map { GeoJSONWriter(cx).point($0.center) } ?? .null
}

/// `geo_geohash_to_polygon(geohash)` as a GeoJSON polygon.
public func outlineOfGeohash(_ geohash: Str, _ cx: EvaluationContext) -> Value {
  GeohashCell(geohash).map { GeoJSONWriter(cx).polygon([$0.corners]) } ?? .null
}

/// `geo_geohash_neighbors(geohash)`: eight, or five at a pole.
public func neighborsOfGeohash(_ geohash: Str, _ cx: EvaluationContext) -> Value {
  GeohashCell(geohash).map { textSet($0.neighbors.map { $0.text(cx) }, cx) } ?? .null
}

// MARK: S2

/// `geo_point_to_s2cell(longitude, latitude, level)`: empty if an argument is invalid.
public func s2CellOfPoint(_ longitude: Double?, _ latitude: Double?, _ level: Int64?, _ cx: EvaluationContext) -> Str {
  guard let point = Coordinate(valid: longitude, latitude), let level,
    (0...Int64(S2CellID.greatestLevel)).contains(level)
  else { return .empty }
  return S2CellID(SpherePoint(point)).parent(level: Int(level)).token(cx)
}

/// `geo_s2cell_to_central_point(token)` as a GeoJSON point.
public func centerOfS2Cell(_ token: Str, _ cx: EvaluationContext) -> Value {
  S2CellID(token: token).map { GeoJSONWriter(cx).point(Coordinate($0.center)) } ?? .null
}

/// `geo_s2cell_to_polygon(token)` as a GeoJSON polygon.
public func outlineOfS2Cell(_ token: Str, _ cx: EvaluationContext) -> Value {
  S2CellID(token: token).map { GeoJSONWriter(cx).polygon([$0.corners.map { Coordinate($0) }]) } ?? .null
}

/// `geo_s2cell_neighbors(token)`: eight, or seven at a corner of the cube.
public func neighborsOfS2Cell(_ token: Str, _ cx: EvaluationContext) -> Value {
  S2CellID(token: token).map { textSet($0.neighbors.map { $0.token(cx) }, cx) } ?? .null
}

// MARK: H3

/// `geo_point_to_h3cell(longitude, latitude, resolution)`: empty if an argument is invalid.
public func h3CellOfPoint(_ longitude: Double?, _ latitude: Double?, _ resolution: Int64?, _ cx: EvaluationContext)
  -> Str
{
  guard let point = Coordinate(valid: longitude, latitude), let resolution,
    (0...Int64(H3Cell.finestResolution)).contains(resolution)
  else { return .empty }
  return H3Cell(SpherePoint(point), resolution: Int(resolution)).token(cx)
}

/// `geo_h3cell_to_central_point(token)` as a GeoJSON point.
public func centerOfH3Cell(_ token: Str, _ cx: EvaluationContext) -> Value {
  H3Cell(token: token).map { GeoJSONWriter(cx).point(Coordinate($0.center)) } ?? .null
}

/// `geo_h3cell_to_polygon(token)` as a GeoJSON polygon.
public func outlineOfH3Cell(_ token: Str, _ cx: EvaluationContext) -> Value {
  H3Cell(token: token).map { GeoJSONWriter(cx).polygon([$0.boundary.map { Coordinate($0) }]) } ?? .null
}

/// `geo_h3cell_level(token)`
public func levelOfH3Cell(_ token: Str) -> Int64? { H3Cell(token: token).map { Int64($0.resolution) } }

/// `geo_h3cell_parent(token)`: empty for a cell of resolution 0.
public func parentOfH3Cell(_ token: Str, _ cx: EvaluationContext) -> Str {
  guard let cell = H3Cell(token: token), cell.resolution > 0 else { return .empty }
  return cell.parent(resolution: cell.resolution - 1).token(cx)
}

/// `geo_h3cell_parent(token, resolution)`: empty if the cell is coarser than that.
public func parentOfH3CellAtResolution(_ token: Str, _ resolution: Int64?, _ cx: EvaluationContext) -> Str {
  guard let cell = H3Cell(token: token), let resolution, resolution >= 0, resolution <= cell.resolution
  else { return .empty }
  return cell.parent(resolution: Int(resolution)).token(cx)
}

/// `geo_h3cell_children(token)`: the cells of the next resolution.
public func childrenOfH3Cell(_ token: Str, _ cx: EvaluationContext) -> Value {
  childrenOfH3CellAtResolution(token, H3Cell(token: token).map { Int64($0.resolution) + 1 }, cx)
}

/// `geo_h3cell_children(token, resolution)`: null unless the resolution is finer, by at most 5.
public func childrenOfH3CellAtResolution(_ token: Str, _ resolution: Int64?, _ cx: EvaluationContext) -> Value {
  guard let cell = H3Cell(token: token), let resolution, resolution <= Int64(H3Cell.finestResolution),
    (1...5).contains(resolution - Int64(cell.resolution))
  else { return .null }
  return Value(array: cell.children(resolution: Int(resolution)).map { Value($0.token(cx)) }, cx)
}

/// `geo_h3cell_neighbors(token)`: six, or five around a pentagon.
public func neighborsOfH3Cell(_ token: Str, _ cx: EvaluationContext) -> Value {
  H3Cell(token: token).map { cell in Value(array: cell.neighbors.map { Value($0.token(cx)) }, cx) } ?? .null
}

/// `geo_h3cell_rings(token, distance)`: null unless the distance is 0 … 142.
public func ringsOfH3Cell(_ token: Str, _ distance: Int64?, _ cx: EvaluationContext) -> Value {
  guard let cell = H3Cell(token: token), let distance, (0...142).contains(distance) else { return .null }
  let rings = cell.rings(Int(distance)).map { ring in Value(array: ring.map { Value($0.token(cx)) }, cx) }
  return Value(array: rings, cx)
}
