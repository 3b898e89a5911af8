/// The names of the tabular operators, for suggestions.
enum OperatorNames {
  static let all: Set<String> = [
    "as", "consume", "count", "distinct", "evaluate", "extend", "facet", "find", "fork", "getschema",
    "invoke",
    "join", "limit", "lookup", "make-series", "mv-apply", "mv-expand", "order", "parse", "parse-kv",
    "parse-where", "partition", "print", "project", "project-away", "project-keep", "project-rename",
    "project-reorder", "range", "reduce", "render", "sample", "sample-distinct", "scan", "search",
    "serialize",
    "sort", "summarize", "take", "top", "top-hitters", "top-nested", "union", "where",
  ]

  /// The operator that was probably meant.
  static func nearest(to text: String) -> String? {
    closest(to: text, in: all)
  }
}
