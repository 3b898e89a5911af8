import DetectorRuntime

/// Geospatial functions of the cells of the geohash, S2 and H3 grids.
enum GeoCellFunctions {
  static let all: [FunctionSymbol] = geohash + s2 + h3

  private static let geohash: [FunctionSymbol] = [
    .geo(
      "geo_point_to_geohash", "The geohash of a point, of 1 to 18 characters.",
      Signature(
        [.real, .real, .long], defaults: [.long(5)], returns: .string, Kernel("geohashOfPoint", geohashOfPoint)),
      examples: [
        FunctionExample("geo_point_to_geohash(-80.195829, 25.802215, 8)", yields: "'dhwfz15h'"),
        FunctionExample("geo_point_to_geohash(200, 1, 8)", yields: "''"),
      ]),
    .geo(
      "geo_geohash_to_central_point", "The centre of a geohash as a GeoJSON point.",
      Signature([.string], returns: .dynamic, Kernel("centerOfGeohash", centerOfGeohash)),
      examples: [
        FunctionExample(
          "geo_geohash_to_central_point('sunny')",
          yields: "dynamic({\"type\": \"Point\", \"coordinates\": [42.47314453125, 23.70849609375]})")
      ]),
    .geo(
      "geo_geohash_to_polygon", "The rectangle of a geohash as a GeoJSON polygon.",
      Signature([.string], returns: .dynamic, Kernel("outlineOfGeohash", outlineOfGeohash)),
      examples: [
        FunctionExample(
          "geo_geohash_to_polygon('dr5ru').coordinates[0][2]", yields: "dynamic([-73.9599609375, 40.78125])")
      ]),
    .geo(
      "geo_geohash_neighbors", "The geohashes that touch a geohash.",
      Signature([.string], returns: .dynamic, Kernel("neighborsOfGeohash", neighborsOfGeohash)),
      examples: [
        FunctionExample(
          "geo_geohash_neighbors('sunny')",
          yields:
            "dynamic([\"sunnt\", \"sunpj\", \"sunnx\", \"sunpn\", \"sunnv\", \"sunpp\", \"sunnz\", \"sunnw\"])")
      ]),
  ]

  private static let s2: [FunctionSymbol] = [
    .geo(
      "geo_point_to_s2cell", "The token of the S2 cell of a level, 0 to 30, that holds a point.",
      Signature(
        [.real, .real, .long], defaults: [.long(11)], returns: .string, Kernel("s2CellOfPoint", s2CellOfPoint)),
      examples: [
        FunctionExample("geo_point_to_s2cell(-80.195829, 25.802215, 8)", yields: "'88d9b'"),
        FunctionExample("geo_point_to_s2cell(1, 1, 35)", yields: "''"),
      ]),
    .geo(
      "geo_s2cell_to_central_point", "The centre of an S2 cell as a GeoJSON point.",
      Signature([.string], returns: .dynamic, Kernel("centerOfS2Cell", centerOfS2Cell)),
      examples: [
        FunctionExample(
          "round(toreal(geo_s2cell_to_central_point('1234567').coordinates[1]), 12)", yields: "27.468392925828")
      ]),
    .geo(
      "geo_s2cell_to_polygon", "The outline of an S2 cell as a GeoJSON polygon.",
      Signature([.string], returns: .dynamic, Kernel("outlineOfS2Cell", outlineOfS2Cell)),
      examples: [
        FunctionExample(
          "round(toreal(geo_s2cell_to_polygon('89c259').coordinates[0][1][1]), 12)", yields: "40.722226291836")
      ]),
    .geo(
      "geo_s2cell_neighbors", "The S2 cells of the same level that touch a cell.",
      Signature([.string], returns: .dynamic, Kernel("neighborsOfS2Cell", neighborsOfS2Cell)),
      examples: [
        FunctionExample(
          "geo_s2cell_neighbors('89c259')",
          yields: "dynamic([\"89c25d\", \"89c2f9\", \"89c251\", \"89c257\", \"89c25f\", \"89c25b\", \"89c2f7\", "
            + "\"89c2f5\"])")
      ]),
  ]

