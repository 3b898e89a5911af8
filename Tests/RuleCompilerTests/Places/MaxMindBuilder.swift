import Foundation

/// A value in the data of a database that `MaxMindBuilder` writes.
enum MaxMindValue {
  case text(String), double(Double), float(Float), bytes([UInt8]), uint16(UInt16), uint32(UInt32), int32(Int32)
  case uint64(UInt64), uint128(UInt128), boolean(Bool)
  case map(MaxMindMap), array([MaxMindValue])
  /// A pointer to a place in the data, of as few bytes as possible.
  case pointer(Int)
  /// One of four bytes.
  case widePointer(Int)
  /// Bytes as they are.
  case raw([UInt8])
}

/// The members of a map, in order.
struct MaxMindMap: ExpressibleByDictionaryLiteral {
  private(set) var members: [(key: String, value: MaxMindValue)] = []

  init(dictionaryLiteral elements: (String, MaxMindValue)...) {
    for (key, value) in elements { self[key] = value }
  }

  /// What belongs to a key; a new one comes last.
  subscript(key: String) -> MaxMindValue? {
    get { members.first { $0.key == key }?.value }
    set {
      members.removeAll { $0.key == key }
      if let newValue { members.append((key, newValue)) }
    }
  }
}

/// Writes small databases in MaxMind's format, after `MaxMind-DB-spec.md` and not after the reader.
struct MaxMindBuilder {
  /// A network: the highest `length` bits of `bits`, which are 32 or 128.
  struct Network {
    var bits: UInt128
    var length: Int

    /// Whether an address of `width` bits is in it.
    func contains(_ address: UInt128, width: Int) -> Bool {
      length == 0 || (address ^ bits) >> UInt128(width - length) == 0
    }
  }

  private enum Record { case nothing, node(Int), data(Int) }

  var recordSize = 28
  /// 4 or 6.
  let ipVersion: Int
  var metadata: MaxMindMap
  private var nodes: [(Record, Record)] = [(.nothing, .nothing)]
  private var data: [UInt8] = []
  /// Where texts are that have been written.
  private var places: [String: Int] = [:]

  init(ipVersion: Int = 6, type: String = "GeoLite2-City") {
    self.ipVersion = ipVersion
    metadata = [
      "binary_format_major_version": .uint16(2), "binary_format_minor_version": .uint16(0),
      "build_epoch": .uint64(1_700_000_000), "database_type": .text(type),
      "description": .map(["en": .text("of a test")]), "ip_version": .uint16(UInt16(ipVersion)),
      "languages": .array([.text("en")]),
    ]
  }

  private var width: Int { ipVersion == 4 ? 32 : 128 }

  // MARK: Data

  /// Appends a field to the data; texts that are there already are pointed to.
  /// - Returns: where it is.
  mutating func add(_ field: MaxMindValue) -> Int {
    let place = data.count
    write(field)
    return place
  }

  private mutating func write(_ field: MaxMindValue) {
    switch field {
    case .text(let text):
      if let known = places[text] {
        data += Self.encoded(.pointer(known))
      } else {
        places[text] = data.count
        data += Self.encoded(field)
      }
    case .map(let map):
      data += Self.control(7, map.members.count)
      for member in map.members {
        write(.text(member.key))
        write(member.value)
      }
    case .array(let elements):
      data += Self.control(11, elements.count)
      for element in elements { write(element) }
    case .double, .float, .bytes, .uint16, .uint32, .int32, .uint64, .uint128, .boolean, .pointer, .widePointer, .raw:
      data += Self.encoded(field)
    }
  }

