import DetectorRuntime

/// Aggregates that collect values into one dynamic value.
enum CollectingAggregates {
  static let all: [AggregateSymbol] =
    [
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
      AggregateSymbol(
        "buildschema", summary: "The least schema that admits all values.",
        signatures: [AggregateSignature([.dynamic], returns: .dynamic, state: "SchemaOfValues", result: Value.self)],
        resultName: .prefixAndFirstArgument("schema"), documentation: "buildschema-aggregation-function"),
    ] + sketches

  private static let sketches: [AggregateSymbol] = [
    AggregateSymbol(
      "hll", conditionalName: "hll_if", summary: "A sketch of the distinct values, for `dcount_hll`.",
      signatures: [
        AggregateSignature(
          [.any], constants: [.long], defaults: [.long(1)], returns: .dynamic, state: "DistinctSketch",
          result: Value.self)
      ],
      resultName: .prefixAndFirstArgument("hll"), documentation: "hll-aggregation-function"),
    AggregateSymbol(
      "hll_merge", summary: "One sketch of several.",
      signatures: [
        AggregateSignature([.dynamic], returns: .dynamic, state: "MergedDistinctSketch", result: Value.self)
      ],
      resultName: .prefixAndFirstArgument("hll_merge"), documentation: "hll-merge-aggregation-function"),
    AggregateSymbol(
      "tdigest", summary: "A sketch of the quantiles, for `percentile_tdigest`.",
      signatures: [
        AggregateSignature([.real], returns: .dynamic, state: "QuantileSketch", result: Value.self),
        AggregateSignature([.real, .long], returns: .dynamic, state: "WeightedQuantileSketch", result: Value.self),
        AggregateSignature([.datetime], returns: .dynamic, state: "TimeQuantileSketch", result: Value.self),
        AggregateSignature([.timespan], returns: .dynamic, state: "TimeQuantileSketch", result: Value.self),
      ],
      resultName: .prefixAndFirstArgument("tdigest"), documentation: "tdigest-aggregation-function"),
    AggregateSymbol(
      "tdigest_merge", aliases: ["merge_tdigest"], summary: "One sketch of several.",
      signatures: [
        AggregateSignature([.dynamic], returns: .dynamic, state: "MergedQuantileSketch", result: Value.self)
      ],
      resultName: .prefixAndFirstArgument("merge_tdigests"), documentation: "tdigest-merge-aggregation-function"),
  ]

  private static func list(_ name: String, conditional: String?, limit: Int64) -> AggregateSymbol {
    AggregateSymbol(
      name, conditionalName: conditional,
      summary:
        "An array of the values that are not null, those of arrays one by one, in the order of the rows; at most "
        + "\(limit) by default.",
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
