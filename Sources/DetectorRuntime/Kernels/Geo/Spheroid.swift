// Distances on the WGS-84 spheroid by Karney's method, "Algorithms for geodesics" (2013), to some nanometres for any
// two points. The series and the iteration are those of GeographicLib (MIT License),
// https://geographiclib.sourceforge.io.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The length of the shortest line between two points on the WGS-84 spheroid, in metres.
func spheroidDistance(_ first: Coordinate, _ second: Coordinate) -> Double {
  SpheroidLine(first, second).length
}

/// A sine and a cosine.
private struct Direction {
  var sine: Double
  var cosine: Double

  init(_ sine: Double, _ cosine: Double) {
    self.sine = sine
    self.cosine = cosine
  }

  init(degrees: Double) {
    // Exact at multiples of 90°.
    let quarter = (degrees / 90).rounded()
    let rest = (degrees - 90 * quarter) * .pi / 180
    let (s, c) = (sin(rest), cos(rest))
    switch (Int(quarter) % 4 + 4) % 4 {
    case 0: self.init(s, c)
    case 1: self.init(c, -s)
    case 2: self.init(-s, -c)
    default: self.init(-c, s)
    }
  }

  var normalized: Direction {
    let length = hypot(sine, cosine)
    return Direction(sine / length, cosine / length)
  }

  /// The angle to a direction up to half a turn further on, in [0, π].
  func angle(to other: Direction) -> Double {
    atan2(
      max(0, cosine * other.sine - sine * other.cosine) + 0,
      cosine * other.cosine + sine * other.sine)
  }
}

private struct SpheroidLine {
  private static let equatorialRadius = 6_378_137.0
  private static let flattening = 1 / 298.257223563
  private static let polarRadius = equatorialRadius * (1 - flattening)
  private static let thirdFlattening = flattening / (2 - flattening)
  private static let secondEccentricity =
    flattening * (2 - flattening) / ((1 - flattening) * (1 - flattening))
  private static let tiny = Double.leastNormalMagnitude.squareRoot()

  private(set) var length = 0.0

  init(_ first: Coordinate, _ second: Coordinate) {
    // Point 1 has the greater latitude, and it is south; the difference of longitudes is positive.
    var (latitude1, latitude2) = (first.latitude, second.latitude)
    if abs(latitude1) < abs(latitude2) { swap(&latitude1, &latitude2) }
    if latitude1 > 0 { (latitude1, latitude2) = (-latitude1, -latitude2) }
    var difference = abs(remainder(second.longitude - first.longitude, 360))
    if difference > 180 { difference = 360 - difference }
    let longitude = Direction(degrees: difference)
    var reduced1 = SpheroidLine.reduced(latitude1)
    var reduced2 = SpheroidLine.reduced(latitude2)
    if reduced1.cosine < -reduced1.sine {
      if reduced2.cosine == reduced1.cosine {
        reduced2.sine = reduced2.sine < 0 ? reduced1.sine : -reduced1.sine
      }
    } else if abs(reduced2.sine) == -reduced1.sine {
      reduced2.cosine = reduced1.cosine
    }
    reduced1.cosine = max(SpheroidLine.tiny, reduced1.cosine)
    let line = Ends(reduced1, reduced2)
    if latitude1 == -90 || longitude.sine == 0 {
      let start = Direction(reduced1.sine, longitude.cosine * reduced1.cosine)
      let (distance, _) = line.lengths(SpheroidLine.thirdFlattening, start, reduced2)
      length = max(0, distance) * SpheroidLine.polarRadius
    } else if reduced1.sine == 0, 180 - difference >= SpheroidLine.flattening * 180 {
      // Along the equator.
      length = SpheroidLine.equatorialRadius * difference * .pi / 180
    } else {
      length = line.distance(longitude, difference * .pi / 180) * SpheroidLine.polarRadius
    }
  }

  /// The latitude on the auxiliary sphere.
  private static func reduced(_ latitude: Double) -> Direction {
    var direction = Direction(degrees: latitude)
    direction.sine *= 1 - flattening
    direction = direction.normalized
    direction.cosine = max(tiny, direction.cosine)
    return direction
  }

  /// The reduced latitudes of both ends.
  private struct Ends {
    let first: Direction
    let second: Direction
    private let scale1: Double
    private let scale2: Double

