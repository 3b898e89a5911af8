// Cells of S2 geometry: squares of a quadtree over the faces of a cube, numbered along a Hilbert curve. The numbering
// and its tables are those of the S2 geometry library (Apache License 2.0), https://s2geometry.io.

/// The number of a cell: three bits of face, two bits for each level, a one, zeros.
struct S2CellID: Hashable, Comparable, Sendable {
  static let greatestLevel = 30
  /// The number of smallest cells along the side of a face.
  static let faceSize = 1 << greatestLevel

  let bits: UInt64

  init(bits: UInt64) { self.bits = bits }

  static func < (a: S2CellID, b: S2CellID) -> Bool { a.bits < b.bits }

  /// Where the quadrant `i * 2 + j` comes on the curve, by orientation (1: axes swapped, 2: bits inverted).
  private static func position(_ orientation: Int, _ quadrant: Int) -> Int {
    // Four positions of two bits for each orientation.
    let table = [0b10_11_01_00, 0b10_01_11_00, 0b00_01_11_10, 0b00_11_01_10]
    return table[orientation] >> (2 * quadrant) & 3
  }
  /// The inverse of `position`.
  private static func quadrant(_ orientation: Int, _ position: Int) -> Int {
    let table = [0b10_11_01_00, 0b01_11_10_00, 0b01_00_10_11, 0b10_00_01_11]
    return table[orientation] >> (2 * position) & 3
  }
  /// How the orientation changes in the quadrant at a position of the curve.
  private static func turn(_ position: Int) -> Int { position == 0 ? 1 : position == 3 ? 3 : 0 }

  /// The smallest cell at a place of a face.
  init(face: Int, i: Int, j: Int) {
    var orientation = face & 1
    var curve: UInt64 = 0
    for level in stride(from: S2CellID.greatestLevel - 1, through: 0, by: -1) {
      let position = S2CellID.position(orientation, (i >> level & 1) << 1 | (j >> level & 1))
      curve = curve << 2 | UInt64(position)
      orientation ^= S2CellID.turn(position)
    }
    bits = UInt64(face) << 61 | curve << 1 | 1
  }

  /// The smallest cell that holds a point.
  init(_ point: SpherePoint) {
    let place = CubePlace(point)
    self.init(
      face: place.face, i: CubePlace.cellNumber(CubePlace.unprojected(place.u)),
      j: CubePlace.cellNumber(CubePlace.unprojected(place.v)))
  }

  /// A cell of the whole face.
  init(face: Int) { bits = UInt64(face) << 61 | 1 << 60 }

  private var lowestBit: UInt64 { bits & (0 &- bits) }

  var isValid: Bool { bits >> 61 < 6 && lowestBit & 0x1555_5555_5555_5555 != 0 }

  var level: Int { S2CellID.greatestLevel - bits.trailingZeroBitCount / 2 }

  func parent(level: Int) -> S2CellID {
    let lowest = UInt64(1) << (2 * (S2CellID.greatestLevel - level))
    return S2CellID(bits: bits & (0 &- lowest) | lowest)
  }

  /// The four cells of the next level, along the curve.
  var children: [S2CellID] {
    let lowest = lowestBit >> 2
    return (0..<4).map { S2CellID(bits: bits &- 3 * lowest &+ 2 * UInt64($0) * lowest) }
  }

  /// The place of the cell's first smallest cell in each direction, and how many of them are along its side.
  var square: (face: Int, i: Int, j: Int, size: Int) {
    var orientation = Int(bits >> 61) & 1
    var (i, j) = (0, 0)
    let level = level
    for step in 0..<level {
      let position = Int(bits >> (59 - 2 * step) & 3)
      let quadrant = S2CellID.quadrant(orientation, position)
      i = i << 1 | quadrant >> 1
      j = j << 1 | quadrant & 1
      orientation ^= S2CellID.turn(position)
    }
    let size = 1 << (S2CellID.greatestLevel - level)
    return (Int(bits >> 61), i * size, j * size, size)
  }
}

extension S2CellID {
  /// The token of a cell: its number in hexadecimal without the zeros at the end.
  /// - Returns: nil if the text is not the token of a cell.
  init?(token: Str) {
    guard (1...16).contains(token.count) else { return nil }
    var bits: UInt64 = 0
    for byte in token.bytes {
      guard let digit = hexValue(byte) else { return nil }
      bits = bits << 4 | UInt64(digit)
    }
    self.init(bits: bits << (4 * (16 - token.count)))
    guard isValid else { return nil }
  }

  func token(_ cx: EvaluationContext) -> Str {
    let count = 16 - bits.trailingZeroBitCount / 4
    return cx.arena.string(capacity: count) { place in
      for index in 0..<count { place[index] = hexDigit(UInt8(bits >> (60 - 4 * index) & 15)) }
      return count
    }
  }
}
