import DetectorRuntime
import RuleCompiler
import Testing

/// Lines and polygons against geometry that can be checked by hand.
@Suite struct GeoShapeTests {
  let fixture = KernelFixture()

  private func shape(_ text: String) -> Value {
    parseJSONText(fixture.cx.arena.copy(text), fixture.cx) ?? .null
  }

  private func polygon(_ rings: String) -> Value { shape("{\"type\": \"Polygon\", \"coordinates\": \(rings)}") }
  private func line(_ points: String) -> Value { shape("{\"type\": \"LineString\", \"coordinates\": \(points)}") }
  private func json(_ value: Value) -> String { textOf(value, fixture.cx).description }
  private func area(_ value: Value) -> Double { fixture.call("geo_polygon_area", value).real ?? .nan }

  private let radius = 6_371_010.0

  private func isClose(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
    guard let a else { return false }
    return abs(a - b) <= tolerance * max(abs(a), abs(b))
  }

  @Test func distancesAreSymmetricAndAlongMeridians() {
    let degree = radius * .pi / 180
    #expect(isClose(fixture.call("geo_distance_2points", real(7), real(1), real(7), real(2)).real, degree))
    #expect(isClose(fixture.call("geo_distance_2points", real(0), real(0), real(180), real(0)).real, 180 * degree))
    let there = fixture.call("geo_distance_2points", real(1), real(2), real(-170), real(60)).real
    let back = fixture.call("geo_distance_2points", real(-170), real(60), real(1), real(2)).real
    #expect(there == back)
    #expect(fixture.call("geo_distance_2points", real(.nan), real(0), real(0), real(0)).isNull)
    #expect(fixture.call("geo_azimuth", real(0), real(0), real(180), real(0)).isNull)
  }

  /// Of "Algorithms for geodesics" and the documentation of GeographicLib.
  @Test(
    arguments: [
      (-41.32, 174.81, 40.96, -5.50, 19_959_679.267354), (40.6, -73.8, 51.6, -0.5, 5_551_759.400319),
      (-30, 0, 29.9, 179.8, 19_989_832.827610), (-30.12345, 0, -30.12344, 0.00005, 4.944208),
      (0, 0, 0, 180, 20_003_931.458625), (0, 0, 0.5, 179.5, 19_936_288.578965), (0, 0, 90, 0, 10_001_965.729313),
      (0, 0, 0, 90, 10_018_754.171395), (1, 2, 1, 2, 0),
    ] as [(Double, Double, Double, Double, Double)])
  func distancesOnTheSpheroid(
    latitude1: Double, longitude1: Double, latitude2: Double, longitude2: Double, expected: Double
  ) throws {
    let (first, second) = ([real(longitude1), real(latitude1)], [real(longitude2), real(latitude2)])
    let there = fixture.call("geo_distance_2points", first + second + [Value(true)]).real
    let back = fixture.call("geo_distance_2points", second + first + [Value(true)]).real
    #expect(abs(try #require(there) - expected) < 1e-6)
    #expect(abs(try #require(back) - expected) < 1e-6)
  }

  @Test func anOctantIsAnEighthOfTheSphere() {
    let octant = polygon("[[[0,0],[90,0],[0,90],[0,0]]]")
    #expect(isClose(area(octant), 4 * .pi * radius * radius / 8))
    #expect(isClose(fixture.call("geo_polygon_perimeter", octant).real, 3 * .pi / 2 * radius))
  }

  @Test func theSmallerRegionCountsWhateverTheDirection() {
    let (ccw, cw) = (polygon("[[[0,0],[1,0],[1,1],[0,0]]]"), polygon("[[[0,0],[1,1],[1,0],[0,0]]]"))
    #expect(area(ccw) == area(cw))
    for ring in [ccw, cw] {
      #expect(fixture.call("geo_point_in_polygon", real(0.6), real(0.3), ring).bool == true)
      #expect(fixture.call("geo_point_in_polygon", real(50), real(50), ring).bool == false)
    }
  }

