/// What evaluations ask a database of places; not for several threads.
///
/// A query often asks for the same address several times, one member of the answer after the other: the last place is kept.
final class PlaceReader {
  private let database: PlaceDatabase
  private var last: (bits: UInt128, isIpv4: Bool, place: Place?)?
  private var hasTold = false

  init(_ database: PlaceDatabase) { self.database = database }

  /// The place of an IPv4 or IPv6 address; nil if the text is none, or if no place is known.
  func place(of text: Str) -> Place? {
    // A text with a prefix length is a network and no address.
    guard text.count <= Self.longestAddress, !text.bytes.contains(UInt8(ascii: "/")), let address = Ipv6Network(text)
    else { return nil }
    if let last, last.bits == address.bits, last.isIpv4 == address.isIpv4 { return last.place }
    var place: Place?
    do throws(MalformedField) {
      place = try database.place(of: address)
    } catch {
      tell(text)
    }
    last = (address.bits, address.isIpv4, place)
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
