/// What evaluations ask a database of places; not for several threads.
///
/// Events name the same addresses again and again, and queries ask for one member of an answer after the other: answers are
/// kept, each in the slot of its address until another one takes that.
final class PlaceReader {
  private struct Answer {
    let bits: UInt128
    let isIpv4: Bool
    let place: Place?
  }

  private let database: PlaceDatabase
  private var answers: [Answer?]
  private var hasTold = false

  private static let slotBits = 12

  init(_ database: PlaceDatabase) {
    self.database = database
    answers = Array(repeating: nil, count: 1 << Self.slotBits)
  }

  private static func slot(_ bits: UInt128) -> Int {
    let mixed = UInt64(truncatingIfNeeded: bits ^ bits >> 64) &* 0x9E37_79B9_7F4A_7C15
    return Int(mixed >> UInt64(64 - slotBits))
  }

  /// The place of an IPv4 or IPv6 address; nil if the text is none, or if no place is known.
  func place(of text: Str) -> Place? {
    // A text with a prefix length is a network and no address.
    guard text.count <= Self.longestAddress, !text.bytes.contains(UInt8(ascii: "/")), let address = Ipv6Network(text)
    else { return nil }
    let slot = Self.slot(address.bits)
    if let known = answers[slot], known.bits == address.bits, known.isIpv4 == address.isIpv4 { return known.place }
    var place: Place?
    do throws(MalformedField) {
      place = try database.place(of: address)
    } catch {
      tell(text)
    }
    answers[slot] = Answer(bits: address.bits, isIpv4: address.isIpv4, place: place)
    return place
  }

  /// `ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255`
  private static let longestAddress = 45

  private func tell(_ address: Str) {
    guard !hasTold else { return }
    hasTold = true
    writeError(
      "detector: warning: \(database.path) is corrupt: the record of \(address) is malformed, it has no place; others are not told\n"
    )
  }
}
