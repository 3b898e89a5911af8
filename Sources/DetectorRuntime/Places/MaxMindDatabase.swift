/// A database in version 2 of MaxMind's format, in memory: for each network of addresses a record.
///
/// See `MaxMind-DB-spec.md`. The tree is checked as a whole when the database is opened, so that a search cannot leave it;
/// fields are checked when they are read. Nothing changes after that: threads may share a database.
final class MaxMindDatabase: @unchecked Sendable {
  /// Why a file cannot be used, as the end of a sentence about it.
  struct Unusable: Error { let reason: String }

  /// The bits of a record of the tree.
  private enum RecordSize: Int { case bits24 = 24, bits28 = 28, bits32 = 32 }

  /// What kind of data it is, such as `GeoLite2-City`.
  let type: String
  /// The fields of the records.
  let data: MaxMindFields
  /// Whether IPv6 addresses are searched; IPv4 addresses always are.
  let hasIPv6: Bool
  /// Owns all bytes; nil if they stay anyway.
  private let owner: ByteBuffer?
  private let tree: UnsafePointer<UInt8>
  private let nodeCount: Int
  private let recordSize: RecordSize
  /// Bytes of a node.
  private let nodeSize: Int
  /// The node, or what stands for one, at which the 32 bits of an IPv4 address begin.
  private var ipv4Root = 0

  /// - Parameter content: the bytes of a file; they do not change any more.
  convenience init(_ content: ByteBuffer) throws(Unusable) { try self.init(content.bytes, owner: content) }

  /// - Parameters:
  ///   - bytes: those of a file.
  ///   - owner: what they belong to; nil if they stay as long as the database is used.
  init(_ bytes: UnsafeBufferPointer<UInt8>, owner: ByteBuffer?) throws(Unusable) {
    guard let base = bytes.baseAddress, let mark = Self.lastMark(bytes) else {
      throw Unusable(reason: "is no MaxMind database (.mmdb), or is cut off")
    }
    let metadataStart = mark + Self.mark.count
    let metadata = MaxMindFields(base: base + metadataStart, count: bytes.count - metadataStart)
    let numbers: (version: Int, nodes: Int, recordSize: Int, addresses: Int)
    do throws(MalformedField) {
      let map = try metadata.value(at: 0)
      func number(_ name: Str) throws(MalformedField) -> Int {
        guard let field = try metadata.member(name, of: map), let number = metadata.integer(field) else {
          throw MalformedField()
        }
        return number
      }
      numbers = (
        try number("binary_format_major_version"), try number("node_count"), try number("record_size"),
        try number("ip_version")
      )
      guard let field = try metadata.member("database_type", of: map), let text = metadata.text(field) else {
        throw MalformedField()
      }
      type = text.description
    } catch {
      throw Unusable(reason: "has malformed metadata")
    }
    guard numbers.version == 2 else {
      throw Unusable(reason: "is of version \(numbers.version) of the MaxMind format; version 2 can be read")
    }
    guard let recordSize = RecordSize(rawValue: numbers.recordSize) else {
      throw Unusable(reason: "has records of \(numbers.recordSize) bits; 24, 28 and 32 can be read")
    }
    guard numbers.addresses == 4 || numbers.addresses == 6 else {
      throw Unusable(reason: "is of addresses of version \(numbers.addresses); 4 and 6 can be read")
    }
    let nodeSize = recordSize.rawValue / 4
    let treeSize = numbers.nodes * nodeSize
    guard numbers.nodes > 0, treeSize + Self.separatorSize <= mark else {
      throw Unusable(reason: "has a search tree of \(numbers.nodes) nodes, for which the file has no room")
    }
    guard bytes[treeSize..<(treeSize + Self.separatorSize)].allSatisfy({ $0 == 0 }) else {
      throw Unusable(reason: "is corrupt: its search tree does not end where it should")
    }
    self.owner = owner
    self.recordSize = recordSize
    self.nodeSize = nodeSize
    tree = base
    nodeCount = numbers.nodes
    hasIPv6 = numbers.addresses == 6
    let dataStart = treeSize + Self.separatorSize
    data = MaxMindFields(base: base + dataStart, count: mark - dataStart)
    if let node = brokenNode() {
      throw Unusable(reason: "is corrupt: node \(node) of its search tree leads out of the file")
    }
    // An IPv4 address has 96 zero bits before its own in a tree of IPv6 addresses.
    if hasIPv6 { ipv4Root = walk(0, 32, from: walk(0, 64, from: 0)) }
  }

