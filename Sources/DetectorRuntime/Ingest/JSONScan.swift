// Looking at JSON text outside of records; the records themselves are walked by `CScan`.

typealias Bytes = UnsafePointer<UInt8>

@inline(__always) func word(_ p: Bytes) -> UInt64 {
  UnsafeRawPointer(p).loadUnaligned(as: UInt64.self)
}

/// The top bit of each byte that is zero; exact up to and including the lowest one.
@inline(__always) func zeroBytes(_ word: UInt64) -> UInt64 {
  (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
}

@inline(__always) func word32(_ p: Bytes) -> UInt32 {
  UnsafeRawPointer(p).loadUnaligned(as: UInt32.self)
}

/// The first byte at or after `p` that is not white space, counting the line feeds passed.
@inline(never)
func skipBlanks(_ p: Bytes, _ lines: inout Int) -> Bytes {
  var p = p
  while true {
    switch p.pointee {
    case 0x20, 0x09, 0x0D: p += 1
    case 0x0A:
      lines += 1
      p += 1
    default: return p
    }
  }
}
