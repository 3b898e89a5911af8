// Union and intersection of polygons.

extension Overlay {
  enum Operation { case union, intersection }

  /// The region that two polygons share, with the points and lines where they only touch; or the region of both.
  /// - Returns: nil if the edges found do not bound a region, as rounding errors may have it.
  static func combine(_ operation: Operation, _ first: PolygonShape, _ second: PolygonShape) -> OverlayResult? {
    let shapes = [first, second]
    let arrangement = EdgeArrangement(
      shapes.map { $0.orientedLoops.flatMap { loop in loop.vertices.indices.map { loop.edge($0) } } })
    var pieces: [EdgeArrangement.Piece] = []
    var touching: [EdgeArrangement.Piece] = []
    for group in groups(arrangement.pieces) {
      let piece = group[0]
      // For each polygon, whether the region is on the left and on the right of the piece.
      let sides = shapes.indices.map { layer -> (left: Bool, right: Bool) in
        if let own = group.first(where: { $0.layer == layer }) {
          let isSame = own.start == piece.start
          return (isSame, !isSame)
        }
        let middle = (arrangement.points[piece.start] + arrangement.points[piece.end]).normalized
        let isInside = shapes[layer].contains(middle)
        return (isInside, isInside)
      }
      let (left, right) =
        operation == .union
        ? (sides[0].left || sides[1].left, sides[0].right || sides[1].right)
        : (sides[0].left && sides[1].left, sides[0].right && sides[1].right)
      if left != right {
        var result = piece
        if right { (result.start, result.end) = (piece.end, piece.start) }
        pieces.append(result)
      } else if operation == .intersection, !left, group.count > 1 {
        touching.append(piece)
      }
    }
    guard let loops = loops(pieces, arrangement.points) else { return nil }
    var result = OverlayResult(polygons: polygons(loops))
    guard operation == .intersection else { return result }
    let used = Set((pieces + touching).flatMap { [$0.start, $0.end] })
    result.lines = chains(touching).map { $0.map { arrangement.points[$0] } }
    result.points = sorted(common(arrangement).subtracting(used).map { arrangement.points[$0] })
    return result
  }

  /// The region of all polygons; the smallest two are joined first, as the S2 geometry library does it.
  /// - Returns: nil if it cannot be told.
  static func union(_ shapes: [PolygonShape]) -> PolygonShape? {
    var queue = shapes.enumerated().map { (count: $0.element.edges.count, order: $0.offset, shape: $0.element) }
    var order = shapes.count
    func takeSmallest() -> PolygonShape {
      let place = queue.indices.min { (queue[$0].count, queue[$0].order) < (queue[$1].count, queue[$1].order) } ?? 0
      return queue.remove(at: place).shape
    }
    while queue.count > 1 {
      let first = takeSmallest()
      let second = takeSmallest()
      guard let rings = combine(.union, first, second)?.polygons.joined() else { return nil }
      let union = PolygonShape(
        loops: rings.map { ring in
          var loop = SphereLoop(ring)
          loop.normalize()
          return loop
        })
      queue.append((union.edges.count, order, union))
      order += 1
    }
    return queue.first?.shape
  }

  /// Pieces with the same ends, in the order of their first.
  private static func groups(_ pieces: [EdgeArrangement.Piece]) -> [[EdgeArrangement.Piece]] {
    var places: [[Int]: Int] = [:]
    var groups: [[EdgeArrangement.Piece]] = []
    for piece in pieces {
      if let place = places[piece.ends] {
        groups[place].append(piece)
      } else {
        places[piece.ends] = groups.count
        groups.append([piece])
      }
    }
    return groups
  }

  /// Puts directed pieces together to loops without repeated vertices, turning left as sharply as possible.
  /// - Returns: nil if some of them do not close.
  static func loops(_ pieces: [EdgeArrangement.Piece], _ points: [SpherePoint]) -> [[SpherePoint]]? {
    var starts: [Int: [Int]] = [:]
    for (index, piece) in pieces.enumerated() { starts[piece.start, default: []].append(index) }
    var isUsed = Array(repeating: false, count: pieces.count)
    var found: [[Int]] = []
    for first in pieces.indices where !isUsed[first] {
      var path: [Int] = []
      var place: [Int: Int] = [:]
      var next: Int? = first
      while let index = next {
        isUsed[index] = true
        place[pieces[index].start] = path.count
        path.append(index)
        let end = pieces[index].end
        if let start = place[end] {
          found.append(rotated(Array(path[start...])) { pieces[$0].input })
          for index in path[start...] { place[pieces[index].start] = nil }
          path.removeSubrange(start...)
        }
        let candidates = (starts[end] ?? []).filter { !isUsed[$0] }
        let previous = pieces[index].start
        // The sharpest left turn is the first direction clockwise from where the path came.
        next = candidates.reduce(nil as Int?) { best, candidate in
          guard let best else { return candidate }
          let (a, b) = (points[pieces[candidate].end], points[pieces[best].end])
          return areOrdered(b, a, points[previous], around: points[end]) ? candidate : best
        }
      }
      guard path.isEmpty else { return nil }
    }
    found.sort { pieces[$0[0]].input < pieces[$1[0]].input }
    guard found.allSatisfy({ $0.count >= 3 }) else { return nil }
    return found.map { loop in loop.map { points[pieces[$0].start] } }
  }

  /// Sorts rings to polygons: shells are counterclockwise, each is followed by the clockwise holes in it.
  static func polygons(_ rings: [[SpherePoint]]) -> [[[SpherePoint]]] {
    let loops = rings.map { ring -> (loop: SphereLoop, isHole: Bool) in
      var loop = SphereLoop(ring)
      let isHole = loop.signedArea < 0
      if isHole { loop.invert() }
      return (loop, isHole)
    }
    let shells = loops.indices.filter { !loops[$0].isHole }
    var polygons = shells.map { [rings[$0]] }
    for hole in loops.indices where loops[hole].isHole {
      // The smallest shell around the hole.
      let around = shells.indices.filter { loops[shells[$0]].loop.encloses(loops[hole].loop) }
      let shell = around.min { loops[shells[$0]].loop.signedArea < loops[shells[$1]].loop.signedArea }
      if let shell { polygons[shell].append(rings[hole]) }
    }
    return polygons
  }
}
