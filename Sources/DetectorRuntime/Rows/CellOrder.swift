// The order of cells that `sort` and `top` use, reduced to two integers a cell wherever possible.

/// Where a cell stands in a sorted column. Comparing `group`, then `rank`, decides nearly always; only if
/// both are equal and `isExact` is false the cells themselves have to be compared.
struct CellOrder {
  /// What kind of cell: nulls and NaN are always at an end, together; the others by type.
  let group: UInt8
  /// The order within the group: the number itself, or the first eight bytes of a string.
  let rank: UInt64
  let isExact: Bool

  init(_ value: Value, _ key: SortKey) {
    var rank: UInt64 = 0
    var isExact = true
    let group: UInt8
    switch value.kind {
    case .null: group = 0
    case .bool: (group, rank) = (2, value.payload)
    case .int, .long:
      (group, rank) = (3, CellOrder.rank(Double(Int64(bitPattern: value.payload))))
      isExact = rank < CellOrder.exactAbove && rank > CellOrder.exactBelow
    case .real:
      let number = Double(bitPattern: value.payload)
      (group, rank) = number.isNaN ? (1, 0) : (3, CellOrder.rank(number))
    case .decimal:
      (group, rank, isExact) = (3, CellOrder.rank(value.nearestReal), false)
    case .dateTime: (group, rank) = (4, value.payload ^ (1 << 63))
    case .timeSpan: (group, rank) = (5, value.payload ^ (1 << 63))
    case .guid:
      (group, rank, isExact) = (6, value.guid?.high ?? 0, false)
    case .string:
      let text = value.unsafeText
      group = text.isEmpty ? 0 : 7
      for index in 0..<min(8, text.count) { rank |= UInt64(text[index]) << UInt64(56 - 8 * index) }
      isExact = false
    case .array: group = 8
    case .bag, .json: group = 9
    }
    if group < 2 {
      // Null and NaN: before everything else or after it, whatever the direction; null outermost.
      self.group = key.nullsFirst ? group : 255 - group
      self.rank = 0
      self.isExact = true
    } else {
      self.group = key.ascending ? group : 128 - group
      self.rank = key.ascending ? rank : ~rank
      self.isExact = isExact
    }
  }

  /// Bits that compare, unsigned, like the numbers; -0 like 0.
  @inline(__always) private static func rank(_ number: Double) -> UInt64 {
    let bits = (number + 0).bitPattern
    return bits >> 63 == 0 ? bits | (1 << 63) : ~bits
  }
  // Between ±2^53 a `long` and its approximation are the same.
  @inline(__always) private static var exactAbove: UInt64 { rank(9_007_199_254_740_992) }
  @inline(__always) private static var exactBelow: UInt64 { rank(-9_007_199_254_740_992) }
}
