// Text of any kind as text of an HTML page.

extension ByteBuffer {
  /// Appends text that stands between tags or in an attribute in quotes: nothing in it is markup there.
  ///
  /// Control characters and those that turn the direction of writing are shown by their numbers, since they could make a
  /// value look like another; bytes that are not UTF-8 as U+FFFD.
  func append(html text: Str) {
    var from = 0
    var at = 0
    while at < text.count {
      let byte = text.base[at]
      let length = sequenceLength(text.base + at, text.count - at)
      if length > 0, !Self.isSpecial(byte), !Self.isInvisible(text, at, length) {
        at += length
        continue
      }
      append(text.slice(from, at))
      switch byte {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "<"): append("&lt;")
      case UInt8(ascii: ">"): append("&gt;")
      case UInt8(ascii: "\""): append("&quot;")
      case UInt8(ascii: "'"): append("&#39;")
      case _ where length == 0: append(scalar: 0xFFFD)
      case _ where length == 1: append(number: UInt32(byte))
      case _: append(number: Self.scalar(text, at, length))
      }
      at += max(length, 1)
      from = at
    }
    append(text.slice(from, text.count))
  }

  func append(html text: String) {
    var text = text
    text.withUTF8 { bytes in
      if let base = bytes.baseAddress { append(html: Str(base: base, count: bytes.count)) }
    }
  }

  /// Appends text as `append(html:)` does, at most about `limit` bytes of it.
  func append(html text: Str, limit: Int) {
    let length = prefixLength(text, limit)
    append(html: text.slice(0, length))
    guard length < text.count else { return }
    append("… (")
    append(long: Int64(text.count - length))
    append(" more bytes)")
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
    case UInt8(ascii: "\n"), UInt8(ascii: "\t"): false
    case _: byte < 0x20 || byte == 0x7F
    }
  }

  private static func isInvisible(_ text: Str, _ at: Int, _ length: Int) -> Bool {
    guard length > 1 else { return false }
    switch scalar(text, at, length) {
    case 0x80...0x9F, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
      0xE0000...0xE007F:
      return true
    case _: return false
    }
  }

  private static func scalar(_ text: Str, _ at: Int, _ length: Int) -> UInt32 {
    var scalar = UInt32(text.base[at]) & (0xFF >> UInt32(length + 1))
    for index in 1..<length { scalar = scalar << 6 | UInt32(text.base[at + index]) & 0x3F }
    return scalar
  }

  private func append(number scalar: UInt32) {
    append("⟨U+")
    let digits: StaticString = "0123456789ABCDEF"
    for shift in stride(from: scalar > 0xFFFF ? 20 : 12, through: 0, by: -4) {
      append(digits.utf8Start[Int(scalar >> UInt32(shift)) & 15])
    }
    append("⟩")
  }
}
