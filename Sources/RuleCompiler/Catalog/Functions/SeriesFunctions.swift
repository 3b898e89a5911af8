import DetectorRuntime

/// Functions of series: arrays of numbers, as `make-series` makes them.
enum SeriesFunctions {
  static let all: [FunctionSymbol] = elements + pairs + numbers + filling + transforms + decomposition

  private static func page(_ name: String) -> String { name.replacing("_", with: "-") + "-function" }

  private static func series(_ name: String, _ summary: String, _ signatures: Signature..., examples: [FunctionExample])
    -> FunctionSymbol
  {
    FunctionSymbol(name, summary: summary, signatures: signatures, examples: examples, documentation: page(name))
  }

  private static func unary(_ name: String, _ kernel: Kernel, examples: [FunctionExample]) -> FunctionSymbol {
    series(
      name, "A function applied to each element of a series.", Signature([.dynamic], returns: .dynamic, kernel),
      examples: examples)
  }

  private static func binary(_ name: String, _ kernel: Kernel, examples: [FunctionExample]) -> FunctionSymbol {
    series(
      name, "An operator applied to the elements of two series, or of a series and a number.",
      Signature([.any, .any], returns: .dynamic, kernel),
      examples: examples)
  }

  private static let elements: [FunctionSymbol] = [
    unary(
      "series_abs", Kernel("seriesAbsolute", seriesAbsolute),
      examples: [FunctionExample("series_abs(dynamic([-6.5, 0, 8.2]))", yields: "dynamic([6.5, 0.0, 8.2])")]),
    unary(
      "series_acos", Kernel("seriesArcCosine", seriesArcCosine),
      examples: [FunctionExample("series_acos(dynamic([1]))", yields: "dynamic([0.0])")]),
    unary(
      "series_asin", Kernel("seriesArcSine", seriesArcSine),
      examples: [FunctionExample("series_asin(dynamic([0]))", yields: "dynamic([0.0])")]),
    unary(
      "series_atan", Kernel("seriesArcTangent", seriesArcTangent),
      examples: [FunctionExample("series_atan(dynamic([0]))", yields: "dynamic([0.0])")]),
    unary(
      "series_ceiling", Kernel("seriesCeiling", seriesCeiling),
      examples: [FunctionExample("series_ceiling(dynamic([-1.5, 2.5]))", yields: "dynamic([-1.0, 3.0])")]),
    unary(
      "series_cos", Kernel("seriesCosine", seriesCosine),
      examples: [FunctionExample("series_cos(dynamic([0]))", yields: "dynamic([1.0])")]),
    unary(
      "series_exp", Kernel("seriesExponential", seriesExponential),
      examples: [FunctionExample("series_exp(dynamic([0]))", yields: "dynamic([1.0])")]),
    unary(
      "series_floor", Kernel("seriesFloor", seriesFloor),
      examples: [FunctionExample("series_floor(dynamic([-1.5, 2.5]))", yields: "dynamic([-2.0, 2.0])")]),
    unary(
      "series_log", Kernel("seriesLogarithm", seriesLogarithm),
      examples: [FunctionExample("series_log(dynamic([1]))", yields: "dynamic([0.0])")]),
    unary(
      "series_sign", Kernel("seriesSign", seriesSign),
      examples: [FunctionExample("series_sign(dynamic([-6, 0, 8]))", yields: "dynamic([-1.0, 0.0, 1.0])")]),
    unary(
      "series_sin", Kernel("seriesSine", seriesSine),
      examples: [FunctionExample("series_sin(dynamic([0]))", yields: "dynamic([0.0])")]),
    unary(
      "series_tan", Kernel("seriesTangent", seriesTangent),
      examples: [FunctionExample("series_tan(dynamic([0]))", yields: "dynamic([0.0])")]),
  ]

