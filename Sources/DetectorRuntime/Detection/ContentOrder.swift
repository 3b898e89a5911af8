/// An order of cells by kind and bytes: of no meaning, but the same everywhere. Negative if `a` comes first.
func orderOfContents(_ a: Value, _ b: Value) -> Int {
  guard a.kind == b.kind else { return a.kind.rawValue < b.kind.rawValue ? -1 : 1 }
  switch a.kind {
  case .null: return 0
  case .bool, .int, .long, .real, .dateTime, .timeSpan: return order(a.payload, b.payload)
  case .string, .json:
    return orderOfBytes(a.unsafeText, b.unsafeText)
  case .guid, .decimal:
    let first = UnsafePointer<UInt8>(bitPattern: UInt(a.payload)).unsafelyUnwrapped
    let second = UnsafePointer<UInt8>(bitPattern: UInt(b.payload)).unsafelyUnwrapped
    return orderOfBytes(Str(base: first, count: 16), Str(base: second, count: 16))
  case .array: return order(a.elements, b.elements)
  case .bag: return order(a.pairs, b.pairs)
  }
}

private func order(_ a: UInt64, _ b: UInt64) -> Int { a == b ? 0 : a < b ? -1 : 1 }

private func order(_ a: UnsafeBufferPointer<Value>, _ b: UnsafeBufferPointer<Value>) -> Int {
  for index in 0..<min(a.count, b.count) {
    let order = orderOfContents(a[index], b[index])
    if order != 0 { return order }
  }
  return a.count - b.count
}

extension Value {
  /// What the value takes in a result: the bytes of texts, 8 for anything else that is one value.
  var contentBytes: Int {
    switch kind {
    case .null: 0
    case .bool, .int, .long, .real, .dateTime, .timeSpan: 8
    case .guid, .decimal: 16
    case .string, .json: Int(count)
    case .array: elements.reduce(0) { $0 + $1.contentBytes }
    case .bag: pairs.reduce(0) { $0 + $1.contentBytes }
    }
  }
}
