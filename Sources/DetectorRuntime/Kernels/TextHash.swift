// The hash behind literal sets and key look-ups: eight bytes a step. The compiler builds its tables with the same code,
// so a change here is a change of the generated code's version.

/// Takes bytes in any portions and hashes them eight at a time.
struct TextHasher {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var pending: UInt64 = 0
  private var count = 0

  @inline(__always)
  private mutating func mix(_ word: UInt64) {
    let (high, low) = (state ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    state = high ^ low &+ 0xA076_1D64_78BD_642F
  }

  mutating func add(_ byte: UInt8) {
    pending |= UInt64(byte) << UInt64(8 * (count & 7))
    count += 1
    if count & 7 == 0 {
      mix(pending)
      pending = 0
    }
  }

  /// Adds all bytes of `text`, upper-case ASCII letters as lower-case ones if `folding`. Only at the start.
  mutating func addWhole(_ text: Str, folding: Bool) {
    var index = 0
    while index + 8 <= text.count {
      let word = UnsafeRawPointer(text.base + index).loadUnaligned(as: UInt64.self)
      mix(folding ? lowercaseWord(word) : word)
      index += 8
    }
    count = index
    while index < text.count {
      add(folding ? asciiLowercase(text[index]) : text[index])
      index += 1
    }
  }

  mutating func finish() -> UInt64 {
    mix(pending)
    mix(UInt64(count))
    return state
  }
}

/// The ASCII letters of eight bytes in lower case; no byte may be beyond ASCII.
@inline(__always)
private func lowercaseWord(_ word: UInt64) -> UInt64 {
  let fromA = word &+ 0x3F3F_3F3F_3F3F_3F3F  // 0x80 set from "A" on
  let afterZ = word &+ 0x2525_2525_2525_2525  // 0x80 set after "Z"
  return word | (fromA & ~afterZ & 0x8080_8080_8080_8080) >> 2
}

/// A hash of the bytes.
public func hashText(_ text: Str) -> UInt64 {
  var hasher = TextHasher()
  hasher.addWhole(text, folding: false)
  return hasher.finish()
}

/// A hash that is the same for texts that differ in case only.
public func hashFolded(_ text: Str) -> UInt64 {
  var hasher = TextHasher()
  if isAscii(text) {
    hasher.addWhole(text, folding: true)
    return hasher.finish()
  }
  var index = 0
  while index < text.count {
    if text[index] < 0x80 {
      hasher.add(asciiLowercase(text[index]))
      index += 1
    } else {
      let scalar = foldedScalar(decodeScalar(text, &index))
      hasher.add(UInt8(truncatingIfNeeded: scalar))
      hasher.add(UInt8(truncatingIfNeeded: scalar >> 8))
      hasher.add(UInt8(truncatingIfNeeded: scalar >> 16))
    }
  }
  return hasher.finish()
}