  private static func encoded(_ field: MaxMindValue) -> [UInt8] {
    switch field {
    case .text(let text): return control(2, text.utf8.count) + Array(text.utf8)
    case .double(let number): return control(3, 8) + bytes(UInt128(number.bitPattern), 8)
    case .bytes(let bytes): return control(4, bytes.count) + bytes
    case .uint16(let number): return integer(5, UInt128(number))
    case .uint32(let number): return integer(6, UInt128(number))
    case .map(let map):
      return control(7, map.members.count) + map.members.flatMap { encoded(.text($0.key)) + encoded($0.value) }
    case .int32(let number): return control(8, 4) + bytes(UInt128(UInt32(bitPattern: number)), 4)
    case .uint64(let number): return integer(9, UInt128(number))
    case .uint128(let number): return integer(10, number)
    case .array(let elements): return control(11, elements.count) + elements.flatMap { encoded($0) }
    case .boolean(let value): return control(14, value ? 1 : 0)
    case .float(let number): return control(15, 4) + bytes(UInt128(number.bitPattern), 4)
    case .pointer(let place): return pointer(place, isWide: false)
    case .widePointer(let place): return pointer(place, isWide: true)
    case .raw(let bytes): return bytes
    }
  }

  private static func control(_ type: Int, _ size: Int) -> [UInt8] {
    let (first, more): (Int, [UInt8]) =
      switch size {
      case ..<29: (size, [])
      case ..<285: (29, bytes(UInt128(size - 29), 1))
      case ..<65_821: (30, bytes(UInt128(size - 285), 2))
      default: (31, bytes(UInt128(size - 65_821), 3))
      }
    return type < 8 ? [UInt8(type << 5 | first)] + more : [UInt8(first), UInt8(type - 7)] + more
  }

  private static func integer(_ type: Int, _ number: UInt128) -> [UInt8] {
    let size = (128 - number.leadingZeroBitCount + 7) / 8
    return control(type, size) + bytes(number, size)
  }

  private static func pointer(_ place: Int, isWide: Bool) -> [UInt8] {
    let (size, value) =
      switch place {
      case _ where isWide: (3, place)
      case ..<2048: (0, place)
      case ..<526_336: (1, place - 2048)
      case ..<134_744_064: (2, place - 526_336)
      default: (3, place)
      }
    let high = size == 3 ? 0 : value >> (8 * (size + 1))
    return [UInt8(1 << 5 | size << 3 | high)] + bytes(UInt128(value & (1 << (8 * (size + 1)) - 1)), size + 1)
  }

  private static func bytes(_ number: UInt128, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> UInt128(8 * (count - 1 - $0))) }
  }

  // MARK: Networks

  /// Gives a network a record; what is more exact must come later.
  mutating func insert(_ network: Network, at place: Int) { set(network, .data(place)) }

  mutating func insert(_ network: Network, _ field: MaxMindValue) { insert(network, at: add(field)) }

  /// Gives a network the part of the tree that another one has.
  mutating func alias(_ network: Network, to other: Network) {
    var node = 0
    for depth in 0..<other.length {
      guard case .node(let next) = record(node, bit(other.bits, depth)) else {
        fatalError("the tree has no node for the network")
      }
      node = next
    }
    set(network, .node(node))
  }

  private func bit(_ bits: UInt128, _ depth: Int) -> Int { Int(bits >> UInt128(width - 1 - depth) & 1) }

  private func record(_ node: Int, _ side: Int) -> Record { side == 0 ? nodes[node].0 : nodes[node].1 }

  private mutating func set(_ node: Int, _ side: Int, _ record: Record) {
    if side == 0 { nodes[node].0 = record } else { nodes[node].1 = record }
  }

  private mutating func set(_ network: Network, _ new: Record) {
    var node = 0
    for depth in 0..<(network.length - 1) {
      let side = bit(network.bits, depth)
      switch record(node, side) {
      case .node(let next): node = next
      case .nothing, .data:
        // What the wider network has, both halves have.
        nodes.append((record(node, side), record(node, side)))
        set(node, side, .node(nodes.count - 1))
        node = nodes.count - 1
      }
    }
    set(node, bit(network.bits, network.length - 1), new)
  }

  // MARK: The file

  func bytes() -> [UInt8] {
    var file: [UInt8] = []
    for (left, right) in nodes {
      let (a, b) = (number(left), number(right))
      switch recordSize {
      case 24: file += Self.bytes(a, 3) + Self.bytes(b, 3)
      case 28:
        file += Self.bytes(a & 0xFF_FFFF, 3) + [UInt8((a >> 24) << 4 | b >> 24)] + Self.bytes(b & 0xFF_FFFF, 3)
      default: file += Self.bytes(a, 4) + Self.bytes(b, 4)
      }
    }
    file += [UInt8](repeating: 0, count: 16) + data + [0xAB, 0xCD, 0xEF] + Array("MaxMind.com".utf8)
    var all = metadata
    all["node_count"] = .uint32(UInt32(nodes.count))
    all["record_size"] = .uint16(UInt16(recordSize))
    return file + Self.encoded(.map(all))
  }

  private func number(_ record: Record) -> UInt128 {
    switch record {
    case .nothing: UInt128(nodes.count)
    case .node(let node): UInt128(node)
    case .data(let place): UInt128(nodes.count + 16 + place)
    }
  }
}

