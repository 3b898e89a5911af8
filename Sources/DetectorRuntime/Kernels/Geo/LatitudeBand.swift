// A cheap test of which edges can meet.

/// An interval of z that edges lie in.
struct LatitudeBand: Sendable {
  private(set) var least = 2.0
  private(set) var greatest = -2.0

  init() {}

  init(_ edge: SphereEdge) { include(edge) }

  mutating func include(_ point: SpherePoint) {
    least = min(least, point.z - 1e-14)
    greatest = max(greatest, point.z + 1e-14)
  }

  mutating func include(_ edge: SphereEdge) {
    include(edge.start)
    include(edge.end)
    // The great circle may be closer to a pole than both ends; it is nowhere farther than the sagitta from the chord.
    let chord = (edge.end - edge.start).squaredLength
    let sagitta = chord < 1e-2 ? chord / 7.9 : 1
    least -= sagitta
    greatest += sagitta
  }

  func meets(_ other: LatitudeBand) -> Bool { least <= other.greatest && other.least <= greatest }
  func holds(_ point: SpherePoint) -> Bool { least <= point.z && point.z <= greatest }
}
