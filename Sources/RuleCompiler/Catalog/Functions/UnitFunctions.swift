import DetectorRuntime

/// `convert_length` and the like.
enum UnitFunctions {
  static let all: [FunctionSymbol] = [
    conversion(
      "angle", Kernel("convertAngle", convertAngle),
      examples: [FunctionExample("convert_angle(1.2, 'Degree', 'Arcminute')", yields: "72.0")]),
    conversion(
      "energy", Kernel("convertEnergy", convertEnergy),
      examples: [FunctionExample("round(convert_energy(1.2, 'Joule', 'BritishThermalUnit'), 9)", yields: "0.001137381")]
    ),
    conversion(
      "force", Kernel("convertForce", convertForce),
      examples: [FunctionExample("round(convert_force(1.2, 'Newton', 'Decanewton'), 9)", yields: "0.12")]),
    conversion(
      "length", Kernel("convertLength", convertLength),
      examples: [FunctionExample("round(convert_length(1.2, 'Foot', 'Yard'), 9)", yields: "0.4")]),
    conversion(
      "mass", Kernel("convertMass", convertMass),
      examples: [FunctionExample("round(convert_mass(1.2, 'Pound', 'Kilogram'), 6)", yields: "0.544311")]),
    conversion(
      "speed", Kernel("convertSpeed", convertSpeed),
      examples: [
        FunctionExample("round(convert_speed(1.2, 'KilometerPerHour', 'CentimeterPerSecond'), 6)", yields: "33.333333")
      ]),
    conversion(
      "temperature", Kernel("convertTemperature", convertTemperature),
      examples: [FunctionExample("round(convert_temperature(1.2, 'Kelvin', 'DegreeCelsius'), 9)", yields: "-271.95")]),
    conversion(
      "volume", Kernel("convertVolume", convertVolume),
      examples: [FunctionExample("round(convert_volume(1.2, 'CubicMeter', 'AcreFoot'), 10)", yields: "0.0009728568")]),
  ]

  private static func conversion(_ quantity: String, _ kernel: Kernel, examples: [FunctionExample]) -> FunctionSymbol {
    FunctionSymbol(
      "convert_\(quantity)", summary: "A value of \(quantity) in another unit; null if a unit does not exist.",
      signatures: [Signature([.real, .string, .string], returns: .real, kernel)], examples: examples,
      documentation: "convert-\(quantity)-function")
  }
}
