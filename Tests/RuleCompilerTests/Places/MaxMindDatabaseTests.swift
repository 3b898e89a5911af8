import Foundation
import Testing

@testable import DetectorRuntime

/// The reader of MaxMind's format against databases that are written by the specification.
@Suite struct MaxMindDatabaseTests {
  private typealias Network = MaxMindBuilder.Network

  private static func open(_ bytes: [UInt8]) throws -> MaxMindDatabase {
    try MaxMindDatabase(ByteBuffer.holding(bytes))
  }

  /// Why the bytes are refused; nil if they are not.
  private static func refusal(_ bytes: [UInt8]) -> String? {
    do throws(MaxMindDatabase.Unusable) {
      _ = try MaxMindDatabase(ByteBuffer.holding(bytes))
      return nil
    } catch {
      return error.reason
    }
  }

  // MARK: The tree

  @Test(arguments: [24, 28, 32], [4, 6])
  func findsTheNarrowestNetwork(_ recordSize: Int, _ ipVersion: Int) throws {
    var random = SeededGenerator(seed: SeededGenerator.seed &+ UInt64(recordSize * ipVersion))
    var builder = MaxMindBuilder(ipVersion: ipVersion)
    builder.recordSize = recordSize
    let width = ipVersion == 4 ? 32 : 128
    // Networks near one another, so that some are in others; half of those in a tree of IPv6 addresses are of IPv4.
    var networks: [Network] = (0..<120).map { index in
      let isIpv4 = ipVersion == 4 || index % 2 == 0
      let length = Int.random(in: 4...(isIpv4 ? 32 : 128), using: &random)
      let bits = isIpv4 ? UInt128(random.next() & 0x0F0F_FFFF) : UInt128(random.next() & 0x0F00_0000_FFFF) << 64
      let mask: UInt128 = ~0 << UInt128((isIpv4 ? 32 : 128) - length)
      return Network(bits: bits & mask, length: length + (isIpv4 ? width - 32 : 0))
    }
    networks.sort { $0.length < $1.length }
    for (index, network) in networks.enumerated() { builder.insert(network, .uint32(UInt32(index))) }
    let database = try Self.open(builder.bytes())
    #expect(database.hasIPv6 == (ipVersion == 6))
    func found(_ place: Int?) throws -> Int? {
      try place.flatMap { database.data.integer(try database.data.value(at: $0)) }
    }
    func expected(_ address: UInt128) -> Int? { networks.lastIndex { $0.contains(address, width: width) } }
    var hits = 0
    for round in 0..<2000 {
      let near = networks.randomElement(using: &random)?.bits ?? 0
      let isIpv4 = ipVersion == 4 || near >> 32 == 0
      let noise = round % 4 == 0 ? 0 : UInt128(random.next() & (isIpv4 ? 0xFFFF : 0xFFFF_FFFF_FFFF))
      let address = near ^ noise
      if isIpv4 {
        let result = try found(database.place(ipv4: UInt32(truncatingIfNeeded: address)))
        #expect(result == expected(address), "seed \(SeededGenerator.seed): \(address)")
        if result != nil { hits += 1 }
      }
      let wide = try found(database.place(ipv6: address))
      #expect(wide == (ipVersion == 4 ? nil : expected(address)), "seed \(SeededGenerator.seed): \(address)")
    }
    #expect(hits > 200)
  }

  @Test func aTreeOfOneNodeIsSearched() throws {
    var builder = MaxMindBuilder(ipVersion: 6)
    builder.insert(Network(bits: 0, length: 1), .text("low"))
    let database = try Self.open(builder.bytes())
    // The half of all addresses that has a record has all of IPv4 in it.
    #expect(database.place(ipv4: 0xFFFF_FFFF) == 0)
    #expect(database.place(ipv6: 1 << 126) == 0)
    #expect(database.place(ipv6: 1 << 127) == nil)
  }

  // MARK: Fields

