// The cube that S2 geometry projects the sphere on: six faces with coordinates u and v in [-1, 1], which the quadratic
// projection turns into s and t in [0, 1], and those into the whole numbers i and j in [0, 2³⁰). The formulas are those
// of the S2 geometry library (Apache License 2.0), https://s2geometry.io.

/// A place on a face of the cube.
struct CubePlace {
  var face: Int
  var u: Double
  var v: Double

  init(face: Int, u: Double, v: Double) {
    self.face = face
    self.u = u
    self.v = v
  }

  init(_ point: SpherePoint) {
    let axis = point.largestAxis
    let face = point[axis] < 0 ? axis + 3 : axis
    self.init(point, face: face)
  }

  /// The place where the line through a point meets the plane of a face, on whose side the point has to be.
  init(_ p: SpherePoint, face: Int) {
    self.face = face
    switch face {
    case 0: (u, v) = (p.y / p.x, p.z / p.x)
    case 1: (u, v) = (-p.x / p.y, p.z / p.y)
    case 2: (u, v) = (-p.x / p.z, -p.y / p.z)
    case 3: (u, v) = (p.z / p.x, p.y / p.x)
    case 4: (u, v) = (p.z / p.y, -p.x / p.y)
    default: (u, v) = (-p.y / p.z, -p.x / p.z)
    }
  }

  /// The vector to the place; not of length 1.
  var vector: SpherePoint {
    switch face {
    case 0: SpherePoint(1, u, v)
    case 1: SpherePoint(-u, 1, v)
    case 2: SpherePoint(-u, -v, 1)
    case 3: SpherePoint(-1, -v, -u)
    case 4: SpherePoint(v, -1, -u)
    default: SpherePoint(v, u, -1)
    }
  }

  /// From s or t to u or v.
  static func projected(_ s: Double) -> Double {
    s >= 0.5 ? (1 / 3.0) * (4 * s * s - 1) : (1 / 3.0) * (1 - 4 * (1 - s) * (1 - s))
  }

  /// From u or v to s or t.
  static func unprojected(_ u: Double) -> Double {
    u >= 0 ? 0.5 * (1 + 3 * u).squareRoot() : 1 - 0.5 * (1 - 3 * u).squareRoot()
  }

  /// From s or t to the number of the smallest cell, i or j.
  static func cellNumber(_ s: Double) -> Int {
    guard s > 0 else { return 0 }
    return min(Int(Double(S2CellID.faceSize) * s), S2CellID.faceSize - 1)
  }
}
