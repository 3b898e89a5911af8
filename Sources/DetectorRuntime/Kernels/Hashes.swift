// The hash functions of KQL. Text is hashed by its UTF-8 bytes; values of other types by the text `tostring` gives,
// but for `hash` and `hash_xxhash64`, which take the eight bytes of a number or time.

/// xxHash64 with seed 0.
func xxHash64(_ bytes: Str) -> UInt64 {
  let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
  let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  let prime3: UInt64 = 0x1656_67B1_9E37_79F9
  let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
  let prime5: UInt64 = 0x27D4_EB2F_1656_67C5
  func round(_ state: UInt64, _ word: UInt64) -> UInt64 { rotated(state &+ word &* prime2, 31) &* prime1 }
  let base = UnsafeRawPointer(bytes.base)
  var index = 0
  var hash: UInt64
  if bytes.count >= 32 {
    var lanes: (UInt64, UInt64, UInt64, UInt64) = (prime1 &+ prime2, prime2, 0, 0 &- prime1)
    while index + 32 <= bytes.count {
      lanes.0 = round(lanes.0, base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      lanes.1 = round(lanes.1, base.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self))
      lanes.2 = round(lanes.2, base.loadUnaligned(fromByteOffset: index + 16, as: UInt64.self))
      lanes.3 = round(lanes.3, base.loadUnaligned(fromByteOffset: index + 24, as: UInt64.self))
      index += 32
    }
    hash = rotated(lanes.0, 1) &+ rotated(lanes.1, 7) &+ rotated(lanes.2, 12) &+ rotated(lanes.3, 18)
    for lane in [lanes.0, lanes.1, lanes.2, lanes.3] { hash = (hash ^ round(0, lane)) &* prime1 &+ prime4 }
  } else {
    hash = prime5
  }
  hash &+= UInt64(bytes.count)
  while index + 8 <= bytes.count {
    hash ^= round(0, base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    hash = rotated(hash, 27) &* prime1 &+ prime4
    index += 8
  }
  if index + 4 <= bytes.count {
    hash ^= UInt64(base.loadUnaligned(fromByteOffset: index, as: UInt32.self)) &* prime1
    hash = rotated(hash, 23) &* prime2 &+ prime3
    index += 4
  }
  while index < bytes.count {
    hash = rotated(hash ^ UInt64(bytes[index]) &* prime5, 11) &* prime1
    index += 1
  }
  hash = (hash ^ hash >> 33) &* prime2
  hash = (hash ^ hash >> 29) &* prime3
  return hash ^ hash >> 32
}

private func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 { word << count | word >> (64 - count) }

private func reduced(_ hash: UInt64, _ modulus: Int64?) -> Int64? {
  let hash = Int64(bitPattern: hash)
  guard let modulus else { return hash }
  guard modulus > 0 else { return nil }
  return hash.flooredDivision(by: modulus).remainder
}

/// `hash(text, modulus)`; without a modulus the whole hash.
public func hashOfText(_ text: Str, _ modulus: Int64?) -> Int64? { reduced(xxHash64(text), modulus) }

private func hashOfBits(_ bits: UInt64, _ modulus: Int64?) -> Int64? {
  withUnsafeBytes(of: bits.littleEndian) { bytes in
    let base = bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
    return reduced(xxHash64(Str(base: base, count: 8)), modulus)
  }
}

/// `hash` of a long
public func hashOfLong(_ value: Int64?, _ modulus: Int64?) -> Int64? {
  value.flatMap { hashOfBits(UInt64(bitPattern: $0), modulus) }
}
/// `hash` of a real
public func hashOfReal(_ value: Double?, _ modulus: Int64?) -> Int64? {
  value.flatMap { hashOfBits($0.bitPattern, modulus) }
}
/// `hash` of a datetime
public func hashOfDateTime(_ value: DateTime?, _ modulus: Int64?) -> Int64? { hashOfLong(value?.ticks, modulus) }
/// `hash` of a timespan
public func hashOfTimeSpan(_ value: TimeSpan?, _ modulus: Int64?) -> Int64? { hashOfLong(value?.ticks, modulus) }

private func appendHex(_ word: UInt32, into buffer: ByteBuffer) {
  for shift in stride(from: 28, through: 0, by: -4) { buffer.append(hexDigit(UInt8(word >> UInt32(shift) & 15))) }
}

/// Calls `body` with each block of 16 words of the message, padded as MD5 and the SHA family do.
private func forEachBlock(_ text: Str, bigEndian: Bool, _ body: (UnsafePointer<UInt32>) -> Void) {
  let blockCount = (text.count + 8) / 64 + 1
  let bitCount = UInt64(text.count) * 8
  withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 16) { words in
    for block in 0..<blockCount {
      for word in 0..<16 {
        var value: UInt32 = 0
        for place in 0..<4 {
          let index = block * 64 + word * 4 + place
          let byte: UInt8 = index < text.count ? text[index] : index == text.count ? 0x80 : 0
          value |= UInt32(byte) << UInt32(bigEndian ? 24 - 8 * place : 8 * place)
        }
        words[word] = value
      }
      if block == blockCount - 1 {
        words[bigEndian ? 15 : 14] = UInt32(truncatingIfNeeded: bitCount)
        words[bigEndian ? 14 : 15] = UInt32(truncatingIfNeeded: bitCount >> 32)
      }
      body(UnsafePointer(words.baseAddress.unsafelyUnwrapped))
    }
  }
}

