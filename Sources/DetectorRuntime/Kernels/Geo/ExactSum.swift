// Sums of products of doubles without rounding, after Shewchuk, "Adaptive Precision Floating-Point Arithmetic" (1997).

/// An exact sum, held as doubles that do not overlap, the smallest first.
struct ExactSum {
  private var parts: [Double] = []

  mutating func add(_ value: Double) {
    var rest = value
    var count = 0
    for part in parts {
      let sum = rest + part
      let shifted = sum - rest
      let error = (rest - (sum - shifted)) + (part - shifted)
      rest = sum
      if error != 0 {
        parts[count] = error
        count += 1
      }
    }
    parts.removeLast(parts.count - count)
    if rest != 0 { parts.append(rest) }
  }

  mutating func add(_ a: Double, _ b: Double) {
    let product = a * b
    add(product)
    add((-product).addingProduct(a, b))
  }

  mutating func add(_ a: Double, _ b: Double, _ c: Double) {
    let product = a * b
    add(product, c)
    add((-product).addingProduct(a, b), c)
  }

  /// -1, 0 or 1.
  var sign: Int {
    guard let greatest = parts.last else { return 0 }
    return greatest > 0 ? 1 : -1
  }
}

/// The exact sign of `a * b - c * d`.
func exactSign(_ a: Double, _ b: Double, minus c: Double, _ d: Double) -> Int {
  var sum = ExactSum()
  sum.add(a, b)
  sum.add(-c, d)
  return sum.sign
}
