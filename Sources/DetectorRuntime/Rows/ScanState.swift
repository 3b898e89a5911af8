// The state of `scan` over the rows of a table: for each step, what the last rows were that matched it and the steps
// before it. See "Scan logic" in `scan-operator.md`.

/// What the steps of a `scan` remember, and the matches that their rows belong to.
///
/// A row is held against each step twice, from the last step to the first: check 0 with the state of the step before, which
/// a match promotes to the step; check 1 with the state of the step itself. After a match the step is done with the row.
public final class ScanState {
  private let defaults: [Value]
  private let cells: UnsafeMutablePointer<Value>
  private var isActive: [Bool]
  private var matches: [Int64]
  private var lastMatch: Int64 = -1
  /// The row that a step with `output=last` gives once its sequence goes on or ends.
  private var held: [Table?]
  private let width: Int
  private let cx: EvaluationContext

  /// - Parameters:
  ///   - remembered: the values of a state in which no row has matched.
  ///   - width: the number of columns of the result.
  public init(steps: Int, remembered defaults: [Value], width: Int, _ cx: EvaluationContext) {
    self.defaults = defaults
    self.width = width
    self.cx = cx
    cells = .allocate(capacity: max(steps * defaults.count, 1))
    isActive = Array(repeating: false, count: steps)
    matches = Array(repeating: 0, count: steps)
    held = Array(repeating: nil, count: steps)
    for step in 0..<steps { clear(step) }
  }

  deinit { cells.deallocate() }

  private func clear(_ step: Int) {
    isActive[step] = false
    for (slot, value) in defaults.enumerated() { (cells + (step * defaults.count + slot)).initialize(to: value) }
  }

  /// Whether there is a state to check the row with.
  public func offers(step: Int, check: Int) -> Bool {
    check == 0 ? step > 0 && isActive[step - 1] : step == 0 || isActive[step]
  }

  /// The state of the check; valid until the next match.
  public func row(step: Int, check: Int) -> Row { Row(cells + (check == 0 ? step - 1 : step) * defaults.count) }

  /// Records that the row matches; rows that were held back until their sequence went on go to `output`.
  public func match(step: Int, check: Int, _ output: Table) {
    if check == 0 {
      release(step, output)
      release(step - 1, output)
      let count = defaults.count
      (cells + step * count).update(from: cells + (step - 1) * count, count: count)
      matches[step] = matches[step - 1]
      clear(step - 1)
    } else if !isActive[step] {
      lastMatch += 1
      matches[step] = lastMatch
    }
    isActive[step] = true
  }

  /// Notes a value of the row that has just matched.
  public func remember(step: Int, _ slot: Int, _ value: Value) { cells[step * defaults.count + slot] = value }

  /// The number of the match that the step's last row belongs to.
  public func matchID(step: Int) -> Int64 { matches[step] }

  /// Where the row of a step with `output=last` goes; empty.
  public func held(step: Int) -> Table {
    if let table = held[step] {
      table.truncate(0)
      return table
    }
    let table = Table(width: width, cx)
    held[step] = table
    return table
  }

  private func release(_ step: Int, _ output: Table) {
    guard let table = held[step], table.count > 0 else { return }
    output.append(table[row: 0])
    table.truncate(0)
  }

  /// Gives the rows of the sequences that the end of the table ends, the furthest first.
  public func finish(_ output: Table) {
    for step in held.indices.reversed() { release(step, output) }
  }
}
