import Testing

@testable import rulec

/// Published rules of all shapes: what they return for events that were made for them has to be what a reading of their
/// queries says. The readings are written in Python and know nothing of this compiler.
@Suite(
  .enabled(if: SharedData.isPresent, "\(SharedData.absence)"),
  .enabled(if: Subprocess.find("swiftc") != nil, "swiftc is not on the PATH: nothing can be run"))
struct IndependentRowsTests {
  /// Built once for all tests.
  private static let program = Result { try ReadingProgram(IndependentReading.names.map(IndependentReading.init)) }

  @Test(arguments: IndependentReading.names)
  func rows(_ name: String) throws {
    let differences = try Self.program.get().differences(name, IndependentReading(name))
    #expect(differences.isEmpty, "\(name): \(differences.joined(separator: "\n"))")
  }

  /// Whether the files are there at all, and say something.
  @Test func readsManyRules() throws {
    let readings = try IndependentReading.names.map(IndependentReading.init)
    #expect(Set(readings.map(\.rule)).count >= 60)
    #expect(readings.allSatisfy { !$0.events.isEmpty })
    #expect(readings.count { $0.rows.isEmpty } == 1)
  }
}