  @Test func polygonsMayCrossTheAntimeridianOrHoldAPole() {
    let fiji = polygon("[[[177,-19],[-178,-19],[-178,-16],[177,-16],[177,-19]]]")
    #expect(fixture.call("geo_point_in_polygon", real(180), real(-17), fiji).bool == true)
    #expect(fixture.call("geo_point_in_polygon", real(0), real(-17), fiji).bool == false)
    let cap = polygon("[[[0,80],[90,80],[180,80],[-90,80],[0,80]]]")
    #expect(fixture.call("geo_point_in_polygon", real(33), real(90), cap).bool == true)
  }

  @Test func aHoleIsOutside() {
    let ring = polygon("[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[4,4],[4,6],[6,6],[6,4],[4,4]]]")
    #expect(fixture.call("geo_point_in_polygon", real(5), real(5), ring).bool == false)
    #expect(fixture.call("geo_point_in_polygon", real(2), real(2), ring).bool == true)
    let whole = polygon("[[[0,0],[10,0],[10,10],[0,10],[0,0]]]")
    let hole = polygon("[[[4,4],[6,4],[6,6],[4,6],[4,4]]]")
    #expect(isClose(area(ring), area(whole) - area(hole)))
    let distance = fixture.call("geo_distance_point_to_polygon", real(5), real(5), ring).real
    #expect(isClose(distance, radius * .pi / 180, 0.01))
    // What a ring and its hole are together is the whole.
    let union = fixture.call("geo_union_polygons_array", Value(array: [ring, hole], fixture.cx))
    #expect(isClose(area(union), area(whole)))
    #expect(property(union, "coordinates", fixture.cx).elements.count == 1)
  }

  @Test(
    arguments: [
      "[[[0,0],[10,10],[10,0],[0,10],[0,0]]]",  // crosses itself
      "[[[0,0],[10,0],[10,10],[0,10]]]",  // is not closed
      "[[[0,0],[10,0],[0,0]]]",  // has two corners
      "[[[0,0],[10,0],[10,91],[0,0]]]",  // leaves the Earth
      "[[[0,0],[180,0],[10,10],[0,0]]]",  // has an edge of half a circle
      "[[[0,0],[10,0],[10,10],[0,0]],[[0,0],[10,0],[9,5],[0,0]]]",  // rings share an edge
      "[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[5,5],[15,5],[15,6],[5,5]]]",  // rings cross
      "[]", "[[]]", "null",
    ])
  func whatBoundsNoRegionIsInvalid(rings: String) {
    #expect(fixture.call("geo_polygon_area", polygon(rings)).isNull)
    #expect(fixture.call("geo_point_in_polygon", real(1), real(1), polygon(rings)).isNull)
  }

  @Test func ringsMayTouchAtAVertex() {
    let ring = polygon("[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[0,0],[4,6],[6,4],[0,0]]]")
    #expect(!fixture.call("geo_polygon_area", ring).isNull)
  }

  @Test func areasOfUnionAndIntersectionAddUp() {
    let shapes = [
      "[[[0,0],[10,0],[10,10],[0,10],[0,0]]]", "[[[5,5],[15,5],[15,15],[5,15],[5,5]]]",
      "[[[-5,4],[20,4],[20,6],[-5,6],[-5,4]]]", "[[[3,3],[4,3],[4,4],[3,3]]]",
      "[[[10,0],[20,0],[20,10],[10,10],[10,0]]]",
      "[[[2,2],[8,2],[8,8],[2,8],[2,2]],[[4,4],[4,6],[6,6],[6,4],[4,4]]]",
    ].map(polygon)
    for (index, first) in shapes.enumerated() {
      for second in shapes[(index + 1)...] {
        let union = fixture.call("geo_union_polygons_array", Value(array: [first, second], fixture.cx))
        let common = fixture.call("geo_intersection_2polygons", first, second)
        let shared = fixture.call("geo_polygon_area", common).real ?? 0
        #expect(isClose(area(union) + shared, area(first) + area(second)), "\(json(first)) and \(json(second))")
        let intersects = fixture.call("geo_intersects_2polygons", first, second).bool
        #expect(intersects == (json(common) != "{\"type\":\"GeometryCollection\",\"geometries\":[]}"))
      }
    }
  }

