// Chains of edges that are nearly straight, made one edge each. Ported from the S2 geometry library (Apache License 2.0).

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Simplifies shapes that are given as the edges of layers.
///
/// Vertices that are close together become one, and an edge stands for a chain of edges as long as it stays within the
/// radius of all vertices of the chain, and on the same side of all others.
struct ChainSimplifier {
  typealias Piece = EdgeArrangement.Piece

  /// The vertices of the result.
  var points: [SpherePoint] { sites.points }
  /// The edges of the result.
  private(set) var pieces: [Piece] = []

  private struct Ends: Hashable {
    var start: Int
    var end: Int
  }

  private let sites: SnapSites
  /// The edges before chains become one, in the order of their ends.
  private var edges: [Piece] = []
  private var isUsed: [Bool]
  private var edgesByEnds: [Ends: [Int]] = [:]
  private var outgoing: [[Int]]
  private var incoming: [[Int]]
  private var isInterior: [Bool]
  /// The vertices that have moved to each site.
  private var moved: [[SpherePoint]]

  /// - Parameter radius: in radians, more than 0 and at most `SnapSites.greatestRadius`
  init(_ layers: [[SphereEdge]], radius: Double) {
    sites = SnapSites(edges: layers.flatMap(\.self), radius: radius)
    let owners = layers.indices.flatMap { layer in layers[layer].map { _ in layer } }
    moved = Array(repeating: [], count: sites.points.count)
    for (input, layer) in owners.enumerated() {
      let chain = sites.chain(input)
      moved[chain[0]].append(sites.edges[input].start)
      guard chain.count > 1 else { continue }
      moved[chain[chain.count - 1]].append(sites.edges[input].end)
      for (start, end) in zip(chain, chain.dropFirst()) {
        edges.append(Piece(start: start, end: end, layer: layer, input: input))
      }
    }
    edges.sort {
      ($0.start, $0.end, $0.layer, $0.input) < ($1.start, $1.end, $1.layer, $1.input)
    }
    isUsed = Array(repeating: false, count: edges.count)
    outgoing = Array(repeating: [], count: sites.points.count)
    incoming = outgoing
    isInterior = Array(repeating: false, count: sites.points.count)
    for (index, edge) in edges.enumerated() {
      edgesByEnds[Ends(start: edge.start, end: edge.end), default: []].append(index)
      outgoing[edge.start].append(index)
      incoming[edge.end].append(index)
    }
    for site in sites.points.indices { isInterior[site] = canBeInterior(site) }
    for index in edges.indices where !isUsed[index] && !isInterior[edges[index].start] {
      if isInterior[edges[index].end] {
        simplify(edges[index].start, edges[index].end)
      } else {
        isUsed[index] = true
        pieces.append(edges[index])
      }
    }
    // What is left are loops.
    for index in edges.indices where !isUsed[index] { simplify(edges[index].start, edges[index].end) }
  }

  /// Whether exactly two others are next to a site, and as many edges of each layer come from one as go to the other.
  private func canBeInterior(_ site: Int) -> Bool {
    guard !outgoing[site].isEmpty, outgoing[site].count == incoming[site].count else { return false }
    let ends =
      outgoing[site].map { (edges[$0].end, edges[$0].layer, 1) }
      + incoming[site].map { (edges[$0].start, edges[$0].layer, -1) }
    let others = Set(ends.map(\.0))
    guard others.count == 2, let one = others.first else { return false }
    for layer in Set(ends.map(\.1)) {
      let own = ends.filter { $0.1 == layer }
      guard own.reduce(0, { $0 + $1.2 }) == 0, own.count == 2 * own.count(where: { $0.0 == one }) else { return false }
    }
    return true
  }

  private func edgeNumbers(_ start: Int, _ end: Int) -> [Int] { edgesByEnds[Ends(start: start, end: end)] ?? [] }

