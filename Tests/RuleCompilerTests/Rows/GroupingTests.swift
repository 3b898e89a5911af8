import DetectorRuntime
import Testing

@Suite struct GroupingTests {
  let cx = EvaluationContext(now: DateTime(ticks: 0))

  /// A key in Swift's own terms.
  struct Key: Hashable {
    var text: String
    var number: Int64?
  }

  @Test func groupsLikeADictionary() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SplitMix(state: seed)
    for keyCount in [3, 200, 5000] {
      let grouping = Grouping(keys: 2, cx)
      var expected: [Key: Int] = [:]
      for _ in 0..<20_000 {
        let pick = Int(random.next() % UInt64(keyCount))
        let key = Key(
          text: String(repeating: "k\(pick % 40)", count: pick % 5), number: pick % 7 == 0 ? nil : Int64(pick / 40))
        grouping.put(cx.arena.copy(key.text))
        grouping.put(key.number)
        let group = grouping.group()
        let wanted = expected[key] ?? expected.count
        expected[key] = wanted
        #expect(group == wanted, "seed \(seed)")
        if group != wanted { return }
      }
      #expect(grouping.count == expected.count, "seed \(seed)")
      for (key, group) in expected {
        #expect(grouping.key(group, 0).string.description == key.text, "seed \(seed)")
        #expect(grouping.key(group, 1).long == key.number, "seed \(seed)")
      }
    }
  }

  @Test func oneGroupWithoutKeys() {
    let grouping = Grouping(keys: 0, cx)
    #expect(grouping.count == 0)
    #expect(grouping.group() == 0)
    #expect(grouping.group() == 0)
    grouping.ensureOne()
    #expect(grouping.count == 1)
    let empty = Grouping(keys: 0, cx)
    empty.ensureOne()
    #expect(empty.count == 1)
    let keyed = Grouping(keys: 1, cx)
    keyed.ensureOne()
    #expect(keyed.count == 0)
  }

  @Test func numbersGroupByValue() {
    let grouping = Grouping(keys: 1, cx)
    func group(_ value: Value) -> Int {
      grouping.put(value)
      return grouping.group()
    }
    let one = group(Value(Int64(1)))
    #expect(group(Value(1.0)) == one)
    #expect(group(Value(int: 1)) == one)
    #expect(group(Value(Decimal(mantissa: 100, scale: 2), cx)) == one)
    #expect(group(Value(1.5)) != one)
    #expect(group(Value(-0.0)) == group(Value(0.0)))
    #expect(group(Value(Double.nan)) == group(Value(-Double.nan)))
    #expect(group(.null) == group(.null))
    #expect(group(.null) != group(.emptyString))
  }

  @Test func bagsGroupWithoutRegardToOrder() {
    let grouping = Grouping(keys: 1, cx)
    let (a, b): (Str, Str) = ("a", "b")
    grouping.put(Value(bag: [(a, Value(Int64(1))), (b, Value(Int64(2)))], cx))
    let first = grouping.group()
    grouping.put(Value(bag: [(b, Value(Int64(2))), (a, Value(Int64(1)))], cx))
    #expect(grouping.group() == first)
    grouping.put(Value(bag: [(a, Value(Int64(2))), (b, Value(Int64(1)))], cx))
    #expect(grouping.find() == nil)
  }

  @Test func guidsAndDecimalsAreKept() {
    let grouping = Grouping(keys: 2, cx)
    for pass in 0..<2 {
      for index in 0..<100 {
        grouping.put(Guid(high: UInt64(index), low: 7))
        grouping.put(Decimal(mantissa: Int128(index), scale: 1))
        #expect(grouping.group() == index, "pass \(pass)")
      }
    }
    #expect(grouping.key(42, 0).guid == Guid(high: 42, low: 7))
    #expect(grouping.key(42, 1).decimal?.mantissa == 42)
  }
}

/// A generator of numbers that a seed determines.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