  @Test func polygonsThatShareABorderHaveALineInCommon() {
    let west = polygon("[[[0,0],[10,0],[10,10],[0,10],[0,0]]]")
    let east = polygon("[[[10,0],[20,0],[20,10],[10,10],[10,0]]]")
    let common = fixture.call("geo_intersection_2polygons", west, east)
    #expect(property(common, "type", fixture.cx).string.description == "LineString")
    let union = fixture.call("geo_union_polygons_array", Value(array: [west, east], fixture.cx))
    #expect(property(union, "type", fixture.cx).string.description == "Polygon")
  }

  @Test func aLineIsCutAtTheBordersOfAPolygon() {
    let square = polygon("[[[2,-1],[4,-1],[4,1],[2,1],[2,-1]]]")
    let equator = line("[[0,0],[10,0]]")
    let inside = fixture.call("geo_intersection_line_with_polygon", equator, square)
    #expect(isClose(fixture.call("geo_line_length", inside).real, 2 * radius * .pi / 180))
    #expect(fixture.call("geo_intersects_line_with_polygon", equator, square).bool == true)
    #expect(fixture.call("geo_intersects_line_with_polygon", line("[[5,0],[10,0]]"), square).bool == false)
    #expect(fixture.call("geo_intersects_line_with_polygon", line("[[2.5,0],[3,0]]"), square).bool == true)
  }

  @Test func whatLinesShareCountsOnce() {
    let twice = shape("{\"type\": \"MultiLineString\", \"coordinates\": [[[0,0],[2,0]],[[1,0],[3,0]]]}")
    #expect(isClose(fixture.call("geo_line_length", twice).real, 3 * radius * .pi / 180))
    let common = fixture.call("geo_intersection_2lines", line("[[0,0],[2,0]]"), line("[[3,0],[1,0]]"))
    #expect(property(common, "type", fixture.cx).string.description == "LineString")
    #expect(isClose(fixture.call("geo_line_length", common).real, radius * .pi / 180))
  }

  @Test func placesAlongALine() throws {
    let path = line("[[0,0],[10,0],[10,10]]")
    for share in [0, 0.25, 0.5, 0.9, 1] {
      let point = property(fixture.call("geo_line_interpolate_point", path, real(share)), "coordinates", fixture.cx)
      let place = point.elements.map { $0.real ?? Double($0.long ?? 0) }
      let back = fixture.call("geo_line_locate_point", path, real(place[0]), real(place[1])).real
      #expect(abs(try #require(back) - share) < 1e-9)
    }
    #expect(fixture.call("geo_line_interpolate_point", path, real(1.1)).isNull)
  }

  @Test(
    arguments: [
      ("POINT (1 2)", "{\"type\":\"Point\",\"coordinates\":[1,2]}"),
      (" point(-1.5 2e1) ", "{\"type\":\"Point\",\"coordinates\":[-1.5,20]}"),
      ("MULTIPOINT ((1 1), (2 2))", "{\"type\":\"MultiPoint\",\"coordinates\":[[1,1],[2,2]]}"),
      (
        "MULTIPOLYGON (((0 0, 2 0, 2 2, 0 0)))",
        "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[2,0],[2,2],[0,0]]]]}"
      ),
      ("POINT (1 2 3)", ""), ("POINT (1)", ""), ("POINT (1 2", ""), ("CIRCLE (1 2)", ""), ("", ""),
      ("POINT EMPTY", ""), ("POINT (1 2) x", ""), ("GEOMETRYCOLLECTION (POINT (1 2), POINT)", ""),
    ] as [(Str, String)])
  func wellKnownText(text: Str, expected: String) {
    #expect(json(fixture.call("geo_from_wkt", string(text))) == expected)
  }

  @Test func anEdgeCrossesTheAntimeridianIfToldTo() {
    let path = line("[[179,60],[-179,60]]")
    let kept = property(fixture.call("geo_line_densify", path, real(10), Value(true)), "coordinates", fixture.cx)
    let round = property(fixture.call("geo_line_densify", path, real(10), Value(false)), "coordinates", fixture.cx)
    #expect(kept.elements.count < 20)
    #expect(round.elements.count > 200)
    #expect(json(kept.elements[kept.elements.count / 2]) == "[180,60]")
    #expect(json(round.elements[round.elements.count / 2]) == "[0,60]")
  }
}
