// Cells of the H3 grid: the number, its digits and their turns. Ported from the H3 library (Apache License 2.0).

/// The number of a cell: a mode (1), four bits of resolution, seven of base cell, fifteen digits of three bits, of
/// which those beyond the resolution are 7.
struct H3Cell: Hashable, Sendable {
  static let finestResolution = 15
  private(set) var bits: UInt64

  init(bits: UInt64) { self.bits = bits }

  /// A cell whose digits are still to be set.
  init(resolution: Int) { bits = 0x0800_1FFF_FFFF_FFFF | UInt64(resolution) << 52 }

  var resolution: Int { Int(bits >> 52 & 15) }
  var baseCell: Int {
    get { Int(bits >> 45 & 127) }
    set { bits = bits & ~(127 << 45) | UInt64(newValue) << 45 }
  }

  /// The digit of a resolution, from 1 on.
  subscript(resolution: Int) -> Int {
    get { Int(bits >> (3 * (15 - resolution)) & 7) }
    set {
      let shift = 3 * (15 - resolution)
      bits = bits & ~(7 << UInt64(shift)) | UInt64(newValue) << shift
    }
  }

  /// The first digit that is not 0; 0 if there is none.
  var leadingDigit: Int {
    for step in 0..<resolution where self[step + 1] != 0 { return self[step + 1] }
    return 0
  }

  static func isPentagon(baseCell: Int) -> Bool { H3Tables.digit(H3Tables.baseCells, 10 * baseCell + 5) == 1 }

  var hasPentagonBase: Bool { H3Cell.isPentagon(baseCell: baseCell) }
  var isPentagon: Bool { hasPentagonBase && leadingDigit == 0 }

  var isValid: Bool {
    guard bits >> 56 == 8, baseCell < 122 else { return false }
    for step in 1...15 {
      guard (self[step] == 7) == (step > resolution) else { return false }
    }
    // The cells in direction k of a pentagon do not exist.
    return !(hasPentagonBase && leadingDigit == 1)
  }

  func parent(resolution: Int) -> H3Cell {
    var parent = H3Cell(bits: bits & ~(15 << 52) | UInt64(resolution) << 52)
    for step in resolution..<15 { parent[step + 1] = 7 }
    return parent
  }

  /// The cells of a finer resolution within this one, in the order of their numbers.
  func children(resolution: Int) -> [H3Cell] {
    var cells = [H3Cell(bits: bits & ~(15 << 52) | UInt64(resolution) << 52)]
    for step in self.resolution..<resolution {
      cells = cells.flatMap { cell in
        (0..<7).compactMap { digit in
          var child = cell
          child[step + 1] = digit
          // Beneath a pentagon, the cells of one direction are missing.
          let isMissing = digit == 1 && hasPentagonBase && cell.leadingDigit(before: step + 1) == 0
          return isMissing ? nil : child
        }
      }
    }
    return cells
  }

  private func leadingDigit(before resolution: Int) -> Int {
    for step in 1..<resolution where self[step] != 0 { return self[step] }
    return 0
  }

  // MARK: Turns by 60°

  private static let counterclockwise = [0, 5, 3, 1, 6, 4, 2, 7]
  private static let clockwise = [0, 3, 6, 2, 5, 1, 4, 7]

  static func turnedCounterclockwise(_ direction: Int) -> Int { counterclockwise[direction] }

  private func turned(_ table: [Int]) -> H3Cell {
    var cell = self
    for step in 0..<resolution { cell[step + 1] = table[self[step + 1]] }
    return cell
  }
  var turnedCounterclockwise: H3Cell { turned(H3Cell.counterclockwise) }
  var turnedClockwise: H3Cell { turned(H3Cell.clockwise) }

  /// Turned about a pentagon, which has no cells in direction k.
  var turnedCounterclockwiseAroundPentagon: H3Cell {
    var cell = self
    var isFirst = true
    for step in 0..<resolution {
      cell[step + 1] = H3Cell.counterclockwise[cell[step + 1]]
      if isFirst, cell[step + 1] != 0 {
        isFirst = false
        if cell.leadingDigit == 1 { cell = cell.turnedCounterclockwise }
      }
    }
    return cell
  }
}

extension H3Cell {
  /// - Returns: nil if the text is not the number of a cell in hexadecimal.
  init?(token: Str) {
    guard (1...16).contains(token.count) else { return nil }
    var bits: UInt64 = 0
    for byte in token.bytes {
      guard let digit = hexValue(byte) else { return nil }
      bits = bits << 4 | UInt64(digit)
    }
    self.init(bits: bits)
    guard isValid else { return nil }
  }

  func token(_ cx: EvaluationContext) -> Str {
    cx.arena.string(capacity: 15) { place in
      for index in 0..<15 { place[index] = hexDigit(UInt8(bits >> (56 - 4 * index) & 15)) }
      return 15
    }
  }
}
