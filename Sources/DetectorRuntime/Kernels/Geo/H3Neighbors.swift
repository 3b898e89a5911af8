// Steps from cell to cell of the H3 grid. Ported from the H3 library (Apache License 2.0).

extension H3Cell {
  /// The directions along the sides of a ring, counterclockwise, and the one to the next ring.
  private static let ringDirections = [2, 3, 1, 5, 4, 6]
  private static let outward = 4

  /// The neighbour in a direction. `turns` counts by how many times 60° directions are turned there, in and out.
  /// - Returns: nil in the direction that a pentagon lacks.
  private func neighbor(_ direction: Int, _ turns: inout Int) -> H3Cell? {
    var direction = direction
    for _ in 0..<(turns % 6) { direction = H3Cell.turnedCounterclockwise(direction) }
    let oldBase = baseCell
    let oldLeading = leadingDigit
    var cell = self
    var newTurns = 0
    var step = resolution
    while true {
      guard step > 0 else {
        let entry = 7 * oldBase + direction
        cell.baseCell = H3Tables.number(H3Tables.neighbors, 2 * entry)
        newTurns = H3Tables.digit(H3Tables.neighborRotations, entry)
        if cell.baseCell == 127 {
          // Beside the direction that a pentagon lacks lies the neighbour in direction ik.
          cell.baseCell = H3Tables.number(H3Tables.neighbors, 2 * (7 * oldBase + 5))
          newTurns = H3Tables.digit(H3Tables.neighborRotations, 7 * oldBase + 5)
          cell = cell.turnedCounterclockwise
          turns += 1
        }
        break
      }
      let entry = 7 * cell[step] + direction
      let isOdd = step % 2 == 1
      cell[step] = H3Tables.digit(isOdd ? H3Tables.digitsII : H3Tables.digitsIII, entry)
      direction = H3Tables.digit(isOdd ? H3Tables.carriesII : H3Tables.carriesIII, entry)
      if direction == 0 { break }
      step -= 1
    }
    if cell.hasPentagonBase {
      guard cell.enterPentagon(from: self, oldLeading, newTurns, &turns) else { return nil }
    } else {
      for _ in 0..<newTurns { cell = cell.turnedCounterclockwise }
    }
    turns = (turns + newTurns) % 6
    return cell
  }

  /// Turns a cell of a pentagonal base cell out of the missing direction.
  private mutating func enterPentagon(from old: H3Cell, _ oldLeading: Int, _ newTurns: Int, _ turns: inout Int) -> Bool
  {
    let isOther = old.baseCell != baseCell
    var isAdjusted = false
    if leadingDigit == 1 {
      if isOther {
        self = hasClockwiseOffset(old.homeFace) ? turnedClockwise : turnedCounterclockwise
        isAdjusted = true
      } else if oldLeading == 3 {
        self = turnedCounterclockwise
        turns += 1
      } else if oldLeading == 5 {
        self = turnedClockwise
        turns += 5
      } else {
        return false
      }
    }
    for _ in 0..<newTurns { self = turnedCounterclockwiseAroundPentagon }
    guard isOther else { return true }
    if baseCell == 4 || baseCell == 117 {
      // All neighbours of a pentagon at a pole are turned towards it.
      if old.baseCell != 118, old.baseCell != 8, leadingDigit != 3 { turns += 1 }
    } else if leadingDigit == 5, !isAdjusted {
      turns += 1
    }
    return true
  }

  /// The cells at distances 0 … `distance`, one array each.
  func rings(_ distance: Int) -> [[H3Cell]] { spiral(distance) ?? search(distance) }

  /// The rings, each counterclockwise; nil if a pentagon is among them.
  private func spiral(_ distance: Int) -> [[H3Cell]]? {
    guard !isPentagon else { return nil }
    var rings = [[self]]
    var cell = self
    var turns = 0
    for length in stride(from: 1, through: distance, by: 1) {
      guard let first = cell.neighbor(H3Cell.outward, &turns), !first.isPentagon else { return nil }
      cell = first
      var ring: [H3Cell] = []
      for direction in H3Cell.ringDirections {
        for _ in 0..<length {
          guard let next = cell.neighbor(direction, &turns), !next.isPentagon else { return nil }
          cell = next
          ring.append(cell)
        }
      }
      rings.append(ring)
    }
    return rings
  }

  /// The rings around or beside a pentagon, found by a search from cell to cell.
  private func search(_ distance: Int) -> [[H3Cell]] {
    var rings = [[self]]
    var known: Set<H3Cell> = [self]
    for _ in 0..<distance {
      var ring: [H3Cell] = []
      for cell in rings[rings.count - 1] {
        for direction in H3Cell.ringDirections {
          var turns = 0
          guard let next = cell.neighbor(direction, &turns), known.insert(next).inserted else { continue }
          ring.append(next)
        }
      }
      rings.append(ring)
    }
    return rings
  }

  /// The cells that share an edge with this one: six, or five around a pentagon.
  var neighbors: [H3Cell] { rings(1)[1] }
}