@inline(__always)
private func rotatedLeft(_ word: UInt32, _ count: UInt32) -> UInt32 { word << count | word >> (32 - count) }

/// `hash_md5(value)`
public func md5Text(_ value: Value, _ cx: EvaluationContext) -> Str {
  var state: (UInt32, UInt32, UInt32, UInt32) = (0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476)
  forEachBlock(textOf(value, cx), bigEndian: false) { words in
    var (a, b, c, d) = state
    for step in 0..<64 {
      let mixed: UInt32
      let word: Int
      switch step / 16 {
      case 0: (mixed, word) = (b & c | ~b & d, step)
      case 1: (mixed, word) = (d & b | ~d & c, (5 * step + 1) % 16)
      case 2: (mixed, word) = (b ^ c ^ d, (3 * step + 5) % 16)
      default: (mixed, word) = (c ^ (b | ~d), 7 * step % 16)
      }
      let sum = a &+ mixed &+ md5Constant(step) &+ words[word]
      (a, d, c) = (d, c, b)
      b = b &+ rotatedLeft(sum, md5Shift(step))
    }
    state = (state.0 &+ a, state.1 &+ b, state.2 &+ c, state.3 &+ d)
  }
  return cx.text { buffer in
    for word in [state.0, state.1, state.2, state.3] { appendHex(word.byteSwapped, into: buffer) }
  }
}

private func md5Shift(_ step: Int) -> UInt32 {
  let shifts: (UInt32, UInt32, UInt32, UInt32)
  switch step / 16 {
  case 0: shifts = (7, 12, 17, 22)
  case 1: shifts = (5, 9, 14, 20)
  case 2: shifts = (4, 11, 16, 23)
  default: shifts = (6, 10, 15, 21)
  }
  switch step % 4 {
  case 0: return shifts.0
  case 1: return shifts.1
  case 2: return shifts.2
  default: return shifts.3
  }
}

/// The words of a table in a literal of hexadecimal digits, eight a word.
@inline(__always)
private func constantWord(_ table: StaticString, _ index: Int) -> UInt32 {
  var word: UInt32 = 0
  for place in 0..<8 { word = word << 4 | UInt32(hexValue(table.utf8Start[index * 8 + place]) ?? 0) }
  return word
}

private func md5Constant(_ step: Int) -> UInt32 {
  constantWord(
    """
    d76aa478e8c7b756242070dbc1bdceeef57c0faf4787c62aa8304613fd469501698098d88b44f7afffff5bb1895cd7be\
    6b901122fd987193a679438e49b40821f61e2562c040b340265e5a51e9b6c7aad62f105d02441453d8a1e681e7d3fbc8\
    21e1cde6c33707d6f4d50d87455a14eda9e3e905fcefa3f8676f02d98d2a4c8afffa39428771f6816d9d6122fde5380c\
    a4beea444bdecfa9f6bb4b60bebfbc70289b7ec6eaa127fad4ef308504881d05d9d4d039e6db99e51fa27cf8c4ac5665\
    f4292244432aff97ab9423a7fc93a039655b59c38f0ccc92ffeff47d85845dd16fa87e4ffe2ce6e0a30143144e0811a1\
    f7537e82bd3af2352ad7d2bbeb86d391
    """, step)
}

