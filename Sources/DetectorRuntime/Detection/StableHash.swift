/// A 128-bit hash that is the same on every machine and in every version: the identity of alerts.
struct StableHash: Hashable {
  private(set) var high: UInt64 = 0x9E37_79B9_7F4A_7C15
  private(set) var low: UInt64 = 0xC2B2_AE3D_27D4_EB4F

  init() {}

  init(high: UInt64, low: UInt64) {
    (self.high, self.low) = (high, low)
  }

  private mutating func mix(_ word: UInt64) {
    high = (high ^ word) &* 0xFF51_AFD7_ED55_8CCD
    high ^= high >> 32
    low = (low &+ word) &* 0xC4CE_B9FE_1A85_EC53
    low ^= low >> 29
  }

  /// Adds a text and its length.
  mutating func add(_ text: Str) {
    var at = 0
    while at < text.count {
      var word: UInt64 = 0
      for index in 0..<min(8, text.count - at) {
        word |= UInt64(text.base[at + index]) << UInt64(8 * index)
      }
      mix(word)
      at += 8
    }
    mix(UInt64(text.count))
  }

  mutating func add(_ number: UInt64) { mix(number) }

  /// Adds a set of hashes whose order does not matter, given as its sum.
  mutating func add(sum: (high: UInt64, low: UInt64)) {
    mix(sum.high)
    mix(sum.low)
  }

  /// The hash in the form of a GUID.
  var guid: Guid {
    var copy = self
    copy.mix(high ^ low)
    copy.mix(low)
    return Guid(high: copy.high, low: copy.low)
  }
}

/// A name for some bytes, the same on every machine: a GUID from their hash.
package func stableName(of bytes: UnsafeBufferPointer<UInt8>) -> String {
  var hash = StableHash()
  hash.add(bytes.baseAddress.map { Str(base: $0, count: bytes.count) } ?? .empty)
  let text = ByteBuffer(capacity: 36)
  formatGuid(hash.guid, into: text)
  return text.text().description
}
