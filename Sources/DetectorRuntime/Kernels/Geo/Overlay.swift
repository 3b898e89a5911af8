// What shapes have in common, and what they are together.

/// The parts of the result of an intersection.
struct OverlayResult {
  var points: [SpherePoint] = []
  var lines: [[SpherePoint]] = []
  /// Each a list of rings: the shell, then its holes.
  var polygons: [[[SpherePoint]]] = []
}

enum Overlay {
  /// The lines without what several of them, or one of them twice, pass along.
  static func union(_ shapes: [LineShape]) -> LineShape {
    let arrangement = EdgeArrangement([shapes.flatMap(\.edges)], cutsCrossings: false)
    var known: Set<[Int]> = []
    let pieces = arrangement.pieces.filter { known.insert($0.ends).inserted }
    return LineShape(lines: chains(pieces).map { $0.map { arrangement.points[$0] } })
  }

  /// Where lines of two shapes cross, touch or coincide.
  static func intersection(_ first: LineShape, _ second: LineShape) -> OverlayResult {
    let arrangement = EdgeArrangement([first.edges, second.edges])
    let others = Set(
      arrangement.pieces.lazy.filter { $0.layer == 1 }.map { $0.ends })
    var known: Set<[Int]> = []
    let shared = arrangement.pieces.filter { piece in
      return piece.layer == 0 && others.contains(piece.ends) && known.insert(piece.ends).inserted
    }
    let used = Set(shared.flatMap { [$0.start, $0.end] })
    let common = common(arrangement).subtracting(used)
    return OverlayResult(
      points: sorted(common.map { arrangement.points[$0] }),
      lines: chains(shared).map { $0.map { arrangement.points[$0] } })
  }

  /// The parts of lines within a polygon or on its boundary.
  static func intersection(_ line: LineShape, _ polygon: PolygonShape) -> OverlayResult {
    let arrangement = EdgeArrangement([line.edges, polygon.edges])
    let boundary = Set(
      arrangement.pieces.lazy.filter { $0.layer == 1 }.map { $0.ends })
    var known: Set<[Int]> = []
    let inside = arrangement.pieces.filter { piece in
      guard piece.layer == 0 else { return false }
      let middle = (arrangement.points[piece.start] + arrangement.points[piece.end]).normalized
      return (boundary.contains(piece.ends) || polygon.contains(middle)) && known.insert(piece.ends).inserted
    }
    let used = Set(inside.flatMap { [$0.start, $0.end] })
    let common = common(arrangement).subtracting(used)
    return OverlayResult(
      points: sorted(common.map { arrangement.points[$0] }),
      lines: chains(inside).map { $0.map { arrangement.points[$0] } })
  }

  /// The numbers of the points that both layers have.
  static func common(_ arrangement: EdgeArrangement) -> Set<Int> {
    var ends: [Set<Int>] = [[], []]
    for piece in arrangement.pieces {
      ends[piece.layer].insert(piece.start)
      ends[piece.layer].insert(piece.end)
    }
    return ends[0].intersection(ends[1])
  }

  /// Points along the curve that numbers S2 cells.
  static func sorted(_ points: [SpherePoint]) -> [SpherePoint] { points.sorted { S2CellID($0) < S2CellID($1) } }

  /// Puts pieces together to chains that end where they branch.
  static func chains(_ pieces: [EdgeArrangement.Piece]) -> [[Int]] {
    var starts: [Int: [Int]] = [:]
    var arrivals: [Int: Int] = [:]
    for (index, piece) in pieces.enumerated() {
      starts[piece.start, default: []].append(index)
      arrivals[piece.end, default: 0] += 1
    }
    func isInside(_ point: Int) -> Bool { starts[point]?.count == 1 && arrivals[point] == 1 }
    var isUsed = Array(repeating: false, count: pieces.count)
    func chain(_ first: Int) -> [Int] {
      var chain = [first]
      isUsed[first] = true
      while isInside(pieces[chain[chain.count - 1]].end), let next = starts[pieces[chain[chain.count - 1]].end]?[0],
        !isUsed[next]
      {
        chain.append(next)
        isUsed[next] = true
      }
      return chain
    }
    var chains: [[Int]] = []
    for index in pieces.indices where !isUsed[index] && !isInside(pieces[index].start) { chains.append(chain(index)) }
    // What is left are closed chains.
    for index in pieces.indices where !isUsed[index] {
      chains.append(rotated(chain(index)) { pieces[$0].input })
    }
    chains.sort { pieces[$0[0]].input < pieces[$1[0]].input }
    return chains.map { chain in [pieces[chain[0]].start] + chain.map { pieces[$0].end } }
  }

  /// A closed chain that ends with the piece of the greatest input, the last of several that follow one another.
  static func rotated(_ loop: [Int], _ input: (Int) -> Int) -> [Int] {
    var last = 0
    var sawGap = false
    for index in loop.indices.dropFirst() {
      let difference = input(loop[index]) - input(loop[last])
      if difference < 0 {
        sawGap = true
      } else if difference > 0 || !sawGap {
        last = index
        sawGap = false
      }
    }
    return Array(loop[(last + 1)...] + loop[...last])
  }
}
