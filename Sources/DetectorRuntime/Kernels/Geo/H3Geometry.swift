// From points to H3 cells and back, and the outlines of cells. Ported from the H3 library (Apache License 2.0).

extension H3Cell {
  /// The cell of a resolution that holds a point.
  init(_ point: SpherePoint, resolution: Int) {
    let (face, plane) = H3Projection.plane(point, resolution)
    self.init(H3FacePlace(face: face, hexagon: plane.hexagon), resolution: resolution)
  }

  private init(_ place: H3FacePlace, resolution: Int) {
    self.init(resolution: resolution)
    var hexagon = place.hexagon
    // The digits, from the finest resolution up.
    for step in stride(from: resolution, to: 0, by: -1) {
      let coarser = step % 2 == 1 ? hexagon.coarserCounterclockwise : hexagon.coarserClockwise
      let center = step % 2 == 1 ? coarser.finerCounterclockwise : coarser.finerClockwise
      self[step] = (hexagon - center).direction ?? 7
      hexagon = coarser
    }
    let entry = 3 * (27 * place.face + 9 * hexagon.i + 3 * hexagon.j + hexagon.k)
    baseCell = H3Tables.number(H3Tables.faceBaseCells, entry)
    let turns = H3Tables.digit(H3Tables.faceBaseCells, entry + 2)
    guard hasPentagonBase else {
      for _ in 0..<turns { self = turnedCounterclockwise }
      return
    }
    if leadingDigit == 1 { self = hasClockwiseOffset(place.face) ? turnedClockwise : turnedCounterclockwise }
    for _ in 0..<turns { self = turnedCounterclockwiseAroundPentagon }
  }

  /// Whether the base cell, a pentagon, is turned clockwise on a face.
  func hasClockwiseOffset(_ face: Int) -> Bool {
    let entry = 10 * baseCell
    return H3Tables.number(H3Tables.baseCells, entry + 6) == face
      || H3Tables.number(H3Tables.baseCells, entry + 8) == face
  }

  /// The face that the base cell lies on.
  var homeFace: Int { H3Tables.number(H3Tables.baseCells, 10 * baseCell) }

  /// The place of the cell's centre.
  private var place: H3FacePlace {
    var cell = self
    let isPentagonal = hasPentagonBase
    if isPentagonal, leadingDigit == 5 { cell = cell.turnedClockwise }
    let entry = 10 * baseCell
    var hexagon = H3Coordinate(
      H3Tables.digit(H3Tables.baseCells, entry + 2), H3Tables.digit(H3Tables.baseCells, entry + 3),
      H3Tables.digit(H3Tables.baseCells, entry + 4))
    let isCentral = hexagon == H3Coordinate(0, 0, 0)
    for step in 0..<resolution {
      hexagon = step % 2 == 0 ? hexagon.finerCounterclockwise : hexagon.finerClockwise
      hexagon = hexagon + H3Coordinate(direction: cell[step + 1])
    }
    var place = H3FacePlace(face: homeFace, hexagon: hexagon)
    // A hexagon of the base cell in the middle of a face lies on that face alone.
    if !isPentagonal, resolution == 0 || isCentral { return place }
    let isOdd = resolution % 2 == 1
    let even = isOdd ? resolution + 1 : resolution
    if isOdd { place.hexagon = hexagon.finerClockwise }
    let isLeading4 = isPentagonal && cell.leadingDigit == 4
    guard place.moveAcrossEdge(even, isLeading4OfPentagon: isLeading4) != .none else {
      place.hexagon = hexagon
      return place
    }
    if isPentagonal {
      while place.moveAcrossEdge(even) != .none {}
    }
    if isOdd { place.hexagon = place.hexagon.coarserClockwise }
    return place
  }

  var center: SpherePoint {
    let place = place
    return H3Projection.sphere(H3PlanePoint(place.hexagon), face: place.face, resolution)
  }

  /// The corners, counterclockwise; also where an edge of the cell bends at an edge of the icosahedron.
  var boundary: [SpherePoint] { isPentagon ? pentagonBoundary : hexagonBoundary }

