import DetectorRuntime

/// Geospatial functions of polygons.
enum GeoPolygonFunctions {
  /// Central Park, of KQL's pages.
  private static let park =
    "dynamic({\"type\": \"Polygon\", \"coordinates\": [[[-73.9495, 40.7969], [-73.95807266235352, 40.80068603561921], "
    + "[-73.98201942443848, 40.76825672305777], [-73.97317886352539, 40.76455136505513], [-73.9495, 40.7969]]]})"
  private static let invalid =
    "dynamic({\"type\": \"Polygon\", \"coordinates\": [[[0, 0], [10, 10], [10, 10], [0, 0]]]})"
  private static let first = "dynamic({\"type\": \"Polygon\", \"coordinates\": [[[2, 45], [0, 45], [1, 44], [2, 45]]]})"
  private static let second =
    "dynamic({\"type\": \"Polygon\", \"coordinates\": [[[3, 44], [3, 45], [2, 43], [3, 44]]]})"
  private static let square =
    "dynamic({\"type\": \"Polygon\", \"coordinates\": [[[10, 10], [11, 10], [11, 11], [10, 11], [10, 10]]]})"
  private static let line =
    "dynamic({\"type\": \"LineString\", \"coordinates\": [[-73.985195, 40.788275], [-73.974552, 40.779761]]})"
  private static let triangle =
    "dynamic({\"type\": \"Polygon\", \"coordinates\": [[[-73.9712905883789, 40.78580561168767], "
    + "[-73.98004531860352, 40.775276834803655], [-73.97000312805176, 40.77852663535664], "
    + "[-73.9712905883789, 40.78580561168767]]]})"

  static let all: [FunctionSymbol] = measures + relations

  private static let measures: [FunctionSymbol] = [
    .geo(
      "geo_polygon_area", "The area of a polygon in square metres.",
      Signature([.dynamic], returns: .real, Kernel("areaOfPolygon", areaOfPolygon)),
      examples: [
        FunctionExample("round(geo_polygon_area(\(park)), 4)", yields: "3475207.2835"),
        FunctionExample("isnull(geo_polygon_area(\(invalid)))", yields: "true"),
      ]),
    .geo(
      "geo_polygon_perimeter", "The length of the boundary of a polygon in metres.",
      Signature([.dynamic], returns: .real, Kernel("perimeterOfPolygon", perimeterOfPolygon)),
      examples: [FunctionExample("round(geo_polygon_perimeter(\(park)), 8)", yields: "9930.30149605")]),
    .geo(
      "geo_polygon_centroid", "The centre of gravity of a polygon as a GeoJSON point.",
      Signature([.dynamic], returns: .dynamic, Kernel("centroidOfPolygon", centroidOfPolygon)),
      examples: [
        FunctionExample("round(toreal(geo_polygon_centroid(\(park)).coordinates[0]), 11)", yields: "-73.96573568991")
      ]),
    .geo(
      "geo_polygon_densify", "A polygon whose straight edges are replaced by chains of geodesics.",
      Signature(
        [.dynamic, .real, .bool], defaults: [.real(10), .bool(false)], returns: .dynamic,
        Kernel("densifiedPolygon", densifiedPolygon)),
      examples: [
        FunctionExample(
          "geo_polygon_densify(\(square)).coordinates[0]",
          yields:
            "dynamic([[10, 10], [10.25, 10], [10.5, 10], [10.75, 10], [11, 10], [11, 11], [10.75, 11], [10.5, 11], "
            + "[10.25, 11], [10, 11], [10, 10]])")
      ]),
    .geo(
      "geo_polygon_simplify",
      "A polygon without vertices closer than a tolerance in metres, and with nearly straight parts made one edge.",
      Signature(
        [.dynamic, .real], defaults: [.real(10)], returns: .dynamic, Kernel("simplifiedPolygon", simplifiedPolygon)),
      examples: [
        FunctionExample(
          "array_length(geo_polygon_simplify(geo_polygon_densify(\(square))).coordinates[0])", yields: "5"),
        FunctionExample("isnull(geo_polygon_simplify(\(square), -1))", yields: "true"),
        FunctionExample("isnull(geo_polygon_simplify(\(square), 1000000))", yields: "true"),
        FunctionExample("isnull(geo_polygon_simplify(\(invalid)))", yields: "true"),
      ]),
    .geo(
      "geo_simplify_polygons_array",
      "The polygons of an array, simplified such that what borders they share stay shared.",
      Signature(
        [.dynamic, .real], defaults: [.real(10)], returns: .dynamic,
        Kernel("simplifiedPolygons", simplifiedPolygons)),
      examples: [
        FunctionExample(
          "tostring(geo_simplify_polygons_array(pack_array(\(first), \(second))).type)", yields: "'MultiPolygon'"),
        FunctionExample("isnull(geo_simplify_polygons_array(pack_array(\(first), \(invalid))))", yields: "true"),
        FunctionExample("isnull(geo_simplify_polygons_array(pack_array(\(first), \(second)), -1))", yields: "true"),
      ]),
  ]

