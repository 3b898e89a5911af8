// Which of the vertices of some edges stay when those are too close together, and which of them each edge passes then.
// Ported from the S2 geometry library (Apache License 2.0), whose builder does this for a snap function that moves nothing.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The vertices that stay, *sites*, no two of which are closer than a radius. An edge passes the sites within the radius
/// that a part of it is closest to.
struct SnapSites {
  /// In radians, more than 0 and at most `greatestRadius`.
  let radius: Double
  let edges: [SphereEdge]
  /// The sites.
  private(set) var points: [SpherePoint] = []
  /// For each edge, the sites that it may have to do with, from its start on.
  private(set) var near: [[Int]]

  /// How far a site may be away from the vertices that move to it.
  static let greatestRadius = 70 * Double.pi / 180

  init(edges: [SphereEdge], radius: Double) {
    self.edges = edges
    self.radius = radius
    near = Array(repeating: [], count: edges.count)
    choose()
    findNear()
    addExtraSites()
  }

  /// How far an edge may be away from where it was.
  private var greatestDeviation: Double { 1.1 * radius }
  /// How close an edge may come to a site that it does not pass.
  var leastSeparation: Double { 0.5 * radius }
  /// Up to here edges need not be checked for `greatestDeviation`, nor beyond it be straightened.
  var uncheckedLength: Double { 2 * acos(sin(radius) / sin(greatestDeviation)) }

  // MARK: Choice

  /// Takes the vertices along the curve that numbers S2 cells, and leaves out those that are close to one taken before.
  private mutating func choose() {
    var cells: [SpherePoint: S2CellID] = [:]
    for point in edges.flatMap({ [$0.start, $0.end] }) where cells[point] == nil { cells[point] = S2CellID(point) }
    let order = cells.sorted { $0.value != $1.value ? $0.value < $1.value : $0.key.precedes($1.key) }
    let limit = SnapSites.chord(radius)
    var grid = SnapGrid(size: limit.squareRoot())
    for (point, _) in order {
      guard
        !grid.around(point, within: limit.squareRoot()).contains(where: { squaredChord(points[$0], point) <= limit })
      else { continue }
      grid.add(points.count, at: point)
      points.append(point)
    }
  }

  private mutating func findNear() {
    let reach = greatestDeviation + leastSeparation
    var grid = SnapGrid(size: reach)
    for (site, point) in points.enumerated() { grid.add(site, at: point) }
    let order = points.indices.sorted { points[$0].z < points[$1].z }
    for (index, edge) in edges.enumerated() {
      let chord = squaredChord(edge.start, edge.end).squareRoot()
      // Around a short edge the grid has few cubes; along a long one all sites of its latitudes are looked at.
      let candidates =
        chord <= 4 * reach
        ? grid.around((edge.start + edge.end).normalized, within: reach + 0.5 * chord)
        : sites(order, along: edge, reach)
      let found = candidates.filter { edge.distance(to: points[$0]) <= reach }
      near[index] = found.sorted { isCloser($0, $1, to: edge.start) }
    }
  }

  /// The sites, given in order of their heights, that are not farther north or south of an edge than the reach.
  private func sites(_ order: [Int], along edge: SphereEdge, _ reach: Double) -> [Int] {
    let band = LatitudeBand(edge)
    var (low, high) = (0, order.count)
    while low < high {
      let middle = (low + high) / 2
      if points[order[middle]].z < band.least - reach { low = middle + 1 } else { high = middle }
    }
    return Array(order[low...].prefix { points[$0].z <= band.greatest + reach })
  }

  private func isCloser(_ a: Int, _ b: Int, to point: SpherePoint) -> Bool {
    let (first, second) = (squaredChord(points[a], point), squaredChord(points[b], point))
    return first != second ? first < second : a < b
  }

  // MARK: Edges

