import CZlib

// `zlib_decompress_from_base64_string` and `gzip_decompress_from_base64_string`.

/// The most bytes a text may grow to; more is taken for an attack.
private let greatestSize = 1 << 24

/// - Parameter windowBits: 15 for the zlib format, 31 for gzip.
private func decompressed(_ text: Str, windowBits: Int32, _ cx: EvaluationContext) -> Str {
  guard let bytes = decodedBase64(text, cx), !bytes.isEmpty else { return .empty }
  var stream = z_stream()
  guard inflateInit2_(&stream, windowBits, zlibVersion(), Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
    return .empty
  }
  defer { inflateEnd(&stream) }
  stream.next_in = UnsafeMutablePointer(mutating: bytes.base)
  stream.avail_in = UInt32(truncatingIfNeeded: bytes.count)
  var isComplete = false
  let result = cx.text { buffer in
    let start = buffer.count
    var status = Z_OK
    while status == Z_OK, buffer.count - start < greatestSize {
      let portion = 1 << 14
      let before = buffer.count
      stream.next_out = buffer.grow(by: portion)
      stream.avail_out = UInt32(portion)
      status = inflate(&stream, Z_NO_FLUSH)
      buffer.truncate(before + portion - Int(stream.avail_out))
      // Input that ends too early makes no progress.
      if status == Z_OK, stream.avail_in == 0, stream.avail_out > 0 { break }
    }
    isComplete = status == Z_STREAM_END
  }
  return isComplete && isUTF8Text(result) ? result : .empty
}

/// `zlib_decompress_from_base64_string(text)`: empty if the text is not zlib data in base64, or does not stand for UTF-8.
public func zlibDecompressed(_ text: Str, _ cx: EvaluationContext) -> Str { decompressed(text, windowBits: 15, cx) }

/// `gzip_decompress_from_base64_string(text)`: empty if the text is not gzip data in base64, or does not stand for UTF-8.
public func gzipDecompressed(_ text: Str, _ cx: EvaluationContext) -> Str { decompressed(text, windowBits: 31, cx) }
