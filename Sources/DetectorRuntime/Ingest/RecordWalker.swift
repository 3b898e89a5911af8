import CScan

/// Walks one JSON record from `{` to `}` and notes where the needed values are; decodes nothing.
///
/// All of the record is checked against the JSON grammar. The walk itself is in C (`CScan`), once for each kind of
/// vectors that processors have; the best that this processor has is chosen when the program starts.
final class RecordWalker {
  static let maximumDepth = Int(SCAN_MAXIMUM_DEPTH)
  private static let placeCapacity = 1 << 15

  /// The functions for this processor. Compiled in this file only: each file that called it would get all walks.
  @inline(never)
  static func best() -> UnsafePointer<scan_functions> { scan_best_functions() }

  private let state: UnsafeMutablePointer<scan_walker>
  private let functions: UnsafePointer<scan_functions>
  private let keys = KeyTable()
  private(set) var slotCount = 1
  private var slotCapacity = 64

  /// The raw values by slot; those of the last record carry its `stamp`.
  var slots: UnsafeMutablePointer<RawValue> { state.pointee.slots }
  var stamp: UInt16 { state.pointee.stamp }
  /// After a failure: what was wrong, and where.
  var failure: RejectReason { RejectReason(rawValue: state.pointee.failure).unsafelyUnwrapped }
  var failedAt: Bytes { state.pointee.failed_at }
  /// Line feeds passed by the last walk.
  var lines: Int { Int(state.pointee.lines) }

  /// - Parameter functions: of an instruction set, in tests; else the best there is.
  init(functions: UnsafePointer<scan_functions> = RecordWalker.best()) {
    self.functions = functions
    state = .allocate(capacity: 1)
    let nowhere = Str.empty.base
    let places = UnsafeMutablePointer<scan_place>.allocate(capacity: Self.placeCapacity)
    places.initialize(to: scan_place(pattern: nowhere, length: 0, slot: 0, child: 0, sibling: 0))
    let slots = UnsafeMutablePointer<RawValue>.allocate(capacity: slotCapacity)
    slots.initialize(to: RawValue(start: nowhere, count: 0, shape: 0, traits: 0, stamp: 0))
    state.initialize(
      to: scan_walker(
        slots: slots, places: places, place_count: 1, place_capacity: UInt32(Self.placeCapacity), stamp: 0,
        failure: RejectReason.badSyntax.rawValue, failed_at: nowhere, lines: 0,
        find_key: { context, text, count, traits in
          Unmanaged<RecordWalker>.fromOpaque(context).takeUnretainedValue().findKey(text, count, traits)
        }, context: Unmanaged.passUnretained(self).toOpaque()))
  }

  deinit {
    state.pointee.slots.deallocate()
    state.pointee.places.deallocate()
    state.deallocate()
  }

  /// A slot for the values of `key`.
  func need(_ key: Str) -> Int {
    let known = keys.slot(of: key)
    if known != KeyTable.unneeded { return Int(known) }
    if slotCount == slotCapacity {
      let larger = UnsafeMutablePointer<RawValue>.allocate(capacity: slotCapacity * 2)
      larger.update(from: slots, count: slotCount)
      slots.deallocate()
      state.pointee.slots = larger
      slotCapacity *= 2
    }
    (slots + slotCount).initialize(
      to: RawValue(start: Str.empty.base, count: 0, shape: 0, traits: 0, stamp: 0))
    keys.need(key, slot: UInt32(slotCount))
    // Places know the slots of their keys.
    state.pointee.place_count = 1
    state.pointee.places[0].child = 0
    slotCount += 1
    return slotCount - 1
  }

  private func findKey(_ text: Bytes, _ count: Int, _ traits: UInt8) -> scan_key {
    let written = Str(base: text, count: count)
    guard traits & UInt8(SCAN_HAS_ESCAPES) != 0 else { return keys.key(written, isPlain: true) }
    let arena = Arena(chunkSize: count + 16)
    return withExtendedLifetime(arena) { keys.key(unescape(written, arena), isPlain: false) }
  }

  /// The byte after the record that starts with the brace at `start`; nil if it is malformed or cut off.
  @inline(__always)
  func walk(_ start: Bytes) -> Bytes? {
    state.pointee.stamp &+= 1
    if state.pointee.stamp == 0 { clearStamps() }
    return functions.pointee.walk(state, start)
  }

  private func clearStamps() {
    for slot in 0..<slotCount { slots[slot].stamp = 0 }
    state.pointee.stamp = 1
  }

  /// The byte after any JSON value at `p`.
  func value(_ p: Bytes) -> Bytes? { functions.pointee.skip(state, p) }
}
