/// Where an address is, as far as it is known.
struct Place {
  /// English names; empty if not known.
  var country = Str.empty
  var state = Str.empty
  var city = Str.empty
  /// Degrees.
  var latitude: Double?
  var longitude: Double?

  var isEmpty: Bool { country.isEmpty && state.isEmpty && city.isEmpty && latitude == nil && longitude == nil }
}

/// The places of networks, in the shape of MaxMind's GeoLite2-City and GeoLite2-Country: the file of `--geoip`.
///
/// The file is read once, so that a detector's answers are those of one state of it even if it is written over. The names of
/// places are in the database's own memory, which stays until the process ends.
package final class PlaceDatabase: Sendable {
  /// The file.
  let path: String
  private let database: MaxMindDatabase

  /// Reads a file, plain or compressed by gzip or zstd.
  package convenience init(path: String) throws(UsageError) {
    let content = try ByteBuffer.content(ofFile: path)
    let database: MaxMindDatabase
    do throws(MaxMindDatabase.Unusable) {
      database = try MaxMindDatabase(content)
    } catch {
      throw UsageError("\(path) \(error.reason)")
    }
    try self.init(database, path: path)
  }

  /// - Parameter path: what messages call it.
  init(_ database: MaxMindDatabase, path: String) throws(UsageError) {
    self.database = database
    self.path = path
    try checkPlaces()
  }

  /// How many records are looked at to see whether there are places in the database.
  private static let sample = 4096

  /// A database of something else would be silent about every address.
  private func checkPlaces() throws(UsageError) {
    do throws(MalformedField) {
      for record in database.firstPlaces(Self.sample) where try !place(at: record).isEmpty { return }
    } catch {
      throw UsageError("\(path) is corrupt: it has a malformed record")
    }
    throw UsageError(
      "\(path), a database of type '\(database.type)', has no places: GeoLite2-City and GeoLite2-Country have them")
  }

  /// The place of an address; nil if none is known.
  func place(of address: Ipv6Network) throws(MalformedField) -> Place? {
    let record =
      address.isIpv4
      ? database.place(ipv4: UInt32(truncatingIfNeeded: address.bits)) : database.place(ipv6: address.bits)
    guard let record else { return nil }
    let place = try place(at: record)
    return place.isEmpty ? nil : place
  }

  /// What a record says. The state is the last of the subdivisions, the smallest, as in the service: `geoip-fl.md`.
  private func place(at record: Int) throws(MalformedField) -> Place {
    let fields = database.data
    var place = Place()
    var members = fields.members(of: try fields.value(at: record))
    while let (key, value) = try members.next() {
      if sameBytes(key, "country") {
        place.country = try name(value)
      } else if sameBytes(key, "city") {
        place.city = try name(value)
      } else if sameBytes(key, "subdivisions") {
        if let smallest = try fields.lastElement(of: value) { place.state = try name(smallest) }
      } else if sameBytes(key, "location") {
        place.latitude = try number("latitude", value)
        place.longitude = try number("longitude", value)
      }
    }
    return place
  }

  private func name(_ field: MaxMindFields.Field) throws(MalformedField) -> Str {
    let fields = database.data
    guard let names = try fields.member("names", of: field), let name = try fields.member("en", of: names) else {
      return .empty
    }
    guard let text = fields.text(name) else { throw MalformedField() }
    return text
  }

  private func number(_ name: Str, _ field: MaxMindFields.Field) throws(MalformedField) -> Double? {
    guard let number = try database.data.member(name, of: field) else { return nil }
    guard let real = database.data.real(number), real.isFinite else { throw MalformedField() }
    return real
  }
}
