import CZlib

/// The members of a zip archive in memory.
///
/// Stored and deflated members are read; encrypted ones and archives beyond 4 GB are not.
struct ZipArchive {
  enum Failure: Error {
    case malformed
    case unsupported(String)
  }

  struct Member {
    let name: String
    fileprivate let method: Int
    fileprivate let packedSize: Int
    fileprivate let size: Int
    fileprivate let offset: Int
    fileprivate let isEncrypted: Bool
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  /// In the order of the archive's directory.
  let members: [Member]

  /// Whether the bytes begin as an archive does.
  static func isArchive(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.count >= 22 && bytes[0] == 0x50 && bytes[1] == 0x4B
      && (bytes[2] == 3 && bytes[3] == 4 || bytes[2] == 5 && bytes[3] == 6)
  }

  /// - Parameter bytes: stay where they are as long as the archive is used.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) {
    self.bytes = bytes
    func short(_ at: Int) -> Int { Int(bytes[at]) | Int(bytes[at + 1]) << 8 }
    func word(_ at: Int) -> Int { short(at) | short(at + 2) << 16 }
    // The end record stands last, before a comment of at most 64 KB.
    var end = bytes.count - 22
    while end >= max(0, bytes.count - 22 - 65_535), word(end) != 0x0605_4B50 { end -= 1 }
    guard end >= 0, word(end) == 0x0605_4B50 else { throw .malformed }
    var at = word(end + 16)
    var members: [Member] = []
    for _ in 0..<short(end + 10) {
      guard at + 46 <= bytes.count, word(at) == 0x0201_4B50 else { throw .malformed }
      let nameLength = short(at + 28)
      guard at + 46 + nameLength <= bytes.count else { throw .malformed }
      members.append(
        Member(
          name: String(decoding: bytes[(at + 46)..<(at + 46 + nameLength)], as: UTF8.self), method: short(at + 10),
          packedSize: word(at + 20), size: word(at + 24), offset: word(at + 42), isEncrypted: bytes[at + 8] & 1 == 1))
      at += 46 + nameLength + short(at + 30) + short(at + 32)
    }
    self.members = members
  }

  /// Appends what a member holds.
  func append(_ member: Member, to buffer: ByteBuffer) throws(Failure) {
    func short(_ at: Int) -> Int { Int(bytes[at]) | Int(bytes[at + 1]) << 8 }
    if member.isEncrypted { throw .unsupported("'\(member.name)' is encrypted") }
    guard member.offset + 30 <= bytes.count else { throw .malformed }
    let start = member.offset + 30 + short(member.offset + 26) + short(member.offset + 28)
    guard start + member.packedSize <= bytes.count else { throw .malformed }
    guard member.size > 0 else { return }
    switch member.method {
    case 0:
      guard member.packedSize == member.size else { throw .malformed }
      buffer.append(Str(base: bytes.baseAddress.unsafelyUnwrapped + start, count: member.size))
    case 8: try inflate(start, member, to: buffer)
    default: throw .unsupported("'\(member.name)' is packed by method \(member.method)")
    }
  }

  private func inflate(_ start: Int, _ member: Member, to buffer: ByteBuffer) throws(Failure) {
    // Deflate packs by a factor of at most 1032.
    guard member.size / 1100 <= member.packedSize else { throw .malformed }
    var stream = z_stream()
    guard inflateInit2_(&stream, -15, zlibVersion(), Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw .malformed
    }
    defer { inflateEnd(&stream) }
    stream.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress.unsafelyUnwrapped + start)
    stream.avail_in = UInt32(member.packedSize)
    stream.next_out = buffer.grow(by: member.size)
    stream.avail_out = UInt32(member.size)
    guard CZlib.inflate(&stream, Z_FINISH) == Z_STREAM_END, stream.avail_out == 0 else { throw .malformed }
  }
}

/// Whether a name fits a pattern in which `*` stands for any text and `?` for any character.
func matchesPattern(_ name: Str, _ pattern: Str) -> Bool {
  var (at, place) = (0, 0)
  // Where the last `*` stands, and how much of the name it has taken.
  var star: (place: Int, at: Int)?
  while at < name.count {
    if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
      star = (place, at)
      place += 1
    } else if place < pattern.count, pattern[place] == UInt8(ascii: "?") || pattern[place] == name[at] {
      (at, place) = (at + 1, place + 1)
    } else if let last = star {
      (at, place) = (last.at + 1, last.place + 1)
      star = (last.place, at)
    } else {
      return false
    }
  }
  while place < pattern.count, pattern[place] == UInt8(ascii: "*") { place += 1 }
  return place == pattern.count
}
