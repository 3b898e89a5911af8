import Foundation
import Testing

@testable import rulec

@Suite struct TextFileTests {
  private let path = NSTemporaryDirectory() + "rulec-text-\(UUID().uuidString)"

  /// The driver of the Swift compiler takes a file for unchanged whose time is in the same second.
  @Test func changesOfTheSameSecondHaveTimesInDifferentOnes() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    var seconds: [Double] = []
    for text in ["one", "two", "three"] {
      #expect(try TextFile.writeIfChanged(text, to: path))
      seconds.append(floor(try #require(TextFile.modificationTime(of: path))))
    }
    #expect(seconds[0] < seconds[1] && seconds[1] < seconds[2], "\(seconds)")
    #expect(try TextFile.bytes(of: path) == Array("three".utf8))
  }

  @Test func leavesAFileAloneThatDoesNotChange() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try TextFile.writeIfChanged("one", to: path)
    let before = TextFile.modificationTime(of: path)
    #expect(try !TextFile.writeIfChanged("one", to: path))
    #expect(TextFile.modificationTime(of: path) == before)
  }
}
