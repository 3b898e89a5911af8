/// A bump allocator: memory handed out in order and given back all at once.
///
/// Everything that an evaluation computes (strings, dynamic values, tables) lives in one arena,
/// so a row costs no heap allocation and no reference count.
public final class Arena {
  @exclusivity(unchecked) private var chunks: [UnsafeMutableRawBufferPointer] = []
  @exclusivity(unchecked) private var current = 0
  @exclusivity(unchecked) private var used = 0
  private let chunkSize: Int

  /// - Parameter chunkSize: bytes of the first chunk and of each further one.
  public init(chunkSize: Int = 1 << 16) {
    self.chunkSize = chunkSize
  }

  deinit {
    for chunk in chunks { chunk.deallocate() }
  }

  /// Uninitialised memory that stays valid until `reset()` or the arena's end.
  public func allocate(_ bytes: Int, alignment: Int = 8) -> UnsafeMutableRawPointer {
    let start = (used + alignment - 1) & ~(alignment - 1)
    if current < chunks.count, start + bytes <= chunks[current].count {
      used = start + bytes
      return chunks[current].baseAddress! + start
    }
    return allocateInNextChunk(bytes)
  }

  private func allocateInNextChunk(_ bytes: Int) -> UnsafeMutableRawPointer {
    var next = chunks.isEmpty ? 0 : current + 1
    // A chunk kept by `reset()` is used again if the request fits.
    while next < chunks.count, chunks[next].count < bytes { next += 1 }
    if next == chunks.count {
      chunks.append(.allocate(byteCount: max(chunkSize, bytes), alignment: 16))
    }
    current = next
    used = bytes
    return chunks[next].baseAddress!
  }

  /// Forgets everything allocated so far and keeps the memory for the next use.
  public func reset() {
    current = 0
    used = 0
  }

  /// The bytes this arena holds from the system.
  public var reservedBytes: Int { chunks.reduce(0) { $0 + $1.count } }

  /// A copy of `string` that lives in this arena.
  public func copy(_ string: Str) -> Str {
    string.isEmpty ? .empty : copy(string.bytes)
  }

  /// A string of the given bytes that lives in this arena.
  public func copy(_ bytes: UnsafeBufferPointer<UInt8>) -> Str {
    guard let source = bytes.baseAddress, bytes.count > 0 else { return .empty }
    let target = allocate(bytes.count, alignment: 1).assumingMemoryBound(to: UInt8.self)
    target.update(from: source, count: bytes.count)
    return Str(base: target, count: bytes.count)
  }

  /// A string of the text that lives in this arena.
  public func copy(_ text: String) -> Str {
    var text = text
    return text.withUTF8 { copy($0) }
  }

  /// A string of at most `capacity` bytes, written by `body`, which returns the number written.
  public func string(
    capacity: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int
  ) -> Str {
    let target = allocate(max(capacity, 1), alignment: 1).assumingMemoryBound(to: UInt8.self)
    let count = body(target)
    return count == 0 ? .empty : Str(base: target, count: count)
  }
}
