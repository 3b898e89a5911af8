extension BoundQuery {
  /// The steps of `scan`, and what they remember.
  public struct Scan {
    public enum Output: String, Sendable { case all, last, none }

    public struct Step {
      public var name: String
      public var condition: BoundExpression
      /// One a declared column: what the step assigns, or the column's default.
      public var values: [BoundExpression]
      public var output: Output
    }

    /// A value of the state: what `source` was in the last row that matched the step, as conditions and assignments
    /// read it by `step.source`. Where no row matched it is `otherwise`.
    public struct Remembered {
      public var column: ColumnSymbol
      public var step: Int
      public var source: ColumnSymbol
      public var otherwise: Constant
    }

    public var steps: [Step]
    public var declared: [ColumnSymbol]
    /// `with_match_id`
    public var matchID: ColumnSymbol?
    public var remembered: [Remembered]
  }

  /// A function of the runtime that makes a table of a whole table: `name(table of the inputs, arguments…)`.
  public struct TableFunction {
    public var name: String
    public var inputs: [Computed]
    /// Each of the type that the function takes.
    public var arguments: [BoundExpression]
  }
}

/// The names that the conditions and assignments of a `scan` can use, and what they have read of the state so far.
final class ScanNames {
  let steps: [String]
  let input: RowSchema
  let declared: [(column: ColumnSymbol, otherwise: Constant)]
  /// The step whose condition or assignments are bound.
  var current = 0
  private(set) var remembered: [BoundQuery.Scan.Remembered] = []

  init(steps: [String], input: RowSchema, declared: [(column: ColumnSymbol, otherwise: Constant)]) {
    self.steps = steps
    self.input = input
    self.declared = declared
  }

  /// The column that stands for `step.name`; nil if a row of the step has no such column.
  func column(_ name: String, ofStep step: Int) -> ColumnSymbol? {
    let source: ColumnSymbol
    var otherwise: Constant
    if let own = declared.first(where: { $0.column.name == name }) {
      (source, otherwise) = own
    } else if let column = input.column(named: name) {
      source = column
      otherwise = column.type == .string ? .string("") : .null(column.type)
    } else {
      return nil
    }
    if let known = remembered.first(where: { $0.step == step && $0.source == source }) { return known.column }
    let column = ColumnSymbol("\(steps[step]).\(name)", source.type)
    remembered.append(.init(column: column, step: step, source: source, otherwise: otherwise))
    return column
  }
}
