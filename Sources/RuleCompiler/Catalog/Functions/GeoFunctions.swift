/// Geospatial functions.
enum GeoFunctions {
  static let all: [FunctionSymbol] =
    GeoPointFunctions.all + GeoCellFunctions.all + GeoLineFunctions.all + GeoPolygonFunctions.all
    + GeoRegionFunctions.all
}

extension FunctionSymbol {
  /// A geospatial function, whose page is called like it.
  static func geo(
    _ name: String, _ summary: String, _ signatures: Signature..., examples: [FunctionExample]
  ) -> FunctionSymbol {
    FunctionSymbol(
      name, summary: summary, signatures: signatures, examples: examples,
      documentation: name.replacing("_", with: "-") + "-function")
  }
}
