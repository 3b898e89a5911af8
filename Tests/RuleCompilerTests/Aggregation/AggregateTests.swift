import DetectorRuntime
import Testing

@Suite struct AggregateTests {
  let cx = EvaluationContext(now: DateTime(ticks: 0))

  @Test func nothing() {
    #expect(CountRows(cx).result(0) == 0)
    #expect(CountDistinct(cx).result(3) == 0)
    #expect(SumLong(cx).result(0) == 0)
    #expect(SumReal(cx).result(0) == 0)
    #expect(AverageLong(cx).result(0).isNaN)
    #expect(AverageReal(cx).result(0).isNaN)
    #expect(AverageDateTime(cx).result(0) == nil)
    #expect(MinLong(cx).result(0) == nil)
    #expect(MaxString(cx).result(0).isEmpty)
    #expect(MakeList(10, cx).result(0).elements.count == 0)
    #expect(MakeSet(10, cx).result(5).kind == .array)
    #expect(MakeBag(10, cx).result(0).kind == .bag)
    #expect(SampleDeviation(cx).result(0) == 0)
    #expect(PercentileLong(50, cx).result(0) == nil)
    #expect(BinaryAllAnd(cx).result(0) == nil)
    #expect(TakeAnyValue(cx).result(0).isNull)
  }

  @Test func nullsAreIgnored() {
    let (sum, average, least, distinct) = (SumLong(cx), AverageLong(cx), MinLong(cx), CountDistinct(cx))
    for value in [nil, 4, 2, nil, 4] as [Int64?] {
      sum.add(1, value)
      average.add(1, value)
      least.add(1, value)
      distinct.add(1, Value(value))
    }
    #expect(sum.result(1) == 10)
    #expect(average.result(1) == 10.0 / 3)
    #expect(least.result(1) == 2)
    #expect(distinct.result(1) == 2)
    #expect(sum.result(0) == 0)
  }

  @Test func theEmptyStringIsAValue() {
    let distinct = CountDistinct(cx)
    for text in ["", "a", "b", "c", "a"] as [Str] { distinct.add(0, Value(text)) }
    #expect(distinct.result(0) == 4)
  }

  @Test func spreadOfOneToFive() {
    let (sample, population) = (SampleDeviation(cx), PopulationDeviation(cx))
    let (sampleVariance, populationVariance) = (SampleVariance(cx), PopulationVariance(cx))
    for value in 1...5 {
      sample.add(0, Double(value))
      population.add(0, Double(value))
      sampleVariance.add(0, Double(value))
      populationVariance.add(0, Double(value))
    }
    #expect(abs(sample.result(0) - 1.58113883008419) < 1e-13)
    #expect(abs(population.result(0) - 1.4142135623731) < 1e-13)
    #expect(sampleVariance.result(0) == 2.5)
    #expect(populationVariance.result(0) == 2)
  }

  @Test func covarianceOfTheDocumentation() {
    let (sample, population) = (SampleCovariance(cx), PopulationCovariance(cx))
    for (x, y) in zip([1.0, 2, 3, 4, 5], [14.0, 10, 17, 20, 50]) {
      sample.add(0, x, y)
      population.add(0, x, y)
    }
    #expect(abs(sample.result(0) - 20.5) < 1e-12)
    #expect(abs(population.result(0) - 16.4) < 1e-12)
  }

  @Test func percentilesAreNearestRank() {
    let values = (1...100).map { Int64($0) }
    for (share, expected) in [(0, 1), (5, 5), (50, 50), (99, 99), (99.5, 100), (100, 100)] as [(Double, Int64)] {
      let percentile = PercentileLong(share, cx)
      for value in values.reversed() { percentile.add(2, value) }
      percentile.add(0, 7)
      #expect(percentile.result(2) == expected)
      #expect(percentile.result(0) == 7)
      #expect(percentile.result(1) == nil)
    }
  }