    init(_ first: Direction, _ second: Direction) {
      (self.first, self.second) = (first, second)
      scale1 = (1 + secondEccentricity * first.sine * first.sine).squareRoot()
      scale2 = (1 + secondEccentricity * second.sine * second.sine).squareRoot()
    }

    /// The distance and the reduced length of a line between two places on its great circle, in polar radii.
    func lengths(_ epsilon: Double, _ start: Direction, _ end: Direction) -> (
      distance: Double, reduced: Double
    ) {
      let (start, end) = (start.normalized, end.normalized)
      let arc = start.angle(to: end)
      let a1 = 1 + Series.a1(epsilon)
      let a2 = 1 + Series.a2(epsilon)
      let (c1, c2) = (Series.c1(epsilon), Series.c2(epsilon))
      let b1 = Series.sines(end, c1) - Series.sines(start, c1)
      let b2 = Series.sines(end, c2) - Series.sines(start, c2)
      let j = (a1 - a2) * arc + (a1 * b1 - a2 * b2)
      let reduced =
        scale2 * (start.cosine * end.sine) - scale1 * (start.sine * end.cosine) - start.cosine
        * end.cosine * j
      return (a1 * (arc + b1), reduced)
    }

    /// The distance in polar radii, given the difference of longitudes as a direction and in radians.
    func distance(_ longitude: Direction, _ difference: Double) -> Double {
      if let short = shortDistance(difference) { return short }
      // The azimuth at the first point, by Newton's method within a bracket.
      var azimuth = Direction(1, 0)
      var (low, high) = (Direction(tiny, 1), Direction(tiny, -1))
      var result = 0.0
      for step in 0..<100 {
        let (error, slope, distance) = miss(azimuth, longitude)
        result = distance
        if abs(error) < 2 * Double.ulpOfOne { break }
        if error > 0 { high = azimuth } else { low = azimuth }
        if step < 30, slope > 0 {
          let change = -error / slope
          if abs(change) < .pi {
            let (s, c) = (sin(change), cos(change))
            let next = Direction(
              azimuth.sine * c + azimuth.cosine * s, azimuth.cosine * c - azimuth.sine * s)
            if next.sine > 0 {
              if abs(change) < 1e-17 { break }
              azimuth = next.normalized
              continue
            }
          }
        }
        let middle = Direction((low.sine + high.sine) / 2, (low.cosine + high.cosine) / 2)
          .normalized
        if middle.sine == azimuth.sine, middle.cosine == azimuth.cosine { break }
        azimuth = middle
      }
      return result
    }

    /// The distance of points so close that the sphere of their latitude serves; nil for others.
    private func shortDistance(_ difference: Double) -> Double? {
      let (s1, c1, s2, c2) = (first.sine, first.cosine, second.sine, second.cosine)
      let along = s2 * c1 - c2 * s1
      guard c2 * c1 + s2 * s1 >= 0, along < 0.5, c2 * difference < 0.5 else { return nil }
      let sum = (s1 + s2) * (s1 + s2)
      let scale = (1 + secondEccentricity * sum / (sum + (c1 + c2) * (c1 + c2))).squareRoot()
      let turn = difference / ((1 - flattening) * scale)
      let (s, c) = (sin(turn), cos(turn))
      let arc = hypot(c2 * s, along + c2 * s1 * s * s / (1 + c))
      let limit =
        0.1 * Double.ulpOfOne.squareRoot() / (flattening * (1 - flattening / 2) / 2).squareRoot()
      return arc < limit ? atan2(arc, s1 * s2 + c1 * c2 * c) * scale : nil
    }