  /// The sites that an edge passes, at least one.
  func chain(_ index: Int) -> [Int] {
    let edge = edges[index]
    let adjacent = SnapSites.chord(2 * radius)
    var chain: [Int] = []
    for site in near[index] {
      let c = points[site]
      guard edge.distance(to: c) <= radius else { continue }
      var isNeeded = true
      while let last = chain.last {
        let b = points[last]
        guard squaredChord(b, c) < adjacent else { break }
        let excluded = exclusion(b, c, along: edge)
        if excluded == .second {
          isNeeded = false
          break
        }
        if excluded == .neither {
          // The site before may leave nothing to `b` together with `c`.
          guard chain.count >= 2 else { break }
          let a = points[chain[chain.count - 2]]
          guard squaredChord(a, c) < adjacent else { break }
          let side = orientation(edge.start, edge.end, b)
          guard orientation(a, b, c) != side, circumcenterSide(a, b, c, of: edge) == side else { break }
        }
        chain.removeLast()
      }
      if isNeeded { chain.append(site) }
    }
    return chain
  }

  private enum Exclusion { case first, second, neither }

  /// Whether one of two sites, of which the first is closer to the start of an edge, covers all of it that the other covers.
  private func exclusion(_ a: SpherePoint, _ b: SpherePoint, along edge: SphereEdge) -> Exclusion {
    if squaredChord(edge.end, a) < squaredChord(edge.end, b) { return .second }
    let normal = stableCross(edge.start, edge.end).normalized
    let forward = normal.cross(edge.start)
    let sine = sin(radius)
    /// Where the middle of the part of the great circle is that a site covers, and half of its length.
    func cover(_ site: SpherePoint) -> (middle: Double, half: Double) {
      let height = site.dot(normal)
      let share = (sine * sine - height * height) / (1 - height * height)
      return (atan2(site.dot(forward), site.dot(edge.start)), asin(min(1, max(0, share)).squareRoot()))
    }
    let (first, second) = (cover(a), cover(b))
    guard abs(first.half - second.half) > abs(remainder(first.middle - second.middle, 2 * .pi)) else { return .neither }
    return first.half > second.half ? .second : .first
  }

  /// On which side of an edge the point is that is as far from three others.
  private func circumcenterSide(_ a: SpherePoint, _ b: SpherePoint, _ c: SpherePoint, of edge: SphereEdge) -> Int {
    let center = Double(orientation(a, b, c)) * (b - a).cross(c - a)
    let height = stableCross(edge.start, edge.end).dot(center)
    return height > 0 ? 1 : height < 0 ? -1 : 0
  }

  // MARK: More sites

  /// Adds sites where an edge would move too far, or come too close to a site that it does not pass.
  private mutating func addExtraSites() {
    var queue = Array(edges.indices)
    while !queue.isEmpty {
      var again: Set<Int> = []
      for index in queue {
        again.remove(index)
        addExtraSites(index, &again)
      }
      queue = again.sorted()
    }
  }

  private mutating func addExtraSites(_ index: Int, _ again: inout Set<Int>) {
    let edge = edges[index]
    let chain = chain(index)
    let close = near[index]
    var (passed, place) = (0, 0)
    while place < close.count {
      defer { place += 1 }
      if close[place] == chain[passed] {
        passed += 1
        guard passed < chain.count else { return }
        let part = SphereEdge(start: points[chain[passed - 1]], end: points[chain[passed]])
        guard squaredChord(part.start, part.end) >= SnapSites.chord(uncheckedLength),
          !edge.isNear(part, within: greatestDeviation)
        else { continue }
        let middle = (edge.closestPoint(to: part.start) + edge.closestPoint(to: part.end)).normalized
        addSite(separationSite(middle, part, edge), &again)
        return
      }
      guard passed > 0 else { continue }
      let part = SphereEdge(start: points[chain[passed - 1]], end: points[chain[passed]])
      guard part.distance(to: points[close[place]]) < leastSeparation else { continue }
      addSite(separationSite(points[close[place]], part, edge), &again)
      // The rest of the sites near this part is looked at when the edge comes again.
      while place + 1 < close.count, close[place + 1] != chain[passed] { place += 1 }
    }
  }

