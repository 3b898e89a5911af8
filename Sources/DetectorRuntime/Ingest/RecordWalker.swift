/// Walks one JSON record from `{` to `}` and notes where the needed values are; decodes nothing.
///
/// All of the record is checked against the JSON grammar, except the escapes inside strings that no rule reads.
final class RecordWalker {
  static let maximumDepth = 512

  let keys = KeyTable()
  /// The raw values by slot; those of the last record carry its `stamp`.
  private(set) var slots: UnsafeMutablePointer<RawValue>
  private(set) var slotCount = 1
  private(set) var stamp: UInt16 = 0
  /// After a failure: what was wrong, and where.
  private(set) var failure = RejectReason.badSyntax
  private(set) var failedAt: Bytes
  /// Line feeds passed by the last walk.
  private(set) var lines = 0
  private let isObjectAt: UnsafeMutablePointer<Bool>
  private var slotCapacity = 64

  init() {
    slots = .allocate(capacity: slotCapacity)
    failedAt = Str.empty.base
    isObjectAt = .allocate(capacity: Self.maximumDepth)
    (slots + 0).initialize(
      to: RawValue(start: failedAt, count: 0, shape: .null, stamp: 0))
  }

  deinit {
    slots.deallocate()
    isObjectAt.deallocate()
  }

  /// A slot for the values of `key`.
  func need(_ key: Str) -> Int {
    let known = keys.entries[keys.entry(key)].slot
    if known != KeyTable.unneeded { return Int(known) }
    if slotCount == slotCapacity {
      let larger = UnsafeMutablePointer<RawValue>.allocate(capacity: slotCapacity * 2)
      larger.update(from: slots, count: slotCount)
      slots.deallocate()
      slots = larger
      slotCapacity *= 2
    }
    (slots + slotCount).initialize(
      to: RawValue(start: failedAt, count: 0, shape: .null, stamp: 0))
    keys.need(key, slot: Int32(slotCount))
    slotCount += 1
    return slotCount - 1
  }

  @inline(never)
  private func fail(_ reason: RejectReason, _ p: Bytes) -> Bytes? {
    failure = reason
    failedAt = p
    return nil
  }

  private func nextStamp() {
    stamp &+= 1
    guard stamp == 0 else { return }
    for slot in 0..<slotCount { slots[slot].stamp = 0 }
    stamp = 1
  }

  /// The byte after the record that starts with the brace at `start`; nil if it is malformed or cut off.
  func walk(_ start: Bytes) -> Bytes? {
    nextStamp()
    let stamp = self.stamp
    let slots = self.slots
    let entries = keys.entries
    var lines = 0
    defer { self.lines = lines }
    var p = start + 1
    if p.pointee <= 0x20 { p = skipBlanks(p, &lines) }
    if p.pointee == 0x7D { return p + 1 }
    var entry = 0
    while true {
      // The key: as guessed, or looked up.
      let guess = Int(entries[entry].next)
      let guessed = entries + guess
      if guess != 0, Self.matches(guessed.pointee, p) {
        p += Int(guessed.pointee.length)
        entry = guess
      } else if let other = alternative(entry, p) {
        p += Int(entries[other].length)
        entry = other
      } else {
        guard let value = key(p, after: &entry, &lines) else { return nil }
        p = value
      }
      let slot = slots + Int(entries[entry].slot)
      // The value.
      var c = p.pointee
      if c <= 0x20 {
        p = skipBlanks(p, &lines)
        c = p.pointee
      }
      let from = p
      switch c {
      case 0x22:
        var stop = p
        guard let end = endOfString(p + 1, &stop) else {
          return fail(.controlCharacter, stop)
        }
        slot.pointee = RawValue(
          start: from + 1, count: UInt32(truncatingIfNeeded: end - from - 1), shape: .string, stamp: stamp)
        p = end + 1
      case 0x2D, 0x30...0x39:
        guard let end = endOfNumber(p) else { return fail(.badNumber, p) }
        slot.pointee = RawValue(
          start: from, count: UInt32(truncatingIfNeeded: end - from), shape: .number,
          stamp: stamp)
        p = end
      case 0x7B, 0x5B:
        guard let end = container(p, &lines) else { return nil }
        slot.pointee = RawValue(
          start: from, count: UInt32(truncatingIfNeeded: end - from),
          shape: c == 0x7B ? .object : .array, stamp: stamp)
        p = end
      case 0x74:
        guard word32(p) == wordTrue else { return fail(.badValue, p) }
        p += 4
        slot.pointee = RawValue(start: from, count: 4, shape: .yes, stamp: stamp)
      case 0x66:
        guard word32(p) == wordFals, p[4] == 0x65 else { return fail(.badValue, p) }
        p += 5
        slot.pointee = RawValue(start: from, count: 5, shape: .no, stamp: stamp)
      case 0x6E:
        guard word32(p) == wordNull else { return fail(.badValue, p) }
        p += 4
        slot.pointee = RawValue(start: from, count: 4, shape: .null, stamp: stamp)
      default: return fail(.badValue, p)
      }
      // What follows it.
      c = p.pointee
      if c <= 0x20 {
        p = skipBlanks(p, &lines)
        c = p.pointee
      }
      if c == 0x2C {
        p += 1
        if p.pointee <= 0x20 { p = skipBlanks(p, &lines) }
      } else if c == 0x7D {
        return p + 1
      } else {
        return fail(.badSyntax, p)
      }
    }
  }

