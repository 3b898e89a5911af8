import DetectorRuntime

/// Mathematical functions of reals.
enum MathematicsFunctions {
  static let all: [FunctionSymbol] = [
    real("sqrt", "The square root; NaN of a negative number.", Kernel("squareRoot", squareRoot)),
    real("exp", "E to the power of the number.", Kernel("exponential", exponential)),
    real("exp2", "2 to the power of the number.", Kernel("exponentialBase2", exponentialBase2)),
    real("exp10", "10 to the power of the number.", Kernel("exponentialBase10", exponentialBase10)),
    real("log", "The natural logarithm; NaN of a negative number.", Kernel("naturalLogarithm", naturalLogarithm)),
    real("log2", "The logarithm to base 2.", Kernel("logarithmBase2", logarithmBase2)),
    real("log10", "The logarithm to base 10.", Kernel("logarithmBase10", logarithmBase10)),
    real("sin", "The sine of an angle in radians.", Kernel("sine", sine)),
    real("cos", "The cosine of an angle in radians.", Kernel("cosine", cosine)),
    real("tan", "The tangent of an angle in radians.", Kernel("tangent", tangent)),
    real("asin", "The angle in radians whose sine is the number.", Kernel("arcSine", arcSine)),
    real("acos", "The angle in radians whose cosine is the number.", Kernel("arcCosine", arcCosine)),
    real("atan", "The angle in radians whose tangent is the number.", Kernel("arcTangent", arcTangent)),
    real("gamma", "The gamma function.", Kernel("gammaFunction", gammaFunction)),
    real(
      "loggamma", "The logarithm of the absolute value of the gamma function.",
      Kernel("logarithmOfGamma", logarithmOfGamma)),
    real("erf", "The error function.", Kernel("errorFunction", errorFunction)),
    real("erfc", "The complementary error function.", Kernel("complementaryErrorFunction", complementaryErrorFunction)),
    real("cot", "The cotangent of an angle in radians.", Kernel("cotangent", cotangent), .none),
    real("degrees", "Radians as degrees.", Kernel("degreesOfRadians", degreesOfRadians), .none),
    real("radians", "Degrees as radians.", Kernel("radiansOfDegrees", radiansOfDegrees), .none),
    real("sign", "The sign of the number: -1, 0 or 1.", Kernel("signOf", signOf), .none),
    test("isnan", "Whether the number is NaN.", Kernel("isNotANumber", isNotANumber)),
    test("isinf", "Whether the number is an infinity.", Kernel("isInfiniteReal", isInfiniteReal)),
    test("isfinite", "Whether the number is neither an infinity nor NaN.", Kernel("isFiniteReal", isFiniteReal)),
    FunctionSymbol(
      "pow", summary: "The base to the power of the exponent.",
      signatures: [Signature([.real, .real], returns: .real, Kernel("power", power))], resultName: .firstArgument,
      examples: [FunctionExample("pow(2, 8)", yields: "256.0")], documentation: "pow-function"),
    FunctionSymbol(
      "atan2", summary: "The angle in radians between the x axis and the ray to the point.",
      signatures: [Signature([.real, .real], returns: .real, Kernel("angleOfPoint", angleOfPoint))],
      resultName: .firstArgument, documentation: "atan2-function"),
    FunctionSymbol(
      "pi", summary: "The number pi.",
      signatures: [Signature([], returns: .real, Kernel("circleConstant", circleConstant))],
      documentation: "pi-function"),
    FunctionSymbol(
      "new_guid", summary: "A random guid, another for each row.",
      signatures: [Signature([], returns: .guid, Kernel("randomGuid", randomGuid))],
      isDeterministic: false, documentation: "new-guid-function"),
    FunctionSymbol(
      "rand", summary: "A random number in [0, 1), or one of 0, 1, …, n - 1.",
      signatures: [
        Signature([], returns: .real, Kernel("randomReal", randomReal)),
        Signature([.long], returns: .real, Kernel("randomBelow", randomBelow)),
      ],
      resultName: .firstArgument, isDeterministic: false, documentation: "rand-function"),
    beta(
      "beta_cdf", "The cumulative beta distribution.", Kernel("betaCumulative", betaCumulative), "beta-cdf-function"),
    beta(
      "beta_inv", "The inverse of the cumulative beta distribution.", Kernel("betaInverse", betaInverse),
      "beta-inv-function"),
    beta("beta_pdf", "The density of the beta distribution.", Kernel("betaDensity", betaDensity), "beta-pdf-function"),
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
    _ name: String, _ summary: String, _ kernel: Kernel, _ resultName: ResultName = .firstArgument
  ) -> FunctionSymbol {
    FunctionSymbol(
      name, summary: summary, signatures: [Signature([.real], returns: .real, kernel)], resultName: resultName,
      documentation: "\(name)-function")
  }

  private static func test(_ name: String, _ summary: String, _ kernel: Kernel) -> FunctionSymbol {
    FunctionSymbol(
      name, summary: summary, signatures: [Signature([.real], returns: .bool, kernel)],
      documentation: "\(name)-function")
  }

  private static func beta(_ name: String, _ summary: String, _ kernel: Kernel, _ page: String) -> FunctionSymbol {
    FunctionSymbol(
      name, summary: summary, signatures: [Signature([.real, .real, .real], returns: .real, kernel)],
      resultName: .firstArgument, documentation: page)
  }
}
