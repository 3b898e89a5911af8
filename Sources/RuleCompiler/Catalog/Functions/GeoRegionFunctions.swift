import DetectorRuntime

/// Geospatial functions that make regions around shapes, and cover shapes with cells.
enum GeoRegionFunctions {
  private static let line = "dynamic({\"type\": \"LineString\", \"coordinates\": [[0, 0], [1, 1]]})"
  private static let triangle =
    "dynamic({\"type\": \"Polygon\", \"coordinates\": [[[0, 0], [0, 50], [100, 50], [0, 0]]]})"
  private static let madrid =
    "dynamic({\"type\": \"Polygon\", \"coordinates\": [[[-3.659, 40.553], [-3.913, 40.409], [-3.729, 40.273], "
    + "[-3.524, 40.440], [-3.659, 40.553]]]})"
  private static let invalid = "dynamic({\"type\": \"Polygon\", \"coordinates\": [[[0, 0], [1, 1]]]})"

  static let all: [FunctionSymbol] = buffers + coverings

  private static let buffers: [FunctionSymbol] = [
    .geo(
      "geo_point_buffer", "A polygon around a point, of a radius in metres.",
      Signature(
        [.real, .real, .real, .real], defaults: [.real(10)], returns: .dynamic,
        Kernel("bufferOfPoint", bufferOfPoint)),
      examples: [
        FunctionExample(
          "geo_point_in_polygon(0.0, 0.1, geo_point_buffer(0.0, 0.0, 12000))", yields: "true"),
        FunctionExample("isnull(geo_point_buffer(10, 10, -1))", yields: "true"),
        FunctionExample("isnull(geo_point_buffer(200, 1, 0.1))", yields: "true"),
      ]),
    .geo(
      "geo_line_buffer", "A polygon around a line, of a radius in metres.",
      Signature(
        [.dynamic, .real, .real], defaults: [.real(10)], returns: .dynamic, Kernel("bufferOfLine", bufferOfLine)),
      examples: [
        FunctionExample("geo_point_in_polygon(0.5, 0.55, geo_line_buffer(\(line), 4000))", yields: "true"),
        FunctionExample("isnull(geo_line_buffer(\(line), 0))", yields: "true"),
      ]),
    .geo(
      "geo_polygon_buffer", "A polygon enlarged by a distance in metres.",
      Signature(
        [.dynamic, .real, .real], defaults: [.real(10)], returns: .dynamic,
        Kernel("bufferOfPolygon", bufferOfPolygon)),
      examples: [
        FunctionExample("geo_point_in_polygon(-3.8, 40.5, geo_polygon_buffer(\(madrid), 5000))", yields: "true"),
        FunctionExample("isnull(geo_polygon_buffer(\(invalid), 1))", yields: "true"),
      ]),
  ]

  private static let coverings: [FunctionSymbol] = [
    .geo(
      "geo_line_to_s2cells", "The tokens of the S2 cells of a level that a line touches, or a radius around it.",
      Signature(
        [.dynamic, .long, .real], defaults: [.long(11), .real(0)], returns: .dynamic,
        Kernel("s2CellsOfLine", s2CellsOfLine)),
      examples: [
        FunctionExample(
          "geo_line_to_s2cells(dynamic({\"type\": \"LineString\", \"coordinates\": [[1, 1], [1.1, 1.1]]}), 5)",
          yields: "pack_array(geo_point_to_s2cell(1, 1, 5))"),
        FunctionExample("isnull(geo_line_to_s2cells(\(invalid)))", yields: "true"),
      ]),
    .geo(
      "geo_polygon_to_s2cells", "The tokens of the S2 cells of a level that a polygon touches, or a radius around it.",
      Signature(
        [.dynamic, .long, .real], defaults: [.long(11), .real(0)], returns: .dynamic,
        Kernel("s2CellsOfPolygon", s2CellsOfPolygon)),
      examples: [
        FunctionExample("array_length(geo_polygon_to_s2cells(\(triangle), 5))", yields: "286"),
        FunctionExample("isnull(geo_polygon_to_s2cells(\(triangle), 30))", yields: "true"),
      ]),
    .geo(
      "geo_polygon_to_h3cells", "The tokens of the H3 cells of a resolution whose centres lie in a polygon.",
      Signature(
        [.dynamic, .long, .real], defaults: [.long(6), .real(0)], returns: .dynamic,
        Kernel("h3CellsOfPolygon", h3CellsOfPolygon)),
      examples: [
        FunctionExample("array_length(geo_polygon_to_h3cells(\(madrid)))", yields: "13"),
        FunctionExample("geo_polygon_to_h3cells(\(madrid))[0]", yields: "dynamic(\"86390ca07ffffff\")"),
        FunctionExample("isnull(geo_polygon_to_h3cells(\(invalid)))", yields: "true"),
      ]),
  ]
}
