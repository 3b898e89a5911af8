import DetectorRuntime
import RuleCompiler
import Testing

/// Simplified lines and polygons against what must hold of them: no two vertices are too close, nothing has moved too far.
@Suite struct GeoSimplificationTests {
  let fixture = KernelFixture()

  private func shape(_ type: String, _ coordinates: String) -> Value {
    parseJSONText(
      fixture.cx.arena.copy("{\"type\": \"\(type)\", \"coordinates\": \(coordinates)}"), fixture.cx) ?? .null
  }

  private func text(_ points: [(Double, Double)]) -> String {
    "[" + points.map { "[\($0.0),\($0.1)]" }.joined(separator: ",") + "]"
  }

  private func points(_ value: Value) -> [(Double, Double)] {
    value.elements.map { ($0.elements[0].wide, $0.elements[1].wide) }
  }

  private func distance(_ a: (Double, Double), _ b: (Double, Double)) -> Double {
    fixture.call("geo_distance_2points", real(a.0), real(a.1), real(b.0), real(b.1)).real ?? .nan
  }

  @Test(arguments: [20.0, 300, 2_500]) func aLineKeepsItsCourse(tolerance: Double) {
    var random = SeededGenerator(seed: 7)
    var path: [(Double, Double)] = [(7, 46)]
    for _ in 0..<400 {
      let last = path[path.count - 1]
      path.append((last.0 + 0.001, last.1 + Double.random(in: -0.001...0.001, using: &random)))
    }
    let line = shape("LineString", text(path))
    let simple = fixture.call("geo_line_simplify", line, real(tolerance))
    let kept = points(property(simple, "coordinates", fixture.cx))
    #expect(kept.count > 1 && kept.count < path.count)
    for (a, b) in zip(kept, kept.dropFirst()) { #expect(distance(a, b) > tolerance) }
    for point in path {
      let moved = fixture.call("geo_distance_point_to_line", real(point.0), real(point.1), simple).real ?? .nan
      #expect(moved <= 1.1 * tolerance)
    }
    for point in kept {
      #expect((fixture.call("geo_distance_point_to_line", real(point.0), real(point.1), line).real ?? .nan) < 1e-3)
    }
  }

  @Test func aPolygonKeepsItsHoles() {
    let hole = (0..<60).map { index -> (Double, Double) in
      let angle = -6.0 * Double(index)
      return (0.5 + 0.2 * cosine(angle), 0.5 + 0.2 * cosine(angle - 90))
    }
    let polygon = shape("Polygon", "[[[0,0],[1,0],[1,1],[0,1],[0,0]],\(text(hole + hole.prefix(1)))]")
    let simple = fixture.call("geo_polygon_simplify", polygon, real(1_000))
    let rings = property(simple, "coordinates", fixture.cx).elements
    #expect(rings.count == 2)
    #expect(rings[0].elements.count == 5)
    #expect(rings[1].elements.count > 8 && rings[1].elements.count < 40)
    let before: Double = fixture.call("geo_polygon_area", polygon).real ?? .nan
    let after: Double = fixture.call("geo_polygon_area", simple).real ?? .nan
    #expect(abs(before - after) < 0.01 * before)
    // The hole is gone where all of it is one point.
    let coarse = fixture.call("geo_polygon_simplify", polygon, real(50_000))
    #expect(property(coarse, "coordinates", fixture.cx).elements.count == 1)
  }

  @Test func sharedBordersStayShared() {
    let border = (1..<40).map { index -> (Double, Double) in (1 + 0.002 * Double(index % 2), Double(index) / 40) }
    let left = shape("Polygon", "[\(text([(0, 0), (1, 0)] + border + [(1, 1), (0, 1), (0, 0)]))]")
    let right = shape("Polygon", "[\(text([(1, 0), (2, 0), (2, 1), (1, 1)] + border.reversed() + [(1, 0)]))]")
    let simple = fixture.call(
      "geo_simplify_polygons_array", Value(array: [left, right], fixture.cx), real(1_000))
    let polygons = property(simple, "coordinates", fixture.cx).elements
    #expect(polygons.count == 2)
    let corners = polygons.map { Set(points($0.elements[0]).map { "\($0.0) \($0.1)" }) }
    #expect(corners[0].count == 4 && corners[0].intersection(corners[1]).count == 2)
  }

  @Test func linesThatMeetStayTogether() {
    let cross = shape("MultiLineString", "[[[0,0],[1,0],[2,0]],[[1,-1],[1,0],[1,1]]]")
    let simple = fixture.call("geo_line_simplify", cross, real(1_000))
    #expect(textOf(simple, fixture.cx).description.contains("MultiLineString"))
    let lines = property(simple, "coordinates", fixture.cx).elements.map { points($0) }
    #expect(lines.count == 4)
    #expect(lines.allSatisfy { line in line.count == 2 && line.contains { distance($0, (1, 0)) < 1 } })
    // Without a tolerance only the union is made.
    let whole = fixture.call("geo_line_simplify", shape("LineString", "[[0,0],[1,0],[2,0]]"), real(0))
    #expect(property(whole, "coordinates", fixture.cx).elements.count == 3)
    let least = fixture.call("geo_line_simplify", cross, real(.leastNonzeroMagnitude))
    #expect(textOf(least, fixture.cx).description.contains("MultiLineString"))
    for invalid in [7_800_000, -1, .nan, .infinity] {
      #expect(fixture.call("geo_line_simplify", cross, real(invalid)).isNull)
    }
  }

  private func cosine(_ degrees: Double) -> Double { fixture.call("cos", real(degrees * .pi / 180)).real ?? .nan }
}

extension Value {
  fileprivate var wide: Double { real ?? long.map(Double.init) ?? .nan }
}
