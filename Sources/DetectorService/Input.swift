import DetectorRuntime
import Glibc

/// One input: the bytes of a file or of standard input, piece by piece, and how far they have been read. A file stays the
/// same input under whatever names it gets.
final class Input {
  /// What identifies a file, and where reading goes on in it.
  struct Position {
    var file = FileIdentity()
    var place = RecordPlace()
    /// The first bytes of the file: another file may have the same number later.
    var head: [UInt8] = []
    /// The last time of its events.
    var latest = Int64.min
    /// When it has last brought something, by the wall's clock, in ticks.
    var heard = Int64.min
  }

  /// Takes a piece of the input and moves the place to the first byte that has to come again.
  /// - Returns: why the input cannot be read.
  typealias Taker = (UnsafeBufferPointer<UInt8>, _ place: inout RecordPlace, _ isLast: Bool) -> String?

  enum Outcome {
    /// Nothing new for now, or nothing ever again.
    case nothing, ended
    /// Bytes have been read.
    case bytes
  }

  static let pieceSize = 1 << 18
  private static let headSize = 256

  /// The path at which it has last been seen, or `-`.
  var name: String
  var position = Position()
  /// How far its events have come; the position keeps what is needed of it.
  var clock = InputClock()
  /// When it last had something, on the clock that only goes forward.
  var lastNews = monotonicSeconds()
  /// Since when it has not been at any of the places that are read; it goes on while it is written to.
  var goneSince: Double?
  private(set) var hasEnded = false
  /// Whether all of what is there has been read.
  private(set) var isAtEnd = false
  /// Whether the position has to be written to the state.
  var isChanged = true
  var isStandardInput: Bool { name == "-" }

  private let follows: Bool
  private let descriptor: Int32
  /// Nil while nothing is there to be kept.
  private var buffer: UnsafeMutablePointer<UInt8>?
  /// The size of `buffer`: that of a piece, or more for the sake of a long record.
  private(set) var capacity = Input.pieceSize
  private var filled = 0
  /// How much of `buffer` was left when it was last handed on: the beginning of a record.
  private var left = 0
  /// Called with a sentence about something that may have cost events.
  var onTrouble: (String) -> Void = { _ in }

  /// Standard input.
  init() {
    name = "-"
    follows = false
    descriptor = 0
  }

  /// A file, from its beginning or from a position on.
  init(_ file: OpenFile, follows: Bool, from saved: Position? = nil) {
    name = file.path
    self.follows = follows
    descriptor = file.takeDescriptor()
    position = saved ?? position
    position.file = file.identity
    clock = InputClock(latest: position.latest)
  }

  deinit {
    if descriptor > 0 { close(descriptor) }
    buffer?.deallocate()
  }

  // MARK: Reading

  /// Reads on, and hands what is there to `take`, with the beginning of a record that was left before.
  func read(_ take: Taker) throws(Service.Failure) -> Outcome {
    guard !hasEnded else { return .ended }
    if isStandardInput {
      var waiting = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 0) > 0 else {
        isAtEnd = true
        return atPause(take)
      }
    }
    let target = room()
    let count =
      isStandardInput
      ? Glibc.read(descriptor, target, capacity - filled)
      : pread(descriptor, target, capacity - filled, off_t(position.place.offset + filled))
    if count < 0 {
      guard errno == EAGAIN || errno == EINTR else { throw .input("\(name): \(String(cString: strerror(errno)))") }
      return .nothing
    }
    if count == 0 {
      isAtEnd = true
      return atEnd(take)
    }
    isAtEnd = false
    lastNews = monotonicSeconds()
    filled += count
    if position.head.count < Self.headSize, position.place.offset == 0 {
      position.head = Array(UnsafeBufferPointer(start: buffer, count: min(filled, Self.headSize)))
      if let format = Compression.name(position.head) {
        onTrouble("\(name) \(Compression.refusal(format)); it is not read")
        hasEnded = true
        return .ended
      }
    }
    // A long record is looked at again only when there is twice as much of it, or nothing more for now.
    if filled >= 2 * left { hand(take, isLast: false) }
    return .bytes
  }

  /// The place for more bytes. It grows only for a record that fills it.
  private func room() -> UnsafeMutablePointer<UInt8> {
    if filled == capacity { resize(to: capacity * 2) }
    return memory() + filled
  }

  private func memory() -> UnsafeMutablePointer<UInt8> {
    let memory = buffer ?? .allocate(capacity: capacity)
    buffer = memory
    return memory
  }

  private func resize(to size: Int) {
    let other = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    other.update(from: memory(), count: filled)
    buffer?.deallocate()
    buffer = other
    capacity = size
  }

  /// Hands on what is there, and keeps what is left of it.
  private func hand(_ take: Taker, isLast: Bool) {
    let buffer = memory()
    isChanged = true
    let start = position.place.offset
    // A copy: the taker changes other parts of the position.
    var place = position.place
    if let reason = take(UnsafeBufferPointer(start: buffer, count: filled), &place, isLast) {
      onTrouble("\(name) \(reason); it is not read any more")
      hasEnded = true
    }
    position.place = place
    let used = place.offset - start
    buffer.update(from: buffer + used, count: filled - used)
    filled -= used
    left = filled
    if capacity > Self.pieceSize, filled <= Self.pieceSize / 2 { resize(to: Self.pieceSize) }
  }

  /// Nothing more has come for now.
  private func atPause(_ take: Taker) -> Outcome {
    guard filled > left else {
      // Many files may wait like this.
      if filled == 0, !isStandardInput {
        buffer?.deallocate()
        buffer = nil
        capacity = Self.pieceSize
      }
      return .nothing
    }
    hand(take, isLast: false)
    return .bytes
  }

  private func atEnd(_ take: Taker) -> Outcome {
    guard follows else {
      end(take)
      return .ended
    }
    var opened = stat()
    if fstat(descriptor, &opened) == 0, Int(opened.st_size) < position.place.offset + filled {
      onTrouble("\(name) has been truncated; it is read from its beginning")
      beginAnew()
      return .bytes
    }
    return atPause(take)
  }

  private func beginAnew() {
    filled = 0
    left = 0
    position.place = RecordPlace()
    position.head = []
    isChanged = true
  }

  /// Hands on the last record, though it may not be complete: nothing more will come.
  func end(_ take: Taker) {
    guard !hasEnded else { return }
    hand(take, isLast: true)
    hasEnded = true
  }
}

/// What a detector that runs does not read.
enum Compression {
  /// The name of a format of compressed files that begin so.
  static func name(_ head: [UInt8]) -> String? {
    if head.starts(with: [0x1F, 0x8B]) { return "gzip" }
    if head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return "zstd" }
    if head.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A]) { return "xz" }
    if head.starts(with: [0x42, 0x5A, 0x68]) { return "bzip2" }
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return "zip" }
    return nil
  }

  static func refusal(_ format: String) -> String {
    "is compressed (\(format)), and what is followed has to be plain text: use detector scan, or decompress it into a "
      + "pipe to detector run -"
  }
}
