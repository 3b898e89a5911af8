import CScan

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Finds the records of an input: NDJSON, concatenated objects, arrays of objects and the `{"records":[…]}` envelope,
/// in any mixture, in constant memory.
///
/// A record that is malformed ends at the first line feed after its start; reading goes on there.
final class RecordReader {
  /// Where the records go.
  protocol Receiver: AnyObject {
    /// The walker has just walked the record; its slots are valid until the next one.
    func receive(_ record: Bytes, _ count: Int) -> RejectReason?
    /// Takes the time of a record that no rule can use and that has not been walked; false if it is none.
    func passOver(_ time: RawValue) -> Bool
    /// Called between records, once for each piece of input; false stops the reading.
    func pause() -> Bool
  }

  fileprivate enum Container: UInt8 { case none, array, envelope }
  fileprivate enum Comma: UInt8 { case forbidden, needed, optional }
  /// What is passed over after a malformed record: the rest of its line; in an array further lines, up to one that
  /// starts like a record or ends the array.
  fileprivate enum Skip: UInt8 { case nothing, line, record, lineStart }

  static let pieceSize = 1 << 20
  static let maximumRecord = 1 << 26
  /// A longer record is rejected.
  @exclusivity(unchecked) var maximumRecord = RecordReader.maximumRecord
  static let padding = Int(SCAN_PADDING)
  private static let patience = 1 << 16

  /// Records found so far, well-formed or not.
  @exclusivity(unchecked) private(set) var recordCount = 0
  /// Bytes read so far, after decompression.
  @exclusivity(unchecked) private(set) var byteCount = 0
  /// Set if `strict` stopped the reading.
  @exclusivity(unchecked) private(set) var isStopped = false

  /// Set if the last input was a part of a file, and its last record or array goes on behind it.
  private(set) var endsInside = false
  /// Where rejected records are noted.
  var ledger: RejectLedger

  /// Finds lines that need not be walked; nil if all are.
  var skim: LineSkim?

