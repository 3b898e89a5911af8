import CScan

/// One value of a record as the walk found it: where its bytes are, undecoded. 16 bytes.
typealias RawValue = scan_value

extension RawValue {
  /// The order is that of `scan_shape`.
  enum Shape: UInt8 { case string, number, yes, no, null, object, array }

  @inline(__always) var kind: Shape { Shape(rawValue: shape).unsafelyUnwrapped }

  /// The bytes; of a string, without its quotes.
  var text: Str { Str(base: start, count: Int(count)) }

  /// Whether the bytes of a string stand for themselves: no escapes, all ASCII.
  var isPlain: Bool { traits == 0 }
  var hasEscapes: Bool { traits & UInt8(SCAN_HAS_ESCAPES) != 0 }
  /// Whether an escape may stand for any character: `\u` or `\/`. Without one, printable ASCII but for quotes and backslashes
  /// stands for itself.
  var hasStandIns: Bool { traits & UInt8(SCAN_HAS_STAND_INS) != 0 }
  var hasNonASCII: Bool { traits & UInt8(SCAN_HAS_NON_ASCII) != 0 }
}
