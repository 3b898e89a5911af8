// The hexagonal lattice of the H3 grid: coordinates along three axes at 120°. Ported from the H3 library (Apache
// License 2.0), https://h3geo.org.

/// Coordinates of a hexagon along the axes i, j, k; none is negative and one is zero.
struct H3Coordinate: Equatable {
  var i: Int
  var j: Int
  var k: Int

  /// Brings any coordinates into the normal form.
  init(_ i: Int, _ j: Int, _ k: Int) {
    let least = min(i, j, k)
    (self.i, self.j, self.k) = (i - least, j - least, k - least)
  }

  /// The step in a direction, 0 … 6.
  init(direction: Int) { self.init(direction >> 2 & 1, direction >> 1 & 1, direction & 1) }

  /// The direction of a step to a neighbour; nil if it is a longer one.
  var direction: Int? { max(i, j, k) <= 1 ? i << 2 | j << 1 | k : nil }

  static func + (a: H3Coordinate, b: H3Coordinate) -> H3Coordinate { H3Coordinate(a.i + b.i, a.j + b.j, a.k + b.k) }
  static func - (a: H3Coordinate, b: H3Coordinate) -> H3Coordinate { H3Coordinate(a.i - b.i, a.j - b.j, a.k - b.k) }
  static func * (factor: Int, a: H3Coordinate) -> H3Coordinate {
    H3Coordinate(factor * a.i, factor * a.j, factor * a.k)
  }

  var sum: Int { i + j + k }

  /// The coordinates in a lattice whose axes of this one are the given steps.
  private func along(
    _ x: (Int, Int, Int), _ y: (Int, Int, Int), _ z: (Int, Int, Int)
  ) -> H3Coordinate {
    H3Coordinate(
      i * x.0 + j * y.0 + k * z.0, i * x.1 + j * y.1 + k * z.1, i * x.2 + j * y.2 + k * z.2)
  }

  /// The centre in the next finer lattice of a seventh of the area, turned counterclockwise or clockwise.
  var finerCounterclockwise: H3Coordinate { along((3, 0, 1), (1, 3, 0), (0, 1, 3)) }
  var finerClockwise: H3Coordinate { along((3, 1, 0), (0, 3, 1), (1, 0, 3)) }
  /// The same for lattices of a third of the area.
  var thirdCounterclockwise: H3Coordinate { along((2, 0, 1), (1, 2, 0), (0, 1, 2)) }
  var thirdClockwise: H3Coordinate { along((2, 1, 0), (0, 2, 1), (1, 0, 2)) }
  var turnedCounterclockwise: H3Coordinate { along((1, 1, 0), (0, 1, 1), (1, 0, 1)) }
  var turnedClockwise: H3Coordinate { along((1, 0, 1), (1, 1, 0), (0, 1, 1)) }

  /// The hexagon of the coarser lattice around this one; the inverses of `finerCounterclockwise` and `finerClockwise`.
  var coarserCounterclockwise: H3Coordinate {
    let (i, j) = (i - k, j - k)
    return H3Coordinate(H3Coordinate.seventh(3 * i - j), H3Coordinate.seventh(i + 2 * j), 0)
  }
  var coarserClockwise: H3Coordinate {
    let (i, j) = (i - k, j - k)
    return H3Coordinate(H3Coordinate.seventh(2 * i + j), H3Coordinate.seventh(3 * j - i), 0)
  }

  private static func seventh(_ number: Int) -> Int {
    Int((Double(number) / 7).rounded(.toNearestOrAwayFromZero))
  }
}

/// A place on the plane of a face of the icosahedron, in units of the lattice.
struct H3PlanePoint {
  var x: Double
  var y: Double

  static let sine60 = 0.8660254037844386467637231707529361834714

  init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  /// The centre of a hexagon.
  init(_ hexagon: H3Coordinate) {
    let (i, j) = (Double(hexagon.i - hexagon.k), Double(hexagon.j - hexagon.k))
    (x, y) = (i - 0.5 * j, j * H3PlanePoint.sine60)
  }

  /// The hexagon that the place lies in.
  var hexagon: H3Coordinate {
    let second = abs(y) / H3PlanePoint.sine60
    let first = abs(x) + second / 2
    let (m1, m2) = (Int(first), Int(second))
    let (r1, r2) = (first - Double(m1), second - Double(m2))
    var (i, j) = (m1, m2)
    if r1 < 0.5 {
      if r1 < 1 / 3.0 {
        if r2 >= (1 + r1) / 2 { j += 1 }
      } else {
        if r2 >= 1 - r1 { j += 1 }
        if 1 - r1 <= r2, r2 < 2 * r1 { i += 1 }
      }
    } else {
      if r1 < 2 / 3.0 {
        if r2 >= 1 - r1 { j += 1 }
        if !(2 * r1 - 1 < r2 && r2 < 1 - r1) { i += 1 }
      } else {
        i += 1
        if r2 >= r1 / 2 { j += 1 }
      }
    }
    // Fold across the axes.
    if x < 0 {
      let axis = (j + 1) / 2
      i -= 2 * (i - axis) + (j & 1)
    }
    if y < 0 {
      i -= (2 * j + 1) / 2
      j = -j
    }
    return H3Coordinate(i, j, 0)
  }

  /// Where two lines through two points each meet.
  static func crossing(
    _ a: H3PlanePoint, _ b: H3PlanePoint, _ c: H3PlanePoint, _ d: H3PlanePoint
  ) -> H3PlanePoint {
    let first = H3PlanePoint(b.x - a.x, b.y - a.y)
    let second = H3PlanePoint(d.x - c.x, d.y - c.y)
    let share =
      (second.x * (a.y - c.y) - second.y * (a.x - c.x)) / (-second.x * first.y + first.x * second.y)
    return H3PlanePoint(a.x + share * first.x, a.y + share * first.y)
  }

  func isClose(to other: H3PlanePoint) -> Bool {
    let tolerance = Double(Float.ulpOfOne)
    return abs(x - other.x) < tolerance && abs(y - other.y) < tolerance
  }
}