  private let walker: RecordWalker
  private let strict: Bool
  private let recordsSlot: Int
  private let typeSlot: Int
  @exclusivity(unchecked) private var buffer: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) private var capacity: Int
  @exclusivity(unchecked) private var end: Bytes
  @exclusivity(unchecked) private var startOffset = 0
  @exclusivity(unchecked) private var isAtEnd = false
  /// What ended the input early; told when what came before has been read.
  @exclusivity(unchecked) private var failure: ByteSource.Failure?
  /// The line that has been reached.
  @exclusivity(unchecked) private(set) var line = 1
  @exclusivity(unchecked) private var container = Container.none
  @exclusivity(unchecked) private var comma = Comma.forbidden
  @exclusivity(unchecked) private var skip = Skip.nothing

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
  private func refill(_ p: Bytes, _ source: ByteSource) throws(ByteSource.Failure) -> Bytes {
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
        if !source.isOpenEnded {
          isAtEnd = true
        } else if filled == kept {
          throw .exhausted
        }
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

  /// Passes over what a malformed record has left; see `Skip`.
  private func skip(_ what: Skip, from p: Bytes, _ source: ByteSource) throws(ByteSource.Failure) -> Bytes {
    skip = what
    return try skipOn(p, source)
  }

  private func skipOn(_ p: Bytes, _ source: ByteSource) throws(ByteSource.Failure) -> Bytes {
    var p = p
    while skip != .nothing {
      if skip == .lineStart {
        p = skipBlanks(p, &line)
        if p >= end, !isAtEnd {
          p = try refill(p, source)
        } else {
          skip = p >= end || p.pointee == 0x7B || p.pointee == 0x5D || p.pointee == 0x2C ? .nothing : .record
        }
        continue
      }
      while p < end, p.pointee != 0x0A { p += 1 }
      if p < end {
        line += 1
        p += 1
      } else if !isAtEnd {
        p = try refill(p, source)
        continue
      }
      skip = skip == .record ? .lineStart : .nothing
    }
    return p
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
    var start = RecordPlace()
    start.offset = source.firstOffset
    try read(source, from: start, receiver)
  }

  /// Reads a piece of an input as far as its records are complete.
  /// - Parameters:
  ///   - place: where the piece begins; moved to where the next one has to begin.
  ///   - isLast: whether the input ends with this piece: then all of it is read.
  func readPiece(
    _ bytes: UnsafeBufferPointer<UInt8>, of name: String, _ place: inout RecordPlace, isLast: Bool,
    _ receiver: some Receiver
  ) throws(ByteSource.Failure) {
    let source = ByteSource(name: name, bytes: bytes, isOpenEnded: !isLast)
    do throws(ByteSource.Failure) {
      try read(source, from: place, receiver)
    } catch .exhausted {
      // The rest comes again with the next piece.
    }
    place = RecordPlace(offset: startOffset, line: line, container: container, comma: comma, skip: skip)
  }

  private func read(
    _ source: ByteSource, from place: RecordPlace, _ receiver: some Receiver
  ) throws(ByteSource.Failure) {
    end = Bytes(buffer)
    startOffset = place.offset
    isAtEnd = false
    endsInside = false
    failure = nil
    line = place.line
    skip = place.skip
    var container = place.container
    var comma = place.comma
    defer {
      self.container = container
      self.comma = comma
    }
    var p = try refill(end, source)
    if place.offset == 0 {
      while !isAtEnd, end - p < 4 { p = try refill(p, source) }
      if word32(p) & 0xFF_FFFF == 0xBF_BBEF { p += 3 }
      if word32(p) & 0xFFFF == 0xFEFF || word32(p) & 0xFFFF == 0xFFFE { throw .corrupt("UTF-8 (it is UTF-16)") }
    }
    if skip != .nothing { p = try skipOn(p, source) }

    while !isStopped {
      if p.pointee == 0x0A, p[1] > 0x20 {
        line += 1
        p += 1
      } else if p.pointee <= 0x20 {
        p = skipBlanks(p, &line)
      }
      // The first bytes of a record decide what it is; have them at hand.
      if end - p < 256, !isAtEnd, !source.isUsedUp || p >= end {
        guard receiver.pause() else { return }
        p = try refill(p, source)
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
            } else if !isAtEnd, end - p < maximumRecord {
              p = try refill(p, source)
              continue
            } else {
              endsInside = isAtEnd
              recordCount += 1
              reject(.badSyntax, p, source)
              container = .none
              p = try skip(.line, from: p, source)
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
          comma = .optional
          p = try skip(.record, from: p, source)
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
          if try isCutOff(&p, source) { continue }
          recordCount += 1
          reject(.notAnObject, p, source)
          comma = .optional
          p = try skip(container == .none ? .line : .record, from: p, source)
          continue
        }
        if after >= end, !isAtEnd, end - p < maximumRecord {
          p = try refill(p, source)
          continue
        }
        recordCount += 1
        reject(.notAnObject, p, source)
        if container == .none {
          p = try skip(.line, from: p, source)
        } else {
          line += walker.lines
          p = after
          comma = .needed
        }
        continue
      }
      // `"rec` or white space may begin an envelope.
      if container == .none, word32(p + 1) == 0x6365_7222 || p[1] <= 0x20 {
        var lines = 0
        if let array = Self.envelopeStart(p, &lines) {
          line += lines
          p = array
          container = .envelope
          comma = .forbidden
          continue
        }
      }
      if container == .none, let skim, let next = lineBehind(p, skim, receiver) {
        recordCount += 1
        line += 1
        p = next
        continue
      }
      guard let after = walker.walk(p) else {
        if try isCutOff(&p, source) { continue }
        recordCount += 1
        if end - p >= maximumRecord, !isAtEnd {
          reject(.tooLong, p, source)
        } else {
          reject(
            walker.failedAt >= end ? .unexpectedEnd : walker.failure, min(walker.failedAt, end), source)
        }
        comma = .optional
        p = try skip(container == .none ? .line : .record, from: p, source)
        continue
      }
      if container == .none {
        var next = after
        while next.pointee == 0x20 || next.pointee == 0x09 || next.pointee == 0x0D { next += 1 }
        if next >= end, !isAtEnd {
          p = try refill(p, source)
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
          p = try skip(.line, from: next, source)
          continue
        }
      }
      recordCount += 1
      if after - p > maximumRecord {
        reject(.tooLong, p, source)
      } else if let reason = receiver.receive(p, after - p) {
        reject(reason, p, source)
      }
      line += walker.lines
      p = after
      comma = .needed
    }
    if container != .none, !isStopped {
      endsInside = true
      recordCount += 1
      reject(.unexpectedEnd, end, source)
    }
    startOffset += p - Bytes(buffer)
    if let failure { throw failure }
  }

  /// The beginning of the next line, if the one that begins here is a record that no rule can use.
  private func lineBehind(_ p: Bytes, _ skim: LineSkim, _ receiver: some Receiver) -> Bytes? {
    guard let feed = skim.lineFeed(p, p + min(end - p, maximumRecord)) else { return nil }
    var last = feed - 1
    while last > p, last.pointee == 0x0D || last.pointee == 0x20 || last.pointee == 0x09 { last -= 1 }
    // Behind a brace in the middle of a record there would be a comma or a bracket.
    let next = feed + 1
    guard last.pointee == 0x7D, next < end ? next.pointee == 0x7B : isAtEnd,
      let time = skim.time(of: Str(base: p, count: last + 1 - p)), receiver.passOver(time)
    else { return nil }
    return next
  }

  /// Takes the counts of a reader that has read another part of the input.
  func absorb(_ other: RecordReader) {
    recordCount += other.recordCount
    byteCount += other.byteCount
  }

  /// Whether the walk failed only because the rest of the record has not been read yet; reads more if so.
  private func isCutOff(_ p: inout Bytes, _ source: ByteSource) throws(ByteSource.Failure) -> Bool {
    // A part of a file ends with a line feed, which no token goes over.
    if isAtEnd, walker.failedAt >= end { endsInside = true }
    guard !isAtEnd, walker.failedAt + 16 >= end || walker.failedAt < p, end - p < maximumRecord
    else { return false }
    p = try refill(p, source)
    return true
  }
}