  /// A point of an edge as close as possible to a site, in what is not covered between two others.
  private func separationSite(_ site: SpherePoint, _ part: SphereEdge, _ edge: SphereEdge) -> SpherePoint {
    let direction = edge.end - edge.start
    let normal = stableCross(edge.start, edge.end)
    let closest = edge.closestPoint(to: site)
    let (first, last) = (coverageEnd(part.start, normal), coverageEnd(part.end, -normal))
    if (closest - first).dot(direction) < 0 { return first }
    if (last - closest).dot(direction) < 0 { return last }
    return closest
  }

  /// Where the great circle with a normal leaves the disc around a point.
  private func coverageEnd(_ point: SpherePoint, _ normal: SpherePoint) -> SpherePoint {
    let sine = sin(radius)
    let height = normal.dot(point)
    let across = normal.cross(point)
    let middle = (1 - sine * sine).squareRoot() * (normal.squaredLength * point - height * normal)
    return (middle + max(0, sine * sine * normal.squaredLength - height * height).squareRoot() * across).normalized
  }

  private mutating func addSite(_ point: SpherePoint, _ again: inout Set<Int>) {
    let site = points.count
    points.append(point)
    let reach = greatestDeviation + leastSeparation
    for (index, edge) in edges.enumerated() where edge.distance(to: point) <= reach {
      let place = near[index].firstIndex { isCloser(site, $0, to: edge.start) } ?? near[index].count
      near[index].insert(site, at: place)
      again.insert(index)
    }
  }

  /// The squared chord of an angle.
  static func chord(_ angle: Double) -> Double {
    let half = 2 * sin(0.5 * angle)
    return half * half
  }
}

/// Numbered points by cubes of a size.
private struct SnapGrid {
  private struct Cube: Hashable {
    var x: Int
    var y: Int
    var z: Int
  }

  private let size: Double
  private var numbers: [Cube: [Int]] = [:]

  init(size: Double) { self.size = size }

  private func cube(_ point: SpherePoint) -> Cube {
    func number(_ value: Double) -> Int { Int((value / size).rounded(.down)) }
    return Cube(x: number(point.x), y: number(point.y), z: number(point.z))
  }

  mutating func add(_ number: Int, at point: SpherePoint) { numbers[cube(point), default: []].append(number) }

  /// All points within a distance, and some others.
  func around(_ point: SpherePoint, within distance: Double) -> [Int] {
    let center = cube(point)
    let steps = Int((distance / size).rounded(.up))
    var found: [Int] = []
    for x in -steps...steps {
      for y in -steps...steps {
        for z in -steps...steps {
          if let here = numbers[Cube(x: center.x + x, y: center.y + y, z: center.z + z)] { found += here }
        }
      }
    }
    return found
  }
}

extension SphereEdge {
  /// Whether all points of another edge are within a distance of this one.
  fileprivate func isNear(_ other: SphereEdge, within distance: Double) -> Bool {
    var normal = stableCross(start, end).normalized
    let (first, second) = (closestPoint(to: other.start), closestPoint(to: other.end))
    guard first.angle(to: other.start) <= distance, second.angle(to: other.end) <= distance else { return false }
    if orientation(normal, first, second) < 0 { normal = -normal }
    let otherNormal = stableCross(other.start, other.end).normalized
    let angle = normal.angle(to: otherNormal)
    if angle <= distance { return true }
    if angle >= 0.5 * .pi {
      return (squaredChord(other.start, start) < squaredChord(other.start, end))
        == (squaredChord(other.end, start) < squaredChord(other.end, end))
    }
    // The points of the other great circle that are farthest from this one.
    let farthest = otherNormal.cross(stableCross(normal, otherNormal)).normalized
    return ![farthest, -farthest].contains { point in
      orientation(otherNormal, other.start, point) > 0 && orientation(point, other.end, otherNormal) > 0
    }
  }
}
