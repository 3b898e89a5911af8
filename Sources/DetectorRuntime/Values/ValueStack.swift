/// A stack of cells with memory of its own: where arrays and bags are collected before they go to the arena.
final class ValueStack {
  private struct Storage {
    var base: UnsafeMutablePointer<Value>
    var count: Int
    var capacity: Int
  }
  private let storage: UnsafeMutablePointer<Storage>

  init(capacity: Int = 64) {
    storage = .allocate(capacity: 1)
    storage.initialize(to: Storage(base: .allocate(capacity: capacity), count: 0, capacity: capacity))
  }

  deinit {
    storage.pointee.base.deallocate()
    storage.deallocate()
  }

  var count: Int { storage.pointee.count }

  func push(_ value: Value) {
    if storage.pointee.count == storage.pointee.capacity { grow() }
    (storage.pointee.base + storage.pointee.count).initialize(to: value)
    storage.pointee.count += 1
  }

  private func grow() {
    let base = UnsafeMutablePointer<Value>.allocate(capacity: storage.pointee.capacity * 2)
    base.update(from: storage.pointee.base, count: storage.pointee.count)
    storage.pointee.base.deallocate()
    storage.pointee.base = base
    storage.pointee.capacity *= 2
  }

  subscript(_ index: Int) -> Value {
    get { storage.pointee.base[index] }
    set { storage.pointee.base[index] = newValue }
  }

  /// The cells from `start` on; valid until the next push.
  func values(from start: Int) -> UnsafeMutableBufferPointer<Value> {
    UnsafeMutableBufferPointer(start: storage.pointee.base + start, count: storage.pointee.count - start)
  }

  func truncate(_ count: Int) { storage.pointee.count = count }
}

extension EvaluationContext {
  /// An array of the values that `body` pushes. `body` may build other arrays and bags meanwhile.
  func array(_ body: (ValueStack) -> Void) -> Value {
    let start = stack.count
    body(stack)
    return takeArray(from: start)
  }

  /// A bag of the keys and values that `body` pushes in turn. Of equal keys the first gives the place, the last the value.
  func bag(_ body: (ValueStack) -> Void) -> Value {
    let start = stack.count
    body(stack)
    return takeBag(from: start)
  }

  /// Moves the cells of the stack from `start` on into an array.
  func takeArray(from start: Int) -> Value {
    let value = copyToArena(from: start, kind: .array, unit: 1)
    stack.truncate(start)
    return value
  }

  /// Moves the cells of the stack from `start` on, keys and values in turn, into a bag.
  func takeBag(from start: Int) -> Value {
    dropRepeatedKeys(from: start)
    let value = copyToArena(from: start, kind: .bag, unit: 2)
    stack.truncate(start)
    return value
  }

  private func copyToArena(from start: Int, kind: Value.Kind, unit: Int) -> Value {
    let values = stack.values(from: start)
    let memory = arena.allocate(max(values.count, 1) * 16, alignment: 16).assumingMemoryBound(to: Value.self)
    if let source = values.baseAddress { memory.update(from: source, count: values.count) }
    return Value(
      kind: kind, payload: UInt64(UInt(bitPattern: memory)), count: UInt32(values.count / unit))
  }

  private func dropRepeatedKeys(from start: Int) {
    let pairCount = (stack.count - start) / 2
    guard pairCount > 1 else { return }
    var kept = 0
    // Small bags are compared key by key, large ones through a hash table.
    var slots: [Int32] = []
    var mask = 0
    if pairCount > 24 {
      var size = 64
      while size < pairCount * 2 { size *= 2 }
      slots = [Int32](repeating: -1, count: size)
      mask = size - 1
    }
    for pair in 0..<pairCount {
      let key = stack[start + 2 * pair].unsafeText
      var earlier = -1
      if slots.isEmpty {
        for index in 0..<kept where isEqualExact(stack[start + 2 * index].unsafeText, key) { earlier = index }
      } else {
        var slot = Int(truncatingIfNeeded: hashText(key)) & mask
        while slots[slot] >= 0, earlier < 0 {
          let index = Int(slots[slot])
          if isEqualExact(stack[start + 2 * index].unsafeText, key) { earlier = index }
          slot = (slot + 1) & mask
        }
        if earlier < 0 { slots[slot] = Int32(kept) }
      }
      if earlier >= 0 {
        stack[start + 2 * earlier + 1] = stack[start + 2 * pair + 1]
      } else {
        stack[start + 2 * kept] = stack[start + 2 * pair]
        stack[start + 2 * kept + 1] = stack[start + 2 * pair + 1]
        kept += 1
      }
    }
    stack.truncate(start + 2 * kept)
  }
}