  // MARK: Parts of the file

  /// What stands before the metadata.
  private static let mark: [UInt8] = [0xAB, 0xCD, 0xEF] + Array("MaxMind.com".utf8)
  /// Zero bytes between the tree and the data.
  private static let separatorSize = 16
  /// The most bytes of metadata, with its mark.
  private static let greatestMetadata = 128 << 10

  /// Where the last mark begins.
  private static func lastMark(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var place = bytes.count - mark.count
    let first = max(0, bytes.count - greatestMetadata)
    while place >= first {
      if bytes[place] == mark[0], bytes[place..<(place + mark.count)].elementsEqual(mark) { return place }
      place -= 1
    }
    return nil
  }

  // MARK: The tree

  /// A record of a node: the next node if it is less than `nodeCount`, nothing if it is equal, and else a place in the data.
  private func record(_ node: Int, _ side: Int) -> Int {
    let place = tree + node * nodeSize
    func byte(_ index: Int) -> Int { Int(place[index]) }
    switch recordSize {
    case .bits24: return byte(3 * side) << 16 | byte(3 * side + 1) << 8 | byte(3 * side + 2)
    case .bits28:
      // The bytes of the left record, one byte for the highest bits of both, the bytes of the right record.
      return (byte(3) >> (side == 0 ? 4 : 0) & 15) << 24 | byte(4 * side) << 16 | byte(4 * side + 1) << 8
        | byte(4 * side + 2)
    case .bits32:
      return byte(4 * side) << 24 | byte(4 * side + 1) << 16 | byte(4 * side + 2) << 8 | byte(4 * side + 3)
    }
  }

  /// The first node of which a record leads neither to a node nor into the data.
  private func brokenNode() -> Int? {
    let data = (nodeCount + Self.separatorSize)..<(nodeCount + Self.separatorSize + self.data.count)
    return (0..<nodeCount).first { node in
      let (left, right) = (record(node, 0), record(node, 1))
      return (left > nodeCount && !data.contains(left)) || (right > nodeCount && !data.contains(right))
    }
  }

  /// Goes down from a node by the highest `count` bits of `bits`, as far as there are nodes.
  private func walk(_ bits: UInt64, _ count: Int, from node: Int) -> Int {
    var node = node
    var bits = bits
    var left = count
    while node < nodeCount, left > 0 {
      node = record(node, Int(bits >> 63))
      bits <<= 1
      left -= 1
    }
    return node
  }

  /// The place in the data that a record leads to.
  private func place(_ record: Int) -> Int? {
    record > nodeCount ? record - nodeCount - Self.separatorSize : nil
  }

  /// Where the record of an IPv4 address is in the data; nil if it has none.
  func place(ipv4 bits: UInt32) -> Int? { place(walk(UInt64(bits) << 32, 32, from: ipv4Root)) }

  /// Where the record of an IPv6 address is in the data; nil if it has none.
  func place(ipv6 bits: UInt128) -> Int? {
    guard hasIPv6 else { return nil }
    let middle = walk(UInt64(truncatingIfNeeded: bits >> 64), 64, from: 0)
    return place(walk(UInt64(truncatingIfNeeded: bits), 64, from: middle))
  }

  /// Where records are in the data that the first nodes of the tree lead to, at least `count` if there are as many.
  func firstPlaces(_ count: Int) -> [Int] {
    var places: [Int] = []
    for node in 0..<nodeCount where places.count < count {
      places += [record(node, 0), record(node, 1)].compactMap { place($0) }
    }
    return places
  }
}
