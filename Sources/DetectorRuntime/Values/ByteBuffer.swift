/// A growable run of bytes: where text is put together before it goes to the arena or to a file.
public final class ByteBuffer {
  /// The fields live behind a pointer, so that appending costs no exclusivity check.
  private struct Storage {
    var base: UnsafeMutablePointer<UInt8>
    var count: Int
    var capacity: Int
  }
  private let storage: UnsafeMutablePointer<Storage>

  /// - Parameter capacity: bytes to have room for at first; the buffer grows as needed.
  public init(capacity: Int = 256) {
    let room = max(capacity, 16)
    storage = .allocate(capacity: 1)
    storage.initialize(to: Storage(base: .allocate(capacity: room), count: 0, capacity: room))
  }

  deinit {
    storage.pointee.base.deallocate()
    storage.deallocate()
  }

  /// The number of bytes appended.
  public var count: Int { storage.pointee.count }

  /// The bytes appended; valid until the next change.
  public var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: storage.pointee.base, count: storage.pointee.count)
  }

  /// The bytes from `start` on, as text; valid until the next change.
  public func text(from start: Int = 0) -> Str {
    Str(base: UnsafePointer(storage.pointee.base) + start, count: storage.pointee.count - start)
  }

  /// Forgets the bytes from `count` on; the memory stays.
  public func truncate(_ count: Int = 0) {
    storage.pointee.count = max(0, min(count, storage.pointee.count))
  }

  /// Appends `count` uninitialised bytes and gives their place, which the caller must fill at once.
  func grow(by count: Int) -> UnsafeMutablePointer<UInt8> {
    let needed = storage.pointee.count + count
    if needed > storage.pointee.capacity { reallocate(atLeast: needed) }
    let place = storage.pointee.base + storage.pointee.count
    storage.pointee.count = needed
    return place
  }

  private func reallocate(atLeast needed: Int) {
    let larger = max(needed, storage.pointee.capacity * 2)
    let base = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    base.update(from: storage.pointee.base, count: storage.pointee.count)
    storage.pointee.base.deallocate()
    storage.pointee.base = base
    storage.pointee.capacity = larger
  }

  /// Appends one byte.
  public func append(_ byte: UInt8) {
    grow(by: 1).pointee = byte
  }

  /// Appends the bytes of a text or literal.
  public func append(_ text: Str) {
    guard text.count > 0 else { return }
    grow(by: text.count).update(from: text.base, count: text.count)
  }

  /// Appends a Unicode scalar as UTF-8; a surrogate or a number beyond Unicode becomes U+FFFD.
  public func append(scalar: UInt32) {
    switch scalar {
    case 0..<0x80:
      append(UInt8(scalar))
    case 0x80..<0x800:
      let place = grow(by: 2)
      place[0] = UInt8(0xC0 | scalar >> 6)
      place[1] = UInt8(0x80 | scalar & 0x3F)
    case 0xD800..<0xE000:
      append(scalar: 0xFFFD)
    case 0x800..<0x10000:
      let place = grow(by: 3)
      place[0] = UInt8(0xE0 | scalar >> 12)
      place[1] = UInt8(0x80 | scalar >> 6 & 0x3F)
      place[2] = UInt8(0x80 | scalar & 0x3F)
    case 0x10000..<0x110000:
      let place = grow(by: 4)
      place[0] = UInt8(0xF0 | scalar >> 18)
      place[1] = UInt8(0x80 | scalar >> 12 & 0x3F)
      place[2] = UInt8(0x80 | scalar >> 6 & 0x3F)
      place[3] = UInt8(0x80 | scalar & 0x3F)
    default:
      append(scalar: 0xFFFD)
    }
  }

  /// Appends `value` in decimal digits.
  public func append(long value: Int64) {
    if value < 0 { append(UInt8(ascii: "-")) }
    append(digits: value.magnitude, width: 1)
  }

  /// Appends `value` in decimal digits, with zeros in front up to `width` digits.
  public func append(digits value: UInt64, width: Int) {
    var length = 1
    var rest = value / 10
    while rest > 0 {
      length += 1
      rest /= 10
    }
    length = max(length, width)
    let place = grow(by: length)
    rest = value
    for index in stride(from: length - 1, through: 0, by: -1) {
      place[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }
}

extension EvaluationContext {
  /// A string in the arena, put together by `body` in a buffer that is used again and again.
  ///
  /// `body` appends only; it may itself call kernels that use the buffer.
  func text(_ body: (ByteBuffer) -> Void) -> Str {
    let start = scratch.count
    body(scratch)
    let text = arena.copy(scratch.text(from: start))
    scratch.truncate(start)
    return text
  }
}
