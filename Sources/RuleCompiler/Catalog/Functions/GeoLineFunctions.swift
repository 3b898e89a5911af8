import DetectorRuntime

/// Geospatial functions of lines, and the reading of geometries from text.
enum GeoLineFunctions {
  /// A line of KQL's pages, along Central Park.
  private static let park =
    "dynamic({\"type\": \"LineString\", \"coordinates\": [[-73.95796, 40.80042], [-73.97317, 40.764486]]})"
  private static let diagonal = "dynamic({\"type\": \"LineString\", \"coordinates\": [[50, 50], [51, 51]]})"
  private static let invalid = "dynamic({\"type\": \"LineString\", \"coordinates\": [[1, 1]]})"

  static let all: [FunctionSymbol] =
    measures + relations + [
      .geo(
        "geo_from_wkt", "A geometry in well-known text as GeoJSON.",
        Signature([.string], returns: .dynamic, Kernel("shapeOfWellKnownText", shapeOfWellKnownText)),
        examples: [
          FunctionExample(
            "geo_from_wkt('LINESTRING (1 2, 3 4)')",
            yields: "dynamic({\"type\": \"LineString\", \"coordinates\": [[1, 2], [3, 4]]})"),
          FunctionExample("isnull(geo_from_wkt('LINESTRING'))", yields: "true"),
        ])
    ]

  private static let measures: [FunctionSymbol] = [
    .geo(
      "geo_line_length", "The length of a line in metres.",
      Signature([.dynamic], returns: .real, Kernel("lengthOfLine", lengthOfLine)),
      examples: [
        FunctionExample(
          "round(geo_line_length(dynamic({\"type\": \"LineString\", \"coordinates\": "
            + "[[-73.95807266235352, 40.800426144169315], [-73.94966125488281, 40.79691751000055], "
            + "[-73.97317886352539, 40.764486356930334]]})), 8)", yields: "4922.48016992"),
        FunctionExample("isnull(geo_line_length(\(invalid)))", yields: "true"),
      ]),
    .geo(
      "geo_line_centroid", "The centre of gravity of a line as a GeoJSON point.",
      Signature([.dynamic], returns: .dynamic, Kernel("centroidOfLine", centroidOfLine)),
      examples: [
        FunctionExample("round(toreal(geo_line_centroid(\(park)).coordinates[0]), 12)", yields: "-73.965567057231")
      ]),
    .geo(
      "geo_line_interpolate_point", "The point at a share of the length of a line as a GeoJSON point.",
      Signature([.dynamic, .real], returns: .dynamic, Kernel("pointAlongLine", pointAlongLine)),
      examples: [
        FunctionExample(
          "round(toreal(geo_line_interpolate_point(\(park), 0.25).coordinates[1]), 12)", yields: "40.791436687257")
      ]),
    .geo(
      "geo_line_locate_point", "The share of the length of a line up to the place that is closest to a point.",
      Signature([.dynamic, .real, .real], returns: .real, Kernel("shareAlongLine", shareAlongLine)),
      examples: [
        FunctionExample("round(geo_line_locate_point(\(park), -73.965, 40.792), 12)", yields: "0.255601351003")
      ]),
    .geo(
      "geo_line_densify", "A line whose straight edges are replaced by chains of geodesics.",
      Signature(
        [.dynamic, .real, .bool], defaults: [.real(10), .bool(false)], returns: .dynamic,
        Kernel("densifiedLine", densifiedLine)),
      examples: [
        FunctionExample("geo_line_densify(\(diagonal)).coordinates[1]", yields: "dynamic([50.125, 50.125])"),
        FunctionExample("array_length(geo_line_densify(\(diagonal)).coordinates)", yields: "9"),
        FunctionExample("isnull(geo_line_densify(\(diagonal), 0))", yields: "true"),
      ]),
    .geo(
      "geo_line_simplify",
      "A line without vertices closer than a tolerance in metres, and with nearly straight parts made one edge.",
      Signature(
        [.dynamic, .real], defaults: [.real(10)], returns: .dynamic, Kernel("simplifiedLine", simplifiedLine)),
      examples: [
        FunctionExample("array_length(geo_line_simplify(\(diagonal)).coordinates)", yields: "2"),
        FunctionExample("isnull(geo_line_simplify(\(diagonal), -1))", yields: "true"),
        FunctionExample("isnull(geo_line_simplify(\(diagonal), 1000000))", yields: "true"),
        FunctionExample("isnull(geo_line_simplify(\(invalid)))", yields: "true"),
      ]),
  ]

  private static let relations: [FunctionSymbol] = [
    .geo(
      "geo_distance_point_to_line", "The shortest distance of a point to a line in metres.",
      Signature([.real, .real, .dynamic], returns: .real, Kernel("distanceToLine", distanceToLine)),
      examples: [
        FunctionExample("isnull(geo_distance_point_to_line(300, 3, \(park)))", yields: "true"),
        FunctionExample("round(geo_distance_point_to_line(-73.95796, 40.80042, \(park)), 6)", yields: "0.0"),
      ]),
    .geo(
      "geo_closest_point_on_line", "The point of a line that is closest to a point, as a GeoJSON point.",
      Signature([.real, .real, .dynamic], returns: .dynamic, Kernel("closestPointOnLine", closestPointOnLine)),
      examples: [
        FunctionExample(
          "round(toreal(geo_closest_point_on_line(-73.9, 40.9, \(park)).coordinates[1]), 12)", yields: "40.80042")
      ]),
    .geo(
      "geo_intersects_2lines", "Whether two lines have a point in common.",
      Signature([.dynamic, .dynamic], returns: .bool, Kernel("linesIntersect", linesIntersect)),
      examples: [
        FunctionExample("geo_intersects_2lines(\(park), \(diagonal))", yields: "false"),
        FunctionExample("isnull(geo_intersects_2lines(\(park), \(invalid)))", yields: "true"),
      ]),
    .geo(
      "geo_intersection_2lines", "The points and lines that two lines share, in GeoJSON.",
      Signature([.dynamic, .dynamic], returns: .dynamic, Kernel("intersectionOfLines", intersectionOfLines)),
      examples: [
        FunctionExample(
          "geo_intersection_2lines(\(park), \(diagonal))",
          yields: "dynamic({\"type\": \"GeometryCollection\", \"geometries\": []})")
      ]),
    .geo(
      "geo_union_lines_array", "The lines of an array without what several of them share.",
      Signature([.dynamic], returns: .dynamic, Kernel("unionOfLines", unionOfLines)),
      examples: [FunctionExample("isnull(geo_union_lines_array(pack_array(\(park), \(invalid))))", yields: "true")]),
  ]
}
