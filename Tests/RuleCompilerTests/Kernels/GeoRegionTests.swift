import DetectorRuntime
import RuleCompiler
import Testing

/// Buffers and coverings against distances to the shapes that they are of.
@Suite struct GeoRegionTests {
  let fixture = KernelFixture()

  private func shape(_ text: String) -> Value {
    parseJSONText(fixture.cx.arena.copy(text), fixture.cx) ?? .null
  }

  private var ring: Value {
    shape(
      """
      {"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,1],[0,0]],
        [[0.3,0.3],[0.3,0.7],[0.7,0.7],[0.7,0.3],[0.3,0.3]]]}
      """)
  }

  private var zigzag: Value {
    shape("{\"type\": \"LineString\", \"coordinates\": [[0,0],[1,0],[1,1],[0.5,1],[1.2,0.4],[1.2,-0.3]]}")
  }

  /// Points of a grid around the shapes.
  private static let places: [(longitude: Double, latitude: Double)] =
    stride(from: -0.43, through: 1.5, by: 0.097).flatMap { longitude in
      stride(from: -0.61, through: 1.5, by: 0.103).map { (longitude, $0) }
    }

  /// Inside are the points within the radius, to the tolerance.
  private func expect(_ region: Value, radius: Double, tolerance: Double, _ distance: (Value, Value) -> Double?) {
    #expect(!region.isNull)
    for place in Self.places {
      let (longitude, latitude) = (real(place.longitude), real(place.latitude))
      guard let distance = distance(longitude, latitude) else { continue }
      let isInside = fixture.call("geo_point_in_polygon", longitude, latitude, region).bool
      if distance < radius - tolerance { #expect(isInside == true, "\(place)") }
      if distance > radius * (1 + 1e-9) { #expect(isInside == false, "\(place)") }
    }
  }

  @Test func aPointBufferIsACircle() {
    let region = fixture.call("geo_point_buffer", real(0.5), real(0.5), real(40_000), real(100))
    expect(region, radius: 40_000, tolerance: 100) { longitude, latitude in
      fixture.call("geo_distance_2points", longitude, latitude, real(0.5), real(0.5)).real
    }
  }

  @Test func aLineBufferHoldsWhatIsClose() {
    let region = fixture.call("geo_line_buffer", zigzag, real(15_000), real(50))
    expect(region, radius: 15_000, tolerance: 50) { longitude, latitude in
      fixture.call("geo_distance_point_to_line", longitude, latitude, zigzag).real
    }
  }

  @Test(arguments: [5_000.0, 40_000.0]) func aPolygonBufferHoldsWhatIsClose(radius: Double) {
    let region = fixture.call("geo_polygon_buffer", ring, real(radius), real(50))
    expect(region, radius: radius, tolerance: 50) { longitude, latitude in
      fixture.call("geo_distance_point_to_polygon", longitude, latitude, ring).real
    }
    // The wider buffer closes the hole.
    let rings = property(region, "coordinates", fixture.cx).elements
    #expect(rings.count == (radius < 20_000 ? 2 : 1))
  }

  @Test func radiusAndToleranceAreChecked() {
    for (radius, tolerance) in [(0, 10), (-1, 10), (.nan, 10), (10, 0), (1_000_000, 0.5), (2e7, 10)]
      as [(Double, Double)]
    {
      #expect(fixture.call("geo_point_buffer", real(0), real(0), real(radius), real(tolerance)).isNull, "\(radius)")
    }
    // A tolerance beyond the radius is lowered: what is left is a triangle.
    let triangle = fixture.call("geo_point_buffer", real(0), real(0), real(5), real(10))
    #expect(property(triangle, "coordinates", fixture.cx).elements[0].elements.count == 4)
  }

  @Test(arguments: [0.0, 9_000.0]) func aCoveringHoldsEachPointOfTheShape(radius: Double) {
    let cells = Set(
      fixture.call("geo_polygon_to_s2cells", ring, long(10), real(radius)).elements.map { fixture.text($0) })
    for place in Self.places {
      let (longitude, latitude) = (real(place.longitude), real(place.latitude))
      let cell = fixture.text(fixture.call("geo_point_to_s2cell", longitude, latitude, long(10)))
      let distance = fixture.call("geo_distance_point_to_polygon", longitude, latitude, ring).real ?? .nan
      if distance <= radius { #expect(cells.contains(cell), "\(place)") }
      // Cells of this level are at most 15 km across.
      if distance > radius + 15_000 { #expect(!cells.contains(cell), "\(place)") }
    }
  }

  @Test func h3CellsOfAPolygonHaveTheirCentresInIt() {
    let cells = fixture.call("geo_polygon_to_h3cells", ring, long(6)).elements
    #expect(cells.count > 100)
    for cell in cells {
      let centre = property(fixture.call("geo_h3cell_to_central_point", cell), "coordinates", fixture.cx).elements
      let (longitude, latitude) = (centre[0].real ?? 0, centre[1].real ?? 0)
      #expect((0...1).contains(longitude) && (0...1).contains(latitude))
      #expect(!(0.3...0.7).contains(longitude) || !(0.3...0.7).contains(latitude))
    }
    let whole = shape("{\"type\": \"Polygon\", \"coordinates\": [[[0,0],[1,0],[1,1],[0,1],[0,0]]]}")
    let hole = shape(
      "{\"type\": \"Polygon\", \"coordinates\": [[[0.3,0.3],[0.7,0.3],[0.7,0.7],[0.3,0.7],[0.3,0.3]]]}")
    let count = { (polygon: Value) in fixture.call("geo_polygon_to_h3cells", polygon, long(6)).elements.count }
    #expect(count(ring) + count(hole) == count(whole))
  }
}