extension RecordReader.Receiver {
  func passOver(_ time: RawValue) -> Bool { false }
}

/// Where the reading of an input stands between two of its pieces.
package struct RecordPlace {
  /// Byte and line, of the whole input.
  package var offset = 0
  package var line = 1
  fileprivate var container = RecordReader.Container.none
  fileprivate var comma = RecordReader.Comma.forbidden
  fileprivate var skip = RecordReader.Skip.nothing

  package init() {}

  fileprivate init(
    offset: Int, line: Int, container: RecordReader.Container, comma: RecordReader.Comma, skip: RecordReader.Skip
  ) {
    (self.offset, self.line) = (offset, line)
    (self.container, self.comma, self.skip) = (container, comma, skip)
  }

  /// - Parameter context: what `context` said; anything else is taken for the beginning of an input.
  package init(offset: Int, line: Int, context: Int64) {
    (self.offset, self.line) = (offset, line)
    container = .init(rawValue: UInt8(truncatingIfNeeded: context & 3)) ?? .none
    comma = .init(rawValue: UInt8(truncatingIfNeeded: context >> 2 & 3)) ?? .forbidden
    skip = .init(rawValue: UInt8(truncatingIfNeeded: context >> 4 & 3)) ?? .nothing
  }

  /// What the reading is in the middle of, as a number.
  package var context: Int64 {
    Int64(container.rawValue) | Int64(comma.rawValue) << 2 | Int64(skip.rawValue) << 4
  }
}
