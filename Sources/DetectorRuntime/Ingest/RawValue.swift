/// One value of a record as the walk found it: where its bytes are, undecoded. 16 bytes.
struct RawValue {
  enum Shape: UInt8 { case string, number, yes, no, null, object, array }

  /// The first byte; of a string, the first after the quote.
  var start: UnsafePointer<UInt8>
  /// The number of bytes; of a string, without its quotes.
  var count: UInt32
  var shape: Shape
  /// The record it belongs to, so that slots need no clearing.
  var stamp: UInt16
}
