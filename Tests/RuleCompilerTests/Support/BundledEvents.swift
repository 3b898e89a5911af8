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