  /// Follows the chain that begins with an edge; puts one edge in the place of each part that is nearly straight.
  private mutating func simplify(_ start: Int, _ end: Int) {
    var (before, current) = (start, end)
    var isDone = false
    while !isDone {
      var chain = [before]
      var known: Set<Int> = [before]
      var window = DirectionWindow(from: points[before], radius: sites.radius)
      let isShort = avoidsSites(before, before, current, &known, &window)
      repeat {
        chain.append(current)
        known.insert(current)
        isDone = !isInterior[current] || current == start
        if isDone { break }
        let next = outgoing[current].map { edges[$0].end }.first { $0 != before }
        (before, current) = (current, next ?? current)
      } while isShort && window.narrow(to: moved[before])
        && avoidsSites(chain[0], before, current, &known, &window) && window.contains(points[current])
      merge(chain)
    }
  }

  /// Narrows the window so that the sites near the last edge of a chain stay where they are, left or right of it.
  private func avoidsSites(
    _ first: Int, _ before: Int, _ last: Int, _ known: inout Set<Int>, _ window: inout DirectionWindow
  ) -> Bool {
    let (start, here, end) = (points[first], points[before], points[last])
    let length = squaredChord(start, end)
    guard length >= squaredChord(start, here), length < SnapSites.chord(sites.uncheckedLength) else { return false }
    let inputs = (edgeNumbers(before, last) + edgeNumbers(last, before)).map { edges[$0].input }
    guard let fewest = inputs.min(by: { sites.near[$0].count < sites.near[$1].count }) else { return false }
    for site in sites.near[fewest] {
      let point = points[site]
      guard squaredChord(start, point) < length, known.insert(site).inserted else { continue }
      let isOnLeft =
        before == first ? orientation(here, end, point) > 0 : areOrdered(start, end, point, around: here)
      guard window.avoid(point, within: sites.leastSeparation, isOnLeft: isOnLeft) else { return false }
    }
    return true
  }

  /// Puts an edge in the place of each chain of edges along these sites, in both directions.
  private mutating func merge(_ chain: [Int]) {
    let pairs = Array(zip(chain, chain.dropFirst()))
    guard let first = pairs.first, let last = chain.last else { return }
    for isForward in [true, false] {
      let numbers = pairs.map { isForward ? edgeNumbers($0.0, $0.1) : edgeNumbers($0.1, $0.0) }
      for (place, edge) in (isForward ? edgeNumbers(first.0, first.1) : edgeNumbers(first.1, first.0)).enumerated() {
        var piece = edges[edge]
        (piece.start, piece.end) = isForward ? (chain[0], last) : (last, chain[0])
        piece.input = numbers.compactMap { place < $0.count ? edges[$0[place]].input : nil }.min() ?? piece.input
        pieces.append(piece)
      }
      for edge in numbers.joined() { isUsed[edge] = true }
    }
  }
}

/// The directions from a point in which an edge may go.
private struct DirectionWindow {
  private let source: SpherePoint
  private let radius: Double
  private let x: SpherePoint
  private let y: SpherePoint
  private var window = Arc.full
  /// What cannot be taken away before the window is at most a half turn.
  private var avoided: [(arc: Arc, isOnLeft: Bool)] = []

  init(from source: SpherePoint, radius: Double) {
    self.source = source
    self.radius = radius
    let sizes = [abs(source.x), abs(source.y), abs(source.z)]
    let axis = sizes.indices.min { sizes[$0] < sizes[$1] } ?? 0
    y = source.cross(SpherePoint(axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0))
    x = y.cross(source)
  }

  private func direction(_ point: SpherePoint) -> Double { atan2(point.dot(y), point.dot(x)) }

  /// Half of the angle at which a disc appears from the source; π if it is inside, nil if the disc is nowhere.
  private func halfWidth(_ point: SpherePoint, _ radius: Double, rounding: Double) -> Double? {
    let unit = 0.5 * Double.ulpOfOne
    let disc = SnapSites.chord(radius)
    let distance = squaredChord(source, point) - 64 * unit * unit * rounding
    if distance <= disc { return .pi }
    let half = asin(min(1, (disc * (1 - 0.25 * disc)) / (distance * (1 - 0.25 * distance))).squareRoot())
    let result = half + rounding * (24 * unit + 17 * unit * half)
    return result < 0 ? nil : result
  }

