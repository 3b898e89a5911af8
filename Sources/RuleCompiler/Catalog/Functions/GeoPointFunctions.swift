import DetectorRuntime

/// Geospatial functions of points.
enum GeoPointFunctions {
  static let all: [FunctionSymbol] = [
    .geo(
      "geo_distance_2points", "The shortest distance of two points in metres, on a sphere or on the WGS-84 spheroid.",
      Signature(
        points(2) + [.bool], defaults: [.bool(false)], returns: .real, Kernel("distanceOfPoints", distanceOfPoints)),
      examples: [
        FunctionExample(
          "round(geo_distance_2points(-122.407628, 47.578557, -118.275287, 34.019056), 7)", yields: "1546754.3519738"),
        FunctionExample("geo_distance_2points(300, 1, 1, 1)", yields: "real(null)"),
      ]),
    .geo(
      "geo_azimuth", "The direction from one point to another in radians, clockwise from north.",
      Signature(points(2), returns: .real, Kernel("azimuthOfPoints", azimuthOfPoints)),
      examples: [
        FunctionExample("round(geo_azimuth(5, 10, 10, -40), 12)", yields: "3.054599397964"),
        FunctionExample("isnull(geo_azimuth(5, 10, 5, 10))", yields: "true"),
      ]),
    .geo(
      "geo_angle", "The clockwise angle in radians between the lines that meet at the second of three points.",
      Signature(points(3), returns: .real, Kernel("angleOfPoints", angleOfPoints)),
      examples: [
        FunctionExample("round(geo_angle(0, 10, 0, 5, 3, -10), 12)", yields: "2.944938434069"),
        FunctionExample("isnull(geo_angle(0, 10, 0, 10, 3, -10))", yields: "true"),
      ]),
    .geo(
      "geo_point_in_circle", "Whether a point is within a radius in metres of another.",
      Signature(points(2) + [.real], returns: .bool, Kernel("pointIsInCircle", pointIsInCircle)),
      examples: [
        FunctionExample("geo_point_in_circle(-122.143564, 47.535677, -122.100896, 47.527351, 3500)", yields: "true"),
        FunctionExample("geo_point_in_circle(-122.137575, 47.630683, -122.100896, 47.527351, 3500)", yields: "false"),
        FunctionExample("isnull(geo_point_in_circle(1, 1, 1, 1, -1))", yields: "true"),
      ]),
  ]

  /// The parameters of a number of points: longitude and latitude of each.
  private static func points(_ count: Int) -> [ParameterType] { Array(repeating: .real, count: 2 * count) }
}
