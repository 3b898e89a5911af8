import DetectorRuntime

/// Functions of the sketches that `hll` and `tdigest` make.
enum SketchFunctions {
  static let all: [FunctionSymbol] = [
    FunctionSymbol(
      "dcount_hll", summary: "The number of distinct values in a sketch.",
      signatures: [Signature([.dynamic], returns: .long, Kernel("countOfSketch", countOfSketch))],
      resultName: .prefixAndFirstArgument("dcount_hll"),
      examples: [FunctionExample("dcount_hll(dynamic([1, 2]))", yields: "2")], documentation: "dcount-hll-function"),
    FunctionSymbol(
      "hll_merge", summary: "One sketch of several.",
      signatures: [
        Signature(
          [], repeating: .dynamic, atLeast: 2, returns: .dynamic,
          Kernel("mergeDistinctSketches", mergeDistinctSketches))
      ],
      resultName: .prefixOnly("hll_merged_result"),
      examples: [FunctionExample("dcount_hll(hll_merge(dynamic([1, 2]), dynamic([2, 3])))", yields: "3")],
      documentation: "hll-merge-function"),
    FunctionSymbol(
      "tdigest_merge", aliases: ["merge_tdigest"], summary: "One sketch of several.",
      signatures: [
        Signature(
          [], repeating: .dynamic, atLeast: 2, returns: .dynamic,
          Kernel("mergeQuantileSketches", mergeQuantileSketches))
      ],
      resultName: .prefixOnly("tdigests_merge_result"),
      examples: [
        FunctionExample("percentile_tdigest(tdigest_merge(dynamic([1, 2]), dynamic([3])), 50)", yields: "dynamic(2.0)")
      ], documentation: "merge-tdigest-function"),
    FunctionSymbol(
      "percentile_tdigest", summary: "A percentile of the values in a sketch.",
      signatures: [
        Signature([.dynamic, .real], returns: .dynamic, Kernel("percentileOfSketch", percentileOfSketch))
      ],
      resultName: .prefixAndFirstArgument("percentile_tdigest"),
      examples: [FunctionExample("percentile_tdigest(dynamic([1, 2, 3]), 100)", yields: "dynamic(3.0)")],
      documentation: "percentile-tdigest-function"),
    FunctionSymbol(
      "percentiles_array_tdigest", summary: "An array of percentiles of the values in a sketch.",
      signatures: [
        Signature(
          [.dynamic], repeating: .any, atLeast: 1, returns: .dynamic,
          Kernel("percentilesOfSketch", percentilesOfSketch))
      ],
      resultName: .prefixAndFirstArgument("percentile_tdigest"),
      examples: [
        FunctionExample("percentiles_array_tdigest(dynamic([1, 2, 3]), 0, 100)", yields: "dynamic([1, 3])")
      ], documentation: "percentile-array-tdigest-function"),
    FunctionSymbol(
      "rank_tdigest", summary: "How many values in a sketch are not greater than a value.",
      signatures: [Signature([.dynamic, .real], returns: .real, Kernel("rankInSketch", rankInSketch))],
      examples: [FunctionExample("rank_tdigest(dynamic([1, 2, 3]), 2)", yields: "2.0")],
      documentation: "rank-tdigest-function"),
    FunctionSymbol(
      "percentrank_tdigest", summary: "The share of the values in a sketch that are not greater than a value.",
      signatures: [Signature([.dynamic, .real], returns: .real, Kernel("percentRankInSketch", percentRankInSketch))],
      examples: [FunctionExample("percentrank_tdigest(dynamic([1, 2, 3, 4]), 2)", yields: "50.0")],
      documentation: "percentrank-tdigest-function"),
  ]
}
