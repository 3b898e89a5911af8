import Foundation

@testable import DetectorRuntime

/// The real events that the package comes with.
enum BundledEvents {
  static let file = URL(filePath: #filePath).appending(path: "../../../../Examples/Events/windows.ndjson.zst")
    .standardized

  /// The lines of the file, decompressed.
  static func ndjson() throws -> Data {
    let source = try ByteSource(path: file.path)
    let piece = UnsafeMutablePointer<UInt8>.allocate(capacity: 1 << 20)
    defer { piece.deallocate() }
    var data = Data()
    while true {
      let count = try source.read(piece, 1 << 20)
      if count == 0 { return data }
      data.append(piece, count: count)
    }
  }
}

extension BundledEvents {
  /// The lines of the file with their times in ticks, in the order of these.
  static func sortedLines() throws -> [(time: Int64, line: Data)] {
    let key = Data("\"TimeGenerated\":\"".utf8)
    let arena = Arena()
    return try ndjson().split(separator: 0x0A).map { line in
      guard let place = line.range(of: key) else { return (0, line) }
      let text = String(decoding: line[place.upperBound...].prefix { $0 != 0x22 }, as: UTF8.self)
      return (parseDateTime(arena.copy(text))?.ticks ?? 0, line)
    }.sorted { $0.time < $1.time }
  }
}
