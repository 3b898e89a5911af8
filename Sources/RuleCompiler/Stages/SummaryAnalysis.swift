import DetectorRuntime

extension DetectorProgram {
  /// A `summarize` over the events of one source whose groups the runtime keeps up to date as events come.
  ///
  /// Nothing in it depends on the time of the run or on another query; its states take rows in any order.
  public struct Summary {
    public struct Aggregate {
      public var function: SummaryFunction
      public var arguments: [Argument]
      public var filter: Argument?
      /// The type of the argument.
      public var type: ScalarType
      public var columns: [ColumnSymbol]
    }

    public enum Argument: Hashable {
      /// A column that is kept, by position.
      case column(Int)
      /// A position in `computed`.
      case computed(Int)
    }

    /// What happens to each row before.
    public var steps: [PlanNode.RowStep]
    public var keys: [PlanNode.Computed]
    public var aggregates: [Aggregate]
    /// What is computed of a row beside its keys.
    public var computed: [PlanExpression]
    /// The columns of the summary's table.
    public var layout: [ColumnSymbol]
    /// Whether groups have to be ordered by their first rows, since their keys are not the first kept columns.
    public var isOrderedByRows: Bool
    /// Whether the keys of every event are the first columns that are kept, and no test leaves out any: then nothing runs
    /// for an event.
    public var keysAreFirstCells: Bool
    /// What happens to the rows of groups; groups that fail a test are left out.
    public var keeps: [PlanNode.RowStep] = []
    public var text: SourceText
  }
}

/// Finds out whether a `summarize` can be kept up to date, and what a source then has to keep.
struct SummaryAnalysis {
  private var source: DetectorProgram.Source
  private let keys: [PlanNode.Computed]
  private var steps: [PlanNode.RowStep] = []
  /// What the steps compute.
  private var values: [ColumnSymbol: PlanExpression] = [:]
  private var kept: [ColumnSymbol] = []
  private var computed: [PlanExpression] = []

  /// The source with its summary; nil if rows have to be kept until the run.
  /// - Parameters:
  ///   - rows: the pipeline over the source.
  ///   - period: how far back each run looks, if events are seen by `TimeGenerated`: tests that hold for all of it
  ///     are left out.
  static func summarized(
    _ source: DetectorProgram.Source, _ rows: DetectorProgram.Pipeline, keys: [PlanNode.Computed],
    aggregates: [PlanNode.Aggregate], layout: [ColumnSymbol], period: Int64?, _ text: SourceText
  ) -> DetectorProgram.Source? {
    guard source.list == nil, aggregates.count <= 32 else { return nil }
    var analysis = SummaryAnalysis(source: source, keys: keys)
    guard analysis.take(rows.steps, period), analysis.keysCanBeKept else { return nil }
    let expressions = keys.map(\.value) + aggregates.flatMap(\.expressions)
    guard expressions.allSatisfy(analysis.dependsOnEventAlone) else { return nil }
    let isOrderedByRows = analysis.layOut(expressions)
    var found: [DetectorProgram.Summary.Aggregate] = []
    for aggregate in aggregates {
      guard let entry = analysis.aggregate(aggregate) else { return nil }
      found.append(entry)
    }
    analysis.source.summary = DetectorProgram.Summary(
      steps: analysis.steps, keys: keys, aggregates: found, computed: analysis.computed, layout: layout,
      isOrderedByRows: isOrderedByRows, keysAreFirstCells: analysis.keysAreFirstCells, text: text)
    return analysis.source
  }

  private init(source: DetectorProgram.Source, keys: [PlanNode.Computed]) {
    self.source = source
    self.keys = keys
  }

  // MARK: Steps

  /// Takes the steps on rows, but for tests that hold for all of the period; false if one depends on the run.
  private mutating func take(_ all: [PlanNode.RowStep], _ period: Int64?) -> Bool {
    for step in all {
      switch step {
      case .filter(let predicate, let text):
        let rest = predicate.conjuncts.filter { !holds($0, period) }
        guard rest.allSatisfy(dependsOnEventAlone) else { return false }
        if let all = rest.joined() { steps.append(.filter(all, text)) }
      case .compute(let computed, _):
        for entry in computed { values[entry.column] = entry.value }
        steps.append(step)
      case .parse(let parse, _):
        guard dependsOnEventAlone(parse.text) else { return false }
        steps.append(step)
      case .expand: return false
      }
    }
    return true
  }

  /// Whether an event alone decides it, and with it the columns that it reads and steps compute.
  private func dependsOnEventAlone(_ expression: PlanExpression) -> Bool {
    expression.dependsOnEventAlone
      && expression.columns.allSatisfy { column in
        guard let value = values[column] else { return true }
        if case .column(column) = value.kind { return true }
        return dependsOnEventAlone(value)
      }
  }

