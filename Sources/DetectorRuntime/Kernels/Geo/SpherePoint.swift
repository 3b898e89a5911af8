// Points of the Earth: degrees as KQL gives them, and unit vectors as the geometry of the sphere wants them.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The mean radius of the Earth in metres that all distances refer to (as in S2 geometry).
let earthRadius = 6_371_010.0

private let radiansPerDegree = Double.pi / 180

/// A longitude and a latitude in degrees.
struct Coordinate: Equatable, Sendable {
  var longitude: Double
  var latitude: Double

  init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = latitude
  }

  /// - Returns: nil unless -180 ≤ longitude ≤ 180 and -90 ≤ latitude ≤ 90.
  init?(valid longitude: Double?, _ latitude: Double?) {
    guard let longitude, let latitude, abs(longitude) <= 180, abs(latitude) <= 90 else { return nil }
    self.init(longitude: longitude, latitude: latitude)
  }

  init(_ point: SpherePoint) {
    longitude = atan2(point.y, point.x) / radiansPerDegree
    latitude = atan2(point.z, (point.x * point.x + point.y * point.y).squareRoot()) / radiansPerDegree
  }

  /// Longitude and latitude in radians.
  var radians: (longitude: Double, latitude: Double) { (longitude * radiansPerDegree, latitude * radiansPerDegree) }
}

/// A vector; of length 1, it is a point of the sphere.
struct SpherePoint: Hashable, Sendable {
  var x: Double
  var y: Double
  var z: Double

  init(_ x: Double, _ y: Double, _ z: Double) {
    // -0 and 0 are the same coordinate; adding 0 leaves only the latter, so that equal points are equal bits.
    self.x = x + 0
    self.y = y + 0
    self.z = z + 0
  }

  init(_ coordinate: Coordinate) {
    let (longitude, latitude) = coordinate.radians
    self.init(cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude))
  }

  static func + (a: SpherePoint, b: SpherePoint) -> SpherePoint { SpherePoint(a.x + b.x, a.y + b.y, a.z + b.z) }
  static func - (a: SpherePoint, b: SpherePoint) -> SpherePoint { SpherePoint(a.x - b.x, a.y - b.y, a.z - b.z) }
  static prefix func - (a: SpherePoint) -> SpherePoint { SpherePoint(-a.x, -a.y, -a.z) }
  static func * (factor: Double, a: SpherePoint) -> SpherePoint {
    SpherePoint(factor * a.x, factor * a.y, factor * a.z)
  }

  func dot(_ other: SpherePoint) -> Double { x * other.x + y * other.y + z * other.z }
  func cross(_ other: SpherePoint) -> SpherePoint {
    SpherePoint(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x)
  }
  var squaredLength: Double { dot(self) }
  var length: Double { squaredLength.squareRoot() }
  var normalized: SpherePoint {
    let length = length
    return length == 0 ? self : (1 / length) * self
  }

  /// The angle to another vector in radians, exact for small and for large angles.
  func angle(to other: SpherePoint) -> Double { atan2(cross(other).length, dot(other)) }

  /// The axis along which the vector is longest: 0, 1 or 2.
  var largestAxis: Int {
    let (x, y, z) = (abs(x), abs(y), abs(z))
    return x > y ? (x > z ? 0 : 2) : (y > z ? 1 : 2)
  }

  subscript(axis: Int) -> Double { axis == 0 ? x : axis == 1 ? y : z }

  /// A unit vector at a right angle to this one.
  var perpendicular: SpherePoint {
    // The other vector only has to differ from this one; the numbers are those of S2 geometry.
    var other = SpherePoint(0.012, 0.0053, 0.00457)
    switch largestAxis {
    case 0: other.z = 1
    case 1: other.x = 1
    default: other.y = 1
    }
    return cross(other).normalized
  }
}

/// The cross product of two unit vectors, computed so that it keeps its digits where they are close together.
func stableCross(_ a: SpherePoint, _ b: SpherePoint) -> SpherePoint { 0.5 * (a - b).cross(a + b) }
