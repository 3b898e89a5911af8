/// The rows of a table by the range of addresses in one of its columns: for each length of prefix, a hash of the bits that
/// count.
struct AddressIndex {
  private static let none = Int32(-1)
  private let ranges: Grouping
  /// The lengths that occur.
  private var prefixes: [Int] = []
  /// The first and the last row of each range, and for every row the next one of the same range.
  private var ends: [(first: Int32, last: Int32)] = []
  private var next: [Int32]
  private let isIpv4: Bool

  /// - Parameter isIpv4: whether IPv6 addresses are no addresses.
  init(_ table: Table, column: Int, isIpv4: Bool, _ cx: EvaluationContext) {
    self.isIpv4 = isIpv4
    ranges = Grouping(keys: 3, cx)
    next = Array(repeating: AddressIndex.none, count: table.count)
    for row in 0..<table.count {
      guard let range = network(table[row: row].string(column)) else { continue }
      put(range.masked, range.prefix)
      let group = ranges.group()
      if group == ends.count {
        ends.append((Int32(row), Int32(row)))
        if !prefixes.contains(range.prefix) { prefixes.append(range.prefix) }
      } else {
        next[Int(ends[group].last)] = Int32(row)
        ends[group].last = Int32(row)
      }
    }
  }

  private func network(_ text: Str) -> Ipv6Network? {
    guard let network = Ipv6Network(text), network.isIpv4 || !isIpv4 else { return nil }
    return network
  }

  private func put(_ bits: UInt128, _ prefix: Int) {
    ranges.put(Int64(truncatingIfNeeded: bits >> 64))
    ranges.put(Int64(truncatingIfNeeded: bits))
    ranges.put(Int64(prefix))
  }

  /// The rows whose range holds the address, in the order of the table; none if it is no address.
  func rows(holding address: Str) -> [Int] {
    guard let network = network(address) else { return [] }
    var rows: [Int] = []
    for prefix in prefixes {
      put(network.masked & Ipv6Network.mask(prefix), prefix)
      guard let group = ranges.find() else { continue }
      var row = ends[group].first
      while row != AddressIndex.none {
        rows.append(Int(row))
        row = next[Int(row)]
      }
    }
    return rows.count < 2 ? rows : rows.sorted()
  }
}
