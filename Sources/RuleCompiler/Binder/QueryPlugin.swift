/// A plugin of `evaluate` that KQL itself can say: a query over the table `_input`, whose columns are the plugin's
/// column arguments under the names below.
struct QueryPlugin: Sendable {
  enum Parameter: Sendable {
    /// A column of the input, which the query calls by this name.
    case column(String)
    /// A constant, which the query calls by this name.
    case constant(String)
    /// An array of constants, which the query calls by this name, and whose length it knows.
    case constantArray(String)
    /// A constant; it may be left out, and then a column or nothing stands in its place.
    case optionalConstant(String)
  }

  /// What a call gives besides constants: the number of dimension columns, and the name of a calendar period
  /// (`week`, `month`, `year`) if one stands in place of the step.
  struct Shape {
    var dimensions: Int
    var calendar: String?
    /// The names of the optional constants that are given.
    var given: Set<String> = []
    /// How many elements each constant array has.
    var lengths: [String: Int] = [:]
    /// Whether the last argument is a table, which the query calls `_lookback`.
    var hasLookback = false

    /// The dimension columns, each with `after` behind it.
    func list(_ after: String = ", ") -> String { (0..<dimensions).map { "_dim\($0)\(after)" }.joined() }

    /// Whether the row begins another combination of dimensions than the row before, as operands of `or`.
    var changes: String { (0..<dimensions).map { " or _dim\($0) != prev(_dim\($0))" }.joined() }

    /// The start of the step that a time stands in; steps are counted from `Start`.
    func step(_ time: String) -> String { calendar.map { "startof\($0)(\(time))" } ?? "bin_at(\(time), Step, Start)" }

    /// The start of the step before the one that starts at `time`.
    func stepBefore(_ time: String) -> String { calendar.map { "startof\($0)(\(time), -1)" } ?? "(\(time) - Step)" }
  }

  /// A column of the query's result that is called after arguments.
  struct ResultColumn: Sendable {
    /// Its name, given the texts of the arguments.
    let name: @Sendable ([String]) -> String
    /// The column argument whose type it has; nil if it keeps its own.
    var typeOf: String?
  }

  let name: String
  let parameters: [Parameter]
  /// Whether the step may be one of the words `week`, `month`, `year`.
  let takesCalendar: Bool
  /// The query. Its columns `_time` and `_dim0`, `_dim1`, … get the names and types of the arguments.
  let query: @Sendable (Shape) -> String
  /// Other columns of the query that are called after arguments.
  var results: [String: ResultColumn] = [:]
  /// How a call of fewer arguments is read: the plugin that it is.
  var short: (@Sendable () -> QueryPlugin)?
  /// Whether the last argument may be a table of IDs: what its column of IDs is called in the query.
  var lookback: String?
  /// What the plugin's page leaves open and how it is read here, which the author is told; nil if nothing is open.
  var reading: String?

  /// The number of arguments without those that may be left out.
  var leastArguments: Int {
    parameters.count { if case .optionalConstant = $0 { false } else { true } }
  }

  static let all: [String: QueryPlugin] = Dictionary(
    uniqueKeysWithValues: [
      activeUsersCount, activityCountsMetrics, activityEngagement, activityMetrics,
      funnelSequenceCompletion, newActivityMetrics,
      rollingPercentile, sessionCount, slidingWindowCounts,
    ].map { ($0.name, $0) })

  /// See `active-users-count-plugin.md`. An appearance counts if the value appeared in enough periods of
  /// (appearance − window, appearance].
  private static let activeUsersCount = QueryPlugin(
    name: "active_users_count",
    parameters: [
      .column("_id"), .column("_time"), .constant("Start"), .constant("End"), .constant("Lookback"),
      .constant("Period"), .constant("ActivePeriods"), .constant("Step"),
    ], takesCalendar: true
  ) { shape in
    """
    _input
    | where _time >= Start and _time <= End
    | distinct _id, \(shape.list())_time
    | join kind=inner (
        _input
        | where _time > Start - Lookback and _time <= End
        | distinct _id, \(shape.list())_time
      ) on _id\((0..<shape.dimensions).map { ", _dim\($0)" }.joined())
    | where _time1 <= _time and _time1 > _time - Lookback
    | distinct _id, \(shape.list())_time, _period = bin_at(_time1, Period, Start)
    | summarize _periods = count() by _id, \(shape.list())_time
    | where _periods >= ActivePeriods
    | distinct _id, \(shape.list())_bin = \(shape.step("_time"))
    | summarize ['dcount'] = count() by \(shape.list())_bin
    | sort by _bin asc
    | project _time = _bin, \(shape.list())['dcount']
    """
  }

