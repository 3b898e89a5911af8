import DetectorRuntime
import RuleCompiler
import Testing

/// Cells of the three grids against properties that do not depend on the tables behind them.
@Suite struct GeoCellTests {
  let fixture = KernelFixture()

  private static let places: [(longitude: Double, latitude: Double)] =
    [(0, 0), (-180, 0), (180, 89.5), (0, 90), (0, -90), (45, 35.264389), (-74.0445, 40.68925), (10.536, 64.7)]
    + stride(from: -170.0, to: 180, by: 23.7).flatMap { longitude in
      stride(from: -85.0, to: 90, by: 19.3).map { (longitude, $0) }
    }

  private func coordinate(_ shape: Value) -> (longitude: Double, latitude: Double)? {
    let coordinates = property(shape, "coordinates", fixture.cx).elements
    guard coordinates.count == 2 else { return nil }
    return (number(coordinates[0]), number(coordinates[1]))
  }

  private func number(_ value: Value) -> Double { value.real ?? Double(value.long ?? 0) }

  @Test(
    arguments: [
      ("geo_point_to_geohash", "geo_geohash_to_central_point", 1...18),
      ("geo_point_to_s2cell", "geo_s2cell_to_central_point", 0...30),
      ("geo_point_to_h3cell", "geo_h3cell_to_central_point", 0...15),
    ] as [(String, String, ClosedRange<Int64>)])
  func theCentreOfACellLiesInIt(toCell: String, toCentre: String, levels: ClosedRange<Int64>) throws {
    for place in Self.places {
      for level in levels {
        let cell = fixture.call(toCell, real(place.longitude), real(place.latitude), long(level))
        let centre = try #require(coordinate(fixture.call(toCentre, cell)))
        let again = fixture.call(toCell, real(centre.longitude), real(centre.latitude), long(level))
        #expect(fixture.text(again) == fixture.text(cell), "\(place) at \(level)")
      }
    }
  }

  @Test(
    arguments: [
      ("geo_point_to_geohash", "geo_geohash_neighbors", 4, 5...8),
      ("geo_point_to_s2cell", "geo_s2cell_neighbors", 7, 7...8),
      ("geo_point_to_h3cell", "geo_h3cell_neighbors", 3, 5...6),
    ] as [(String, String, Int64, ClosedRange<Int>)])
  func neighboursAreMutual(toCell: String, toNeighbours: String, level: Int64, counts: ClosedRange<Int>) {
    for place in Self.places {
      let cell = fixture.call(toCell, real(place.longitude), real(place.latitude), long(level))
      let neighbours = fixture.call(toNeighbours, cell).elements
      #expect(counts.contains(neighbours.count), "\(fixture.text(cell))")
      #expect(Set(neighbours.map { fixture.text($0) }).count == neighbours.count)
      for neighbour in neighbours {
        let back = fixture.call(toNeighbours, neighbour).elements.map { fixture.text($0) }
        #expect(back.contains(fixture.text(cell)), "\(fixture.text(cell)) and \(fixture.text(neighbour))")
      }
    }
  }

  @Test func sevenS2CellsMeetAtACornerOfTheCube() {
    // The corner of faces 0, 1 and 2.
    let cell = fixture.call("geo_point_to_s2cell", real(44.99), real(35.2), long(8))
    #expect(fixture.call("geo_s2cell_neighbors", cell).elements.count == 7)
  }

  @Test func childrenOfAnH3CellHaveItAsParent() {
    // 820807fffffffff is one of the twelve pentagons of resolution 2.
    for (token, counts) in [("820807fffffffff", [6, 41]), ("822a17fffffffff", [7, 49])] as [(Str, [Int])] {
      for (steps, count) in zip(1..., counts) {
        let children = fixture.call("geo_h3cell_children", string(token), long(Int64(2 + steps))).elements
        #expect(children.count == count)
        for child in children {
          #expect(fixture.text(fixture.call("geo_h3cell_parent", child, long(2))) == token.description)
        }
      }
    }
  }

  @Test func aPentagonHasFiveNeighboursAndFiveCorners() {
    let pentagon = string("820807fffffffff")
    #expect(fixture.call("geo_h3cell_neighbors", pentagon).elements.count == 5)
    let rings = property(fixture.call("geo_h3cell_to_polygon", pentagon), "coordinates", fixture.cx).elements
    #expect(rings[0].elements.count == 6)
    #expect(fixture.call("geo_h3cell_rings", pentagon, long(2)).elements.map { $0.elements.count } == [1, 5, 10])
  }

  @Test func ringsGrowBySix() {
    let rings = fixture.call("geo_h3cell_rings", string("861f8894fffffff"), long(4)).elements
    #expect(rings.map { $0.elements.count } == [1, 6, 12, 18, 24])
    #expect(Set(rings.flatMap { $0.elements.map { fixture.text($0) } }).count == 61)
  }

  @Test(
    arguments: [
      ("geo_geohash_to_central_point", ["", "a", "sunny!", "0123456789012345678"]),
      ("geo_s2cell_to_central_point", ["", "a", "x", "e", "12345678901234567"]),
      ("geo_h3cell_to_central_point", ["", "1", "@", "862a1072ffffff7", "872a1072fffffff", "86fa1072fffffff"]),
    ] as [(String, [Str])])
  func whatIsNoCellGivesNull(function: String, texts: [Str]) {
    for text in texts { #expect(fixture.call(function, string(text)).isNull, "\(text)") }
  }

  @Test func levelsOutsideOfTheGridGiveAnEmptyText() {
    for (function, levels) in [
      ("geo_point_to_geohash", [0, 19]), ("geo_point_to_s2cell", [-1, 31]), ("geo_point_to_h3cell", [-1, 16]),
    ] as [(String, [Int64])] {
      for level in levels { #expect(fixture.text(fixture.call(function, real(1), real(1), long(level))) == "") }
      #expect(fixture.text(fixture.call(function, real(1), real(1), .null)) == "")
      #expect(fixture.text(fixture.call(function, real(1), real(90.1), long(5))) == "")
    }
  }
}
