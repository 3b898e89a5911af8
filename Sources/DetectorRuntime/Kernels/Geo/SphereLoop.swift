// Closed chains of edges, and which points they enclose. Ported from the S2 geometry library (Apache License 2.0).

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A loop: a region whose boundary has the region on its left.
struct SphereLoop: Sendable {
  private(set) var vertices: [SpherePoint]
  /// Whether the reference point is inside.
  private(set) var containsReference: Bool
  private(set) var bounds: LatitudeBand

  /// A point from which crossings are counted, not likely to lie on any edge.
  static let reference = SpherePoint(-0.0099994664350250197, 0.0025924542609324121, 0.99994664350250195)

  /// - Parameter vertices: at least three.
  init(_ vertices: [SpherePoint]) {
    self.vertices = vertices
    containsReference = false
    bounds = LatitudeBand()
    for index in vertices.indices { bounds.include(edge(index)) }
    let vertex = vertices[1]
    let isInside =
      vertices[0] != vertex && vertices[2] != vertex
      && !areOrdered(vertex.perpendicular, vertices[2], vertices[0], around: vertex)
    containsReference = isInside != crossesOddly(to: vertex)
  }

  var count: Int { vertices.count }

  func vertex(_ index: Int) -> SpherePoint { vertices[index % vertices.count] }

  func edge(_ index: Int) -> SphereEdge { SphereEdge(start: vertex(index), end: vertex(index + 1)) }

  private func crossesOddly(to point: SpherePoint) -> Bool {
    let path = SphereEdge(start: SphereLoop.reference, end: point)
    var isOdd = false
    for index in vertices.indices where path.changesSide(of: edge(index)) { isOdd.toggle() }
    return isOdd
  }

  /// Whether a point is inside. A vertex belongs to exactly one of the loops around it that share the sphere out.
  func contains(_ point: SpherePoint) -> Bool { containsReference != crossesOddly(to: point) }

  mutating func invert() {
    vertices.reverse()
    containsReference.toggle()
  }

  /// Turns the loop round if it encloses more than half of the sphere.
  mutating func normalize() {
    if signedArea < 0 { invert() }
  }

  /// The area in steradians, positive if the loop is counterclockwise; between -2π and 2π.
  var signedArea: Double {
    var sum = 0.0
    forEachTriangle { sum += signedTriangleArea($0, $1, $2) }
    // The sum may be off by whole spheres.
    return remainder(sum, 4 * .pi)
  }

  /// The area times the centroid: a vector that need not be a point.
  var centroid: SpherePoint {
    var sum = SpherePoint(0, 0, 0)
    forEachTriangle { sum = sum + triangleCentroid($0, $1, $2) }
    return sum
  }

  /// Triangles whose signed sum is the loop: over a common corner, which moves where they would become too long to be
  /// sure of their sign.
  private func forEachTriangle(_ body: (SpherePoint, SpherePoint, SpherePoint) -> Void) {
    let limit = 3.0
    let first = vertices[0]
    var origin = first
    for index in 1..<(count - 1) {
      let (a, b) = (vertices[index], vertices[index + 1])
      if origin.angle(to: b) > limit {
        let old = origin
        if origin == first {
          origin = stableCross(first, a).normalized
        } else if first.angle(to: a) < limit {
          origin = first
        } else {
          origin = first.cross(old)
          body(first, old, origin)
        }
        body(old, a, origin)
      }
      body(origin, a, b)
    }
    if origin != first { body(origin, vertices[count - 1], first) }
  }
}

/// The area of a triangle in steradians, positive if it is counterclockwise.
func signedTriangleArea(_ a: SpherePoint, _ b: SpherePoint, _ c: SpherePoint) -> Double {
  // The formula of Oosterom and Strackee, with the volume from the differences, which keeps the digits of small
  // triangles.
  let volume = (b - a).cross(c - a).dot(a)
  return 2 * atan2(volume, 1 + a.dot(b) + b.dot(c) + c.dot(a))
}

/// The centroid of a triangle times its signed area.
func triangleCentroid(_ a: SpherePoint, _ b: SpherePoint, _ c: SpherePoint) -> SpherePoint {
  let (angleA, angleB, angleC) = (b.angle(to: c), c.angle(to: a), a.angle(to: b))
  let ratioA = angleA == 0 ? 1 : angleA / sin(angleA)
  let ratioB = angleB == 0 ? 1 : angleB / sin(angleB)
  let ratioC = angleC == 0 ? 1 : angleC / sin(angleC)
  // Solved by Cramer's rule for the vector whose products with the corners are the ratios, relative to `a`.
  let x = SpherePoint(a.x, b.x - a.x, c.x - a.x)
  let y = SpherePoint(a.y, b.y - a.y, c.y - a.y)
  let z = SpherePoint(a.z, b.z - a.z, c.z - a.z)
  let r = SpherePoint(ratioA, ratioB - ratioA, ratioC - ratioA)
  return 0.5 * SpherePoint(y.cross(z).dot(r), z.cross(x).dot(r), x.cross(y).dot(r))
}
