// percentile(), percentiles(), percentilew(): exact, by nearest rank: the least value such that at least the asked share of
// all values is not greater. Nulls are ignored; of no values the percentile is null.
// https://learn.microsoft.com/kusto/query/percentiles-aggregation-function

/// The values of each group with their weights: appended in any order, sorted when first asked for.
struct WeightedValues<Element> {
  private var values: [(group: Int32, value: Element, weight: Int64)] = []
  /// Where the values of each group begin in `values`, once they are sorted.
  private var starts: [Int] = []
  private var isSorted = false
  private var isWeighted = false
  private let areInOrder: (Element, Element) -> Bool

  init(_ areInOrder: @escaping (Element, Element) -> Bool) { self.areInOrder = areInOrder }

  mutating func add(_ group: Int, _ value: Element, weight: Int64 = 1) {
    if weight <= 0 { return }
    if weight != 1 { isWeighted = true }
    values.append((Int32(group), value, weight))
    isSorted = false
  }

  private mutating func sort() {
    let areInOrder = areInOrder
    values.sort { $0.group != $1.group ? $0.group < $1.group : areInOrder($0.value, $1.value) }
    starts = Array(repeating: 0, count: Int(values.last?.group ?? -1) + 2)
    for entry in values { starts[Int(entry.group) + 1] += 1 }
    for group in starts.indices.dropFirst() { starts[group] += starts[group - 1] }
    isSorted = true
  }

  /// - Parameter share: 0 … 100
  mutating func percentile(_ group: Int, _ share: Double?) -> Element? {
    if !isSorted { sort() }
    guard let share, group + 1 < starts.count, starts[group] < starts[group + 1] else { return nil }
    let entries = values[starts[group]..<starts[group + 1]]
    let total = isWeighted ? entries.reduce(0.0) { $0 + Double($1.weight) } : Double(entries.count)
    let rank = share * total / 100
    if !isWeighted {
      let index = Int(min(max(rank.rounded(.up), 1), total)) - 1
      return entries[entries.startIndex + index].value
    }
    var reached = 0.0
    for entry in entries {
      reached += Double(entry.weight)
      if reached >= rank { return entry.value }
    }
    return entries.last?.value
  }
}

/// `percentile(expr, share)` of `int` or `long`; `share` is 0 … 100.
public final class PercentileLong {
  private let share: Double?
  private var values = WeightedValues<Int64>(<)
  public init(_ share: Double?, _ cx: EvaluationContext) { self.share = share }

  public func add(_ group: Int, _ value: Int64?) {
    if let value { values.add(group, value) }
  }
  public func result(_ group: Int) -> Int64? { values.percentile(group, share) }
}

/// `percentilew(expr, weight, share)` of `int` or `long`; rows with a weight below 1 do not count.
public final class WeightedPercentileLong {
  private let share: Double?
  private var values = WeightedValues<Int64>(<)
  public init(_ share: Double?, _ cx: EvaluationContext) { self.share = share }

  public func add(_ group: Int, _ value: Int64?, _ weight: Int64?) {
    if let value, let weight { values.add(group, value, weight: weight) }
  }
  public func result(_ group: Int) -> Int64? { values.percentile(group, share) }
}

/// `percentile(expr, share)` of `real`; `share` is 0 … 100.
public final class PercentileReal {
  private let share: Double?
  private var values = WeightedValues<Double> { $0 < $1 || ($0.isNaN && !$1.isNaN) }
  public init(_ share: Double?, _ cx: EvaluationContext) { self.share = share }

  public func add(_ group: Int, _ value: Double?) {
    if let value { values.add(group, value) }
  }
  public func result(_ group: Int) -> Double? { values.percentile(group, share) }
}

/// `percentilew(expr, weight, share)` of `real`; rows with a weight below 1 do not count.
public final class WeightedPercentileReal {
  private let share: Double?
  private var values = WeightedValues<Double> { $0 < $1 || ($0.isNaN && !$1.isNaN) }
  public init(_ share: Double?, _ cx: EvaluationContext) { self.share = share }

  public func add(_ group: Int, _ value: Double?, _ weight: Int64?) {
    if let value, let weight { values.add(group, value, weight: weight) }
  }
  public func result(_ group: Int) -> Double? { values.percentile(group, share) }
}

/// `percentile(expr, share)` of `datetime`; `share` is 0 … 100.
public final class PercentileDateTime {
  private let share: Double?
  private var values = WeightedValues<DateTime>(<)
  public init(_ share: Double?, _ cx: EvaluationContext) { self.share = share }

  public func add(_ group: Int, _ value: DateTime?) {
    if let value { values.add(group, value) }
  }
  public func result(_ group: Int) -> DateTime? { values.percentile(group, share) }
}

/// `percentilew(expr, weight, share)` of `datetime`; rows with a weight below 1 do not count.
public final class WeightedPercentileDateTime {
  private let share: Double?
  private var values = WeightedValues<DateTime>(<)
  public init(_ share: Double?, _ cx: EvaluationContext) { self.share = share }

  public func add(_ group: Int, _ value: DateTime?, _ weight: Int64?) {
    if let value, let weight { values.add(group, value, weight: weight) }
  }
  public func result(_ group: Int) -> DateTime? { values.percentile(group, share) }
}

/// `percentile(expr, share)` of `timespan`; `share` is 0 … 100.
public final class PercentileTimeSpan {
  private let share: Double?
  private var values = WeightedValues<TimeSpan>(<)
  public init(_ share: Double?, _ cx: EvaluationContext) { self.share = share }

  public func add(_ group: Int, _ value: TimeSpan?) {
    if let value { values.add(group, value) }
  }
  public func result(_ group: Int) -> TimeSpan? { values.percentile(group, share) }
}

/// `percentilew(expr, weight, share)` of `timespan`; rows with a weight below 1 do not count.
public final class WeightedPercentileTimeSpan {
  private let share: Double?
  private var values = WeightedValues<TimeSpan>(<)
  public init(_ share: Double?, _ cx: EvaluationContext) { self.share = share }

  public func add(_ group: Int, _ value: TimeSpan?, _ weight: Int64?) {
    if let value, let weight { values.add(group, value, weight: weight) }
  }
  public func result(_ group: Int) -> TimeSpan? { values.percentile(group, share) }
}
