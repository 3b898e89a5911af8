// Which way three points turn, exactly and without ties. Ported from the S2 geometry library (Apache License 2.0).

/// 1 if the points are counterclockwise, -1 if they are clockwise, 0 only if two of them are the same.
///
/// Points on one great circle count as if each was moved by an amount so small that it matters only there, the same in
/// all calls: so the results never contradict each other.
func orientation(_ a: SpherePoint, _ b: SpherePoint, _ c: SpherePoint) -> Int {
  // The error of the determinant of three unit vectors is at most 1.8274 ulps of one.
  let determinant = a.cross(b).dot(c)
  let tolerance = 1.8274 * Double.ulpOfOne
  if determinant > tolerance { return 1 }
  if determinant < -tolerance { return -1 }
  if a == b || b == c || c == a { return 0 }
  let stable = stableOrientation(a, b, c)
  return stable != 0 ? stable : exactOrientation(a, b, c)
}

/// The sign of the determinant from the two shorter differences; 0 if it is too small to be sure.
private func stableOrientation(_ a: SpherePoint, _ b: SpherePoint, _ c: SpherePoint) -> Int {
  let (ab, bc, ca) = (b - a, c - b, a - c)
  let (ab2, bc2, ca2) = (ab.squaredLength, bc.squaredLength, ca.squaredLength)
  let scale = 3.2321 * Double.ulpOfOne
  let determinant: Double
  let error: Double
  if ab2 >= bc2, ab2 >= ca2 {
    determinant = -ca.cross(bc).dot(c)
    error = scale * (ca2 * bc2).squareRoot()
  } else if bc2 >= ca2 {
    determinant = -ab.cross(ca).dot(a)
    error = scale * (ab2 * ca2).squareRoot()
  } else {
    determinant = -bc.cross(ab).dot(b)
    error = scale * (bc2 * ab2).squareRoot()
  }
  guard error >= scale * Double.leastNormalMagnitude.squareRoot(), abs(determinant) > error else { return 0 }
  return determinant > 0 ? 1 : -1
}

private func exactOrientation(_ a: SpherePoint, _ b: SpherePoint, _ c: SpherePoint) -> Int {
  // The points in order, with the sign of the permutation.
  var (a, b, c) = (a, b, c)
  var permutation = 1
  func sort(_ p: inout SpherePoint, _ q: inout SpherePoint) {
    guard q.precedes(p) else { return }
    swap(&p, &q)
    permutation = -permutation
  }
  sort(&a, &b)
  sort(&b, &c)
  sort(&a, &b)
  var determinant = ExactSum()
  determinant.add(a.x, b.y, c.z)
  determinant.add(-a.x, b.z, c.y)
  determinant.add(a.y, b.z, c.x)
  determinant.add(-a.y, b.x, c.z)
  determinant.add(a.z, b.x, c.y)
  determinant.add(-a.z, b.y, c.x)
  let sign = determinant.sign
  return permutation * (sign != 0 ? sign : perturbedOrientation(a, b, c))
}

/// The orientation of three points of one great circle, in order, when `a` is moved by far more than `b`, that by far
/// more than `c`, and z by far more than y, that by far more than x. The tests are the coefficients in order of size.
private func perturbedOrientation(_ a: SpherePoint, _ b: SpherePoint, _ c: SpherePoint) -> Int {
  let tests: [() -> Int] = [
    { exactSign(b.x, c.y, minus: b.y, c.x) },
    { exactSign(b.z, c.x, minus: b.x, c.z) },
    { exactSign(b.y, c.z, minus: b.z, c.y) },
    { exactSign(c.x, a.y, minus: c.y, a.x) },
    { sign(c.x) },
    { -sign(c.y) },
    { exactSign(c.z, a.x, minus: c.x, a.z) },
    { sign(c.z) },
    { exactSign(a.x, b.y, minus: a.y, b.x) },
    { -sign(b.x) },
    { sign(b.y) },
    { sign(a.x) },
  ]
  for test in tests {
    let sign = test()
    if sign != 0 { return sign }
  }
  return 1
}

private func sign(_ value: Double) -> Int { value > 0 ? 1 : value < 0 ? -1 : 0 }

extension SpherePoint {
  /// The order by x, then y, then z.
  func precedes(_ other: SpherePoint) -> Bool {
    x != other.x ? x < other.x : y != other.y ? y < other.y : z < other.z
  }
}

/// Whether the directions from `center` to `a`, `b`, `c` come in this order counterclockwise; true if `b` is `a` or
/// `c`.
func areOrdered(_ a: SpherePoint, _ b: SpherePoint, _ c: SpherePoint, around center: SpherePoint) -> Bool {
  var count = 0
  if orientation(b, center, a) >= 0 { count += 1 }
  if orientation(c, center, b) >= 0 { count += 1 }
  if orientation(a, center, c) > 0 { count += 1 }
  return count >= 2
}
