extension DetectorProgram {
  /// Whether the result may have rows though no source has any: constant rows, or the one row of a summary of
  /// everything. Only a program of which this is false gives nothing at every time as long as there are no events.
  public var givesRowsWithoutEvents: Bool { givesRows(stage: result) }

  private func givesRows(stage index: Int) -> Bool {
    switch stages[index].work {
    case .view(let origin): givesRows(origin)
    case .collect(let pipeline): givesRows(pipeline)
    case .summary(let source): sources[source].summary?.keys.isEmpty ?? false
    case .summarize(let pipeline, let keys, _): keys.isEmpty || givesRows(pipeline)
    case .union(let branches): branches.contains { givesRows($0.pipeline) }
    case .join(_, let left, let right, _, _, _): givesRows(stage: left) || givesRows(stage: right)
    case .sort(let input, _), .top(let input, _, _), .take(let input, _), .sample(let input, _),
      .sampleDistinct(let input, _), .windows(let input, _), .scan(let input, _),
      .tableFunction(let input, _, _):
      givesRows(stage: input)
    case .apply(let pipeline, _, _, _, _): givesRows(pipeline)
    case .makeSeries(let pipeline, let series): series.isNeverEmpty || givesRows(pipeline)
    case .firstCell, .valueSet, .scalar: true
    }
  }

  private func givesRows(_ pipeline: Pipeline) -> Bool { givesRows(pipeline.origin) }

  private func givesRows(_ origin: Pipeline.Origin) -> Bool {
    switch origin {
    case .source, .applyRows: false
    case .stage(let index): givesRows(stage: index)
    case .values, .range: true
    }
  }
}
