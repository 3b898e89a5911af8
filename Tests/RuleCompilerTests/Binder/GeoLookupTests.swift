import Testing

@testable import RuleCompiler

/// The lookups of places among shapes: the columns of their results, and what they refuse.
@Suite struct GeoLookupTests {
  private static let prefix =
    """
    let shapes = datatable(name:string, shape:dynamic)[];
    let places = datatable(name:string, x:real, y:real)[];
    places | evaluate\u{20}
    """

  @Test(arguments: [
    ("geo_polygon_lookup(shapes, shape, x, y)", "name:string x:real y:real name1:string"),
    (
      "geo_polygon_lookup(shapes, shape, x, y, radius = 7000, return_unmatched = true, return_lookup_key = true)",
      "name:string x:real y:real name1:string shape:dynamic"
    ),
    (
      "geo_line_lookup(shapes, shape, x, y, 100, false, 500, true)",
      "name:string x:real y:real name1:string shape:dynamic"
    ),
  ])
  func schemas(call: String, schema: String) {
    #expect(BinderFixture.schema(Self.prefix + call) == schema)
  }

  @Test func argumentsAreChecked() {
    func errors(_ call: String) -> [String] { BinderFixture.bind(Self.prefix + call).errors }
    #expect(
      errors("geo_line_lookup(shapes, shape, x, y)") == ["argument-count 'geo_line_lookup(shapes, shape, x, y)'"])
    #expect(
      errors("geo_line_lookup(shapes, shape, x, y, return_unmatched = true)")
        == ["argument-count 'geo_line_lookup(shapes, shape, x, y, return_unmatched = true)'"])
    #expect(errors("geo_polygon_lookup(shapes, shape, x + 1, y)") == ["column-expected 'x + 1'"])
    #expect(errors("geo_polygon_lookup(shapes, shape, x, y, distance = 5)") == ["invalid-argument 'distance = 5'"])
    #expect(
      errors("geo_polygon_lookup(shapes, shape, x, y, return_unmatched = 1)")
        == ["invalid-argument 'return_unmatched = 1'"])
  }
}
