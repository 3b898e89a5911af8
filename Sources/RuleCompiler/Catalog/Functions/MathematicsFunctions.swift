import DetectorRuntime

/// Mathematical functions of reals.
enum MathematicsFunctions {
  static let all: [FunctionSymbol] = [
    real(
      "sqrt", "The square root; NaN of a negative number.", Kernel("squareRoot", squareRoot),
      examples: [FunctionExample("sqrt(256.0)", yields: "16.0")]),
    real(
      "exp", "E to the power of the number.", Kernel("exponential", exponential),
      examples: [FunctionExample("exp(0.0)", yields: "1.0")]),
    real(
      "exp2", "2 to the power of the number.", Kernel("exponentialBase2", exponentialBase2),
      examples: [FunctionExample("exp2(3.0)", yields: "8.0")]),
    real(
      "exp10", "10 to the power of the number.", Kernel("exponentialBase10", exponentialBase10),
      examples: [FunctionExample("exp10(2.0)", yields: "100.0")]),
    real(
      "log", "The natural logarithm; NaN of a negative number.", Kernel("naturalLogarithm", naturalLogarithm),
      examples: [FunctionExample("round(log(5.0), 6)", yields: "1.609438")]),
    real(
      "log2", "The logarithm to base 2.", Kernel("logarithmBase2", logarithmBase2),
      examples: [FunctionExample("log2(8.0)", yields: "3.0")]),
    real(
      "log10", "The logarithm to base 10.", Kernel("logarithmBase10", logarithmBase10),
      examples: [FunctionExample("log10(100.0)", yields: "2.0")]),
    real(
      "sin", "The sine of an angle in radians.", Kernel("sine", sine),
      examples: [FunctionExample("round(sin(pi() / 6), 9)", yields: "0.5")]),
    real(
      "cos", "The cosine of an angle in radians.", Kernel("cosine", cosine),
      examples: [FunctionExample("round(cos(pi() / 3), 9)", yields: "0.5")]),
    real(
      "tan", "The tangent of an angle in radians.", Kernel("tangent", tangent),
      examples: [FunctionExample("round(tan(pi() / 4), 9)", yields: "1.0")]),
    real(
      "asin", "The angle in radians whose sine is the number.", Kernel("arcSine", arcSine),
      examples: [FunctionExample("round(asin(0.5), 6)", yields: "0.523599")]),
    real(
      "acos", "The angle in radians whose cosine is the number.", Kernel("arcCosine", arcCosine),
      examples: [FunctionExample("round(acos(0.5), 6)", yields: "1.047198")]),
    real(
      "atan", "The angle in radians whose tangent is the number.", Kernel("arcTangent", arcTangent),
      examples: [FunctionExample("round(atan(1.0), 6)", yields: "0.785398")]),
    real(
      "gamma", "The gamma function.", Kernel("gammaFunction", gammaFunction),
      examples: [FunctionExample("gamma(5.0)", yields: "24.0")]),
    real(
      "loggamma", "The logarithm of the absolute value of the gamma function.",
      Kernel("logarithmOfGamma", logarithmOfGamma),
      examples: [FunctionExample("round(loggamma(5.0), 6)", yields: "3.178054")]),
    real(
      "erf", "The error function.", Kernel("errorFunction", errorFunction),
      examples: [FunctionExample("round(erf(0.5), 6)", yields: "0.5205")]),
    real(
      "erfc", "The complementary error function.", Kernel("complementaryErrorFunction", complementaryErrorFunction),
      examples: [FunctionExample("round(erfc(0.5), 6)", yields: "0.4795")]),
    real(
      "cot", "The cotangent of an angle in radians.", Kernel("cotangent", cotangent), .none,
      examples: [FunctionExample("round(cot(1.0), 6)", yields: "0.642093")]),
    real(
      "degrees", "Radians as degrees.", Kernel("degreesOfRadians", degreesOfRadians), .none,
      examples: [FunctionExample("round(degrees(pi() / 4), 9)", yields: "45.0")]),
    real(
      "radians", "Degrees as radians.", Kernel("radiansOfDegrees", radiansOfDegrees), .none,
      examples: [FunctionExample("round(radians(90), 6)", yields: "1.570796")]),
    real(
      "sign", "The sign of the number: -1, 0 or 1.", Kernel("signOf", signOf), .none,
      examples: [FunctionExample("sign(-42.1)", yields: "-1.0")]),
    test(
      "isnan", "Whether the number is NaN.", Kernel("isNotANumber", isNotANumber),
      examples: [FunctionExample("isnan(real(nan))", yields: "true")]),
    test(
      "isinf", "Whether the number is an infinity.", Kernel("isInfiniteReal", isInfiniteReal),
      examples: [FunctionExample("isinf(1.0 / 0.0)", yields: "true")]),
    test(
      "isfinite", "Whether the number is neither an infinity nor NaN.", Kernel("isFiniteReal", isFiniteReal),
      examples: [FunctionExample("isfinite(1.0 / 0.0)", yields: "false")]),
    FunctionSymbol(
      "pow", summary: "The base to the power of the exponent.",
      signatures: [Signature([.real, .real], returns: .real, Kernel("power", power))], resultName: .firstArgument,
      examples: [FunctionExample("pow(2, 8)", yields: "256.0")], documentation: "pow-function"),
    FunctionSymbol(
      "atan2", summary: "The angle in radians between the x axis and the ray to the point.",
      signatures: [Signature([.real, .real], returns: .real, Kernel("angleOfPoint", angleOfPoint))],
      resultName: .firstArgument, examples: [FunctionExample("round(degrees(atan2(1.0, 1.0)), 9)", yields: "45.0")],
      documentation: "atan2-function"),
    FunctionSymbol(
      "pi", summary: "The number pi.",
      signatures: [Signature([], returns: .real, Kernel("circleConstant", circleConstant))],
      examples: [FunctionExample("round(pi(), 6)", yields: "3.141593")], documentation: "pi-function"),
    FunctionSymbol(
      "new_guid", summary: "A random guid, another for each row.",
      signatures: [Signature([], returns: .guid, Kernel("randomGuid", randomGuid))],
      dependence: .chance, examples: [FunctionExample("isnotempty(tostring(new_guid()))", yields: "true")],
      documentation: "new-guid-function"),
    FunctionSymbol(
      "rand", summary: "A random number in [0, 1), or one of 0, 1, …, n - 1.",
      signatures: [
        Signature([], returns: .real, Kernel("randomReal", randomReal)),
        Signature([.long], returns: .real, Kernel("randomBelow", randomBelow)),
      ],
      resultName: .firstArgument, dependence: .chance, examples: [FunctionExample("rand(10) < 10", yields: "true")],
      documentation: "rand-function"),
    beta(
      "beta_cdf", "The cumulative beta distribution.", Kernel("betaCumulative", betaCumulative), "beta-cdf-function",
      examples: [FunctionExample("round(beta_cdf(0.5, 2.0, 2.0), 9)", yields: "0.5")]),
    beta(
      "beta_inv", "The inverse of the cumulative beta distribution.", Kernel("betaInverse", betaInverse),
      "beta-inv-function", examples: [FunctionExample("round(beta_inv(0.5, 2.0, 2.0), 9)", yields: "0.5")]),
    beta(
      "beta_pdf", "The density of the beta distribution.", Kernel("betaDensity", betaDensity), "beta-pdf-function",
      examples: [FunctionExample("round(beta_pdf(0.5, 2.0, 2.0), 9)", yields: "1.5")]),
    FunctionSymbol(
      "welch_test", summary: "The p-value of Welch's t-test, of the mean, variance and count of two samples.",
      signatures: [
        Signature([.real, .real, .real, .real, .real, .real], returns: .real, Kernel("welchTest", welchTest))
      ],
      examples: [
        FunctionExample(
          "round(welch_test(20.82, 7.846, 15.0, 22.986666666666668, 3.809809523809524, 15.0), 3)", yields: "0.021")
      ],
      documentation: "welch-test-function"),
  ]

  private static func real(
    _ name: String, _ summary: String, _ kernel: Kernel, _ resultName: ResultName = .firstArgument,
    examples: [FunctionExample]
  ) -> FunctionSymbol {
    FunctionSymbol(
      name, summary: summary, signatures: [Signature([.real], returns: .real, kernel)], resultName: resultName,
      examples: examples, documentation: "\(name)-function")
  }

  private static func test(_ name: String, _ summary: String, _ kernel: Kernel, examples: [FunctionExample])
    -> FunctionSymbol
  {
    FunctionSymbol(
      name, summary: summary, signatures: [Signature([.real], returns: .bool, kernel)], examples: examples,
      documentation: "\(name)-function")
  }

  private static func beta(
    _ name: String, _ summary: String, _ kernel: Kernel, _ page: String, examples: [FunctionExample]
  ) -> FunctionSymbol {
    FunctionSymbol(
      name, summary: summary, signatures: [Signature([.real, .real, .real], returns: .real, kernel)],
      resultName: .firstArgument, examples: examples, documentation: page)
  }
}
