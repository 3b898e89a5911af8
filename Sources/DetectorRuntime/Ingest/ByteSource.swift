// Bytes of a file or of standard input, decompressed on the way.

import CZlib
import CZstd

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads one input from start to end. Plain, gzip (any number of members) and zstd (any number of frames) are told
/// apart by their first bytes.
final class ByteSource {
  enum Failure: Error {
    case cannotOpen(String)
    case cannotRead(String)
    case corrupt(StaticString)
    case cutOff(StaticString)
    /// A piece has been read, and the input goes on.
    case exhausted

    var text: String {
      switch self {
      case .cannotOpen(let reason): "cannot be opened: \(reason)"
      case .cannotRead(let reason): "cannot be read: \(reason)"
      case .corrupt(let format): "is not valid \(format)"
      case .cutOff(let format): "ends in the middle of its \(format) data"
      case .exhausted: "goes on"
      }
    }
  }

  private enum Format {
    case unknown, plain
    /// Bytes that are in memory, and how many of them have been read.
    case memory(UnsafeBufferPointer<UInt8>, read: Int)
    /// Lines of a plain file: where the next byte is, and where they end.
    case lines(next: Int, end: Int)
    case gzip(UnsafeMutablePointer<z_stream>)
    case zstd(OpaquePointer)
  }

  /// The path, or `-`.
  let name: String
  /// The file's size, 0 if not known; with `bytesRead`, how far along it is.
  let size: Int
  /// Whether it can be opened and read once more.
  let isFile: Bool
  /// The place of the first byte in the file that it is a part of.
  let firstOffset: Int
  /// Whether it is a piece of an input that goes on behind it.
  let isOpenEnded: Bool
  /// Bytes taken from the file so far (compressed ones if it is compressed).
  private(set) var bytesRead = 0
  private let descriptor: Int32
  private var format = Format.unknown
  private let input: UnsafeMutablePointer<UInt8>
  private var inputAt = 0
  private var inputEnd = 0
  private var isInsideFrame = false
  private static let inputSize = 1 << 18

  /// A part of an input, which has to stay where it is in memory until it has been read.
  init(name: String, bytes: UnsafeBufferPointer<UInt8>, isOpenEnded: Bool) {
    self.name = name
    self.isOpenEnded = isOpenEnded
    firstOffset = 0
    size = bytes.count
    isFile = false
    descriptor = -1
    format = .memory(bytes, read: 0)
    input = .allocate(capacity: 1)
  }

  init(path: String) throws(Failure) {
    name = path
    isOpenEnded = false
    firstOffset = 0
    if path == "-" {
      descriptor = 0
      size = 0
      isFile = false
    } else {
      descriptor = open(path, O_RDONLY)
      guard descriptor >= 0 else { throw .cannotOpen(String(cString: strerror(errno))) }
      var status = stat()
      guard fstat(descriptor, &status) == 0 else {
        throw .cannotOpen(String(cString: strerror(errno)))
      }
      guard status.st_mode & S_IFMT != S_IFDIR else { throw .cannotOpen("it is a directory") }
      size = Int(status.st_size)
      isFile = status.st_mode & S_IFMT == S_IFREG
    }
    input = .allocate(capacity: Self.inputSize)
  }

