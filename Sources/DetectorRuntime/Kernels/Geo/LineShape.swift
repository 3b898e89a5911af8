// Lines on the sphere.

/// One or more chains of edges.
struct LineShape {
  var lines: [[SpherePoint]]

  init(lines: [[SpherePoint]]) { self.lines = lines }

  /// - Returns: nil if the value is no valid line or multiline.
  init?(_ value: Value, _ cx: EvaluationContext) {
    guard let coordinates = GeoJSON.lines(value, cx) else { return nil }
    lines = coordinates.map { $0.map { SpherePoint($0) } }
    for line in lines {
      guard line.count >= 2 else { return nil }
      for index in 1..<line.count where areSameOrAntipodal(line[index - 1], line[index]) { return nil }
    }
  }

  var edges: [SphereEdge] {
    lines.flatMap { line in zip(line, line.dropFirst()).map { SphereEdge(start: $0, end: $1) } }
  }

  /// The lines without what several of them share.
  var united: LineShape { lines.count > 1 ? Overlay.union([self]) : self }

  /// The length in radians.
  var length: Double { edges.reduce(0) { $0 + $1.length } }

  /// The centre of gravity; nil if there is none, as of a whole great circle.
  var centroid: SpherePoint? {
    var sum = SpherePoint(0, 0, 0)
    for edge in edges {
      // A vector to the middle of the edge, in proportion to its length.
      let middle = edge.start + edge.end
      let square = middle.squaredLength
      if square > 0 { sum = sum + ((edge.start - edge.end).squaredLength / square).squareRoot() * middle }
    }
    return sum.squaredLength > 0 ? sum.normalized : nil
  }

  /// The point that is closest to another.
  func closestPoint(to point: SpherePoint) -> SpherePoint { closest(edges, to: point).closestPoint(to: point) }

  /// The distance to a point in radians.
  func distance(to point: SpherePoint) -> Double { closest(edges, to: point).distance(to: point) }
}

/// The edge that is closest to a point; the first of several. There has to be one.
func closest(_ edges: [SphereEdge], to point: SpherePoint) -> SphereEdge {
  var best = edges[0]
  var least = best.distance(to: point)
  for edge in edges.dropFirst() {
    let distance = edge.distance(to: point)
    if distance < least { (best, least) = (edge, distance) }
  }
  return best
}

extension LineShape {
  /// The point at a share (0 … 1) of the length of the first line.
  func point(at share: Double) -> SpherePoint {
    let edges = edges
    var rest = share * length
    for edge in edges {
      let length = edge.length
      if rest < length { return edge.point(at: rest) }
      rest -= length
    }
    return edges[edges.count - 1].end
  }

  /// The share of the length up to the point that is closest to another.
  func share(upTo point: SpherePoint) -> Double {
    var (before, least, best) = (0.0, Double.infinity, 0.0)
    for edge in edges {
      let distance = edge.distance(to: point)
      if distance < least {
        least = distance
        best = before + edge.start.angle(to: edge.closestPoint(to: point))
      }
      before += edge.length
    }
    return before > 0 ? min(1, best / before) : 0
  }
}