  /// Whether a test is true of every event of the period, which is after `now` − period and not after `now`.
  private func holds(_ test: PlanExpression, _ period: Int64?) -> Bool {
    guard let period, period > 0, case .call(let kernel, let operands) = test.kind, operands.count == 2,
      case .column(let column) = operands[0].kind, column.name == "TimeGenerated", column.type == .datetime,
      source.columns.contains(column)
    else { return false }
    switch kernel.name {
    case "greaterDateTime", "greaterOrEqualDateTime":
      guard case .call(let subtraction, let terms) = operands[1].kind, subtraction.name == "subtractFromDateTime",
        terms.count == 2, case .now = terms[0].kind, case .constant(.timespan(let span)) = terms[1].kind
      else { return false }
      return span >= period
    case "lessOrEqualDateTime":
      if case .now = operands[1].kind { return true }
      return false
    case _: return false
    }
  }

  // MARK: Columns

  /// The source's column that an expression reads as it is.
  private func plainColumn(_ expression: PlanExpression) -> ColumnSymbol? {
    switch expression.kind {
    case .column(let column):
      if let value = values[column] {
        if case .column(column) = value.kind { return source.columns.contains(column) ? column : nil }
        return plainColumn(value)
      }
      return source.columns.contains(column) ? column : nil
    case .cell(let operand): return plainColumn(operand)
    case .retyped(let operand):
      // A `long` that is an `int`; other types read their cells in other ways.
      return operand.type.isInteger && expression.type.isInteger ? plainColumn(operand) : nil
    case _: return nil
    }
  }

  private var keysCanBeKept: Bool {
    keys.allSatisfy { SummaryStates.keyTypes.contains($0.value.type) && !isConstant($0.value) }
  }

  private func isConstant(_ expression: PlanExpression) -> Bool {
    expression.columns.allSatisfy { column in
      guard let value = values[column] else { return false }
      if case .column(column) = value.kind { return false }
      return isConstant(value)
    }
  }

  /// Lays out the source's columns: those that are keys first. Gives whether some key is no column.
  private mutating func layOut(_ expressions: [PlanExpression]) -> Bool {
    let needed = Demand.columnsBefore(steps, Set(expressions.flatMap(\.columns)))
    let scanned = Demand.columnsBefore(source.scan, [])
    let plain = keys.map { plainColumn($0.value) }
    for column in plain.compactMap({ $0 }) where !kept.contains(column) { kept.append(column) }
    kept += source.columns.filter { needed.contains($0) && !kept.contains($0) }
    source.columns = kept + source.columns.filter { scanned.contains($0) && !kept.contains($0) }
    source.keptCount = kept.count
    return plain.contains(nil)
  }

  /// To be asked when all columns and arguments are known.
  private var keysAreFirstCells: Bool {
    let computesOnly = steps.allSatisfy { if case .compute = $0 { true } else { false } }
    let first: [ColumnSymbol?] = Array(kept.prefix(keys.count))
    return computesOnly && computed.isEmpty && keys.map { plainColumn($0.value) } == first
  }

  // MARK: Aggregates

  private mutating func argument(_ expression: PlanExpression) -> DetectorProgram.Summary.Argument {
    if let column = plainColumn(expression), let position = kept.firstIndex(of: column) { return .column(position) }
    let text = PlanDump.text(expression)
    if let known = computed.firstIndex(where: {
      $0.type == expression.type && $0.columns == expression.columns && PlanDump.text($0) == text
    }) {
      return .computed(known)
    }
    computed.append(expression)
    return .computed(computed.count - 1)
  }

  private static func type(_ expression: PlanExpression) -> ScalarType {
    if case .cell(let operand) = expression.kind { return type(operand) }
    return expression.type
  }

  private mutating func aggregate(_ aggregate: PlanNode.Aggregate) -> DetectorProgram.Summary.Aggregate? {
    let function: SummaryFunction
    let expressions: [PlanExpression]
    switch aggregate.function {
    case .state(let name, let constants, let arguments, _, _):
      guard let known = SummaryStates.function(ofState: name, constants: constants) else { return nil }
      function = known
      expressions = arguments
    case .argExtreme(let isMax, let key, let values):
      function = isMax ? .argMax : .argMin
      expressions = [key] + values
    case .anyRow(let values):
      function = .anyRow
      expressions = values
    case .collectBag: return nil
    }
    let type = expressions.first.map(Self.type) ?? .long
    switch function {
    case .countDistinct, .makeSet: guard SummaryStates.keyTypes.contains(type) else { return nil }
    case .argMax, .argMin: guard SummaryStates.keyTypes.contains(type) || type == .real else { return nil }
    case .count, .sum, .least, .greatest, .average, .anyValue, .anyRow: break
    }
    return DetectorProgram.Summary.Aggregate(
      function: function, arguments: function.readsArguments ? expressions.map { argument($0) } : [],
      filter: aggregate.filter.map { argument($0) }, type: type, columns: aggregate.columns)
  }
}

extension SummaryFunction {
  /// `count(expr)` counts nulls, too.
  var readsArguments: Bool { if case .count = self { false } else { true } }
}