  private static let relations: [FunctionSymbol] = [
    .geo(
      "geo_point_in_polygon", "Whether a point lies in a polygon.",
      Signature([.real, .real, .dynamic], returns: .bool, Kernel("pointIsInPolygon", pointIsInPolygon)),
      examples: [
        FunctionExample("geo_point_in_polygon(-73.965, 40.7825, \(park))", yields: "true"),
        FunctionExample("geo_point_in_polygon(-73.874367, 40.777356, \(park))", yields: "false"),
        FunctionExample("isnull(geo_point_in_polygon(1, 1, \(invalid)))", yields: "true"),
      ]),
    .geo(
      "geo_distance_point_to_polygon", "The shortest distance of a point to a polygon in metres; 0 inside.",
      Signature([.real, .real, .dynamic], returns: .real, Kernel("distanceToPolygon", distanceToPolygon)),
      examples: [
        FunctionExample("round(geo_distance_point_to_polygon(-73.9839, 40.7705, \(park)), 7)", yields: "259.9407561"),
        FunctionExample("geo_distance_point_to_polygon(-73.965, 40.7825, \(park))", yields: "0.0"),
      ]),
    .geo(
      "geo_closest_point_on_polygon", "The point of a polygon that is closest to a point, as a GeoJSON point.",
      Signature([.real, .real, .dynamic], returns: .dynamic, Kernel("closestPointOnPolygon", closestPointOnPolygon)),
      examples: [
        FunctionExample(
          "round(toreal(geo_closest_point_on_polygon(-73.9839, 40.7705, \(park)).coordinates[0]), 12)",
          yields: "-73.981205580154")
      ]),
    .geo(
      "geo_intersects_2polygons", "Whether two polygons have a point in common.",
      Signature([.dynamic, .dynamic], returns: .bool, Kernel("polygonsIntersect", polygonsIntersect)),
      examples: [FunctionExample("geo_intersects_2polygons(\(first), \(second))", yields: "false")]),
    .geo(
      "geo_intersects_line_with_polygon", "Whether a line passes through a polygon.",
      Signature([.dynamic, .dynamic], returns: .bool, Kernel("lineIntersectsPolygon", lineIntersectsPolygon)),
      examples: [FunctionExample("geo_intersects_line_with_polygon(\(line), \(triangle))", yields: "true")]),
    .geo(
      "geo_intersection_2polygons", "The points, lines and polygons that two polygons share, in GeoJSON.",
      Signature([.dynamic, .dynamic], returns: .dynamic, Kernel("intersectionOfPolygons", intersectionOfPolygons)),
      examples: [
        FunctionExample(
          "geo_intersection_2polygons(\(first), \(second))",
          yields: "dynamic({\"type\": \"GeometryCollection\", \"geometries\": []})")
      ]),
    .geo(
      "geo_intersection_line_with_polygon", "The points and lines that a line shares with a polygon, in GeoJSON.",
      Signature(
        [.dynamic, .dynamic], returns: .dynamic,
        Kernel("intersectionOfLineWithPolygon", intersectionOfLineWithPolygon)),
      examples: [
        FunctionExample(
          "round(toreal(geo_intersection_line_with_polygon(\(line), \(triangle)).coordinates[0][0]), 12)",
          yields: "-73.975611956578")
      ]),
    .geo(
      "geo_union_polygons_array", "The polygon that the polygons of an array are together.",
      Signature([.dynamic], returns: .dynamic, Kernel("unionOfPolygons", unionOfPolygons)),
      examples: [
        FunctionExample(
          "tostring(geo_union_polygons_array(pack_array(\(first), \(second))).type)", yields: "'MultiPolygon'"),
        FunctionExample("isnull(geo_union_polygons_array(pack_array(\(first), \(invalid))))", yields: "true"),
      ]),
  ]
}
