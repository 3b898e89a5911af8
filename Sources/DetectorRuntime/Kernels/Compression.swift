import CZlib

// `zlib_compress_to_base64_string` and `gzip_compress_to_base64_string`. Which of the valid compressions of a text the service
// chooses is not documented, beyond that it stores a text that does not get shorter; decompressed, all are the same.
// https://learn.microsoft.com/kusto/query/gzip-base64-compress

/// Appends the bytes as a raw deflate stream: stored as they are unless that makes them shorter.
/// - Returns: false if there is not enough memory.
private func appendDeflated(_ text: Str, into buffer: ByteBuffer) -> Bool {
  var stream = z_stream()
  guard
    deflateInit2_(
      &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, zlibVersion(),
      Int32(MemoryLayout<z_stream>.size)) == Z_OK
  else { return false }
  defer { deflateEnd(&stream) }
  let start = buffer.count
  let bound = Int(deflateBound(&stream, UInt(text.count)))
  stream.next_in = UnsafeMutablePointer(mutating: text.base)
  stream.avail_in = UInt32(truncatingIfNeeded: text.count)
  stream.next_out = buffer.grow(by: bound)
  stream.avail_out = UInt32(truncatingIfNeeded: bound)
  guard deflate(&stream, Z_FINISH) == Z_STREAM_END else { return false }
  buffer.truncate(start + bound - Int(stream.avail_out))
  if buffer.count - start < text.count { return true }
  buffer.truncate(start)
  appendStored(text, into: buffer)
  return true
}

/// Blocks of at most 65,535 bytes: whether it is the last, the length, its complement, the bytes.
private func appendStored(_ text: Str, into buffer: ByteBuffer) {
  var index = 0
  repeat {
    let end = min(index + 0xFFFF, text.count)
    let length = UInt16(end - index)
    buffer.append(end == text.count ? 1 : 0)
    for word in [length, ~length] {
      buffer.append(UInt8(word & 0xFF))
      buffer.append(UInt8(word >> 8))
    }
    buffer.append(text.slice(index, end))
    index = end
  } while index < text.count
}

private func append(_ bytes: [UInt8], into buffer: ByteBuffer) {
  for byte in bytes { buffer.append(byte) }
}

/// `zlib_compress_to_base64_string(text)`; empty if compression fails.
public func zlibCompressed(_ text: Str, _ cx: EvaluationContext) -> Str {
  var isComplete = false
  let bytes = cx.text { buffer in
    append([0x78, 0x01], into: buffer)
    isComplete = appendDeflated(text, into: buffer)
    let sum = UInt32(truncatingIfNeeded: adler32(1, text.base, UInt32(truncatingIfNeeded: text.count)))
    append([24, 16, 8, 0].map { UInt8(sum >> $0 & 0xFF) }, into: buffer)
  }
  return isComplete ? base64Encoded(bytes, cx) : .empty
}

/// `gzip_compress_to_base64_string(text)`; empty if compression fails.
public func gzipCompressed(_ text: Str, _ cx: EvaluationContext) -> Str {
  var isComplete = false
  let bytes = cx.text { buffer in
    // No time, no flags, an operating system that is not told.
    append([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF], into: buffer)
    isComplete = appendDeflated(text, into: buffer)
    let sum = UInt32(truncatingIfNeeded: crc32(0, text.base, UInt32(truncatingIfNeeded: text.count)))
    for word in [sum, UInt32(truncatingIfNeeded: text.count)] {
      append([0, 8, 16, 24].map { UInt8(word >> $0 & 0xFF) }, into: buffer)
    }
  }
  return isComplete ? base64Encoded(bytes, cx) : .empty
}
