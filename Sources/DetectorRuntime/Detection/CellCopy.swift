/// A decoded cell with its bytes in `arena`.
@inline(__always)
func copyCell(_ value: Value, _ arena: Arena) -> Value {
  switch value.kind {
  case .null, .bool, .int, .long, .real, .dateTime, .timeSpan: return value
  case .string, .json, .guid, .decimal, .array, .bag: return copyReferringCell(value, arena)
  }
}

private func copyReferringCell(_ value: Value, _ arena: Arena) -> Value {
  switch value.kind {
  case .null, .bool, .int, .long, .real, .dateTime, .timeSpan: return value
  case .string, .json:
    let text = arena.copy(value.unsafeText)
    return Value(
      kind: value.kind, payload: UInt64(UInt(bitPattern: text.base)), count: value.count)
  case .guid, .decimal:
    let source = UnsafeRawPointer(bitPattern: UInt(value.payload)).unsafelyUnwrapped
    let target = arena.allocate(16, alignment: 16)
    target.copyMemory(from: source, byteCount: 16)
    return Value(
      kind: value.kind, payload: UInt64(UInt(bitPattern: target)), count: value.count)
  case .array, .bag:
    let cells = Int(value.count) * (value.kind == .bag ? 2 : 1)
    let source = UnsafePointer<Value>(bitPattern: UInt(value.payload)).unsafelyUnwrapped
    let target = arena.allocate(max(cells, 1) * 16, alignment: 16).assumingMemoryBound(to: Value.self)
    for index in 0..<cells {
      (target + index).initialize(to: copyReferringCell(source[index], arena))
    }
    return Value(kind: value.kind, payload: UInt64(UInt(bitPattern: target)), count: value.count)
  }
}