  /// See `activity-counts-metrics-plugin.md`. `End` belongs to the period.
  private static let activityCountsMetrics = QueryPlugin(
    name: "activity_counts_metrics",
    parameters: [.column("_id"), .column("_time"), .constant("Start"), .constant("End"), .constant("Step")],
    takesCalendar: true
  ) { shape in
    """
    _input
    | where _time >= Start and _time <= End
    | summarize _rows = count() by _id, \(shape.list())_bin = \(shape.step("_time"))
    | sort by \(shape.list(" asc, "))_id asc, _bin asc
    | extend _new = iff(row_number(1, _id != prev(_id)\(shape.changes)) == 1, 1, 0)
    | summarize _count = sum(_rows), _dcount = count(), _new = sum(_new) by \(shape.list())_bin
    | sort by \(shape.list(" asc, "))_bin asc
    | extend _total = row_cumsum(_new, false\(shape.changes))
    | sort by _bin asc
    | project _time = _bin, \(shape.list())['count'] = _count, ['dcount'] = _dcount, new_dcount = _new,
      aggregated_dcount = _total
    """
  }

  /// See `activity-engagement-plugin.md`. `Start` and `End` may be left out, as long as there are no dimensions.
  private static let activityEngagement = QueryPlugin(
    name: "activity_engagement",
    parameters: [
      .column("_id"), .column("_time"), .constant("Start"), .constant("End"), .constant("Step"), .constant("Outer"),
    ], takesCalendar: false,
    query: { shape in
      engagement(shape, rows: "_time <= End", bin: shape.step("_time"), windows: "_bin >= Start and _bin <= End")
    }, short: { wholeActivityEngagement }, reading: engagementReading)

  private static let wholeActivityEngagement = QueryPlugin(
    name: "activity_engagement",
    parameters: [.column("_id"), .column("_time"), .constant("Step"), .constant("Outer")],
    takesCalendar: false,
    query: { shape in
      """
      let _last = toscalar(_input | summarize max(bin(_time, Step)));
      \(engagement(shape, rows: "isnotnull(_time)", bin: "bin(_time, Step)", windows: "_bin <= _last"))
      """
    }, reading: engagementReading)

  private static let engagementReading =
    "the outer window ends with the inner one and reaches back before Start; inner windows whose outer one has rows are"
    + " given, those without rows of their own with the ratio 0"

  /// The IDs of each window of `Step` beside those of the window of `Outer` that ends with it.
  private static func engagement(_ shape: Shape, rows: String, bin: String, windows: String) -> String {
    """
    _input
    | where \(rows)
    | extend _own = \(bin)
    | extend _offset = range(0, tolong(bin(Outer - Step, Step) / Step) + 1, 1)
    | mv-expand _offset to typeof(long)
    | extend _bin = _own + _offset * Step
    | where \(windows) and _time >= _bin + Step - Outer
    | summarize _inner = countif(_bin == _own) by _id, \(shape.list())_bin
    | summarize dcount_activities_inner = countif(_inner > 0), dcount_activities_outer = count() by \(shape.list())_bin
    | extend activity_ratio = todouble(dcount_activities_inner) / dcount_activities_outer
    | sort by _bin asc
    | project _time = _bin, \(shape.list())dcount_activities_inner, dcount_activities_outer, activity_ratio
    """
  }

  /// See `activity-metrics-plugin.md`: each step against the one before it.
  private static let activityMetrics = QueryPlugin(
    name: "activity_metrics",
    parameters: [.column("_id"), .column("_time"), .constant("Start"), .constant("End"), .constant("Step")],
    takesCalendar: true
  ) { shape in
    """
    _input
    | where _time >= Start and _time <= End
    | distinct _id, \(shape.list())_bin = \(shape.step("_time"))
    | sort by \(shape.list(" asc, "))_id asc, _bin asc
    | extend _new = iff(_id != prev(_id)\(shape.changes) or prev(_bin) != \(shape.stepBefore("_bin")), 1, 0)
    | extend _new = iff(row_number() == 1, 1, _new)
    | summarize dcount_values = count(), dcount_newvalues = sum(_new) by \(shape.list())_bin
    | sort by \(shape.list(" asc, "))_bin asc
    | extend _before = iff(row_number() == 1 or prev(_bin) != \(shape.stepBefore("_bin"))\(shape.changes), 0,
        prev(dcount_values))
    | extend retention_rate = todouble(dcount_values - dcount_newvalues) / todouble(_before)
    | sort by _bin asc
    | project _time = _bin, \(shape.list())dcount_values, dcount_newvalues, retention_rate,
      churn_rate = 1.0 - retention_rate
    """
  }

