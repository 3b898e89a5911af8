// Hexagons on the faces of the icosahedron, and what happens to them at its edges. Ported from the H3 library (Apache
// License 2.0).

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A hexagon in the lattice of a face.
struct H3FacePlace: Equatable {
  var face: Int
  var hexagon: H3Coordinate

  enum Overage { case none, edge, newFace }

  /// A neighbour of a face: 0 beyond the ij edge, 1 beyond ki, 2 beyond jk.
  static func neighbor(of face: Int, _ direction: Int) -> (face: Int, shift: H3Coordinate, turns: Int) {
    let place = 6 * (3 * face + direction)
    let table = H3Tables.faceNeighbors
    let shift = H3Coordinate(
      H3Tables.digit(table, place + 2), H3Tables.digit(table, place + 3), H3Tables.digit(table, place + 4))
    return (H3Tables.number(table, place), shift, H3Tables.digit(table, place + 5))
  }

  /// The direction in which a neighbouring face lies.
  static func direction(from face: Int, to other: Int) -> Int {
    (0..<3).first { neighbor(of: face, $0).face == other } ?? 1
  }

  /// 7 to the power of half of the (even) resolution: how much finer its lattice is than that of resolution 0.
  static func scale(_ resolution: Int) -> Int {
    var scale = 1
    for _ in 0..<(resolution / 2) { scale *= 7 }
    return scale
  }

  /// Moves to the next face if the hexagon lies beyond the edge of this one. The resolution is even; `substrate` is 3
  /// in the finer lattice of corners.
  mutating func moveAcrossEdge(_ resolution: Int, isLeading4OfPentagon: Bool = false, substrate: Int = 1) -> Overage {
    let scale = H3FacePlace.scale(resolution) * substrate
    let limit = 2 * scale
    if substrate > 1, hexagon.sum == limit { return .edge }
    guard hexagon.sum > limit else { return .none }
    let neighbor: (face: Int, shift: H3Coordinate, turns: Int)
    if hexagon.k > 0 {
      if hexagon.j > 0 {
        neighbor = H3FacePlace.neighbor(of: face, 2)
      } else {
        neighbor = H3FacePlace.neighbor(of: face, 1)
        if isLeading4OfPentagon {
          // Turn about the centre of the pentagon, over the missing direction.
          let center = H3Coordinate(limit, 0, 0)
          hexagon = (hexagon - center).turnedClockwise + center
        }
      }
    } else {
      neighbor = H3FacePlace.neighbor(of: face, 0)
    }
    move(to: neighbor, scale)
    return substrate > 1 && hexagon.sum == limit ? .edge : .newFace
  }

  mutating func move(to neighbor: (face: Int, shift: H3Coordinate, turns: Int), _ scale: Int) {
    face = neighbor.face
    for _ in 0..<neighbor.turns { hexagon = hexagon.turnedCounterclockwise }
    hexagon = hexagon + scale * neighbor.shift
  }
}

/// The gnomonic projection of a face.
enum H3Projection {
  private static let unit = 0.38196601125010500003
  private static let sevenRoot = 2.6457513110645905905016157536392604257102
  /// The turn of the lattices of odd resolutions.
  private static let turn = 0.333473172251832115336090755351601070065900389

  private static func compass(_ center: SpherePoint) -> (north: SpherePoint, east: SpherePoint) {
    let pole = SpherePoint(0, 0, 1)
    let north = (pole - center.z * center).normalized
    return (north, north.cross(center))
  }

  private static func turnOnly(_ angle: Double) -> Double {
    let positive = angle < 0 ? angle + 2 * .pi : angle
    return angle >= 2 * .pi ? positive - 2 * .pi : positive
  }

  /// The face that a point lies on, and where.
  static func plane(_ point: SpherePoint, _ resolution: Int) -> (face: Int, point: H3PlanePoint) {
    var face = 0
    var least = 5.0
    for (index, center) in H3Tables.faceCenters.enumerated() {
      let distance = (point - center).squaredLength
      if distance < least { (face, least) = (index, distance) }
    }
    let angle = acos(1 - least / 2)
    guard angle >= 1e-16 else { return (face, H3PlanePoint(0, 0)) }
    let center = H3Tables.faceCenters[face]
    let (north, east) = compass(center)
    let beside = (point - point.dot(center) * center).normalized
    let azimuth = turnOnly(atan2(beside.dot(east), beside.dot(north)))
    var theta = turnOnly(H3Tables.faceAzimuths[face] - azimuth)
    if resolution % 2 == 1 { theta = turnOnly(theta - turn) }
    var radius = tan(angle) / unit
    for _ in 0..<resolution { radius *= sevenRoot }
    return (face, H3PlanePoint(radius * cos(theta), radius * sin(theta)))
  }

  /// The point at a place of a face. In the lattice of corners, `substrate` is 3 and the resolution even.
  static func sphere(_ place: H3PlanePoint, face: Int, _ resolution: Int, substrate: Int = 1) -> SpherePoint {
    let center = H3Tables.faceCenters[face]
    var radius = (place.x * place.x + place.y * place.y).squareRoot()
    guard radius >= 1e-16 else { return center }
    var theta = atan2(place.y, place.x)
    for _ in 0..<resolution { radius /= sevenRoot }
    let angle = atan(radius / Double(substrate) * unit)
    if substrate == 1, resolution % 2 == 1 { theta = turnOnly(theta + turn) }
    theta = turnOnly(H3Tables.faceAzimuths[face] - theta)
    let (north, east) = compass(center)
    let direction = cos(theta) * north + sin(theta) * east
    return (cos(angle) * center + sin(angle) * direction).normalized
  }
}