    /// By how much a line with an azimuth misses the longitude, how fast that changes, and the distance along it.
    private func miss(_ azimuth: Direction, _ longitude: Direction) -> (
      error: Double, slope: Double, Double
    ) {
      var azimuth = azimuth
      if first.sine == 0, azimuth.cosine == 0 { azimuth.cosine = -tiny }
      let sine0 = azimuth.sine * first.cosine
      let cosine0 = hypot(azimuth.cosine, azimuth.sine * first.sine)
      let square =
        first.cosine < -first.sine
        ? (second.cosine - first.cosine) * (first.cosine + second.cosine)
        : (first.sine - second.sine) * (first.sine + second.sine)
      let arrival =
        second.cosine != first.cosine || abs(second.sine) != -first.sine
        ? ((azimuth.cosine * first.cosine) * (azimuth.cosine * first.cosine) + square).squareRoot()
          / second.cosine : abs(azimuth.cosine)
      let start = Direction(first.sine, azimuth.cosine * first.cosine)
      let end = Direction(second.sine, arrival * second.cosine)
      let (turnStart, turnEnd) = (
        Direction(sine0 * first.sine, start.cosine), Direction(sine0 * second.sine, end.cosine)
      )
      let turnSine = max(0, turnStart.cosine * turnEnd.sine - turnStart.sine * turnEnd.cosine)
      let turnCosine = turnStart.cosine * turnEnd.cosine + turnStart.sine * turnEnd.sine
      let eta = atan2(
        turnSine * longitude.cosine - turnCosine * longitude.sine,
        turnCosine * longitude.cosine + turnSine * longitude.sine)
      let k2 = cosine0 * cosine0 * secondEccentricity
      let epsilon = k2 / (2 * (1 + (1 + k2).squareRoot()) + k2)
      let (from, to) = (start.normalized, end.normalized)
      let c3 = Series.c3(epsilon)
      let b3 = Series.sines(to, c3) - Series.sines(from, c3)
      let error = eta - flattening * Series.a3(epsilon) * sine0 * (from.angle(to: to) + b3)
      let (distance, reduced) = lengths(epsilon, start, end)
      let slope =
        arrival == 0
        ? -2 * (1 - flattening) * scale1 / first.sine
        : reduced * (1 - flattening) / (arrival * second.cosine)
      return (error, slope, distance)
    }
  }

  /// The series in the small parameter of a geodesic, to the sixth order.
  private enum Series {
    static func a1(_ e: Double) -> Double {
      let q = e * e
      return (q * (q * (q + 4) + 64) / 256 + e) / (1 - e)
    }
    static func a2(_ e: Double) -> Double {
      let q = e * e
      return (q * (q * (-11 * q - 28) - 192) / 256 - e) / (1 + e)
    }
    static func c1(_ e: Double) -> [Double] {
      let q = e * e
      return scaled(
        [
          (q * (6 - q) - 16) / 32, (q * (64 - 9 * q) - 128) / 2048, (9 * q - 16) / 768,
          (3 * q - 5) / 512, -7 / 1280.0,
          -7 / 2048.0,
        ], e)
    }
    static func c2(_ e: Double) -> [Double] {
      let q = e * e
      return scaled(
        [
          (q * (q + 2) + 16) / 32, (q * (35 * q + 64) + 384) / 2048, (15 * q + 80) / 768,
          (7 * q + 35) / 512,
          63 / 1280.0, 77 / 2048.0,
        ], e)
    }
    static func a3(_ e: Double) -> Double {
      let n = thirdFlattening
      let terms = [
        1, (n - 1) / 2, (n * (3 * n - 1) - 2) / 8, (n * (-n - 3) - 1) / 16, (-2 * n - 3) / 64,
        -3 / 128.0,
      ]
      return polynomial(terms, e)
    }
    static func c3(_ e: Double) -> [Double] {
      let n = thirdFlattening
      return scaled(
        [
          polynomial(
            [(1 - n) / 4, (1 - n * n) / 8, (n * (3 - n) + 3) / 64, (2 * n + 5) / 128, 3 / 128.0], e),
          polynomial(
            [(n * (n - 3) + 2) / 32, (n * (-3 * n - 2) + 3) / 64, (n + 3) / 128, 5 / 256.0], e),
          polynomial([(n * (5 * n - 9) + 5) / 192, (9 - 10 * n) / 384, 7 / 512.0], e),
          polynomial([(7 - 14 * n) / 512, 7 / 512.0], e), 21 / 2560.0,
        ], e)
    }

    private static func polynomial(_ terms: [Double], _ x: Double) -> Double {
      terms.reversed().reduce(0) { $0 * x + $1 }
    }

    /// Multiplies by e, e², …
    private static func scaled(_ terms: [Double], _ e: Double) -> [Double] {
      var power = 1.0
      return terms.map { term in
        power *= e
        return term * power
      }
    }

    /// The sum of `terms[i] * sin(2 (i + 1) x)`.
    static func sines(_ x: Direction, _ terms: [Double]) -> Double {
      let factor = 2 * (x.cosine - x.sine) * (x.cosine + x.sine)
      var (last, before) = (0.0, 0.0)
      for term in terms.reversed() { (last, before) = (factor * last - before + term, last) }
      return 2 * x.sine * x.cosine * last
    }
  }
}
