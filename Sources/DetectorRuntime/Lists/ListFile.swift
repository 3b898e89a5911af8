/// The text of a file that lists are read from, decompressed: plain, gzip, zstd, or members of a zip archive.
struct ListFile {
  /// The texts of the file's parts: one, or one for each member of an archive.
  let parts: [UnsafeMutableBufferPointer<UInt8>]

  /// Reads the file at `path`.
  /// - Parameters:
  ///   - members: the pattern of the names of the members to read, if it is an archive.
  ///   - arena: owns the text.
  init(path: String, members pattern: Str, arena: Arena) throws(UsageError) {
    let buffer = try ByteBuffer.content(ofFile: path)
    guard ZipArchive.isArchive(buffer.bytes) else {
      parts = [Self.text(buffer.text(), arena)]
      return
    }
    do throws(ZipArchive.Failure) {
      let archive = try ZipArchive(buffer.bytes)
      var parts: [UnsafeMutableBufferPointer<UInt8>] = []
      for member in archive.members where matchesPattern(arena.copy(member.name), pattern) {
        let content = ByteBuffer(capacity: 1 << 16)
        try archive.append(member, to: content)
        parts.append(Self.text(content.text(), arena))
      }
      if parts.isEmpty { throw ZipArchive.Failure.unsupported("no member of the archive is called \(pattern)") }
      self.parts = parts
    } catch {
      switch error {
      case .malformed: throw UsageError("\(path) is not a valid zip archive")
      case .unsupported(let reason): throw UsageError("\(path): \(reason)")
      }
    }
  }

  /// A copy of the text that may be changed, in well-formed UTF-8.
  static func text(_ text: Str, _ arena: Arena) -> UnsafeMutableBufferPointer<UInt8> {
    let copy = arena.copy(text)
    let formed = wellFormed(copy, arena)
    return UnsafeMutableBufferPointer(start: UnsafeMutablePointer(mutating: formed.base), count: formed.count)
  }
}

extension ByteBuffer {
  /// The bytes of a file, decompressed if it is gzip or zstd.
  static func content(ofFile path: String) throws(UsageError) -> ByteBuffer {
    let buffer = ByteBuffer(capacity: 1 << 16)
    do throws(ByteSource.Failure) {
      let source = try ByteSource(path: path)
      buffer.reserve(source.size + 1 << 18)
      while true {
        let room = buffer.grow(by: 1 << 18)
        let count = try source.read(room, 1 << 18)
        buffer.truncate(buffer.count - (1 << 18) + count)
        if count == 0 { return buffer }
      }
    } catch {
      throw UsageError("\(path) \(error.text)")
    }
  }

  /// Makes room for `count` bytes altogether.
  func reserve(_ count: Int) {
    let before = self.count
    guard count > before else { return }
    _ = grow(by: count - before)
    truncate(before)
  }
}
