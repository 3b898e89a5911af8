// Functions of points given by longitude and latitude. Null if a coordinate is invalid.
// https://learn.microsoft.com/kusto/query/scalar-functions#geospatial-functions

/// `geo_distance_2points(longitude1, latitude1, longitude2, latitude2, use_spheroid)` in metres.
public func distanceOfPoints(
  _ longitude1: Double?, _ latitude1: Double?, _ longitude2: Double?, _ latitude2: Double?, _ useSpheroid: Bool?
) -> Double? {
  guard let first = Coordinate(valid: longitude1, latitude1), let second = Coordinate(valid: longitude2, latitude2),
    let useSpheroid
  else { return nil }
  return useSpheroid ? spheroidDistance(first, second) : sphereDistance(first, second) * earthRadius
}

/// `geo_azimuth(longitude1, latitude1, longitude2, latitude2)`: the direction to the second point, clockwise from
/// north; null if the points are the same or antipodal.
public func azimuthOfPoints(
  _ longitude1: Double?, _ latitude1: Double?, _ longitude2: Double?, _ latitude2: Double?
) -> Double? {
  guard let first = Coordinate(valid: longitude1, latitude1), let second = Coordinate(valid: longitude2, latitude2)
  else { return nil }
  return azimuth(from: first, to: second)
}

/// `geo_angle(…)`: the angle at the second of three points, clockwise from the line to the first to the line to the
/// third.
public func angleOfPoints(
  _ longitude1: Double?, _ latitude1: Double?, _ longitude2: Double?, _ latitude2: Double?, _ longitude3: Double?,
  _ latitude3: Double?
) -> Double? {
  guard let first = Coordinate(valid: longitude1, latitude1), let middle = Coordinate(valid: longitude2, latitude2),
    let third = Coordinate(valid: longitude3, latitude3),
    let before = azimuth(from: middle, to: first), let after = azimuth(from: middle, to: third)
  else { return nil }
  return positiveAngle(after - before)
}

/// `geo_point_in_circle(longitude, latitude, centerLongitude, centerLatitude, radius)`: null unless the radius is
/// positive.
public func pointIsInCircle(
  _ longitude: Double?, _ latitude: Double?, _ centerLongitude: Double?, _ centerLatitude: Double?, _ radius: Double?
) -> Bool? {
  guard let point = Coordinate(valid: longitude, latitude),
    let center = Coordinate(valid: centerLongitude, centerLatitude), let radius, radius > 0, radius.isFinite
  else { return nil }
  return sphereDistance(point, center) * earthRadius <= radius
}