  private static let pairs: [FunctionSymbol] = [
    binary(
      "series_add", Kernel("seriesSum", seriesSum),
      examples: [
        FunctionExample("series_add(dynamic([1, 2, 4]), dynamic([4, 2, 1]))", yields: "dynamic([5, 4, 5])")
      ]),
    binary(
      "series_subtract", Kernel("seriesDifference", seriesDifference),
      examples: [
        FunctionExample("series_subtract(dynamic([1, 2, 4]), dynamic([4, 2, 1]))", yields: "dynamic([-3, 0, 3])")
      ]),
    binary(
      "series_multiply", Kernel("seriesProduct", seriesProduct),
      examples: [
        FunctionExample("series_multiply(dynamic([1, 2, 4]), dynamic([4, 2, 1]))", yields: "dynamic([4, 4, 4])")
      ]),
    binary(
      "series_divide", Kernel("seriesQuotient", seriesQuotient),
      examples: [
        FunctionExample("series_divide(dynamic([1, 2, 4]), dynamic([4, 2, 1]))", yields: "dynamic([0.25, 1.0, 4.0])")
      ]),
    binary(
      "series_pow", Kernel("seriesPower", seriesPower),
      examples: [
        FunctionExample(
          "series_pow(dynamic([1, 2, 3, 4]), dynamic([1, 2, 3, 0.5]))", yields: "dynamic([1.0, 4.0, 27.0, 2.0])")
      ]),
    binary(
      "series_equals", Kernel("seriesEquals", seriesEquals),
      examples: [
        FunctionExample(
          "series_equals(dynamic([1, 2, 4]), dynamic([4, 2, 1]))", yields: "dynamic([false, true, false])")
      ]),
    binary(
      "series_not_equals", Kernel("seriesDiffers", seriesDiffers),
      examples: [
        FunctionExample(
          "series_not_equals(dynamic([1, 2, 4]), dynamic([4, 2, 1]))", yields: "dynamic([true, false, true])")
      ]),
    binary(
      "series_less", Kernel("seriesLess", seriesLess),
      examples: [
        FunctionExample("series_less(dynamic([1, 2, 4]), dynamic([4, 2, 1]))", yields: "dynamic([true, false, false])")
      ]),
    binary(
      "series_less_equals", Kernel("seriesLessOrEqual", seriesLessOrEqual),
      examples: [
        FunctionExample(
          "series_less_equals(dynamic([1, 2, 4]), dynamic([4, 2, 1]))", yields: "dynamic([true, true, false])")
      ]),
    binary(
      "series_greater", Kernel("seriesGreater", seriesGreater),
      examples: [
        FunctionExample(
          "series_greater(dynamic([1, 2, 4]), dynamic([4, 2, 1]))", yields: "dynamic([false, false, true])")
      ]),
    binary(
      "series_greater_equals", Kernel("seriesGreaterOrEqual", seriesGreaterOrEqual),
      examples: [
        FunctionExample(
          "series_greater_equals(dynamic([1, 2, 4]), dynamic([4, 2, 1]))", yields: "dynamic([false, true, true])")
      ]),
  ]

  private static let numbers: [FunctionSymbol] = [
    series(
      "series_sum", "The sum of the elements.",
      Signature([.dynamic], returns: .real, Kernel("sumOfSeries", sumOfSeries)),
      examples: [FunctionExample("series_sum(dynamic([1, 2, 3, 4]))", yields: "10.0")]),
    series(
      "series_product", "The product of the elements.",
      Signature([.dynamic], returns: .real, Kernel("productOfSeries", productOfSeries)),
      examples: [FunctionExample("series_product(dynamic([1, 2, 3, 4]))", yields: "24.0")]),
    series(
      "series_magnitude", "The length of the series as a vector.",
      Signature([.dynamic], returns: .real, Kernel("magnitudeOfSeries", magnitudeOfSeries)),
      examples: [FunctionExample("series_magnitude(dynamic([3, 4]))", yields: "5.0")]),
    series(
      "series_dot_product", "The sum of the products of the elements.",
      Signature([.any, .any], returns: .real, Kernel("dotProduct", dotProduct)),
      examples: [FunctionExample("series_dot_product(dynamic([1, 2, 4]), dynamic([4, 2, 1]))", yields: "12.0")]),
    series(
      "series_cosine_similarity", "The cosine of the angle between two series as vectors.",
      Signature([.dynamic, .dynamic], returns: .real, Kernel("cosineSimilarity", cosineSimilarity)),
      examples: [FunctionExample("series_cosine_similarity(dynamic([1, 0]), dynamic([0, 1]))", yields: "0.0")]),
    series(
      "series_pearson_correlation", "The correlation coefficient of two series.",
      Signature([.dynamic, .dynamic], returns: .real, Kernel("pearsonCorrelation", pearsonCorrelation)),
      examples: [
        FunctionExample("round(series_pearson_correlation(dynamic([1, 2, 4]), dynamic([2, 4, 8])), 9)", yields: "1.0")
      ]),
  ]

