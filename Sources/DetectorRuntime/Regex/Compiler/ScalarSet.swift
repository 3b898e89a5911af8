/// A set of Unicode scalars as ascending ranges that neither overlap nor touch.
struct ScalarSet: Hashable {
  struct Span: Hashable {
    let low: UInt32
    let high: UInt32
  }
  private(set) var spans: [Span] = []

  static let last: UInt32 = 0x10FFFF
  static let all = ScalarSet([Span(low: 0, high: last)])

  init() {}

  init(_ spans: [Span]) {
    for span in spans.sorted(by: { $0.low < $1.low }) where span.low <= span.high {
      if let previous = self.spans.last, span.low <= previous.high &+ 1 {
        self.spans[self.spans.count - 1] = Span(low: previous.low, high: max(previous.high, span.high))
      } else {
        self.spans.append(span)
      }
    }
  }

  init(_ low: UInt32, _ high: UInt32) { self.init([Span(low: low, high: high)]) }

  /// The scalars of a text, which may hold `a-z` ranges as pairs in a list.
  init(ascii ranges: [(Character, Character)]) {
    self.init(
      ranges.map { Span(low: UInt32($0.asciiValue ?? 0), high: UInt32($1.asciiValue ?? 0)) })
  }

  var isEmpty: Bool { spans.isEmpty }

  func contains(_ scalar: UInt32) -> Bool {
    var (low, high) = (0, spans.count)
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].high < scalar { low = middle + 1 } else { high = middle }
    }
    return low < spans.count && spans[low].low <= scalar
  }

  func union(_ other: ScalarSet) -> ScalarSet { ScalarSet(spans + other.spans) }

  func inverted() -> ScalarSet {
    var result: [Span] = []
    var next: UInt32 = 0
    for span in spans {
      if span.low > next { result.append(Span(low: next, high: span.low - 1)) }
      next = span.high + 1
    }
    if next <= ScalarSet.last { result.append(Span(low: next, high: ScalarSet.last)) }
    return ScalarSet(result)
  }

  func intersection(_ other: ScalarSet) -> ScalarSet { inverted().union(other.inverted()).inverted() }
  func subtracting(_ other: ScalarSet) -> ScalarSet { intersection(other.inverted()) }
  func symmetricDifference(_ other: ScalarSet) -> ScalarSet {
    subtracting(other).union(other.subtracting(self))
  }

  /// What lies beyond ASCII.
  var nonASCII: ScalarSet { intersection(ScalarSet(0x80, ScalarSet.last)) }
}