  /// The entry that followed `entry` before last time, if the key at `p` is its.
  @inline(__always)
  private func alternative(_ entry: Int, _ p: Bytes) -> Int? {
    let other = Int(keys.entries[entry].alternative)
    guard other != 0, Self.matches(keys.entries[other], p) else { return nil }
    keys.follow(entry, by: other)
    return other
  }

  @inline(__always)
  private static func matches(_ entry: KeyTable.Entry, _ p: Bytes) -> Bool {
    let last = Int(entry.lastWord)
    var at = 0
    while at < last {
      if word(p + at) != word(entry.pattern + at) { return false }
      at += 8
    }
    return (word(p + last) ^ word(entry.pattern + last)) & entry.lastMask == 0
  }

  /// The byte after the colon of the key at `p`; `entry` becomes that of the key.
  @inline(never)
  private func key(_ p: Bytes, after entry: inout Int, _ lines: inout Int) -> Bytes? {
    guard p.pointee == 0x22 else { return fail(.badKey, p) }
    var stop = p
    guard let end = endOfString(p + 1, &stop) else { return fail(.controlCharacter, stop) }
    var text = Str(base: p + 1, count: end - p - 1)
    if !isPlain(text) {
      let arena = Arena(chunkSize: text.count + 16)
      guard let plain = unescape(text, arena) else { return fail(.badEscape, p) }
      text = plain
      let found = keys.entry(text)
      withExtendedLifetime(arena) {}
      keys.follow(entry, by: found)
      entry = found
    } else {
      let found = keys.entry(text)
      keys.follow(entry, by: found)
      entry = found
    }
    var after = end + 1
    if after.pointee <= 0x20 { after = skipBlanks(after, &lines) }
    guard after.pointee == 0x3A else { return fail(.missingColon, after) }
    return after + 1
  }

  /// The byte after any JSON value at `p`.
  func value(_ p: Bytes) -> Bytes? {
    lines = 0
    switch p.pointee {
    case 0x7B, 0x5B: return container(p, &lines)
    default: return scalar(p)
    }
  }

  @inline(__always)
  private func scalar(_ p: Bytes) -> Bytes? {
    switch p.pointee {
    case 0x22:
      var stop = p
      guard let end = endOfString(p + 1, &stop) else { return fail(.controlCharacter, stop) }
      return end + 1
    case 0x2D, 0x30...0x39:
      guard let end = endOfNumber(p) else { return fail(.badNumber, p) }
      return end
    case 0x74:
      guard word32(p) == wordTrue else { return fail(.badValue, p) }
      return p + 4
    case 0x66:
      guard word32(p) == wordFals, p[4] == 0x65 else { return fail(.badValue, p) }
      return p + 5
    case 0x6E:
      guard word32(p) == wordNull else { return fail(.badValue, p) }
      return p + 4
    default: return fail(.badValue, p)
    }
  }

  /// The byte after the object or array at `start`.
  @inline(never)
  private func container(_ start: Bytes, _ lines: inout Int) -> Bytes? {
    var p = start + 1
    var depth = 0
    var isObject = start.pointee == 0x7B
    var mayClose = true
    while true {
      var c = p.pointee
      if c <= 0x20 {
        p = skipBlanks(p, &lines)
        c = p.pointee
      }
      var isClosed = false
      if isObject {
        if c == 0x22 {
          var stop = p
          guard let end = endOfString(p + 1, &stop) else {
            return fail(.controlCharacter, stop)
          }
          p = end + 1
          if p.pointee <= 0x20 { p = skipBlanks(p, &lines) }
          guard p.pointee == 0x3A else { return fail(.missingColon, p) }
          p += 1
          c = p.pointee
          if c <= 0x20 {
            p = skipBlanks(p, &lines)
            c = p.pointee
          }
        } else if c == 0x7D && mayClose {
          isClosed = true
        } else {
          return fail(.badKey, p)
        }
      } else if c == 0x5D && mayClose {
        isClosed = true
      }
      if !isClosed {
        if c == 0x7B || c == 0x5B {
          // The record itself is level 1, this container level 2.
          guard depth < Self.maximumDepth - 2 else { return fail(.tooDeep, p) }
          isObjectAt[depth] = isObject
          depth += 1
          isObject = c == 0x7B
          mayClose = true
          p += 1
          continue
        }
        guard let end = scalar(p) else { return nil }
        p = end
      }
      // After a value: a comma, or the ends of containers.
      while true {
        c = p.pointee
        if c <= 0x20 {
          p = skipBlanks(p, &lines)
          c = p.pointee
        }
        if c == 0x2C && !isClosed {
          p += 1
          mayClose = false
          break
        }
        guard c == (isObject ? 0x7D : 0x5D) else { return fail(.badSyntax, p) }
        p += 1
        isClosed = false
        if depth == 0 { return p }
        depth -= 1
        isObject = isObjectAt[depth]
      }
    }
  }
}
