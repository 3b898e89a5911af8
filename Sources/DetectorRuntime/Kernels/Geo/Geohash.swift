// Geohashes: the bits of longitude and latitude in turn, five to a character.

/// A rectangle of the grid of geohashes with `length` characters, counted from west and from south.
struct GeohashCell: Equatable {
  static let greatestLength = 18
  private static let digits: StaticString = "0123456789bcdefghjkmnpqrstuvwxyz"

  var column: UInt64
  var row: UInt64
  let length: Int

  private var columnBits: Int { (5 * length + 1) / 2 }
  private var rowBits: Int { 5 * length / 2 }

  /// The rectangle that a point lies in.
  init(_ point: Coordinate, length: Int) {
    self.init(column: 0, row: 0, length: length)
    column = GeohashCell.bits(of: point.longitude, between: 180, count: columnBits)
    row = GeohashCell.bits(of: point.latitude, between: 90, count: rowBits)
  }

  /// - Returns: nil if the text is not a geohash of 1 to 18 characters.
  init?(_ text: Str) {
    guard (1...GeohashCell.greatestLength).contains(text.count) else { return nil }
    var (column, row) = (UInt64(0), UInt64(0))
    var isColumn = true
    for byte in text.bytes {
      guard let digit = GeohashCell.value(of: byte) else { return nil }
      for shift in stride(from: 4, through: 0, by: -1) {
        let bit = UInt64(digit >> shift & 1)
        if isColumn { column = column << 1 | bit } else { row = row << 1 | bit }
        isColumn.toggle()
      }
    }
    self.init(column: column, row: row, length: text.count)
  }

  private init(column: UInt64, row: UInt64, length: Int) {
    self.column = column
    self.row = row
    self.length = length
  }

  private static func value(of byte: UInt8) -> Int? {
    (0..<32).first { digits.utf8Start[$0] == byte }
  }

  private static func bits(of value: Double, between limit: Double, count: Int) -> UInt64 {
    var (low, high) = (-limit, limit)
    var bits: UInt64 = 0
    for _ in 0..<count {
      let middle = (low + high) / 2
      bits = bits << 1 | (value >= middle ? 1 : 0)
      if value >= middle { low = middle } else { high = middle }
    }
    return bits
  }

  func text(_ cx: EvaluationContext) -> Str {
    cx.arena.string(capacity: length) { place in
      var (columnBit, rowBit) = (columnBits, rowBits)
      var isColumn = true
      for index in 0..<length {
        var digit = 0
        for _ in 0..<5 {
          if isColumn { columnBit -= 1 } else { rowBit -= 1 }
          digit = digit << 1 | Int((isColumn ? column >> columnBit : row >> rowBit) & 1)
          isColumn.toggle()
        }
        place[index] = GeohashCell.digits.utf8Start[digit]
      }
      return length
    }
  }

  private func longitude(_ column: Double) -> Double { column / Double(1 << columnBits) * 360 - 180 }
  private func latitude(_ row: Double) -> Double { row / Double(1 << rowBits) * 180 - 90 }

  var center: Coordinate {
    Coordinate(longitude: longitude(Double(column) + 0.5), latitude: latitude(Double(row) + 0.5))
  }

  /// The corners, counterclockwise from the south-west.
  var corners: [Coordinate] {
    let (west, east) = (longitude(Double(column)), longitude(Double(column + 1)))
    let (south, north) = (latitude(Double(row)), latitude(Double(row + 1)))
    return [
      Coordinate(longitude: west, latitude: south), Coordinate(longitude: east, latitude: south),
      Coordinate(longitude: east, latitude: north), Coordinate(longitude: west, latitude: north),
    ]
  }

  /// The cell some columns and rows away, round the Earth; nil beyond a pole.
  func neighbor(columns: Int64, rows: Int64) -> GeohashCell? {
    let neighborRow = Int64(row) + rows
    guard neighborRow >= 0, neighborRow < 1 << rowBits else { return nil }
    let mask = UInt64(1) << columnBits - 1
    let neighborColumn = UInt64(bitPattern: Int64(column) &+ columns) & mask
    return GeohashCell(column: neighborColumn, row: UInt64(neighborRow), length: length)
  }

  /// The cells that touch this one, from the north-west to the south-east.
  var neighbors: [GeohashCell] {
    let steps: [(columns: Int64, rows: Int64)] = [
      (-1, 1), (0, 1), (1, 1), (-1, 0), (1, 0), (-1, -1), (0, -1), (1, -1),
    ]
    return steps.compactMap { neighbor(columns: $0.columns, rows: $0.rows) }
  }
}
