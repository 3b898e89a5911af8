/// What a cell of a row of output is, if nothing has to be computed for it.
enum CellPick: Hashable {
  /// A cell of a row of input.
  case cell(row: String, index: Int)
  /// A dynamic cell converted to a type.
  case converted(row: String, index: Int, ScalarType)
  case text(String)
  case number(Int128)
  case null

  /// A text that picks can hold: quoted as it is. Others are statements.
  static func constant(_ text: String) -> CellPick? {
    text.unicodeScalars.allSatisfy { $0 != "'" && $0.value >= 0x20 } ? .text(text) : nil
  }
}

/// Spells the rows that a stage puts out: cells that are handed through as they are, and constants, in one call for each
/// run of them.
extension StageEmitter {
  /// Puts columns as they are into a row.
  func put(_ target: String, columns: [ColumnSymbol], _ scope: RowScope) {
    putRuns(target, columns.map { scope.pick($0) }, scope) { scope.read(columns[$0]) }
  }

  /// Puts values into a row.
  func put(_ target: String, values: [PlanExpression], _ scope: RowScope) {
    putRuns(target, values.map { scope.pick($0) }, scope) { typed(values[$0], scope) }
  }

  /// - Parameter other: the value at a place for which there is no pick.
  private func putRuns(
    _ target: String, _ picks: [CellPick?], _ scope: RowScope, other: (Int) -> SwiftExpression
  ) {
    var index = 0
    while index < picks.count {
      let run = Self.run(picks[index...])
      if run.picks.count > 1 {
        let cells = SwiftExpression.name(scope.picksName(CellPick.text(run.picks)))
        let arguments = run.row.map { [.name($0), cells] } ?? [cells]
        scope.append(.expression(.method(target, "put", arguments)))
        index += run.picks.count
      } else {
        put(target, picks[index]?.value ?? other(index), scope)
        index += 1
      }
    }
  }

  /// The longest run of picks from the first on that takes cells of one row at most.
  static func run(_ picks: ArraySlice<CellPick?>) -> (row: String?, picks: [CellPick]) {
    var run: [CellPick] = []
    var row: String?
    for pick in picks {
      guard let pick else { break }
      if let other = pick.row {
        if let row, row != other { break }
        row = other
      }
      run.append(pick)
    }
    return (row, run)
  }

  /// How `values` are picked from the rows of a pipeline that does nothing else; nil if it does.
  func picks(_ pipeline: DetectorProgram.Pipeline, values: [PlanExpression]) -> String? {
    let scope = RowScope(kernels: kernels, reserved: [])
    switch pipeline.origin {
    case .source, .stage, .applyRows: scope.bind(pipeline.layout, row: "row")
    case .values(_, let columns): scope.bind(columns, row: "row")
    case .range: return nil
    }
    for step in pipeline.steps {
      switch step {
      case .filter(let predicate, _):
        guard predicate.conjuncts.allSatisfy(\.isTrue) else { return nil }
      case .compute(let computed, let text):
        for entry in computed {
          if case .column(entry.column) = entry.value.kind { continue }
          scope.bind(entry.column, computed: entry.value, text)
        }
      case .parse, .expand: return nil
      }
    }
    let picks = values.compactMap { scope.pick($0) }
    return picks.count == values.count && !picks.isEmpty ? CellPick.text(picks) : nil
  }
}

extension CellPick {
  /// The row that it is taken from; nil for a constant.
  var row: String? {
    switch self {
    case .cell(let row, _), .converted(let row, _, _): row
    case .text, .number, .null: nil
    }
  }

  /// The cell by itself; nil if it is converted.
  var value: SwiftExpression? {
    switch self {
    case .cell(let row, let index): .method(row, "value", [.integer(Int128(index))])
    case .converted: nil
    case .text(""): .member(.name("Value"), "emptyString")
    case .text(let text): .named("Value", "string", [.string(text)])
    case .number(let number): .named("Value", "long", [.integer(number)])
    case .null: .member(.name("Value"), "null")
    }
  }

  /// The cell for a side of a join, or a branch of a union, that has none.
  static func padding(_ type: ScalarType) -> CellPick { type == .string ? .text("") : .null }

  /// Picks as `CellPicks` reads them.
  static func text(_ picks: [CellPick]) -> String {
    var words: [String] = []
    var index = 0
    while index < picks.count {
      var end = index + 1
      switch picks[index] {
      case .cell(_, let first):
        while end < picks.count, case .cell(_, first + end - index) = picks[end] { end += 1 }
        words.append(end - index == 1 ? "\(first)" : "\(first)-\(first + end - index - 1)")
      case .converted(let row, let first, let type):
        while end < picks.count, picks[end] == .converted(row: row, index: first + end - index, type) { end += 1 }
        let last = first + end - index - 1
        words.append("\(type.rawValue)(\(first == last ? "\(first)" : "\(first)-\(last)"))")
      case .number(let number): words.append("=\(number)")
      case .text, .null:
        while end < picks.count, picks[end] == picks[index] { end += 1 }
        let word = if case .text(let text) = picks[index] { "'\(text)'" } else { "null" }
        words.append(end - index == 1 ? word : "\(word)*\(end - index)")
      }
      index = end
    }
    return words.joined(separator: " ")
  }
}
