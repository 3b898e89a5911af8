import CScan

/// Finds the records of an input: NDJSON, concatenated objects, arrays of objects and the `{"records":[…]}` envelope,
/// in any mixture, in constant memory.
///
/// A record that is malformed ends at the first line feed after its start; reading goes on there.
final class RecordReader {
  /// Where the records go.
  protocol Receiver: AnyObject {
    /// The walker has just walked the record; its slots are valid until the next one.
    func receive(_ record: Bytes, _ count: Int) -> RejectReason?
    /// Called between records, once for each piece of input; false stops the reading.
    func pause() -> Bool
  }

  private enum Container { case none, array, envelope }
  private enum Comma { case forbidden, needed, optional }

  static let pieceSize = 1 << 20
  static let maximumRecord = 1 << 26
  static let padding = Int(SCAN_PADDING)
  private static let patience = 1 << 16

  /// Records found so far, well-formed or not.
  private(set) var recordCount = 0
  /// Bytes read so far, after decompression.
  private(set) var byteCount = 0
  /// Set if `strict` stopped the reading.
  private(set) var isStopped = false

  /// Set if the last input was a part of a file, and its last record or array goes on behind it.
  private(set) var endsInside = false
  /// Where rejected records are noted.
  var ledger: RejectLedger

  private let walker: RecordWalker
  private let strict: Bool
  private let recordsSlot: Int
  private let typeSlot: Int
  private var buffer: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var end: Bytes
  private var startOffset = 0
  private var isAtEnd = false
  /// What ended the input early; told when what came before has been read.
  private var failure: ByteSource.Failure?
  /// The line that has been reached.
  private(set) var line = 1

  init(walker: RecordWalker, ledger: RejectLedger, strict: Bool, pieceSize: Int = RecordReader.pieceSize) {
    self.walker = walker
    self.ledger = ledger
    self.strict = strict
    recordsSlot = walker.need("records")
    typeSlot = walker.need("Type")
    capacity = pieceSize
    buffer = .allocate(capacity: capacity + Self.padding)
    end = Bytes(buffer)
  }

  deinit { buffer.deallocate() }

