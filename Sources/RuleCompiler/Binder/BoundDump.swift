/// The text form of a bound query, for `rulec explain --emit bound` and goldens: one operator a line in the order of
/// the query, every column with its type where it first appears, and what leaves the operators that change the columns.
public struct BoundDump {
  private var writer = CodeWriter()
  /// Relations that are read in several places, and the numbers they are shown by.
  private var shared: [ObjectIdentifier: Int] = [:]
  private var shown: Set<Int> = []

  public static func dump(_ query: BoundQuery) -> String {
    var dump = BoundDump()
    dump.numberShared(query)
    dump.pipeline(query)
    return dump.writer.text
  }

  private mutating func numberShared(_ query: BoundQuery) {
    var seen: Set<ObjectIdentifier> = []
    func visit(_ query: BoundQuery, _ shared: inout [ObjectIdentifier: Int]) {
      let identity = ObjectIdentifier(query)
      guard seen.insert(identity).inserted else {
        switch query.kind {
        case .table, .list, .applyRows: break
        default: if shared[identity] == nil { shared[identity] = shared.count + 1 }
        }
        return
      }
      for input in BoundDump.inputs(query.kind) { visit(input, &shared) }
    }
    visit(query, &shared)
  }

  private mutating func pipeline(_ query: BoundQuery) {
    let number = shared[ObjectIdentifier(query)]
    if let number, !shown.insert(number).inserted {
      writer.line("the rows of #\(number)")
      return
    }
    let inputs = BoundDump.inputs(query.kind)
    if inputs.count == 1 {
      pipeline(inputs[0])
      line(query, number)
      return
    }
    if case .mvApply(let input, _, _, _, _, _, let subquery) = query.kind {
      pipeline(input)
      line(query, number)
      branch(subquery)
      return
    }
    line(query, number)
    for input in inputs { branch(input) }
  }

  /// An input or subquery below its operator, set off from its neighbours.
  private mutating func branch(_ query: BoundQuery) {
    var inner = BoundDump()
    inner.shared = shared
    inner.shown = shown
    inner.pipeline(query)
    shown = inner.shown
    writer.indented { writer in
      for (index, text) in inner.writer.text.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      { writer.line((index == 0 ? "- " : "  ") + text) }
    }
  }

  private mutating func line(_ query: BoundQuery, _ number: Int?) {
    let result = BoundDump.changesColumns(query.kind) ? " → \(BoundDump.columns(query.schema))" : ""
    writer.line((number.map { "#\($0) = " } ?? "") + BoundDump.operation(query) + result)
  }

  /// Wide relations are counted, not listed: a table has hundreds of columns, of which a query reads five.
  private static func columns(_ schema: RowSchema) -> String {
    var parts = schema.columns.count > 24 ? ["\(schema.columns.count) columns"] : schema.columns.map(declaration)
    if let open = schema.open {
      parts += open.demanded.map { declaration($0) + " on demand" }
      if open.haveRest { parts.append("others the data has") }
    }
    return parts.isEmpty ? "no columns" : parts.joined(separator: ", ")
  }

  static func declaration(_ column: ColumnSymbol) -> String { "\(column.name):\(column.type)" }

  private static func changesColumns(_ kind: BoundQuery.Kind) -> Bool {
    switch kind {
    case .filter, .extend, .project, .sort, .top, .take, .serialize, .sample, .mvExpand, .parse, .parseKeyValue,
      .summarize, .range, .sampleDistinct:
      false
    case .table, .list, .values, .join, .union, .mvApply, .applyRows, .bagUnpack, .pivot, .makeSeries, .scan,
      .tableFunction:
      true
    }
  }

  private static func inputs(_ kind: BoundQuery.Kind) -> [BoundQuery] {
    switch kind {
    case .table, .list, .values, .range, .applyRows: []
    case .filter(let input, _), .extend(let input, _), .project(let input, _),
      .summarize(let input, _, _), .sort(let input, _), .top(let input, _, _), .take(let input, _),
      .mvExpand(let input, _, _, _, _), .parse(let input, _, _, _, _), .parseKeyValue(let input, _, _, _),
      .bagUnpack(let input, _, _, _, _), .pivot(let input, _, _, _), .serialize(let input, _),
      .makeSeries(let input, _), .sample(let input, _), .sampleDistinct(let input, _, _), .scan(let input, _),
      .tableFunction(let input, _):
      [input]
    case .join(_, let left, let right, _, _): [left, right]
    case .union(let inputs, _, _, _): inputs
    case .mvApply(let input, _, _, _, _, _, let subquery): [input, subquery]
    }
  }
}
