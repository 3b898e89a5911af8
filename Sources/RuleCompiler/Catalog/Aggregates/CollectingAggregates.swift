import DetectorRuntime

/// Aggregates that collect values into one dynamic value.
enum CollectingAggregates {
  static let all: [AggregateSymbol] = [
    list("make_list", conditional: "make_list_if", limit: 1_048_576),
    list("makelist", conditional: nil, limit: 128),
    AggregateSymbol(
      "make_list_with_nulls", summary: "An array of all values, nulls too, in the order of the rows.",
      signatures: [AggregateSignature([.any], returns: .dynamic, state: "MakeListWithNulls", result: Value.self)],
      resultName: .prefixAndFirstArgument("list"), documentation: "make-list-with-nulls-aggregation-function"),
    set("make_set", conditional: "make_set_if", limit: 1_048_576),
    set("makeset", conditional: nil, limit: 128),
    bag("make_bag", conditional: "make_bag_if", prefix: "bag", limit: 1_048_576),
    bag("make_dictionary", conditional: nil, prefix: "dictionary", limit: 128),
  ]

  private static func list(_ name: String, conditional: String?, limit: Int64) -> AggregateSymbol {
    AggregateSymbol(
      name, conditionalName: conditional,
      summary: "An array of the values that are not null, in the order of the rows; at most \(limit) by default.",
      signatures: [
        AggregateSignature(
          [.any], constants: [.long], defaults: [.long(limit)], returns: .dynamic, state: "MakeList",
          result: Value.self)
      ],
      resultName: .prefixAndFirstArgument("list"), documentation: "make-list-aggregation-function")
  }

  private static func set(_ name: String, conditional: String?, limit: Int64) -> AggregateSymbol {
    AggregateSymbol(
      name, conditionalName: conditional,
      summary: "An array of the distinct values that are not null, first seen first; at most \(limit) by default.",
      signatures: [
        AggregateSignature(
          [.any], constants: [.long], defaults: [.long(limit)], returns: .dynamic, state: "MakeSet",
          result: Value.self)
      ],
      resultName: .prefixAndFirstArgument("set"), documentation: "make-set-aggregation-function")
  }

  private static func bag(_ name: String, conditional: String?, prefix: String, limit: Int64) -> AggregateSymbol {
    AggregateSymbol(
      name, conditionalName: conditional,
      summary: "The properties of all bags in one; at most \(limit) by default.",
      signatures: [
        AggregateSignature(
          [.dynamic], constants: [.long], defaults: [.long(limit)], returns: .dynamic, state: "MakeBag",
          result: Value.self)
      ],
      resultName: .prefixAndFirstArgument(prefix), documentation: "make-bag-aggregation-function")
  }
}
