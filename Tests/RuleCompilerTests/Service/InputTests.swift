import DetectorRuntime
import Foundation
import Testing

@testable import DetectorService

/// How an input's bytes reach what reads them.
struct InputTests {
  /// Reads a file to its end and takes whole lines only.
  private func lines(of text: String) throws -> (lines: Int, bytes: Int, largest: Int, atTheEnd: Int) {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("input-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    let input = Input(try OpenFile(path), follows: false)
    var (lines, bytes, largest, outcome) = (0, 0, 0, Input.Outcome.bytes)
    while outcome != .ended {
      outcome = try input.read { piece, place, isLast in
        let end = isLast ? piece.count : piece.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        lines += piece[..<end].count { $0 == 0x0A }
        place.offset += end
        bytes += end
        largest = max(largest, input.capacity)
        return nil
      }
    }
    return (lines, bytes, largest, input.capacity)
  }

  @Test func manyShortRecordsTakeTheMemoryOfOnePiece() throws {
    let text = String(repeating: String(repeating: "x", count: 99) + "\n", count: 40_000)
    let read = try lines(of: text)
    #expect(read == (40_000, text.utf8.count, Input.pieceSize, Input.pieceSize))
  }

  @Test func aLongRecordTakesItsMemoryWhileItIsRead() throws {
    let short = String(repeating: "short\n", count: 50_000)
    let text = short + String(repeating: "y", count: 3 * Input.pieceSize) + "\n" + short
    let read = try lines(of: text)
    #expect(read == (100_001, text.utf8.count, 4 * Input.pieceSize, Input.pieceSize))
  }
}