  /// See `funnel-sequence-completion-plugin.md`. While the rows of an ID and a bin pass in the order of their times,
  /// `_start0`, `_start1`, … hold the latest time of the first state from which each state has been reached; by it the time
  /// that a state took is the least.
  private static let funnelSequenceCompletion = QueryPlugin(
    name: "funnel_sequence_completion",
    parameters: [
      .column("_id"), .column("_time"), .constant("Start"), .constant("End"), .constant("Step"), .column("_state"),
      .constantArray("Sequence"), .constant("Periods"),
    ], takesCalendar: false,
    query: { shape in
      let states = 0..<(shape.lengths["Sequence"] ?? 0)
      let declared = states.map { "_start\($0): long" }.joined(separator: ", ")
      // The last state first: a row is one step of a sequence, not two.
      let assigned = states.reversed().map { state in
        let before = state == 0 ? "_at" : "iff(_isFirst, long(null), s._start\(state - 1))"
        return "_start\(state) = iff(_state == tostring(Sequence[\(state)]), \(before),"
          + " iff(_isFirst, long(null), s._start\(state)))"
      }
      let taken = states.map { "iff(_state == tostring(Sequence[\($0)]), _at - _start\($0), long(null))" }
      return """
        _input
        | where _time >= Start and _time <= End
        | project _id, _bin = \(shape.step("_time")), _at = tolong(_time), _state = tostring(_state)
        | where _state in (Sequence)
        | sort by _id asc, _bin asc, _at asc
        | extend _isFirst = row_number() == 1 or _id != prev(_id) or _bin != prev(_bin)
        | scan declare (\(declared)) with (step s: true => \(assigned.joined(separator: ", "));)
        | extend _taken = pack_array(\(taken.joined(separator: ", ")))
        | mv-expand with_itemindex=_number _taken to typeof(long)
        | where isnotnull(_taken)
        | summarize _taken = min(_taken) by _id, _bin, _number
        | extend Period = Periods
        | mv-expand with_itemindex=_period Period to typeof(timespan)
        | where _taken <= tolong(Period)
        | summarize ['dcount'] = count() by _bin, _period, Period, _number
        | sort by _bin asc, _period asc, _number asc
        | project _time = _bin, _label = tostring(Sequence[_number]), Period, ['dcount']
        """
    }, results: ["_label": ResultColumn { $0[5] }],
    reading:
      "all steps are in one bin, and within the period from the first; of rows at the same time the order is open; a step"
      + " that no ID completes has no row")

  /// See `new-activity-metrics-plugin.md`, whose example tells what is counted: an ID belongs to the step in which it is
  /// first seen, and each step with new IDs is compared to itself and to each later one, those without rows included. In
  /// the step itself the new values are its own new IDs, in a later one those first seen after the cohort's step.
  private static let newActivityMetrics = QueryPlugin(
    name: "new_activity_metrics",
    parameters: [
      .column("_id"), .column("_time"), .constant("Start"), .constant("End"), .constant("Step"),
      .optionalConstant("Cohort"),
    ], takesCalendar: true,
    query: { shape in
      let dimensions = (0..<shape.dimensions).map { ", _dim\($0)" }.joined()
      let steps =
        shape.calendar.map {
          "range _number from 0 to datetime_diff('\($0)', End, Start) step 1"
            + " | project _to = startof\($0)(Start, toint(_number))"
        } ?? "range _to from bin_at(Start, Step, Start) to End step Step"
      return """
        let _seen = _input
          | where _time >= Start and _time <= End\(shape.hasLookback ? " and _id !in (_lookback)" : "")
          | distinct _id, \(shape.list())_bin = \(shape.step("_time"));
        let _firsts = _seen | summarize _first = min(_bin) by _id\(dimensions);
        let _counts = _seen
          | join kind=inner _firsts on _id\(dimensions)
          | summarize _count = count() by \(shape.list())_first, _to = _bin;
        _firsts
        \(shape.given.contains("Cohort") ? "| where _first == \(shape.step("Cohort"))" : "")
        | summarize _size = count() by \(shape.list())_from = _first
        | extend _all = 1
        | join kind=inner (\(steps) | extend _all = 1) on _all
        | where _to >= _from
        | join kind=leftouter _counts on _to\(dimensions)
        | summarize dcount_new_values = coalesce(sumif(_count, iff(_to == _from, _first == _from, _first > _from)), 0),
            dcount_retained_values = coalesce(sumif(_count, _first == _from), 0) by \(shape.list())_from, _to, _size
        | extend dcount_churn_values = _size - dcount_retained_values
        | extend retention_rate = todouble(dcount_retained_values) / _size, churn_rate = todouble(dcount_churn_values) / _size
        | sort by _from asc, _to asc
        | project _from, _to, \(shape.list())dcount_new_values, dcount_retained_values, dcount_churn_values,
          retention_rate, churn_rate
        """
    },
    results: [
      "_from": ResultColumn(name: { "from_\($0[1])" }, typeOf: "_time"),
      "_to": ResultColumn(name: { "to_\($0[1])" }, typeOf: "_time"),
    ], lookback: "_id",
    reading:
      "a step in which no ID is first seen has no rows as a cohort; IDs of the lookback table, which are those in its"
      + " column of the same name, are left out")