  @Test func weightedPercentilesOfTheDocumentation() {
    for (share, expected) in [(50, 20), (75, 20), (99.9, 40)] as [(Double, Int64)] {
      let percentile = WeightedPercentileLong(share, cx)
      for (weight, bucket) in [(8, 10), (6, 20), (3, 30), (1, 40)] as [(Int64, Int64)] {
        percentile.add(0, bucket, weight)
      }
      #expect(percentile.result(0) == expected)
    }
  }

  @Test func setsKeepTheOrderAndFlattenArrays() {
    let set = MakeSet(1_048_576, cx)
    func strings(_ texts: [Str]) -> Value { Value(array: texts.map { Value($0) }, cx) }
    set.add(0, strings(["A1", "A2", "A3"]))
    set.add(1, strings(["other"]))
    set.add(0, strings(["A2", "C1"]))
    set.add(0, .null)
    set.add(0, Value("C2" as Str))
    #expect(set.result(0).elements.map { $0.string.description } == ["A1", "A2", "A3", "C1", "C2"])
    let capped = MakeSet(2, cx)
    for value in [1, 1, 2, 3] as [Int64] { capped.add(0, Value(value)) }
    #expect(capped.result(0).elements.map { $0.long } == [1, 2])
  }

  @Test func listsSkipNullsUnlessAsked() {
    let (list, withNulls) = (MakeList(3, cx), MakeListWithNulls(cx))
    for value in [nil, 1, 3, 2, 1] as [Int64?] {
      list.add(0, Value(value))
      withNulls.add(0, Value(value))
    }
    #expect(list.result(0).elements.map { $0.long } == [1, 3, 2])
    #expect(withNulls.result(0).elements.map { $0.long } == [nil, 1, 3, 2, 1])
  }

  @Test func bagsKeepTheFirstOfAName() {
    let bag = MakeBag(2, cx)
    let (a, b, c): (Str, Str, Str) = ("a", "b", "c")
    bag.add(0, Value(bag: [(a, Value(Int64(1)))], cx))
    bag.add(0, Value(Int64(5)))
    bag.add(0, Value(bag: [(a, Value(Int64(2))), (b, Value(Int64(3))), (c, Value(Int64(4)))], cx))
    let pairs = bag.result(0).pairs
    #expect(pairs.count == 4)
    #expect(pairs[1].long == 1)
    #expect(pairs[2].string.description == "b")
  }

  @Test func argMaxIgnoresNullKeys() {
    let (greatest, least) = (ArgExtreme(true, 1, cx), ArgExtreme(false, 1, cx))
    // Apple: 1, null; Banana: null, null; Pear: 1, 2.
    let rows: [(Int, Int64?, Str)] = [
      (0, 1, "Red"), (0, nil, "Green"), (1, nil, "Yellow"), (1, nil, "Green"), (2, 1, "Brown"), (2, 2, "Green"),
    ]
    for (group, version, color) in rows {
      if greatest.wins(group, Value(version)) { greatest.set(group, 0, Value(color)) }
      if least.wins(group, Value(version)) { least.set(group, 0, Value(color)) }
    }
    #expect((0..<3).map { greatest.value($0, 0).string.description } == ["Red", "Yellow", "Green"])
    #expect((0..<3).map { least.value($0, 0).string.description } == ["Red", "Yellow", "Brown"])
  }

  @Test func bitsOfTheDocumentation() {
    let (all, some) = (BinaryAllAnd(cx), BinaryAllOr(cx))
    for bits in [0xFFFF_FFFF, 0xFFFF_F00F, 0xCFFF_FFFD, 0xFAFE_FFFF] as [Int64] { all.add(0, bits) }
    for bits in [0x8888_8008, 0x4200_0000, 0x0076_7000, 0x0000_0005] as [Int64] { some.add(0, bits) }
    #expect(all.result(0) == 0xCAFE_F00D)
    #expect(some.result(0) == 0xCAFE_F00D)
  }
}
