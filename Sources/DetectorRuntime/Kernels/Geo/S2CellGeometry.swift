// Where S2 cells lie: centres, corners, neighbours. The formulas are those of the S2 geometry library (Apache License
// 2.0).

extension S2CellID {
  /// The limits of the cell in u and v.
  var limits: (face: Int, u: ClosedRange<Double>, v: ClosedRange<Double>) {
    let square = square
    let side = 1 / Double(S2CellID.faceSize)
    func range(_ start: Int) -> ClosedRange<Double> {
      CubePlace.projected(side * Double(start))...CubePlace.projected(side * Double(start + square.size))
    }
    return (square.face, range(square.i), range(square.j))
  }

  var center: SpherePoint {
    let square = square
    let side = 1 / Double(2 * S2CellID.faceSize)
    func middle(_ start: Int) -> Double { CubePlace.projected(side * Double(2 * start + square.size)) }
    return CubePlace(face: square.face, u: middle(square.i), v: middle(square.j)).vector.normalized
  }

  /// The corners, counterclockwise from the lowest u and v.
  var corners: [SpherePoint] {
    let (face, u, v) = limits
    return [
      (u.lowerBound, v.lowerBound), (u.upperBound, v.lowerBound), (u.upperBound, v.upperBound),
      (u.lowerBound, v.upperBound),
    ].map { CubePlace(face: face, u: $0.0, v: $0.1).vector.normalized }
  }

  /// The cells of the same level that touch this one, in the order of the S2 geometry library; across an edge of the
  /// cube, too. Where three faces meet, a cell has seven.
  var neighbors: [S2CellID] {
    let (face, i, j, size) = square
    let level = level
    func cell(_ i: Int, _ j: Int) -> S2CellID { S2CellID.across(face: face, i: i, j: j).parent(level: level) }
    return [
      cell(i - size, j - size), cell(i + size, j - size), cell(i, j - size), cell(i, j + size), cell(i - size, j),
      cell(i + size, j), cell(i - size, j + size), cell(i + size, j + size),
    ]
  }

  /// The smallest cell at a place of a face, or beyond an edge of it, at the place of the next face.
  private static func across(face: Int, i: Int, j: Int) -> S2CellID {
    if (0..<faceSize).contains(i), (0..<faceSize).contains(j) { return S2CellID(face: face, i: i, j: j) }
    // The linear projection serves as well as any to find the place; it stays a little outside of the face.
    func coordinate(_ number: Int) -> Double {
      let number = max(-1, min(faceSize, number))
      let limit = 1 + Double.ulpOfOne
      return max(-limit, min(limit, Double(2 * (number - faceSize / 2) + 1) / Double(faceSize)))
    }
    let place = CubePlace(CubePlace(face: face, u: coordinate(i), v: coordinate(j)).vector)
    return S2CellID(
      face: place.face, i: CubePlace.cellNumber(0.5 * (place.u + 1)), j: CubePlace.cellNumber(0.5 * (place.v + 1)))
  }
}