  @Test func readsAllKindsOfFields() throws {
    var builder = MaxMindBuilder(ipVersion: 4)
    let long = String(repeating: "x", count: 300), longer = String(repeating: "é", count: 33_000)
    let fields: [(MaxMindValue, (MaxMindFields, MaxMindFields.Field) -> Bool)] = [
      (.text("a"), { $0.text($1)?.description == "a" }), (.text(""), { $0.text($1)?.isEmpty == true }),
      (.text(long), { $0.text($1)?.description == long }), (.text(longer), { $0.text($1)?.description == longer }),
      (.text(String(repeating: "y", count: 29)), { $0.text($1)?.count == 29 }),
      (.raw([0x42, 0xC3, 0x28]), { $1.kind == .text && $0.text($1) == nil }),
      (.double(-33.8715), { $0.real($1) == -33.8715 }), (.float(1.5), { $0.real($1) == 1.5 }),
      (.bytes([1, 2, 3]), { $1.kind == .bytes && $1.size == 3 && $0.text($1) == nil && $0.real($1) == nil }),
      (.uint16(0), { $0.integer($1) == 0 && $1.size == 0 }), (.uint16(513), { $0.integer($1) == 513 }),
      (.uint32(.max), { $0.integer($1) == 0xFFFF_FFFF }), (.int32(-1), { $1.kind == .int32 && $0.integer($1) == nil }),
      (.uint64(1 << 40), { $1.kind == .uint64 && $1.size == 6 }),
      (.uint128(1 << 100), { $1.kind == .uint128 && $1.size == 13 }),
      (.boolean(true), { $1.kind == .boolean && $1.size == 1 }),
      (.boolean(false), { $1.kind == .boolean && $1.size == 0 }),
      (.map([:]), { $1.kind == .map && $1.size == 0 }), (.array([]), { $1.kind == .array && $1.size == 0 }),
    ]
    let places = fields.map { builder.add($0.0) }
    builder.insert(Network(bits: 0, length: 8), at: places[0])
    let database = try Self.open(builder.bytes())
    defer { withExtendedLifetime(database) {} }
    let data = database.data
    for (place, (field, test)) in zip(places, fields) {
      let value = try data.value(at: place)
      #expect(test(data, value), "\(field)")
      #expect(try data.end(of: value) == value.end)
    }
  }

  @Test(arguments: [0, 1, 2047, 2048, 2049, 70_000, 526_335, 526_336, 700_000])
  func followsPointersOfAllSizes(_ place: Int) throws {
    for isWide in [false, true] {
      var builder = MaxMindBuilder(ipVersion: 4)
      if place > 0 { _ = builder.add(.raw([UInt8](repeating: 0x41, count: place))) }
      #expect(builder.add(.text("target")) == place)
      let record = builder.add(.map(["name": isWide ? .widePointer(place) : .pointer(place), "after": .uint16(7)]))
      builder.insert(Network(bits: 0, length: 8), at: record)
      let database = try Self.open(builder.bytes())
      defer { withExtendedLifetime(database) {} }
      let data = database.data
      let map = try data.value(at: record)
      #expect(try data.member("name", of: map).flatMap { data.text($0)?.description } == "target")
      #expect(try data.member("after", of: map).flatMap { data.integer($0) } == 7)
      #expect(try data.member("none", of: map) == nil)
    }
  }

  @Test func passesOverWhatIsNested() throws {
    var builder = MaxMindBuilder(ipVersion: 4)
    let inner = MaxMindValue.map([
      "a": .array([.map([:]), .array([.text("in"), .double(1)]), .boolean(true)]),
      "b": .map(["c": .map(["d": .uint16(1)])]),
    ])
    let record = builder.add(.map(["first": inner, "second": .array([inner, .text("x"), .text("last")])]))
    builder.insert(Network(bits: 0, length: 8), at: record)
    let database = try Self.open(builder.bytes())
    defer { withExtendedLifetime(database) {} }
    let data = database.data
    let array = try #require(try data.member("second", of: try data.value(at: record)))
    #expect(try data.lastElement(of: array).flatMap { data.text($0)?.description } == "last")
    #expect(try data.end(of: try data.field(at: record)) == data.count)
  }

  @Test func refusesMalformedFields() throws {
    let fields: [(String, [UInt8])] = [
      ("a pointer out of the data", [0x2F, 0xFF]), ("a pointer to a pointer", [0x20, 0]),
      ("a kind that is none", [0, 30]),
      ("the deprecated end marker", [0, 6]), ("a kind of its own as extended", [0, 0]),
      ("a text that ends too late", [0x5C, 0x61]), ("a double of seven bytes", [0x67, 0, 0, 0, 0, 0, 0, 0]),
      ("an integer of nine bytes", [0x09, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0]), ("a boolean of 2", [2, 7]),
      ("a cut-off size", [0x5F, 0xFF]),
    ]
    for (what, bytes) in fields {
      var builder = MaxMindBuilder(ipVersion: 4)
      // The pointer to a pointer leads to itself.
      let place = builder.add(.raw(bytes))
      builder.insert(Network(bits: 0, length: 8), at: place)
      let database = try Self.open(builder.bytes())
      defer { withExtendedLifetime(database) {} }
      let data = database.data
      #expect(throws: MalformedField.self, "\(what)") { try data.value(at: place) }
    }
    let database = try Self.open(MaxMindBuilder.places())
    defer { withExtendedLifetime(database) {} }
    let data = database.data
    for place in [-1, data.count, data.count + 1, Int.max] {
      #expect(throws: MalformedField.self) { try data.field(at: place) }
    }
  }

  // MARK: Files that are none

