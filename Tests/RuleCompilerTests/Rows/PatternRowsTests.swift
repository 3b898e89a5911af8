import DetectorRuntime
import Testing

/// `basket`, `diffpatterns` and `autocluster` against all patterns that random rows have.
@Suite struct PatternRowsTests {
  /// For each column a value, nil for any.
  private typealias Pattern = [Int64?]

  private struct Rows {
    var rows: [[Int64]]
    var weights: [Int64]
    /// 0, 1 or neither.
    var sides: [Int]
    var width: Int

    init(_ random: inout TestRandom) {
      width = 1 + random.below(4)
      let width = width
      let values = 2 + random.below(3)
      rows = (0..<(1 + random.below(20))).map { _ in
        // Some columns lean to one value, so that patterns overlap.
        (0..<width).map { Int64($0 % 2 == 0 ? random.below(values) : max(0, random.below(values + 2) - 2)) }
      }
      weights = rows.map { _ in Int64(random.below(3) == 0 ? 1 + random.below(3) : 1) }
      sides = rows.map { _ in random.below(7) % 3 }
    }

    func matching(_ pattern: Pattern, in members: [Int]) -> [Int] {
      members.filter { row in zip(pattern, rows[row]).allSatisfy { $0 == nil || $0 == $1 } }
    }

    func weight(_ members: [Int]) -> Int64 { members.reduce(0) { $0 + weights[$1] } }

    /// All patterns of these rows, each with all values that the rows which match it share.
    func patterns(of members: [Int]) -> Set<Pattern> {
      var result: Set<Pattern> = []
      for row in members {
        for columns in 0..<(1 << width) {
          let pattern = (0..<width).map { columns >> $0 & 1 == 1 ? rows[row][$0] : nil }
          result.insert(closure(matching(pattern, in: members)))
        }
      }
      return result.filter { pattern in pattern.contains { $0 != nil } }
    }

    func closure(_ members: [Int]) -> Pattern {
      (0..<width).map { column in
        let values = Set(members.map { rows[$0][column] })
        return values.count == 1 ? values.first : nil
      }
    }

    func table(_ cx: EvaluationContext, sides hasSides: Bool) -> Table {
      makeTable(
        rows.indices.map { row in
          let between = hasSides ? [Value(sides[row] == 0), Value(sides[row] == 1)] : []
          return [Value(Double(weights[row]))] + between + rows[row].map { Value($0) }
        }, width: 1 + (hasSides ? 2 : 0) + width, cx)
    }

    func mined(_ cx: EvaluationContext) -> Value { Value(array: (0..<width).map { _ in Value(true) }, cx) }
    func wildcards(_ cx: EvaluationContext) -> Value { Value(array: (0..<width).map { _ in Value.null }, cx) }
  }

  private func pattern(_ row: Row, from first: Int, _ width: Int) -> Pattern {
    (0..<width).map { row.long(first + $0) }
  }

  @Test func frequentPatternsAreAll() {
    let seed = Int.random(in: 1..<1 << 40)
    var random = TestRandom(seed)
    for round in 0..<200 {
      let cx = makeContext()
      let rows = Rows(&random)
      let all = Array(rows.rows.indices)
      let least = [0.1, 0.25, 0.5][random.below(3)]
      let found = frequentPatterns(rows.table(cx, sides: false), least, 9, rows.mined(cx), rows.wildcards(cx), cx)
      let total = Double(rows.weight(all))
      let expected = rows.patterns(of: all).filter { Double(rows.weight(rows.matching($0, in: all))) >= least * total }
      var patterns: Set<Pattern> = []
      var last = Int64.max
      for index in 0..<found.count {
        let row = found[row: index]
        let pattern = pattern(row, from: 3, rows.width)
        let weight = rows.weight(rows.matching(pattern, in: all))
        #expect(row.long(1) == weight, "seed \(seed), round \(round)")
        #expect(row.real(2) == (1000 * Double(weight) / total).rounded() / 10, "seed \(seed), round \(round)")
        #expect((row.long(1) ?? 0) <= last, "seed \(seed), round \(round)")
        last = row.long(1) ?? 0
        patterns.insert(pattern)
      }
      #expect(patterns == Set(expected) && found.count == expected.count, "seed \(seed), round \(round)")
    }
  }

