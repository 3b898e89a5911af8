// Which loops bound a region. The rules are those of the S2 geometry library.

/// Looks for edges of loops that cross or coincide.
struct LoopValidation {
  private(set) var isValid = true
  private let loops: [SphereLoop]

  init(_ loops: [SphereLoop]) {
    self.loops = loops
    var edges: [(loop: Int, index: Int, band: LatitudeBand)] = []
    for (number, loop) in loops.enumerated() {
      for index in loop.vertices.indices { edges.append((number, index, LatitudeBand(loop.edge(index)))) }
    }
    edges.sort { $0.band.least < $1.band.least }
    for first in edges.indices {
      for second in edges.indices[(first + 1)...] {
        guard edges[second].band.least <= edges[first].band.greatest else { break }
        guard canMeet((edges[first].loop, edges[first].index), (edges[second].loop, edges[second].index)) else {
          isValid = false
          return
        }
      }
    }
  }

  private typealias Place = (loop: Int, index: Int)

  private func canMeet(_ a: Place, _ b: Place) -> Bool {
    let (first, second) = (loops[a.loop].edge(a.index), loops[b.loop].edge(b.index))
    switch first.crossing(second) {
    case .none: return true
    case .inside: return false
    case .vertex:
      // The corners of one loop are distinct: its edges meet only where one follows the other.
      if a.loop == b.loop { return true }
      if first == second || first == second.reversed { return false }
      guard first.end == second.end else { return true }
      // Loops may touch at a vertex, but not change sides there.
      let next = loops[a.loop].vertex(a.index + 2)
      let otherNext = loops[b.loop].vertex(b.index + 2)
      if next == second.start || next == otherNext || first.start == otherNext { return false }
      return areOrdered(first.start, second.start, next, around: first.end)
        == areOrdered(first.start, otherNext, next, around: first.end)
    }
  }
}