  /// The corners in the lattice that is nine times as fine (63 times for odd resolutions), and its resolution.
  private func corners(_ place: H3FacePlace) -> (hexagons: [H3Coordinate], resolution: Int) {
    let isOdd = resolution % 2 == 1
    var center = place.hexagon.thirdCounterclockwise.thirdClockwise
    if isOdd { center = center.finerClockwise }
    let steps =
      isOdd
      ? [(5, 4, 0), (1, 5, 0), (0, 5, 4), (0, 1, 5), (4, 0, 5), (5, 0, 1)]
      : [(2, 1, 0), (1, 2, 0), (0, 2, 1), (0, 1, 2), (1, 0, 2), (2, 0, 1)]
    let count = isPentagon ? 5 : 6
    return (steps.prefix(count).map { center + H3Coordinate($0.0, $0.1, $0.2) }, isOdd ? resolution + 1 : resolution)
  }

  /// The ends of the edge of a face in a direction, in the lattice of corners.
  private static func faceEdge(_ direction: Int, _ resolution: Int) -> (H3PlanePoint, H3PlanePoint) {
    let size = Double(2 * H3FacePlace.scale(resolution))
    let right = H3PlanePoint(3 * size, 0)
    let above = H3PlanePoint(-1.5 * size, 3 * H3PlanePoint.sine60 * size)
    let below = H3PlanePoint(-1.5 * size, -3 * H3PlanePoint.sine60 * size)
    return direction == 0 ? (right, above) : direction == 2 ? (above, below) : (below, right)
  }

  private var hexagonBoundary: [SpherePoint] {
    let home = place
    let (corners, even) = corners(home)
    var boundary: [SpherePoint] = []
    var last: (face: Int, overage: H3FacePlace.Overage)?
    for step in 0...6 {
      let corner = corners[step % 6]
      var place = H3FacePlace(face: home.face, hexagon: corner)
      let overage = place.moveAcrossEdge(even, substrate: 3)
      if resolution % 2 == 1, let last, place.face != last.face, last.overage != .edge {
        let (before, after) = (H3PlanePoint(corners[(step + 5) % 6]), H3PlanePoint(corner))
        let otherFace = last.face == home.face ? place.face : last.face
        let (start, end) = H3Cell.faceEdge(H3FacePlace.direction(from: home.face, to: otherFace), even)
        let crossing = H3PlanePoint.crossing(before, after, start, end)
        if !before.isClose(to: crossing), !after.isClose(to: crossing) {
          boundary.append(H3Projection.sphere(crossing, face: home.face, even, substrate: 3))
        }
      }
      if step < 6 {
        boundary.append(H3Projection.sphere(H3PlanePoint(place.hexagon), face: place.face, even, substrate: 3))
      }
      last = (place.face, overage)
    }
    return boundary
  }

  private var pentagonBoundary: [SpherePoint] {
    let home = place
    let (corners, even) = corners(home)
    var boundary: [SpherePoint] = []
    var last: H3FacePlace?
    for step in 0...5 {
      var place = H3FacePlace(face: home.face, hexagon: corners[step % 5])
      while place.moveAcrossEdge(even, substrate: 3) == .newFace {}
      // Each edge of a pentagon of odd resolution crosses an edge of the icosahedron.
      if resolution % 2 == 1, let last {
        var moved = place
        let direction = H3FacePlace.direction(from: place.face, to: last.face)
        moved.move(to: H3FacePlace.neighbor(of: place.face, direction), 3 * H3FacePlace.scale(even))
        let (start, end) = H3Cell.faceEdge(H3FacePlace.direction(from: moved.face, to: place.face), even)
        let crossing = H3PlanePoint.crossing(
          H3PlanePoint(last.hexagon), H3PlanePoint(moved.hexagon), start, end)
        boundary.append(H3Projection.sphere(crossing, face: moved.face, even, substrate: 3))
      }
      if step < 5 {
        boundary.append(H3Projection.sphere(H3PlanePoint(place.hexagon), face: place.face, even, substrate: 3))
      }
      last = place
    }
    return boundary
  }
}
