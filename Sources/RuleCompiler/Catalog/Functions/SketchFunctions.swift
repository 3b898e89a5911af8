import DetectorRuntime

/// Functions of the sketches that `hll` and `tdigest` make.
enum SketchFunctions {
  static let all: [FunctionSymbol] = [
    FunctionSymbol(
      "dcount_hll", summary: "The number of distinct values in a sketch.",
      signatures: [Signature([.dynamic], returns: .long, Kernel("countOfSketch", countOfSketch))],
      resultName: .prefixAndFirstArgument("dcount_hll"), documentation: "dcount-hll-function"),
    FunctionSymbol(
      "hll_merge", summary: "One sketch of several.",
      signatures: [
        Signature(
          [], repeating: .dynamic, atLeast: 2, returns: .dynamic,
          Kernel("mergeDistinctSketches", mergeDistinctSketches))
      ],
      resultName: .prefixOnly("hll_merged_result"), documentation: "hll-merge-function"),
    FunctionSymbol(
      "tdigest_merge", aliases: ["merge_tdigest"], summary: "One sketch of several.",
      signatures: [
        Signature(
          [], repeating: .dynamic, atLeast: 2, returns: .dynamic,
          Kernel("mergeQuantileSketches", mergeQuantileSketches))
      ],
      resultName: .prefixOnly("tdigests_merge_result"), documentation: "merge-tdigest-function"),
    FunctionSymbol(
      "percentile_tdigest", summary: "A percentile of the values in a sketch.",
      signatures: [
        Signature([.dynamic, .real], returns: .dynamic, Kernel("percentileOfSketch", percentileOfSketch))
      ],
      resultName: .prefixAndFirstArgument("percentile_tdigest"), documentation: "percentile-tdigest-function"),
    FunctionSymbol(
      "percentiles_array_tdigest", summary: "An array of percentiles of the values in a sketch.",
      signatures: [
        Signature(
          [.dynamic], repeating: .any, atLeast: 1, returns: .dynamic,
          Kernel("percentilesOfSketch", percentilesOfSketch))
      ],
      resultName: .prefixAndFirstArgument("percentile_tdigest"), documentation: "percentile-array-tdigest-function"),
    FunctionSymbol(
      "rank_tdigest", summary: "How many values in a sketch are not greater than a value.",
      signatures: [Signature([.dynamic, .real], returns: .real, Kernel("rankInSketch", rankInSketch))],
      documentation: "rank-tdigest-function"),
    FunctionSymbol(
      "percentrank_tdigest", summary: "The share of the values in a sketch that are not greater than a value.",
      signatures: [Signature([.dynamic, .real], returns: .real, Kernel("percentRankInSketch", percentRankInSketch))],
      documentation: "percentrank-tdigest-function"),
  ]
}
