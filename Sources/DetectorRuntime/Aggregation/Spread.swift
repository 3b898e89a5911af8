// stdev(), variance(), covariance(): by Welford's method; nulls are ignored, and of fewer than two values the spread is 0.
// https://learn.microsoft.com/kusto/query/stdev-aggregation-function

#if canImport(Glibc)
  import Glibc
#endif

/// Count, mean and sum of squared differences of the values of each group.
private struct Moments {
  private var cells = GroupCells<(count: Double, mean: Double, squares: Double)>((0, 0, 0))

  mutating func add(_ group: Int, _ value: Double?) {
    guard let value else { return }
    cells[group].count += 1
    let difference = value - cells[group].mean
    cells[group].mean += difference / cells[group].count
    cells[group].squares += difference * (value - cells[group].mean)
  }

  func sampleVariance(_ group: Int) -> Double {
    let cell = cells[group]
    return cell.count < 2 ? 0 : cell.squares / (cell.count - 1)
  }
  func populationVariance(_ group: Int) -> Double {
    let cell = cells[group]
    return cell.count < 2 ? 0 : cell.squares / cell.count
  }
}

/// `stdev`: the standard deviation of a sample.
public final class SampleDeviation {
  private var moments = Moments()
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Double?) { moments.add(group, value) }
  public func result(_ group: Int) -> Double { sqrt(moments.sampleVariance(group)) }
}

/// `stdevp`: the standard deviation of a population.
public final class PopulationDeviation {
  private var moments = Moments()
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Double?) { moments.add(group, value) }
  public func result(_ group: Int) -> Double { sqrt(moments.populationVariance(group)) }
}

/// `variance`: the variance of a sample.
public final class SampleVariance {
  private var moments = Moments()
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Double?) { moments.add(group, value) }
  public func result(_ group: Int) -> Double { moments.sampleVariance(group) }
}

/// `variancep`: the variance of a population.
public final class PopulationVariance {
  private var moments = Moments()
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ value: Double?) { moments.add(group, value) }
  public func result(_ group: Int) -> Double { moments.populationVariance(group) }
}

/// Count, means and sum of products of differences of the pairs of values of each group.
private struct JointMoments {
  private var cells = GroupCells<(count: Double, meanX: Double, meanY: Double, products: Double)>((0, 0, 0, 0))

  mutating func add(_ group: Int, _ x: Double?, _ y: Double?) {
    guard let x, let y else { return }
    cells[group].count += 1
    let difference = x - cells[group].meanX
    cells[group].meanX += difference / cells[group].count
    cells[group].meanY += (y - cells[group].meanY) / cells[group].count
    cells[group].products += difference * (y - cells[group].meanY)
  }

  func covariance(_ group: Int, isSample: Bool) -> Double {
    let cell = cells[group]
    return cell.count < 2 ? 0 : cell.products / (isSample ? cell.count - 1 : cell.count)
  }
}

/// `covariance`: of a sample.
public final class SampleCovariance {
  private var moments = JointMoments()
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ x: Double?, _ y: Double?) { moments.add(group, x, y) }
  public func result(_ group: Int) -> Double { moments.covariance(group, isSample: true) }
}

/// `covariancep`: of a population.
public final class PopulationCovariance {
  private var moments = JointMoments()
  public init(_ cx: EvaluationContext) {}

  public func add(_ group: Int, _ x: Double?, _ y: Double?) { moments.add(group, x, y) }
  public func result(_ group: Int) -> Double { moments.covariance(group, isSample: false) }
}