  /// The lines of a plain file that begin in a range of its bytes.
  /// - Parameter lines: up to `Int.max` if what has been appended in the meantime belongs to it.
  init(path: String, lines: Range<Int>) throws(Failure) {
    name = path
    isOpenEnded = false
    isFile = true
    descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw .cannotOpen(String(cString: strerror(errno))) }
    input = .allocate(capacity: 1)
    firstOffset = try Self.lineStart(descriptor, lines.lowerBound)
    let end = lines.upperBound == .max ? Int.max : try Self.lineStart(descriptor, lines.upperBound)
    size = end - firstOffset
    format = .lines(next: firstOffset, end: end)
  }

  /// The start of the first line at or after `offset`; the file's size if there is none.
  private static func lineStart(_ descriptor: Int32, _ offset: Int) throws(Failure) -> Int {
    guard offset > 0 else { return 0 }
    let window = UnsafeMutablePointer<UInt8>.allocate(capacity: 4096)
    defer { window.deallocate() }
    var place = offset - 1
    while true {
      let count = pread(descriptor, window, 4096, off_t(place))
      if count < 0 {
        guard errno == EINTR else { throw .cannotRead(String(cString: strerror(errno))) }
        continue
      }
      if count == 0 { return place }
      if let feed = (0..<count).first(where: { window[$0] == 0x0A }) { return place + feed + 1 }
      place += count
    }
  }

  private func readLines(
    _ target: UnsafeMutablePointer<UInt8>, _ capacity: Int, next: Int, end: Int
  ) throws(Failure) -> Int {
    while true {
      let count = pread(descriptor, target, min(capacity, end - next), off_t(next))
      if count >= 0 {
        bytesRead += count
        format = .lines(next: next + count, end: end)
        return count
      }
      guard errno == EINTR else { throw .cannotRead(String(cString: strerror(errno))) }
    }
  }

  deinit {
    switch format {
    case .unknown, .plain, .memory, .lines: break
    case .gzip(let stream):
      inflateEnd(stream)
      stream.deallocate()
    case .zstd(let stream): ZSTD_freeDStream(stream)
    }
    if descriptor > 0 { close(descriptor) }
    input.deallocate()
  }

  /// Whether there is nothing behind a piece in memory yet, and all of it has been read.
  var isUsedUp: Bool {
    guard isOpenEnded, case .memory(let bytes, let read) = format else { return false }
    return read == bytes.count
  }

  private func readFile(_ target: UnsafeMutablePointer<UInt8>, _ capacity: Int) throws(Failure) -> Int {
    while true {
      let count = readBytes(descriptor, target, capacity)
      if count >= 0 {
        bytesRead += count
        return count
      }
      guard errno == EINTR else { throw .cannotRead(String(cString: strerror(errno))) }
    }
  }

  /// Fills `input` if it is used up; false at the end of the file.
  private func refill() throws(Failure) -> Bool {
    guard inputAt == inputEnd else { return true }
    inputAt = 0
    inputEnd = try readFile(input, Self.inputSize)
    return inputEnd > 0
  }

  private func detect() throws(Failure) {
    while inputEnd < 4 {
      let count = try readFile(input + inputEnd, Self.inputSize - inputEnd)
      if count == 0 { break }
      inputEnd += count
    }
    if inputEnd >= 2, input[0] == 0x1F, input[1] == 0x8B {
      let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
      stream.initialize(to: z_stream())
      guard inflateInit2_(stream, 15 + 16, zlibVersion(), Int32(MemoryLayout<z_stream>.size)) == Z_OK
      else {
        stream.deallocate()
        throw .corrupt("gzip")
      }
      format = .gzip(stream)
    } else if inputEnd >= 4, word32(input) == 0xFD2F_B528 {
      guard let stream = ZSTD_createDStream() else { throw .corrupt("zstd") }
      format = .zstd(stream)
    } else {
      format = .plain
    }
  }

  /// Puts up to `capacity` bytes at `target`; 0 at the end.
  func read(_ target: UnsafeMutablePointer<UInt8>, _ capacity: Int) throws(Failure) -> Int {
    switch format {
    case .unknown:
      try detect()
      return try read(target, capacity)
    case .plain:
      if inputAt < inputEnd {
        let count = min(inputEnd - inputAt, capacity)
        target.update(from: input + inputAt, count: count)
        inputAt += count
        return count
      }
      return try readFile(target, capacity)
    case .memory(let bytes, let read):
      let count = min(bytes.count - read, capacity)
      if count > 0, let base = bytes.baseAddress { target.update(from: base + read, count: count) }
      format = .memory(bytes, read: read + count)
      bytesRead += count
      return count
    case .lines(let next, let end): return try readLines(target, capacity, next: next, end: end)
    case .gzip(let stream): return try inflate(stream, target, capacity)
    case .zstd(let stream): return try decompress(stream, target, capacity)
    }
  }

  private func inflate(
    _ stream: UnsafeMutablePointer<z_stream>, _ target: UnsafeMutablePointer<UInt8>, _ capacity: Int
  ) throws(Failure) -> Int {
    stream.pointee.next_out = target
    stream.pointee.avail_out = UInt32(min(capacity, 1 << 30))
    let room = Int(stream.pointee.avail_out)
    while Int(stream.pointee.avail_out) == room {
      guard try refill() else {
        if isInsideFrame { throw .cutOff("gzip") }
        return 0
      }
      if !isInsideFrame {
        // Another member, or zero padding at the end of the file.
        if input[inputAt] == 0 {
          inputAt += 1
          continue
        }
        inflateReset(stream)
        isInsideFrame = true
      }
      stream.pointee.next_in = input + inputAt
      stream.pointee.avail_in = UInt32(inputEnd - inputAt)
      let result = CZlib.inflate(stream, Z_NO_FLUSH)
      inputAt = inputEnd - Int(stream.pointee.avail_in)
      if result == Z_STREAM_END {
        isInsideFrame = false
      } else if result != Z_OK {
        throw .corrupt("gzip")
      }
    }
    return room - Int(stream.pointee.avail_out)
  }

  private func decompress(
    _ stream: OpaquePointer, _ target: UnsafeMutablePointer<UInt8>, _ capacity: Int
  ) throws(Failure) -> Int {
    var output = ZSTD_outBuffer(dst: target, size: capacity, pos: 0)
    while output.pos == 0 {
      // What zstd still holds comes before the end of the file counts.
      let hasInput = try refill()
      var source = ZSTD_inBuffer(src: input + inputAt, size: inputEnd - inputAt, pos: 0)
      let left = ZSTD_decompressStream(stream, &output, &source)
      guard ZSTD_isError(left) == 0 else { throw .corrupt("zstd") }
      inputAt += source.pos
      if hasInput || output.pos > 0 { isInsideFrame = left != 0 }
      if !hasInput, output.pos == 0 {
        if isInsideFrame { throw .cutOff("zstd") }
        return 0
      }
    }
    return output.pos
  }
}

private func readBytes(
  _ descriptor: Int32, _ target: UnsafeMutablePointer<UInt8>, _ capacity: Int
) -> Int {
  read(descriptor, target, capacity)
}

extension ByteSource {
  /// Whether a file is plain and begins with a line that is a JSON object.
  static func beginsWithLine(_ source: ByteSource) -> Bool {
    let window = UnsafeMutablePointer<UInt8>.allocate(capacity: 1 << 16 + RecordReader.padding)
    defer { window.deallocate() }
    let count = pread(source.descriptor, window, 1 << 16, 0)
    guard count > 0, let end = (0..<count).first(where: { window[$0] == 0x0A }) else { return false }
    (window + count).initialize(repeating: 0, count: RecordReader.padding)
    var lines = 0
    var start = Bytes(window)
    if count >= 4, word32(start) & 0xFF_FFFF == 0xBF_BBEF { start += 3 }
    start = skipBlanks(start, &lines)
    guard lines == 0, start.pointee == 0x7B, let after = RecordWalker().walk(start) else { return false }
    return skipBlanks(after, &lines) > Bytes(window) + end && lines > 0
  }
}