  private static let filling: [FunctionSymbol] = [
    FunctionSymbol(
      "series_fill_const", summary: "The series with gaps filled by a constant.",
      signatures: [
        Signature(
          [.dynamic, .any, .any], defaults: [.long(0), .dynamic(.null)], returns: .dynamic,
          Kernel("fillConstant", fillConstant))
      ],
      resultName: .firstArgument,
      examples: [FunctionExample("series_fill_const(dynamic([111, null, 36]), 0)", yields: "dynamic([111, 0, 36])")],
      documentation: page("series_fill_const")),
    FunctionSymbol(
      "series_fill_forward", summary: "The series with gaps filled by the value before them.",
      signatures: [
        Signature(
          [.dynamic, .any], defaults: [.dynamic(.null)], returns: .dynamic, Kernel("fillForward", fillForward))
      ],
      resultName: .firstArgument,
      examples: [FunctionExample("series_fill_forward(dynamic([null, 36, null]))", yields: "dynamic([null, 36, 36])")],
      documentation: page("series_fill_forward")),
    FunctionSymbol(
      "series_fill_backward", summary: "The series with gaps filled by the value behind them.",
      signatures: [
        Signature(
          [.dynamic, .any], defaults: [.dynamic(.null)], returns: .dynamic, Kernel("fillBackward", fillBackward))
      ],
      resultName: .firstArgument,
      examples: [FunctionExample("series_fill_backward(dynamic([null, 36, null]))", yields: "dynamic([36, 36, null])")],
      documentation: page("series_fill_backward")),
    FunctionSymbol(
      "series_iir", summary: "The series through an infinite impulse response filter.",
      signatures: [
        Signature([.dynamic, .dynamic, .dynamic], returns: .dynamic, Kernel("filterSeries", filterSeries))
      ],
      resultName: .firstArgument,
      examples: [
        FunctionExample(
          "series_iir(dynamic([1, 2, 3]), dynamic([1]), dynamic([1, -1]))", yields: "dynamic([1.0, 3.0, 6.0])")
      ], documentation: page("series_iir")),
  ]