// MARK: - Places

extension MaxMindBuilder {
  /// A record as GeoLite2-City has it.
  static func place(
    country: String? = nil, subdivisions: [String] = [], city: String? = nil, at location: (Double, Double)? = nil
  ) -> MaxMindValue {
    func named(_ name: String) -> MaxMindValue {
      .map(["geoname_id": .uint32(2_077_456), "names": .map(["de": .text("auf Deutsch"), "en": .text(name)])])
    }
    var members: MaxMindMap = [:]
    if let city { members["city"] = named(city) }
    members["continent"] = .map(["code": .text("OC"), "names": .map(["en": .text("Oceania")])])
    if let country { members["country"] = named(country) }
    if let location {
      members["location"] = .map([
        "accuracy_radius": .uint16(50), "latitude": .double(location.0), "longitude": .double(location.1),
      ])
    }
    members["registered_country"] = named("Elsewhere")
    if !subdivisions.isEmpty { members["subdivisions"] = .array(subdivisions.map(named)) }
    return .map(members)
  }

  /// What the function's page shows, and what it does not: several subdivisions, a country alone, a city without a country,
  /// and a record without a place.
  static func places(recordSize: Int = 28) -> [UInt8] {
    var builder = MaxMindBuilder()
    builder.recordSize = recordSize
    func ipv4(_ a: UInt128, _ b: UInt128, _ c: UInt128, _ d: UInt128, _ length: Int) -> Network {
      Network(bits: a << 24 | b << 16 | c << 8 | d, length: 96 + length)
    }
    builder.insert(
      ipv4(20, 53, 0, 0, 16),
      place(country: "Australia", subdivisions: ["New South Wales"], city: "Sydney", at: (-33.8715, 151.2006)))
    builder.insert(
      Network(bits: 0x2a03_2880_f12c << 80, length: 48),
      place(country: "United States", subdivisions: ["Florida"], city: "Boca Raton", at: (26.3594, -80.0771)))
    builder.insert(
      ipv4(2, 125, 160, 216, 29),
      place(
        country: "United Kingdom", subdivisions: ["England", "West Berkshire"], city: "Boxford", at: (51.75, -1.25)))
    builder.insert(ipv4(8, 8, 8, 0, 24), place(country: "United States", at: (37.751, -97.822)))
    builder.insert(ipv4(9, 9, 9, 0, 24), place(country: "Côte d'Ivoire"))
    builder.insert(ipv4(1, 2, 3, 0, 24), place(city: "Nowhere"))
    builder.insert(ipv4(5, 5, 5, 0, 24), place())
    // As MaxMind does it: mapped and 6to4 addresses are those of IPv4.
    builder.alias(Network(bits: 0xFFFF << 32, length: 96), to: Network(bits: 0, length: 96))
    builder.alias(Network(bits: 0x2002 << 112, length: 16), to: Network(bits: 0, length: 96))
    return builder.bytes()
  }

  /// Writes a database to a temporary file for as long as `body` runs.
  static func withFile<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("places-\(UUID().uuidString).mmdb")
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url.path)
  }
}