  @Test func saysWhyAFileIsRefused() {
    let whole = MaxMindBuilder.places()
    func changed(_ key: String, _ value: MaxMindValue?) -> [UInt8] {
      var builder = MaxMindBuilder()
      builder.insert(Network(bits: 0, length: 8), .uint16(1))
      builder.metadata[key] = value
      return builder.bytes()
    }
    #expect(Self.refusal(whole) == nil)
    for bytes in [
      [], [0], Array("id,name\n1,x\n".utf8), Array(whole.dropLast(400)), [UInt8](repeating: 0xAB, count: 300_000),
    ] {
      #expect(Self.refusal(bytes) == "is no MaxMind database (.mmdb), or is cut off")
    }
    #expect(Self.refusal(Array(whole.dropLast())) == "has malformed metadata")
    #expect(Self.refusal(changed("database_type", nil)) == "has malformed metadata")
    #expect(Self.refusal(changed("ip_version", .text("6"))) == "has malformed metadata")
    #expect(
      Self.refusal(changed("ip_version", .uint16(5))) == "is of addresses of version 5; 4 and 6 can be read")
    #expect(
      Self.refusal(changed("binary_format_major_version", .uint16(3)))
        == "is of version 3 of the MaxMind format; version 2 can be read")
    var builder = MaxMindBuilder()
    builder.recordSize = 36
    #expect(Self.refusal(builder.bytes()) == "has records of 36 bits; 24, 28 and 32 can be read")
    // The first bytes of the tree are gone: the separator is elsewhere.
    #expect(Self.refusal(Array(whole.dropFirst(7)))?.hasPrefix("is corrupt: its search tree does not end") == true)
    #expect(Self.refusal(Array(whole.dropFirst(whole.count - 300)))?.hasPrefix("has a search tree of") == true)
    var broken = whole
    broken.replaceSubrange(7..<14, with: [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF])
    #expect(Self.refusal(broken) == "is corrupt: node 1 of its search tree leads out of the file")
  }

  /// Reads of bytes that are not the file's end the process: it stands between pages without access.
  @Test func damagedFilesAreReadWithinTheirBounds() throws {
    let seed = SeededGenerator.seed
    print("damaged databases: PROPERTY_SEED=\(seed)")
    var random = SeededGenerator(seed: seed)
    let originals = [24, 28, 32].map { MaxMindBuilder.places(recordSize: $0) }
    let addresses: [Str] = [
      "20.53.203.50", "2.125.160.217", "8.8.8.8", "9.9.9.9", "1.2.3.4", "5.5.5.5", "::ffff:20.53.203.50",
      "2002:1435:cb32::1",
      "2a03:2880:f12c:83:face:b00c:0:25de", "255.255.255.255", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    ]
    var (opened, answered, malformed) = (0, 0, 0)
    for round in 0..<3000 {
      var bytes = originals[round % 3]
      let metadataStart = bytes.count - 250
      switch round % 5 {
      case 0: bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random))
      case 1: bytes.removeSubrange(0..<Int.random(in: 1..<bytes.count, using: &random))
      case 2:
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          bytes[Int.random(in: metadataStart..<bytes.count, using: &random)] = UInt8(truncatingIfNeeded: random.next())
        }
      default:
        // Now anywhere before the metadata, now in the data alone, which are the last of it.
        let first = round % 5 == 3 ? 0 : metadataStart - 600
        for _ in 0..<Int.random(in: 1...8, using: &random) {
          let place = Int.random(in: first..<metadataStart, using: &random)
          let isFlip = Bool.random(using: &random)
          bytes[place] =
            isFlip
            ? bytes[place] ^ 1 << UInt8.random(in: 0..<8, using: &random) : UInt8(truncatingIfNeeded: random.next())
        }
      }
      try GuardedBytes.with(bytes) { memory in
        guard let database = try? MaxMindDatabase(memory, owner: nil) else { return }
        opened += 1
        guard let places = try? PlaceDatabase(database, path: "damaged.mmdb") else { return }
        for text in addresses {
          let address = try #require(Ipv6Network(text))
          do throws(MalformedField) {
            guard let place = try places.place(of: address) else { continue }
            answered += 1
            // Names can be read to their ends.
            _ = "\(place.country)\(place.state)\(place.city)"
          } catch {
            malformed += 1
          }
        }
      }
    }
    #expect(opened > 400 && answered > 1000 && malformed > 50, "\(opened) \(answered) \(malformed)")
  }
}

extension ByteBuffer {
  static func holding(_ bytes: [UInt8]) -> ByteBuffer {
    let buffer = ByteBuffer(capacity: bytes.count)
    for byte in bytes { buffer.append(byte) }
    return buffer
  }
}

/// Memory in front of and behind which no byte can be read.
enum GuardedBytes {
  static func with<Result>(_ bytes: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) throws -> Result {
    let page = Int(getpagesize())
    let room = (bytes.count + page - 1) / page * page
    let size = room + 2 * page
    let memory = try #require(mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0))
    defer { munmap(memory, size) }
    let start = memory + page + room - bytes.count
    start.copyMemory(from: bytes, byteCount: bytes.count)
    mprotect(memory, page, PROT_NONE)
    mprotect(memory + page + room, page, PROT_NONE)
    return try body(UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: bytes.count))
  }
}