  private static let transforms: [FunctionSymbol] = [
    FunctionSymbol(
      "series_fir", summary: "The series through a finite impulse response filter.",
      signatures: [
        Signature(
          [.dynamic, .dynamic, .bool, .bool], defaults: [.null(.bool), .bool(false)], returns: .dynamic,
          Kernel("filterFinite", filterFinite))
      ],
      resultName: .firstArgument,
      examples: [
        FunctionExample(
          "series_fir(dynamic([0, 0, 2, 2, 3, 3]), dynamic([1, -1]), false, false)",
          yields: "dynamic([0.0, 0.0, 2.0, 0.0, 1.0, 0.0])"),
        FunctionExample(
          "series_fir(dynamic([0, 0, 10, 20, 0]), dynamic([1, 1, 1, 1, 1]), true, true)",
          yields: "dynamic([2.0, 6.0, 6.0, 6.0, 6.0])"),
      ],
      documentation: page("series_fir")),
    FunctionSymbol(
      "series_fill_linear", summary: "The series with gaps filled by linear interpolation.",
      signatures: [
        Signature(
          [.dynamic, .any, .bool, .any], defaults: [.dynamic(.null), .bool(true), .real(0)], returns: .dynamic,
          Kernel("fillLinear", fillLinear))
      ],
      resultName: .firstArgument,
      examples: [
        FunctionExample(
          "series_fill_linear(dynamic([null, 111, null, 36, 41, null, null, 16, 61, 33, null, null]))",
          yields: "dynamic([111, 111, 73, 36, 41, 32, 24, 16, 61, 33, 33, 33])"),
        FunctionExample(
          "series_fill_linear(dynamic([null, 111.0, null, 36.0]), double(null), false)",
          yields: "dynamic([null, 111.0, 73.5, 36.0])"),
        FunctionExample(
          "series_fill_linear(dynamic([null, null]), double(null), true, 3.14159)",
          yields: "dynamic([3.14159, 3.14159])"
        ),
      ],
      documentation: page("series_fill_linear")),
    FunctionSymbol(
      "series_fft", summary: "The Fourier transform of a series: its real and its imaginary part.",
      signatures: [
        Signature(
          [.dynamic, .dynamic], defaults: [.dynamic(.null)], returns: .dynamic,
          Kernel("fourierTransform", fourierTransform))
      ],
      columns: [ResultColumn("real", .dynamic), ResultColumn("imag", .dynamic)],
      examples: [
        FunctionExample(
          "series_fft(dynamic([1, 0, 0, 0]))", yields: "dynamic([1.0, 1.0, 1.0, 1.0]), dynamic([0.0, 0.0, 0.0, 0.0])")
      ], documentation: page("series_fft")),
    FunctionSymbol(
      "series_ifft", summary: "The series that a Fourier transform is of: its real and its imaginary part.",
      signatures: [
        Signature(
          [.dynamic, .dynamic], defaults: [.dynamic(.null)], returns: .dynamic,
          Kernel("inverseFourierTransform", inverseFourierTransform))
      ],
      columns: [ResultColumn("real", .dynamic), ResultColumn("imag", .dynamic)],
      examples: [
        FunctionExample(
          "series_ifft(dynamic([4, 0, 0, 0]))", yields: "dynamic([1.0, 1.0, 1.0, 1.0]), dynamic([0.0, 0.0, 0.0, 0.0])")
      ], documentation: page("series_ifft")),
    FunctionSymbol(
      "series_fit_poly", summary: "The polynomial that fits a series best.",
      signatures: [
        Signature(
          [.dynamic, .dynamic, .long], defaults: [.dynamic(.null), .long(1)], returns: .dynamic,
          Kernel("fitPolynomial", fitPolynomial))
      ],
      columns: [
        ResultColumn("rsquare", .real), ResultColumn("coefficients", .dynamic), ResultColumn("variance", .real),
        ResultColumn("rvariance", .real), ResultColumn("poly_fit", .dynamic),
      ],
      examples: [
        FunctionExample(
          "series_fit_poly(dynamic([0, 0]))", yields: "0.0, dynamic([0.0, 0.0]), 0.0, 0.0, dynamic([0.0, 0.0])")
      ], documentation: page("series_fit_poly")),
  ]

