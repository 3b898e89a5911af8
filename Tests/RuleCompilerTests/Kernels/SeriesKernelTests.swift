import DetectorRuntime
import RuleCompiler
import Testing

@Suite struct SeriesKernelTests {
  let fixture = KernelFixture()

  private func series(_ numbers: [Double?]) -> Value { Value(array: numbers.map { Value($0) }, fixture.cx) }
  private func reals(_ value: Value) -> [Double?] {
    value.elements.map { $0.isNull ? nil : $0.real ?? $0.long.map(Double.init) }
  }
  private func isClose(_ a: [Double?], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs(($0 ?? .nan) - $1) < 1e-9 }
  }

  @Test func lineOfTheDocumentation() {
    let result = fixture.call("series_fit_line", series([2, 5, 6, 8, 11, 15, 17, 18, 25, 26, 30, 30]))
    let parts = reals(Value(array: Array(result.elements.prefix(5)), fixture.cx))
    for (part, expected) in zip(parts, [0.982, 2.730, 98.628, 1.686, -1.666]) {
      #expect(abs((part ?? .nan) - expected) < 1.1e-3)
    }
    let line = reals(result.elements[5])
    #expect(abs((line[0] ?? .nan) - 1.064) < 1e-3)
    #expect(abs((line[11] ?? .nan) - 31.102) < 1e-3)
  }

  @Test func scoresAsMeasuredAtTheService() {
    let values: [Double?] = [-3, 2.4, 15, 3.9, 5, 6, 4.5, 5.2, 3, 4, 5, 16, 7, 5, 5, 4]
    let scores = reals(fixture.call("series_outliers", series(values)))
    var expected = [Double](repeating: 0, count: 16)
    expected[0] = -1.9040785483608571
    expected[1] = -0.10021466044004519
    expected[2] = 1.3361954725339347
    expected[11] = 1.6702443406674186
    #expect(isClose(scores, expected))
  }

  @Test func seasonsOfTheDocumentation() {
    let first: [Double?] = [2, 5, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1]
    let wave = (0..<25).map { [1, 2, 3, 4, 3, 2][$0 % 6] as Double }
    #expect(isClose(reals(fixture.call("series_seasonal", series(first))), wave))
    let second: [Double?] = [8, 12, 14, 12, 10, 10, 12, 14, 12, 10, 10, 12, 14, 12, 10, 10, 12, 14, 12, 10]
    let cycle = (0..<20).map { [10, 12, 14, 12, 10][$0 % 5] as Double }
    #expect(isClose(reals(fixture.call("series_seasonal", series(second))), cycle))
    let third: [Double?] = [1, 3, 5, 2, 4, 6, 1, 3, 5, 2, 4, 6]
    #expect(isClose(reals(fixture.call("series_seasonal", series(third))), .init(repeating: 0, count: 12)))
    let given = reals(fixture.call("series_seasonal", series(third), long(3)))
    let phases = (0..<12).map { [1.5, 3.5, 5.5][$0 % 3] }
    #expect(isClose(given, phases))
  }

  @Test func anomaliesStandOut() {
    // A trend with a little noise, a spike and a dip.
    var values: [Double?] = (0..<60).map { Double($0) * 2 + Double(($0 * 7919) % 5) }
    values[20] = 140
    values[41] = 10
    let result = fixture.call("series_decompose_anomalies", series(values), real(1.5), long(0), string("linefit"))
    let flags = result.elements[0].elements.map { $0.long }
    #expect(flags[20] == 1)
    #expect(flags[41] == -1)
    let quiet = flags.filter { $0 == 0 }
    #expect(quiet.count == 58)
    #expect(result.elements[2].elements.count == 60)
    #expect(fixture.call("series_decompose_anomalies", series(values), real(1.5), long(0), string("spline")).isNull)
    #expect(fixture.call("series_decompose_anomalies", series([])).elements[0].elements.isEmpty)
  }

  @Test func decompositionAddsUp() {
    let values: [Double?] = (0..<48).map { Double($0 % 12) + Double($0) / 6 }
    let parts = fixture.call("series_decompose", series(values), long(12), string("linefit")).elements
    for index in values.indices {
      let baseline = parts[0].elements[index].real ?? .nan
      let seasonal = parts[1].elements[index].real ?? .nan
      let trend = parts[2].elements[index].real ?? .nan
      let residual = parts[3].elements[index].real ?? .nan
      #expect(abs(baseline - seasonal - trend) < 1e-9)
      #expect(abs(baseline + residual - (values[index] ?? .nan)) < 1e-9)
    }
  }

  @Test func elementsOfTwoSeries() {
    let cx = fixture.cx
    let (a, b) = (Value(array: [long(1), long(2), long(4)], cx), Value(array: [long(4), long(2), long(1)], cx))
    #expect(fixture.text(seriesSum(a, b, cx)) == "[5,4,5]")
    #expect(fixture.text(seriesQuotient(a, b, cx)) == "[0.25,1,4]")
    #expect(fixture.text(seriesGreaterOrEqual(a, b, cx)) == "[false,true,true]")
    #expect(fixture.text(seriesProduct(a, long(2), cx)) == "[2,4,8]")
    #expect(fixture.text(seriesSum(a, Value(array: [long(1), string("x")], cx), cx)) == "[2,null,null]")
    #expect(seriesSum(long(1), long(2), cx).isNull)
    #expect(dotProduct(a, b, cx) == 12)
    #expect(dotProduct(a, long(1), cx) == 7)
    #expect(pearsonCorrelation(a, seriesProduct(a, long(2), cx), cx) == 1)
  }

  @Test func gapsAreFilled() {
    let gaps = series([nil, nil, 36, 41, nil, nil, 16, 61, 33, nil])
    #expect(fixture.text(fixture.call("series_fill_forward", gaps)) == "[null,null,36,41,41,41,16,61,33,33]")
    #expect(fixture.text(fixture.call("series_fill_backward", gaps)) == "[36,36,36,41,16,16,16,61,33,null]")
    #expect(fixture.text(fixture.call("series_fill_const", gaps, long(-1))) == "[-1,-1,36,41,-1,-1,16,61,33,-1]")
    #expect(fixture.text(fixture.call("series_fill_const", gaps, long(0), long(61))) == "[0,0,36,41,0,0,16,0,33,0]")
  }

  @Test func statisticsOfTheDocumentation() {
    let values = series([23, 46, 23, 87, 4, 8, 3, 75, 2, 56, 13, 75, 32, 16, 29])
    let result = fixture.call("series_stats", values).elements
    #expect(fixture.text(Value(array: Array(result.prefix(5)), fixture.cx)) == "[2,8,87,3,32.8]")
    #expect(abs((result[5].real ?? .nan) - 28.503633853548269) < 1e-12)
    #expect(abs((result[6].real ?? .nan) - 812.45714285714291) < 1e-11)
  }

  @Test func filterSumsUp() {
    let sums = fixture.call("series_iir", series([1, 2, 3, 4]), series([1]), series([1, -1]))
    #expect(fixture.text(sums) == "[1,3,6,10]")
  }

  @Test func twoLinesBreakWhereTheyFitBest() {
    let values: [Double?] = [1, 2.2, 2.5, 4.7, 5, 12, 10.3, 10.3, 9, 8.3, 6.2]
    let result = fixture.call("series_fit_2lines", series(values)).elements
    #expect(result.count == 15)
    #expect(result[1].long == 5)
    let line = reals(result[4])
    let (left, right) = (Array(values[..<5]), Array(values[5...]))
    for (part, offset, fitted) in [(right, 5, Array(line[5...])), (left, 10, Array(line[..<5]))] {
      let own = fixture.call("series_fit_line", series(part)).elements
      #expect(fixture.text(own[5]) == fixture.text(series(fitted)))
      #expect(result[offset].real == own[0].real && result[offset + 1].real == own[1].real)
      #expect(result[offset + 2].real == own[4].real && result[offset + 3].real == own[2].real)
      #expect(result[offset + 4].real == own[3].real)
    }
    let bag = fixture.call("series_fit_2lines_dynamic", series(values))
    #expect(textOf(bag, fixture.cx).description.contains("\"right\":{\"rsquare\":"))
    #expect(fixture.call("series_fit_2lines", series([1, 2, 3])).isNull)
    #expect(fixture.call("series_fit_2lines", series([1, 2, nil, 3])).isNull)
    // Two exact lines leave nothing.
    let exact = fixture.call("series_fit_2lines", series([1, 2, 3, 4, 0, -3, -6])).elements
    #expect(exact[1].long == 4 && exact[0].real == 1 && exact[3].real == 0)
  }

  @Test func periodsAreFound() {
    let values: [Double?] = (0..<48).map { Double($0 % 12 == 0 ? 40 : ($0 * 37) % 12) }
    let found = fixture.call("series_periods_detect", series(values), real(0), real(30), long(2)).elements
    #expect(fixture.text(found[0]) == "[12,0]")
    #expect((reals(found[1])[0] ?? 0) > 0.8 && reals(found[1])[1] == 0)
    #expect(
      fixture.text(fixture.call("series_periods_detect", series(values), real(13), real(20), long(1)).elements[0])
        == "[0]")
    let checked = fixture.call("series_periods_validate", series(values), real(12), real(5), real(3), real(25))
    #expect(reals(checked.elements[1])[0] == reals(found[1])[0])
    #expect(reals(checked.elements[1]).dropFirst() == [0, 0, 0])
    #expect(fixture.text(checked.elements[0]) == "[12,5,3,25]")
    let flat = series(Array(repeating: 7, count: 20))
    #expect(fixture.text(fixture.call("series_periods_detect", flat, real(0), real(9), long(1))) == "[[0],[0]]")
    #expect(fixture.call("series_periods_detect", .null, real(0), real(9), long(1)).isNull)
  }
}