  /// See `rolling-percentile-plugin.md`: each bin with those before it, up to the last bin of the data.
  private static let rollingPercentile = QueryPlugin(
    name: "rolling_percentile",
    parameters: [
      .column("_value"), .constant("Percentile"), .column("_time"), .constant("Step"), .constant("Bins"),
    ], takesCalendar: false,
    query: { shape in
      """
      let _last = toscalar(_input | summarize max(bin(_time, Step)));
      _input
      | extend _offset = range(0, Bins - 1, 1)
      | mv-expand _offset to typeof(long)
      | extend _bin = bin(_time, Step) + _offset * Step
      | where _bin <= _last
      | summarize _result = percentile(_value, Percentile) by \(shape.list())_bin
      | sort by \(shape.list(" asc, "))_bin asc
      | project _time = _bin, \(shape.list())_result
      """
    }, results: ["_result": ResultColumn { "rolling_\($0[4])_percentile_\($0[0])_\($0[1])" }])

  /// See `session-count-plugin.md`. The chart on the page, whose values can be read off to the unit, settles what is
  /// counted: the sessions that start in each `bin(timeline, Bin)`, where a session starts with a row whose ID has no row
  /// in the `LookBackWindow` before it. Rows at or before `Start` count as such earlier rows only: the ID 1 of the
  /// example, whose first row is at `Start` and which is in each slot, starts no session there. The page leaves open
  /// what a bin without sessions gives: 0 if it has rows, nothing if it has none.
  private static let sessionCount = QueryPlugin(
    name: "session_count",
    parameters: [
      .column("_id"), .column("_time"), .constant("Start"), .constant("End"), .constant("Step"), .constant("Lookback"),
    ], takesCalendar: false,
    query: { shape in
      """
      _input
      | where _time > Start - Lookback and _time <= End
      | sort by \(shape.list(" asc, "))_id asc, _time asc
      | extend _new = row_number() == 1 or _id != prev(_id)\(shape.changes) or _time - prev(_time) > Lookback
      | where _time > Start
      | summarize count_sessions = countif(_new) by \(shape.list())_bin = bin(_time, Step)
      | sort by _bin asc
      | project _time = _bin, \(shape.list())count_sessions
      """
    },
    reading: "a row after Start, up to End, starts a session if its ID has no row in the LookBackWindow before it;"
      + " each bin(TimelineColumn, Bin) with rows gives how many sessions start in it")

  /// See `sliding-window-counts-plugin.md`: a row counts in its own step and in those that it is in the window of.
  private static let slidingWindowCounts = QueryPlugin(
    name: "sliding_window_counts",
    parameters: [
      .column("_id"), .column("_time"), .constant("Start"), .constant("End"), .constant("Window"), .constant("Step"),
    ], takesCalendar: false
  ) { shape in
    """
    _input
    | where _time <= End
    | extend _offset = range(0, tolong(bin(Window, Step) / Step) - 1, 1)
    | mv-expand _offset to typeof(long)
    | extend _bin = \(shape.step("_time")) + _offset * Step
    | where _bin >= Start and _bin <= End
    | summarize Count = count(), ['dcount'] = dcount(_id) by \(shape.list())_bin
    | sort by _bin asc
    | project _time = _bin, \(shape.list())Count, ['dcount']
    """
  }
}