/// `hash_sha1(value)`
public func sha1Text(_ value: Value, _ cx: EvaluationContext) -> Str {
  var state: (UInt32, UInt32, UInt32, UInt32, UInt32) = (
    0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0
  )
  forEachBlock(textOf(value, cx), bigEndian: true) { words in
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 80) { schedule in
      for step in 0..<16 { schedule[step] = words[step] }
      for step in 16..<80 {
        let word = schedule[step - 3] ^ schedule[step - 8] ^ schedule[step - 14] ^ schedule[step - 16]
        schedule[step] = rotatedLeft(word, 1)
      }
      var (a, b, c, d, e) = state
      for step in 0..<80 {
        let mixed: UInt32
        switch step / 20 {
        case 0: mixed = (b & c | ~b & d) &+ 0x5A82_7999
        case 1: mixed = (b ^ c ^ d) &+ 0x6ED9_EBA1
        case 2: mixed = (b & c | b & d | c & d) &+ 0x8F1B_BCDC
        default: mixed = (b ^ c ^ d) &+ 0xCA62_C1D6
        }
        let sum = rotatedLeft(a, 5) &+ mixed &+ e &+ schedule[step]
        (e, d, c, b, a) = (d, c, rotatedLeft(b, 30), a, sum)
      }
      state = (state.0 &+ a, state.1 &+ b, state.2 &+ c, state.3 &+ d, state.4 &+ e)
    }
  }
  return cx.text { buffer in
    for word in [state.0, state.1, state.2, state.3, state.4] { appendHex(word, into: buffer) }
  }
}

/// `hash_sha256(value)`
public func sha256Text(_ value: Value, _ cx: EvaluationContext) -> Str {
  let start: [UInt32] = [
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
  ]
  var state = start
  forEachBlock(textOf(value, cx), bigEndian: true) { words in
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
      for step in 0..<16 { schedule[step] = words[step] }
      for step in 16..<64 {
        let early = schedule[step - 15]
        let late = schedule[step - 2]
        let first = rotatedLeft(early, 25) ^ rotatedLeft(early, 14) ^ early >> 3
        let second = rotatedLeft(late, 15) ^ rotatedLeft(late, 13) ^ late >> 10
        schedule[step] = schedule[step - 16] &+ first &+ schedule[step - 7] &+ second
      }
      var s = state
      for step in 0..<64 {
        let choice = s[4] & s[5] ^ ~s[4] & s[6]
        let majority = s[0] & s[1] ^ s[0] & s[2] ^ s[1] & s[2]
        let sum1 = rotatedLeft(s[4], 26) ^ rotatedLeft(s[4], 21) ^ rotatedLeft(s[4], 7)
        let sum0 = rotatedLeft(s[0], 30) ^ rotatedLeft(s[0], 19) ^ rotatedLeft(s[0], 10)
        let added = s[7] &+ sum1 &+ choice &+ sha256Constant(step) &+ schedule[step]
        s = [added &+ sum0 &+ majority, s[0], s[1], s[2], s[3] &+ added, s[4], s[5], s[6]]
      }
      for index in 0..<8 { state[index] &+= s[index] }
    }
  }
  return cx.text { buffer in
    for word in state { appendHex(word, into: buffer) }
  }
}

private func sha256Constant(_ step: Int) -> UInt32 {
  constantWord(
    """
    428a2f9871374491b5c0fbcfe9b5dba53956c25b59f111f1923f82a4ab1c5ed5d807aa9812835b01243185be550c7dc3\
    72be5d7480deb1fe9bdc06a7c19bf174e49b69c1efbe47860fc19dc6240ca1cc2de92c6f4a7484aa5cb0a9dc76f988da\
    983e5152a831c66db00327c8bf597fc7c6e00bf3d5a7914706ca63511429296727b70a852e1b21384d2c6dfc53380d13\
    650a7354766a0abb81c2c92e92722c85a2bfe8a1a81a664bc24b8b70c76c51a3d192e819d6990624f40e3585106aa070\
    19a4c1161e376c082748774c34b0bcb5391c0cb34ed8aa4a5b9cca4f682e6ff3748f82ee78a5636f84c878148cc70208\
    90befffaa4506cebbef9a3f7c67178f2
    """, step)
}