  /// Moves the bytes from `p` on to the buffer's start and reads more; returns their new place.
  private func refill(_ p: Bytes, _ source: ByteSource) -> Bytes {
    let kept = end - p
    startOffset += p - Bytes(buffer)
    if kept > capacity / 2 {
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + Self.padding)
      larger.update(from: p, count: kept)
      buffer.deallocate()
      buffer = larger
      capacity *= 2
    } else {
      buffer.update(from: p, count: kept)
    }
    // A cut-off record is walked again from its start, so each time at least twice as much of it is there.
    var filled = kept
    repeat {
      let count: Int
      do throws(ByteSource.Failure) {
        count = try source.read(buffer + filled, capacity - filled)
      } catch {
        failure = error
        count = 0
      }
      if count == 0 {
        isAtEnd = true
        break
      }
      filled += count
      byteCount += count
    } while kept > Self.patience && filled < 2 * kept
    end = Bytes(buffer) + filled
    (buffer + filled).initialize(repeating: 0, count: Self.padding)
    return Bytes(buffer)
  }

  private func reject(_ reason: RejectReason, _ at: Bytes, _ source: ByteSource) {
    ledger.reject(
      reason, input: source.name, line: line, offset: startOffset + (at - Bytes(buffer)))
    if strict { isStopped = true }
  }

  /// The start of the line after the one that `p` is in.
  private func nextLine(_ p: Bytes, _ source: ByteSource) -> Bytes {
    var p = p
    while true {
      while p < end, p.pointee != 0x0A { p += 1 }
      if p < end {
        line += 1
        return p + 1
      }
      if isAtEnd { return p }
      p = refill(p, source)
    }
  }

  /// The first byte after the `[` of an object that starts with `"records":[`.
  private static func envelopeStart(_ brace: Bytes, _ lines: inout Int) -> Bytes? {
    var p = brace + 1
    if p.pointee <= 0x20 { p = skipBlanks(p, &lines) }
    let key: StaticString = "\"records\""
    guard equalBytes(p, key.utf8Start, 9) else { return nil }
    p = skipBlanks(p + 9, &lines)
    guard p.pointee == 0x3A else { return nil }
    p = skipBlanks(p + 1, &lines)
    return p.pointee == 0x5B ? p + 1 : nil
  }

  /// The byte after the `}` of an envelope whose array has just ended before `p`.
  private func envelopeEnd(_ p: Bytes, _ lines: inout Int) -> Bytes? {
    var p = skipBlanks(p, &lines)
    while p.pointee == 0x2C {
      p = skipBlanks(p + 1, &lines)
      guard p.pointee == 0x22, let key = walker.value(p) else { return nil }
      p = skipBlanks(key, &lines)
      guard p.pointee == 0x3A else { return nil }
      p = skipBlanks(p + 1, &lines)
      guard let value = walker.value(p) else { return nil }
      lines += walker.lines
      p = skipBlanks(value, &lines)
    }
    return p.pointee == 0x7D ? p + 1 : nil
  }

  /// Reads `source` to its end, or to the first malformed record if reading is strict.
  func read(_ source: ByteSource, _ receiver: some Receiver) throws(ByteSource.Failure) {
    end = Bytes(buffer)
    startOffset = source.firstOffset
    isAtEnd = false
    endsInside = false
    failure = nil
    line = source.firstLine
    var container = Container.none
    var comma = Comma.forbidden
    var p = refill(end, source)
    while !isAtEnd, end - p < 4 { p = refill(p, source) }
    if source.firstOffset == 0 {
      if word32(p) & 0xFF_FFFF == 0xBF_BBEF { p += 3 }
      if word32(p) & 0xFFFF == 0xFEFF || word32(p) & 0xFFFF == 0xFFFE { throw .corrupt("UTF-8 (it is UTF-16)") }
    }

    while !isStopped {
      if p.pointee <= 0x20 { p = skipBlanks(p, &line) }
      // The first bytes of a record decide what it is; have them at hand.
      if end - p < 256, !isAtEnd {
        guard receiver.pause() else { return }
        p = refill(p, source)
        continue
      }
      if p >= end { break }
      let first = p.pointee
      if container != .none {
        if first == 0x5D {
          if container == .envelope {
            var lines = 0
            if let after = envelopeEnd(p + 1, &lines) {
              p = after
              line += lines
            } else if !isAtEnd, end - p < Self.maximumRecord {
              p = refill(p, source)
              continue
            } else {
              endsInside = isAtEnd
              recordCount += 1
              reject(.badSyntax, p, source)
              p = nextLine(p, source)
            }
          } else {
            p += 1
          }
          container = .none
          continue
        }
        if first == 0x2C, comma != .forbidden {
          comma = .forbidden
          p += 1
          continue
        }
        if comma == .needed {
          recordCount += 1
          reject(.missingComma, p, source)
          p = nextRecord(p, source)
          comma = .optional
          continue
        }
      } else if first == 0x5B {
        container = .array
        comma = .forbidden
        p += 1
        continue
      }
      guard first == 0x7B else {
        guard let after = walker.value(p) else {
          if isCutOff(&p, source) { continue }
          recordCount += 1
          reject(.notAnObject, p, source)
          p = container == .none ? nextLine(p, source) : nextRecord(p, source)
          comma = .optional
          continue
        }
        if after >= end, !isAtEnd, end - p < Self.maximumRecord {
          p = refill(p, source)
          continue
        }
        recordCount += 1
        reject(.notAnObject, p, source)
        if container == .none {
          p = nextLine(p, source)
        } else {
          line += walker.lines
          p = after
          comma = .needed
        }
        continue
      }
      if container == .none {
        var lines = 0
        if let array = Self.envelopeStart(p, &lines) {
          line += lines
          p = array
          container = .envelope
          comma = .forbidden
          continue
        }
      }
      guard let after = walker.walk(p) else {
        if isCutOff(&p, source) { continue }
        recordCount += 1
        if end - p >= Self.maximumRecord, !isAtEnd {
          reject(.tooLong, p, source)
        } else {
          reject(
            walker.failedAt >= end ? .unexpectedEnd : walker.failure, min(walker.failedAt, end), source)
        }
        p = container == .none ? nextLine(p, source) : nextRecord(p, source)
        comma = .optional
        continue
      }
      if container == .none {
        var next = after
        while next.pointee == 0x20 || next.pointee == 0x09 || next.pointee == 0x0D { next += 1 }
        if next >= end, !isAtEnd {
          p = refill(p, source)
          continue
        }
        // A record with an array of records inside is an envelope, too.
        let records = walker.slots[recordsSlot]
        if records.stamp == walker.stamp, records.kind == .array,
          walker.slots[typeSlot].stamp != walker.stamp
        {
          while p <= records.start {
            if p.pointee == 0x0A { line += 1 }
            p += 1
          }
          container = .envelope
          comma = .forbidden
          continue
        }
        if next < end, next.pointee != 0x0A, next.pointee != 0x7B, next.pointee != 0x5B {
          recordCount += 1
          line += walker.lines
          reject(.trailingText, next, source)
          p = nextLine(next, source)
          continue
        }
      }
      recordCount += 1
      if let reason = receiver.receive(p, after - p) { reject(reason, p, source) }
      line += walker.lines
      p = after
      comma = .needed
    }
    if container != .none, !isStopped {
      endsInside = true
      recordCount += 1
      reject(.unexpectedEnd, end, source)
    }
    if let failure { throw failure }
  }

  /// Takes the counts of a reader that has read another part of the input.
  func absorb(_ other: RecordReader) {
    recordCount += other.recordCount
    byteCount += other.byteCount
  }

  /// Whether the walk failed only because the rest of the record has not been read yet; reads more if so.
  private func isCutOff(_ p: inout Bytes, _ source: ByteSource) -> Bool {
    // A part of a file ends with a line feed, which no token goes over.
    if isAtEnd, walker.failedAt >= end { endsInside = true }
    guard !isAtEnd, walker.failedAt + 16 >= end || walker.failedAt < p, end - p < Self.maximumRecord
    else { return false }
    p = refill(p, source)
    return true
  }

  /// Inside an array: the first line after `p` that starts like a record or ends the array. Lines between are the
  /// rest of the malformed record.
  private func nextRecord(_ p: Bytes, _ source: ByteSource) -> Bytes {
    var p = p
    while true {
      p = nextLine(p, source)
      p = skipBlanks(p, &line)
      if p >= end {
        if isAtEnd { return p }
        p = refill(p, source)
      }
      switch p.pointee {
      case 0x7B, 0x5D, 0x2C: return p
      default: continue
      }
    }
  }
}