  @Test func differingPatternsAreTheGreatestOfTheirKind() {
    let seed = Int.random(in: 1..<1 << 40)
    var random = TestRandom(seed)
    for round in 0..<300 {
      let cx = makeContext()
      let rows = Rows(&random)
      let all = rows.rows.indices.filter { rows.sides[$0] < 2 }
      let least = [0.05, 0.25, 0.5][random.below(3)]
      let found = differingPatterns(rows.table(cx, sides: true), least, .max, rows.mined(cx), rows.wildcards(cx), cx)

      func weights(_ members: [Int]) -> (a: Int64, b: Int64) {
        (rows.weight(members.filter { rows.sides[$0] == 0 }), rows.weight(members.filter { rows.sides[$0] == 1 }))
      }
      let total = weights(all)
      var expected: [Pattern: [String]] = [:]
      if total.a > 0, total.b > 0 {
        let candidates = rows.patterns(of: all).map { pattern in
          let (a, b) = weights(rows.matching(pattern, in: all))
          return (pattern: pattern, a: a, b: b, excess: a * total.b - b * total.a, size: pattern.count { $0 != nil })
        }
        let ordered = candidates.filter { Double(abs($0.excess)) >= least * Double(total.a * total.b) }
          .sorted { (abs($0.excess), $0.size) > (abs($1.excess), $1.size) }
        var chosen: [(pattern: Pattern, excess: Int64)] = []
        for item in ordered {
          let isCovered = chosen.contains { other in
            other.excess.signum() == item.excess.signum()
              && (zip(other.pattern, item.pattern).allSatisfy { $0 == nil || $0 == $1 }
                || zip(other.pattern, item.pattern).allSatisfy { $1 == nil || $0 == $1 })
          }
          if isCovered { continue }
          chosen.append((item.pattern, item.excess))
          let (a, b) = (100 * Double(item.a) / Double(total.a), 100 * Double(item.b) / Double(total.b))
          expected[item.pattern] =
            ["\(item.a)", "\(item.b)"] + [a, b, abs(a - b)].map { "\((100 * $0).rounded() / 100)" }
        }
      }
      var results: [Pattern: [String]] = [:]
      var last = Double.infinity
      for (index, shown) in cells(found).enumerated() {
        results[pattern(found[row: index], from: 6, rows.width)] = Array(shown[1..<6])
        #expect(shown[0] == "\(index)")
        let difference = found[row: index].real(5) ?? -1
        #expect(difference <= last, "seed \(seed), round \(round)")
        last = difference
      }
      #expect(results == expected && found.count == expected.count, "seed \(seed), round \(round)")
    }
  }

  /// Columns that all lean to one value have more patterns than there is time for: those of few values are found.
  @Test func searchesForDifferencesAreBounded() {
    let cx = makeContext()
    var random = TestRandom(7)
    let width = 40
    let cells = (0..<400).map { index -> [Value] in
      let isInA = index % 2 == 0
      let values = (0..<width).map { column in Value(Int64(random.below(column == 3 && isInA ? 2 : 12) == 0 ? 1 : 0)) }
      return [Value(1.0), Value(isInA), Value(!isInA)] + values
    }
    let flags = Value(array: (0..<width).map { _ in Value(true) }, cx)
    let wildcards = Value(array: (0..<width).map { _ in Value(Int64(-1)) }, cx)
    let found = differingPatterns(makeTable(cells, width: 3 + width, cx), 0.05, .max, flags, wildcards, cx)
    #expect(found.count > 0)
    #expect(found[row: 0].long(6 + 3) == 0 || found[row: 0].long(6 + 3) == 1)
  }

  @Test func clustersAreGoodAndTheirOwn() {
    let seed = Int.random(in: 1..<1 << 40)
    var random = TestRandom(seed)
    for round in 0..<200 {
      let cx = makeContext()
      let rows = Rows(&random)
      let all = Array(rows.rows.indices)
      let sizeWeight = [0.2, 0.5, 0.8][random.below(3)]
      let table = rows.table(cx, sides: false)
      let found = clusteredPatterns(table, sizeWeight, 25, rows.mined(cx), rows.wildcards(cx), cx)
      let total = Double(rows.weight(all))
      func score(_ pattern: Pattern) -> Double {
        let information = pattern.enumerated().reduce(0.0) { sum, value in
          guard let fixed = value.element else { return sum }
          return sum + 1 - Double(rows.weight(all.filter { rows.rows[$0][value.offset] == fixed })) / total
        }
        let share = Double(rows.weight(rows.matching(pattern, in: all))) / total
        return (power(share, sizeWeight) ?? .nan) * (power(information, 1 - sizeWeight) ?? .nan)
      }
      var matched: Set<Int> = []
      var last = Double.infinity
      for index in 0..<found.count {
        let row = found[row: index]
        let pattern = pattern(row, from: 3, rows.width)
        let members = rows.matching(pattern, in: all)
        let weight = rows.weight(members)
        #expect(row.long(0) == Int64(index) && row.long(1) == weight && weight >= 2, "seed \(seed), round \(round)")
        #expect(row.real(2) == (1000 * Double(weight) / total).rounded() / 10, "seed \(seed), round \(round)")
        #expect(pattern == rows.closure(members), "seed \(seed), round \(round)")
        #expect(score(pattern) <= last + 1e-9, "seed \(seed), round \(round)")
        last = score(pattern)
        #expect(2 * rows.weight(members.filter { !matched.contains($0) }) > weight, "seed \(seed), round \(round)")
        matched.formUnion(members)
      }
      // From each row the search begins with the best of its values: none is better than the first pattern.
      for row in all {
        for column in 0..<rows.width {
          let single = (0..<rows.width).map { $0 == column ? rows.rows[row][column] : nil }
          guard rows.weight(rows.matching(single, in: all)) >= 2 else { continue }
          #expect(found.count > 0, "seed \(seed), round \(round)")
          guard found.count > 0 else { continue }
          #expect(
            score(single) <= score(pattern(found[row: 0], from: 3, rows.width)) + 1e-9
              || rows.rows.count > 25, "seed \(seed), round \(round)")
        }
      }
    }
  }
}