  /// Leaves the directions that pass all points within the radius; false if there are none.
  mutating func narrow(to points: [SpherePoint]) -> Bool {
    points.allSatisfy { narrow(to: $0) }
  }

  private mutating func narrow(to point: SpherePoint) -> Bool {
    guard let half = halfWidth(point, radius, rounding: -1) else {
      window = .empty
      return false
    }
    if half >= .pi { return true }
    let middle = direction(point)
    window = window.intersection(Arc(turned: middle - half, middle + half))
    for (arc, isOnLeft) in avoided { window.remove(arc, isOnLeft: isOnLeft) }
    avoided = []
    return !window.isEmpty
  }

  /// Takes away the directions that pass a point within a distance, and those beyond it; false if none are left.
  mutating func avoid(_ point: SpherePoint, within distance: Double, isOnLeft: Bool) -> Bool {
    guard let half = halfWidth(point, distance, rounding: 1), half < .pi else {
      window = .empty
      return false
    }
    let middle = direction(point)
    let arc = Arc(turned: middle - (isOnLeft ? half : 0.5 * .pi), middle + (isOnLeft ? 0.5 * .pi : half))
    if window.isFull {
      avoided.append((arc, isOnLeft))
      return true
    }
    window.remove(arc, isOnLeft: isOnLeft)
    return !window.isEmpty
  }

  /// Whether an edge may go to a point.
  func contains(_ point: SpherePoint) -> Bool {
    guard squaredChord(source, point) <= 2 else { return false }
    let direction = direction(point)
    return window.contains(direction) && !avoided.contains { $0.arc.contains(direction) }
  }
}

/// A part of a circle, from one angle to another counterclockwise; angles are from -π to π.
private struct Arc {
  var low: Double
  var high: Double

  static let full = Arc(low: -.pi, high: .pi)
  static let empty = Arc(low: .pi, high: -.pi)

  init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  /// - Parameters: angles that may be off by whole turns.
  init(turned low: Double, _ high: Double) {
    self.init(low: remainder(low, 2 * .pi), high: remainder(high, 2 * .pi))
    if self.low == -.pi { self.low = .pi }
    if self.high == -.pi, self.low != .pi { self.high = .pi }
  }

  var isFull: Bool { low == -.pi && high == .pi }
  var isEmpty: Bool { low == .pi && high == -.pi }
  /// Whether the arc passes ±π.
  private var isInverted: Bool { low > high }

  private var length: Double {
    let difference = high - low
    if difference >= 0 { return difference }
    return difference + 2 * .pi > 0 ? difference + 2 * .pi : -1
  }

  func contains(_ angle: Double) -> Bool {
    let angle = angle == -.pi ? .pi : angle
    return isInverted ? (angle >= low || angle <= high) && !isEmpty : angle >= low && angle <= high
  }

  private func contains(_ other: Arc) -> Bool {
    switch (isInverted, other.isInverted) {
    case (true, true): other.low >= low && other.high <= high
    case (true, false): (other.low >= low || other.high <= high) && !isEmpty
    case (false, true): isFull || other.isEmpty
    case (false, false): other.low >= low && other.high <= high
    }
  }

  func intersection(_ other: Arc) -> Arc {
    if other.isEmpty { return .empty }
    if contains(other.low) {
      // If there are two parts, the shorter arc stands for both.
      if contains(other.high) { return other.length < length ? other : self }
      return Arc(low: other.low, high: high)
    }
    if contains(other.high) { return Arc(low: low, high: other.high) }
    return other.contains(low) ? self : .empty
  }

  /// Takes away another arc, and what is beyond it.
  mutating func remove(_ other: Arc, isOnLeft: Bool) {
    if contains(other) {
      self = isOnLeft ? Arc(low: low, high: other.low) : Arc(low: other.high, high: high)
    } else {
      self = intersection(other.low == other.high ? .full : Arc(low: other.high, high: other.low))
    }
  }
}