  private static let h3: [FunctionSymbol] = [
    .geo(
      "geo_point_to_h3cell", "The token of the H3 cell of a resolution, 0 to 15, that holds a point.",
      Signature([.real, .real, .long], defaults: [.long(6)], returns: .string, Kernel("h3CellOfPoint", h3CellOfPoint)),
      examples: [
        FunctionExample(
          "geo_point_to_h3cell(-74.04450446039874, 40.689250859314974, 6)", yields: "'862a1072fffffff'"),
        FunctionExample("geo_point_to_h3cell(1, 1, 16)", yields: "''"),
      ]),
    .geo(
      "geo_h3cell_to_central_point", "The centre of an H3 cell as a GeoJSON point.",
      Signature([.string], returns: .dynamic, Kernel("centerOfH3Cell", centerOfH3Cell)),
      examples: [
        FunctionExample(
          "round(toreal(geo_h3cell_to_central_point('862a1072fffffff').coordinates[0]), 12)",
          yields: "-74.016008479792")
      ]),
    .geo(
      "geo_h3cell_to_polygon", "The outline of an H3 cell as a GeoJSON polygon.",
      Signature([.string], returns: .dynamic, Kernel("outlineOfH3Cell", outlineOfH3Cell)),
      examples: [
        FunctionExample("array_length(geo_h3cell_to_polygon('862a1072fffffff').coordinates[0])", yields: "7")
      ]),
    .geo(
      "geo_h3cell_level", "The resolution of an H3 cell.",
      Signature([.string], returns: .int, Kernel("levelOfH3Cell", levelOfH3Cell)),
      examples: [
        FunctionExample("geo_h3cell_level('862a1072fffffff')", yields: "int(6)"),
        FunctionExample("isnull(geo_h3cell_level('abc'))", yields: "true"),
      ]),
    .geo(
      "geo_h3cell_parent", "The H3 cell of a coarser resolution that a cell belongs to.",
      Signature([.string], returns: .string, Kernel("parentOfH3Cell", parentOfH3Cell)),
      Signature([.string, .long], returns: .string, Kernel("parentOfH3CellAtResolution", parentOfH3CellAtResolution)),
      examples: [
        FunctionExample("geo_h3cell_parent('862a1072fffffff')", yields: "'852a1073fffffff'"),
        FunctionExample("geo_h3cell_parent('862a1072fffffff', 1)", yields: "'812a3ffffffffff'"),
        FunctionExample("geo_h3cell_parent('862a1072fffffff', 15)", yields: "''"),
      ]),
    .geo(
      "geo_h3cell_children", "The H3 cells of a finer resolution that belong to a cell.",
      Signature([.string], returns: .dynamic, Kernel("childrenOfH3Cell", childrenOfH3Cell)),
      Signature(
        [.string, .long], returns: .dynamic, Kernel("childrenOfH3CellAtResolution", childrenOfH3CellAtResolution)),
      examples: [
        FunctionExample("geo_h3cell_children('862a1072fffffff')[6]", yields: "dynamic(\"872a1072effffff\")"),
        FunctionExample("array_length(geo_h3cell_children('862a1072fffffff', 9))", yields: "343"),
        FunctionExample("isnull(geo_h3cell_children(geo_point_to_h3cell(1, 1, 9), 15))", yields: "true"),
      ]),
    .geo(
      "geo_h3cell_neighbors", "The H3 cells that share an edge with a cell.",
      Signature([.string], returns: .dynamic, Kernel("neighborsOfH3Cell", neighborsOfH3Cell)),
      examples: [FunctionExample("geo_h3cell_neighbors('862a1072fffffff')[5]", yields: "dynamic(\"862a100d7ffffff\")")]
    ),
    .geo(
      "geo_h3cell_rings", "The H3 cells at each distance from a cell up to one of at most 142.",
      Signature([.string, .long], returns: .dynamic, Kernel("ringsOfH3Cell", ringsOfH3Cell)),
      examples: [
        FunctionExample("geo_h3cell_rings('861f8894fffffff', 2)[2][11]", yields: "dynamic(\"861f8d597ffffff\")"),
        FunctionExample("isnull(geo_h3cell_rings('861f8894fffffff', 150))", yields: "true"),
      ]),
  ]
}
