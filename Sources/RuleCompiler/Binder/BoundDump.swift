/// The text form of a bound tree: an operator a line, its inputs below it, the columns that come out behind it.
public enum BoundDump {
  public static func dump(_ query: BoundQuery) -> String {
    var writer = CodeWriter()
    write(query, &writer)
    return writer.text
  }

  private static func write(_ query: BoundQuery, _ writer: inout CodeWriter) {
    let columns = query.schema.columns.map { "\($0.name):\($0.type)" }.joined(separator: ", ")
    let open = query.schema.open.map { open in
      " open" + (open.demanded.isEmpty ? "" : " + " + open.demanded.map(\.name).joined(separator: ", "))
    }
    writer.line("\(name(query.kind)) (\(columns))\(open ?? "")")
    writer.indented { writer in
      for input in inputs(query.kind) { write(input, &writer) }
    }
  }

  private static func name(_ kind: BoundQuery.Kind) -> String {
    switch kind {
    case .table(let name): "table \(name)"
    case .list(let list): "list \(list.name)"
    case .values(let rows): "values \(rows.count)"
    case .range: "range"
    case .filter: "filter"
    case .extend: "extend"
    case .project: "project"
    case .summarize: "summarize"
    case .join(let kind, _, _, _, _): "join \(kind.rawValue)"
    case .union: "union"
    case .sort: "sort"
    case .top: "top"
    case .take: "take"
    case .mvExpand: "mv-expand"
    case .mvApply: "mv-apply"
    case .applyRows: "rows"
    case .parse: "parse"
    case .parseKeyValue: "parse-kv"
    case .bagUnpack: "bag_unpack"
    case .pivot: "pivot"
    case .serialize: "serialize"
    case .makeSeries: "make-series"
    case .sample: "sample"
    case .sampleDistinct: "sample-distinct"
    }
  }

  private static func inputs(_ kind: BoundQuery.Kind) -> [BoundQuery] {
    switch kind {
    case .table, .list, .values, .range, .applyRows: []
    case .filter(let input, _), .extend(let input, _), .project(let input, _),
      .summarize(let input, _, _), .sort(let input, _), .top(let input, _, _), .take(let input, _),
      .mvExpand(let input, _, _, _, _), .parse(let input, _, _, _, _), .parseKeyValue(let input, _, _, _),
      .bagUnpack(let input, _, _, _, _), .pivot(let input, _, _, _), .serialize(let input, _),
      .makeSeries(let input, _), .sample(let input, _), .sampleDistinct(let input, _, _):
      [input]
    case .join(_, let left, let right, _, _): [left, right]
    case .union(let inputs, _, _, _): inputs
    case .mvApply(let input, _, _, _, _, _, let subquery): [input, subquery]
    }
  }
}
