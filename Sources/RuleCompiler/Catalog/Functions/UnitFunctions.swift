import DetectorRuntime

/// `convert_length` and the like.
enum UnitFunctions {
  static let all: [FunctionSymbol] = [
    conversion("angle", Kernel("convertAngle", convertAngle)),
    conversion("energy", Kernel("convertEnergy", convertEnergy)),
    conversion("force", Kernel("convertForce", convertForce)),
    conversion("length", Kernel("convertLength", convertLength)),
    conversion("mass", Kernel("convertMass", convertMass)),
    conversion("speed", Kernel("convertSpeed", convertSpeed)),
    conversion("temperature", Kernel("convertTemperature", convertTemperature)),
    conversion("volume", Kernel("convertVolume", convertVolume)),
  ]

  private static func conversion(_ quantity: String, _ kernel: Kernel) -> FunctionSymbol {
    FunctionSymbol(
      "convert_\(quantity)", summary: "A value of \(quantity) in another unit; null if a unit does not exist.",
      signatures: [Signature([.real, .string, .string], returns: .real, kernel)],
      documentation: "convert-\(quantity)-function")
  }
}