  private static let decomposition: [FunctionSymbol] = [
    series(
      "series_decompose_forecast", "What the seasonal part and the trend of a series predict for its last points.",
      Signature(
        [.dynamic, .long, .long, .string, .real], defaults: [.long(-1), .string("avg"), .real(0.6)],
        returns: .dynamic, Kernel("forecastSeries", forecastSeries)),
      examples: [
        FunctionExample(
          "series_decompose_forecast(dynamic([2, 2, 2, 2, 9]), 1)", yields: "dynamic([2.0, 2.0, 2.0, 2.0, 2.0])")
      ]),
    FunctionSymbol(
      "series_decompose", summary: "The series taken apart into a seasonal part, a trend and a rest.",
      signatures: [
        Signature(
          [.dynamic, .long, .string, .long, .real],
          defaults: [.long(-1), .string("avg"), .long(0), .real(0.6)], returns: .dynamic,
          Kernel("decomposeSeries", decomposeSeries))
      ],
      columns: [
        ResultColumn("baseline", .dynamic), ResultColumn("seasonal", .dynamic), ResultColumn("trend", .dynamic),
        ResultColumn("residual", .dynamic),
      ],
      examples: [
        FunctionExample(
          "series_decompose(dynamic([2, 2, 2]), 0)",
          yields:
            "dynamic([2.0, 2.0, 2.0]), dynamic([0.0, 0.0, 0.0]), dynamic([2.0, 2.0, 2.0]), dynamic([0.0, 0.0, 0.0])")
      ], documentation: page("series_decompose")),
    FunctionSymbol(
      "series_decompose_anomalies", summary: "The points of a series that are far from what its other points predict.",
      signatures: [
        Signature(
          [.dynamic, .real, .long, .string, .long, .string, .real],
          defaults: [.real(1.5), .long(-1), .string("avg"), .long(0), .string("ctukey"), .real(0.6)],
          returns: .dynamic, Kernel("decomposeAnomalies", decomposeAnomalies))
      ],
      columns: [
        ResultColumn("ad_flag", .dynamic), ResultColumn("ad_score", .dynamic), ResultColumn("baseline", .dynamic),
      ],
      examples: [
        FunctionExample(
          "series_decompose_anomalies(dynamic([2, 2, 2]), 1.5, 0)",
          yields: "dynamic([0, 0, 0]), dynamic([0.0, 0.0, 0.0]), dynamic([2.0, 2.0, 2.0])")
      ], documentation: page("series_decompose_anomalies")),
    FunctionSymbol(
      "series_outliers", summary: "How far each point lies outside of the range of most others.",
      signatures: [
        Signature(
          [.dynamic, .string], defaults: [.string("ctukey")], returns: .dynamic,
          Kernel("scoreOutliers", scoreOutliers))
      ],
      resultName: .firstArgument,
      examples: [FunctionExample("series_outliers(dynamic([1, 2, 1, 2]))", yields: "dynamic([0.0, 0.0, 0.0, 0.0])")],
      documentation: page("series_outliers")),
    FunctionSymbol(
      "series_fit_line", summary: "The line that fits a series best.",
      signatures: [Signature([.dynamic], returns: .dynamic, Kernel("fitLine", fitLine))],
      columns: [
        ResultColumn("rsquare", .real), ResultColumn("slope", .real), ResultColumn("variance", .real),
        ResultColumn("rvariance", .real), ResultColumn("interception", .real), ResultColumn("line_fit", .dynamic),
      ],
      examples: [
        FunctionExample(
          "series_fit_line(dynamic([1, 3, 5]))", yields: "1.0, 2.0, 4.0, 0.0, -1.0, dynamic([1.0, 3.0, 5.0])")
      ], documentation: page("series_fit_line")),
    series(
      "series_fit_line_dynamic", "The line that fits a series best, as a property bag.",
      Signature([.dynamic], returns: .dynamic, Kernel("fitLineAsBag", fitLineAsBag)),
      examples: [FunctionExample("series_fit_line_dynamic(dynamic([1, 3, 5])).slope", yields: "dynamic(2.0)")]),
    FunctionSymbol(
      "series_fit_2lines", summary: "The two lines, one after the other, that fit a series best.",
      signatures: [Signature([.dynamic], returns: .dynamic, Kernel("fitTwoLines", fitTwoLines))],
      columns: [
        ResultColumn("rsquare", .real), ResultColumn("split_idx", .long), ResultColumn("variance", .real),
        ResultColumn("rvariance", .real), ResultColumn("line_fit", .dynamic),
      ]
        + ["right", "left"].flatMap { side in
          ["rsquare", "slope", "interception", "variance", "rvariance"].map { ResultColumn("\(side)_\($0)", .real) }
        },
      examples: [
        FunctionExample(
          "series_fit_2lines(dynamic([1, 2, 3, 9, 7, 5]))",
          yields:
            "1.0, 3, 9.5, 0.0, dynamic([1.0, 2.0, 3.0, 9.0, 7.0, 5.0]), 1.0, -2.0, 11.0, 4.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0"
        )
      ], documentation: page("series_fit_2lines")),
    FunctionSymbol(
      "series_fit_2lines_dynamic",
      summary: "The two lines, one after the other, that fit a series best, as a property bag.",
      signatures: [Signature([.dynamic], returns: .dynamic, Kernel("fitTwoLinesAsBag", fitTwoLinesAsBag))],
      examples: [
        FunctionExample("series_fit_2lines_dynamic(dynamic([1, 2, 3, 20, 18, 16])).split_idx", yields: "3"),
        FunctionExample("series_fit_2lines_dynamic(dynamic([1, 2, 3, 20, 18, 16])).right.slope", yields: "-2.0"),
        FunctionExample("series_fit_2lines_dynamic(dynamic([1, 2, 3, 20, 18, 16])).left.interception", yields: "0.0"),
        FunctionExample("isnull(series_fit_2lines_dynamic(dynamic([1, 2, 3])))", yields: "true"),
      ],
      documentation: page("series_fit_2lines_dynamic")),
    FunctionSymbol(
      "series_periods_detect",
      summary: "The periods in which a series repeats itself, and their scores by autocorrelation.",
      signatures: [
        Signature([.dynamic, .real, .real, .long], returns: .dynamic, Kernel("detectPeriods", detectPeriods))
      ],
      columns: [ResultColumn("periods", .dynamic), ResultColumn("periods_scores", .dynamic)],
      examples: [
        FunctionExample(
          "series_periods_detect(dynamic([1, 2, 3, 9, 1, 2, 3, 9, 1, 2, 3, 9, 1, 2, 3, 9]), 3, 8, 0)",
          yields: "dynamic([]), dynamic([])")
      ], documentation: page("series_periods_detect")),
    FunctionSymbol(
      "series_periods_validate",
      summary: "How well a series repeats itself in given periods: their scores by autocorrelation.",
      signatures: [
        Signature(
          [.dynamic], repeating: .real, atLeast: 1, returns: .dynamic, Kernel("validatePeriods", validatePeriods))
      ],
      columns: [ResultColumn("periods", .dynamic), ResultColumn("scores", .dynamic)],
      examples: [
        FunctionExample(
          "series_periods_validate(dynamic([1, 2, 3, 9, 1, 2, 3, 9]), 3, 5)",
          yields: "dynamic([3.0, 5.0]), dynamic([0.0, 0.0])")
      ], documentation: page("series_periods_validate")),
    series(
      "series_seasonal", "The seasonal part of a series.",
      Signature(
        [.dynamic, .long], defaults: [.long(-1)], returns: .dynamic, Kernel("seasonalSeries", seasonalSeries)),
      examples: [
        FunctionExample(
          "series_seasonal(dynamic([1, 2, 3, 1, 2, 3]), 3)", yields: "dynamic([1.0, 2.0, 3.0, 1.0, 2.0, 3.0])")
      ]),
    FunctionSymbol(
      "series_stats", summary: "Extremes, mean and spread of a series.",
      signatures: [Signature([.dynamic], returns: .dynamic, Kernel("seriesStatistics", seriesStatistics))],
      columns: [
        ResultColumn("min", .real), ResultColumn("min_idx", .long), ResultColumn("max", .real),
        ResultColumn("max_idx", .long), ResultColumn("avg", .real), ResultColumn("stdev", .real),
        ResultColumn("variance", .real),
      ],
      examples: [
        FunctionExample("series_stats(dynamic([2, 4, 4, 6]))", yields: "2.0, 0, 6.0, 3, 4.0, sqrt(8.0 / 3), 8.0 / 3")
      ], documentation: page("series_stats")),
    series(
      "series_stats_dynamic", "Extremes, mean, spread and sum of a series, as a property bag.",
      Signature([.dynamic], returns: .dynamic, Kernel("seriesStatisticsAsBag", seriesStatisticsAsBag)),
      examples: [FunctionExample("series_stats_dynamic(dynamic([2, 4, 4, 6])).avg", yields: "dynamic(4.0)")]),
  ]
}
