import Testing

@testable import rulec

/// Operators and plugins over tables whose results are worked out by hand from their KQL pages.
@Suite struct OperatorResultTests {
  private static let letters =
    "datatable (t: long, e: string) [1, 'a', 2, 'b', 3, 'x', 4, 'b', 5, 'c', 6, 'a', 7, 'b', 8, 'a']"

  private static let scans: [ResultCase] = [
    // The state of a step is that of the row before.
    ResultCase(
      "range x from 1 to 4 step 1 | scan declare (s: long = 0) with (step a: true => s = x + a.s;)", "x s",
      "[[1,1],[2,3],[3,6],[4,10]]"),
    // A column that a step does not assign has its default, an unmatched step's column is null or empty.
    ResultCase(
      "range x from 1 to 2 step 1 | extend k = tostring(x) "
        + "| scan declare (p: string, q: long = 7) with (step a: true => p = strcat(a.k, '<');)",
      "x k p q", #"[[1,"1","<",7],[2,"2","1<",7]]"#),
    // A match promotes the state of the step before; both steps see the row, the last one first.
    ResultCase(
      "\(letters) | scan with_match_id=m with (step s1: e == 'a'; step s2: e == 'b'; step s3: e == 'c';)", "t e m",
      #"[[1,"a",0],[2,"b",0],[4,"b",0],[5,"c",0],[6,"a",1],[7,"b",1],[8,"a",2]]"#),
    ResultCase(
      "\(letters) | scan declare (since: long) with (step s1 output=none: e == 'a'; "
        + "step s2: e == 'b' => since = t - s1.t;)", "t e since", #"[[2,"b",1],[4,"b",3],[7,"b",1]]"#),
    // The last of the rows that repeat a step, given when the sequence goes on or the table ends.
    ResultCase(
      "\(letters) | scan with (step s1: e == 'a'; step s2 output=last: e == 'b'; step s3 output=none: e == 'c';)",
      "t e", #"[[1,"a"],[4,"b"],[6,"a"],[8,"a"],[7,"b"]]"#),
    ResultCase(
      "\(letters) | partition by e (scan declare (n: long = 0) with (step s: true => n = s.n + 1;)) | where e == 'b'",
      "t e n", #"[[2,"b",1],[4,"b",2],[7,"b",3]]"#),
  ]

  private static let sales =
    "datatable (a: string, b: string, n: long) ['x', 'p', 5, 'x', 'q', 3, 'x', 'r', 1, 'y', 'p', 4, 'z', 'q', 2]"

  private static let nested: [ResultCase] = [
    ResultCase("\(sales) | top-nested 2 of a by sum(n)", "a aggregated_a", #"[["x",9],["y",4]]"#),
    ResultCase(
      "\(sales) | top-nested 2 of a by sum(n), top-nested 1 of v = b by least = min(n) asc", "a aggregated_a v least",
      #"[["x",9,"r",1],["y",4,"p",4]]"#),
    ResultCase(
      "\(sales) | top-nested 1 of a with others = 'rest' by sum(n), top-nested 1 of b with others = 'more' by sum(n)",
      "a aggregated_a b aggregated_b", #"[["x",9,"p",5],["rest",6,"more",6],["x",9,"more",4]]"#),
    // A level without a name for the others leaves its columns empty.
    ResultCase(
      "\(sales) | top-nested 1 of a with others = 'rest' by sum(n), top-nested 1 of b by sum(n) / count()",
      "a aggregated_a b aggregated_b", #"[["x",9,"p",5],["rest",6,"",null]]"#),
    ResultCase(
      "\(sales) | top-nested of a by i = max(1), top-nested 1 of b by max(n), top-nested of n by j = max(1) | project a, n",
      "a n", #"[["x",5],["y",4],["z",2]]"#),
  ]

  private static let plugins: [ResultCase] = [
    ResultCase(
      "range x from 1 to 9 step 1 | evaluate rows_near(x % 5 == 0, 1)", "x", "[[4],[5],[6]]"),
    ResultCase(
      "range x from 1 to 9 step 1 | evaluate rows_near(x in (1, 3, 8), 0, 2)", "x",
      "[[1],[2],[3],[4],[5],[8],[9]]"),
    // A pattern is closed: of `k` alone and of `k` with `u` the same rows tell.
    ResultCase(
      "datatable (a: string, b: string) ['u', 'k', 'u', 'k', 'u', 'm', 'v', 'm'] | evaluate basket(0.5)",
      "SegmentId Count Percent a b", #"[[0,3,75,"u",""],[1,2,50,"u","k"],[2,2,50,"","m"]]"#),
    ResultCase(
      "datatable (a: string, b: long, w: long) ['u', 1, 3, 'v', 1, 1] | evaluate basket(0.5, w, '~', '*', long(-1))"
        + " | project Count, Percent, a, b", "Count Percent a b", #"[[4,100,"*",1],[3,75,"u",1]]"#),
    ResultCase(
      "range x from 1 to 12 step 1 | summarize a = hll(iff(x % 2 == 0, x, 0)), b = hll(iff(x % 3 == 0, x, 0))"
        + " | evaluate dcount_intersect(a, b)", "s0 s1", "[[7,3]]"),
    ResultCase(
      #"datatable (n: string, d: dynamic) ['a', dynamic({"n": "b", "z": 1}), 'c', dynamic({"z": 2})]"#
        + " | evaluate bag_unpack(d, columnsConflict='replace_source')", "n z", #"[["b",1],["",2]]"#),
    ResultCase(
      #"datatable (n: string, d: dynamic) ['a', dynamic({"n": "b", "z": 1})]"#
        + " | evaluate bag_unpack(d, columnsConflict='keep_source') : (*, n: string, z: long)", "n z",
      #"[["a",1]]"#),
    // Declared columns are those of the input, too; properties are ignored by their own names.
    ResultCase(
      #"datatable (n: string, k: long, d: dynamic) ['a', 5, dynamic({"z": 1, "y": 2})]"#
        + " | evaluate bag_unpack(d) : (z: long, n: string, x: real)", "z n x", #"[[1,"a",null]]"#),
    ResultCase(
      #"datatable (n: string, d: dynamic) ['a', dynamic({"z": 1, "y": 2})]"#
        + " | evaluate bag_unpack(d, 'p_', ignoredProperties=dynamic(['z', 'p_y'])) | project n, p_z, p_y", "n p_z p_y",
      #"[["a",null,2]]"#),
  ]

  /// Times in hours of a day; `x` and `y` are apart.
  private static let steps =
    "datatable (h: long, e: string, d: string) [0, 'a', 'x', 0, 'a', 'x', 1, 'b', 'x', 2, 'b', 'x', 2, 'a', 'x', 2, 'b',"
    + " 'y', 3, 'c', 'x', 9, 'b', 'x', long(null), 'a', 'x'] | extend t = datetime(2026-01-01) + h * 1h"
  private static let asHours =
    "| extend a_t = hourofday(a_t), b_t = hourofday(b_t), Duration = Duration / 1h"

  private static let sequences: [ResultCase] = [
    // Each combination once, in the order of the times; two events at one time follow each other.
    ResultCase(
      "\(steps) | evaluate sequence_detect(t, 2h, 2h, a = (e == 'a'), b = (e == 'b'), d) \(asHours)",
      "d a_t b_t Duration", #"[["x",0,1,1],["x",0,2,2],["x",2,2,0]]"#),
    // Without columns to share, events of all rows follow each other.
    ResultCase(
      "\(steps) | evaluate sequence_detect(t, 1h, 2h, a = (e == 'a'), b = (e == 'b')) | count", "Count", "[[2]]"),
    // Steps of an hour are near enough, but only with a span of three does the first reach the last.
    ResultCase(
      "\(steps) | evaluate sequence_detect(t, 2h, 3h, a = e == 'a', b = e == 'b', c = e == 'c', d) \(asHours)"
        + " | project a_t, b_t, Duration", "a_t b_t Duration", "[[0,1,3],[0,2,3],[2,2,1]]"),
    ResultCase(
      "\(steps) | evaluate sequence_detect(t, 2h, 2h, a = e == 'a', b = e == 'b', c = e == 'c', d) \(asHours)"
        + " | project a_t, b_t, Duration", "a_t b_t Duration", "[[2,2,1]]"),
    ResultCase(
      "\(steps) | take 0 | evaluate sequence_detect(t, 2h, 3h, a = e == 'a', b = e == 'b', d) | count", "Count", "[[0]]"
    ),
    // What the page shows of StormEvents.
    ResultCase(
      "datatable (StartTime: datetime, EventType: string, State: string) [datetime(2007-05-08), 'Excessive Heat', 'CA',"
        + " datetime(2007-05-08), 'Excessive Heat', 'CA', datetime(2007-05-08 16:02), 'Wildfire', 'CA',"
        + " datetime(2007-05-10 11:30), 'Wildfire', 'CA', datetime(2007-07-23 12:00), 'Excessive Heat', 'SD',"
        + " datetime(2007-07-27 09:00), 'Wildfire', 'SD', datetime(2007-08-20), 'Wildfire', 'SD']"
        + " | evaluate sequence_detect(StartTime, 5d, 5d, heat=(EventType == 'Excessive Heat'),"
        + " wildfire=(EventType == 'Wildfire'), State) | project State, Duration", "State Duration",
      #"[["CA","16:02:00"],["CA","2.11:30:00"],["SD","3.21:00:00"]]"#),
  ]

  private static let visits =
    "datatable (id: string, t: long, d: string) ['a', 0, 'x', 'a', 3, 'x', 'a', 11, 'x', 'b', 12, 'x', 'a', 14, 'x', 'a', 27,"
    + " 'x', 'b', 12, 'y', '', 13, 'x', 'c', 31, 'x', 'c', long(null), 'x']"

  private static let sessions: [ResultCase] = [
    // The row at Start is history: it makes that at 3 part of a session. One at End counts, one behind it does not.
    ResultCase("\(visits) | evaluate session_count(id, t, 0, 27, 10, 5)", "t count_sessions", "[[0,0],[10,3],[20,1]]"),
    ResultCase("\(visits) | evaluate session_count(id, t, -1, 26, 10, 5)", "t count_sessions", "[[0,1],[10,3]]"),
    // A row exactly the window earlier is in it.
    ResultCase("\(visits) | evaluate session_count(id, t, 0, 27, 10, 8)", "t count_sessions", "[[0,0],[10,2],[20,1]]"),
    ResultCase(
      "\(visits) | evaluate session_count(id, t, 0, 27, 10, 5, d) | sort by t asc, d asc", "t d count_sessions",
      #"[[0,"x",0],[10,"x",3],[10,"y",1],[20,"x",1]]"#),
    ResultCase(
      "\(visits) | extend t = datetime(2026-01-01) + t * 1h | evaluate session_count(id, t, datetime(2025-12-31),"
        + " datetime(2026-01-02), 1d, 5h)", "t count_sessions",
      #"[["2026-01-01T00:00:00.0000000Z",4]]"#),
    ResultCase("\(visits) | take 0 | evaluate session_count(id, t, 0, 27, 10, 5)", "t count_sessions", "[]"),
    // The chart on the page: 100 bins, 57 sessions in the first, 23 in the one from 3600 on.
    ResultCase(
      "range t from 1 to 9999 step 1 | extend k = 1 | join kind=inner (range id from 1 to 50 step 1 | extend k = 1) on k"
        + " | where t % id == 0 | evaluate session_count(id, t, 1, 10000, 100, 41)"
        + " | summarize count(), sum(count_sessions), take_anyif(count_sessions, t == 0),"
        + " take_anyif(count_sessions, t == 100), take_anyif(count_sessions, t == 3600), max(t)",
      "count_ sum_count_sessions count_sessions count_sessions1 count_sessions2 max_t",
      "[[100,1999,57,18,23,9900]]"),
  ]

  /// The users of the page of `new_activity_metrics`, by days.
  private static let users =
    "datatable (day: int, users: dynamic) [1, dynamic([0,2,3,4]), 2, dynamic([0,1,3,4,5]), 3, dynamic([0,2,4,5]), 4,"
    + " dynamic([0,1,2,3]), 5, dynamic([0,1,2,3,4])] | mv-expand user = users to typeof(long)"
    + " | project user, t = datetime(2019-11-01) + (day - 1) * 1d, half = user % 2"

  private static let cohorts: [ResultCase] = [
    ResultCase(
      "\(users) | evaluate new_activity_metrics(user, t, datetime(2019-11-01), datetime(2019-11-07) - 1tick, 1d)"
        + " | project from = dayofmonth(from_t), to = dayofmonth(to_t), dcount_new_values, dcount_retained_values,"
        + " dcount_churn_values, retention_rate, churn_rate",
      "from to dcount_new_values dcount_retained_values dcount_churn_values retention_rate churn_rate",
      "[[1,1,4,4,0,1,0],[1,2,2,3,1,0.75,0.25],[1,3,1,3,1,0.75,0.25],[1,4,1,3,1,0.75,0.25],[1,5,1,4,0,1,0],"
        + "[1,6,0,0,4,0,1],[2,2,2,2,0,1,0],[2,3,0,1,1,0.5,0.5],[2,4,0,1,1,0.5,0.5],[2,5,0,1,1,0.5,0.5],[2,6,0,0,2,0,1]]"
    ),
    // One cohort; by a dimension; those of another table are not new.
    ResultCase(
      "\(users) | evaluate new_activity_metrics(user, t, datetime(2019-11-01), datetime(2019-11-03), 1d,"
        + " datetime(2019-11-02)) | project dayofmonth(from_t), dayofmonth(to_t), dcount_retained_values",
      "Column1 Column2 dcount_retained_values",
      "[[2,2,2],[2,3,1]]"),
    ResultCase(
      "\(users) | evaluate new_activity_metrics(user, t, datetime(2019-11-02), datetime(2019-11-03), 1d, half)"
        + " | sort by half asc, from_t asc, to_t asc"
        + " | project half, from = dayofmonth(from_t), to = dayofmonth(to_t), dcount_new_values, dcount_retained_values",
      "half from to dcount_new_values dcount_retained_values",
      "[[0,2,2,2,2],[0,2,3,1,2],[0,3,3,1,1],[1,2,2,3,3],[1,2,3,0,1]]"),
    ResultCase(
      "let known = datatable (user: long) [0, 3]; \(users)"
        + " | evaluate new_activity_metrics(user, t, datetime(2019-11-01), datetime(2019-11-02), 1d, datetime(2019-11-01),"
        + " known) | project to = dayofmonth(to_t), dcount_new_values, dcount_retained_values",
      "to dcount_new_values dcount_retained_values", "[[1,2,2],[2,2,1]]"),
    // Weeks begin on Sundays: the 3rd of November is one.
    ResultCase(
      "\(users) | evaluate new_activity_metrics(user, t, datetime(2019-10-27), datetime(2019-11-09), 'week')"
        + " | project from_t, to_t, dcount_new_values, dcount_retained_values",
      "from_t to_t dcount_new_values dcount_retained_values",
      #"[["2019-10-27T00:00:00.0000000Z","2019-10-27T00:00:00.0000000Z",6,6],"#
        + #"["2019-10-27T00:00:00.0000000Z","2019-11-03T00:00:00.0000000Z",0,6]]"#),
    ResultCase(
      "\(users) | take 0 | evaluate new_activity_metrics(user, t, datetime(2019-11-01), datetime(2019-11-03), 1d) | count",
      "Count", "[[0]]"),
  ]

  private static let engagements: [ResultCase] = [
    // Of the days 1 to 5 there were 4, 5, 4, 4 and 5 users; in two days 6, 6, 6 and 5.
    ResultCase(
      "\(users) | evaluate activity_engagement(user, t, datetime(2019-11-01), datetime(2019-11-05), 1d, 2d)"
        + " | project dayofmonth(t), dcount_activities_inner, dcount_activities_outer, activity_ratio",
      "Column1 dcount_activities_inner dcount_activities_outer activity_ratio",
      "[[1,4,4,1],[2,5,6,\(5.0 / 6)],[3,4,6,\(4.0 / 6)],[4,4,6,\(4.0 / 6)],[5,5,5,1]]"),
    // What is before the start counts in the outer window; the whole time without one.
    ResultCase(
      "\(users) | evaluate activity_engagement(user, t, datetime(2019-11-02), datetime(2019-11-02), 1d, 2d)"
        + " | project dcount_activities_inner, dcount_activities_outer",
      "dcount_activities_inner dcount_activities_outer", "[[5,6]]"),
    ResultCase(
      "\(users) | evaluate activity_engagement(user, t, 1d, 2d) | project dcount_activities_inner, dcount_activities_outer",
      "dcount_activities_inner dcount_activities_outer", "[[4,4],[5,6],[4,6],[4,6],[5,5]]"),
    // A day without users of its own; an outer window that is no multiple of the inner one.
    ResultCase(
      "datatable (id: string, t: long, d: string) ['a', 0, 'x', 'b', 1, 'x', 'a', 25, 'x', 'c', 25, 'y']"
        + " | evaluate activity_engagement(id, t, 0, 29, 10, 25, d) | sort by d asc, t asc",
      "t d dcount_activities_inner dcount_activities_outer activity_ratio",
      #"[[0,"x",2,2,1],[10,"x",0,2,0],[20,"x",1,1,1],[20,"y",1,1,1]]"#),
  ]

  private static let funnels: [ResultCase] = {
    // The second A of d is nearer to its B; c has its B before its A; e is outside of the time.
    let rows =
      "datatable (id: string, m: int, s: string) ['a', 0, 'A', 'a', 10, 'B', 'a', 50, 'C', 'b', 0, 'A', 'b', 100, 'B',"
      + " 'c', 1, 'B', 'c', 2, 'A', 'c', 3, 'C', 'd', 0, 'A', 'd', 20, 'A', 'd', 25, 'B', 'd', 26, 'C', 'e', 3000, 'A',"
      + " 'a', 5, '-'] | extend t = datetime(2026-01-01) + m * 1m"
    let call =
      "evaluate funnel_sequence_completion(id, t, datetime(2026-01-01), datetime(2026-01-02),"
    return [
      ResultCase(
        "\(rows) | \(call) 1d, s, dynamic(['A', 'B', 'C']), dynamic([10m, 1h]))", "t s Period dcount",
        #"[["2026-01-01T00:00:00.0000000Z","A","00:10:00",4],["2026-01-01T00:00:00.0000000Z","B","00:10:00",2],"#
          + #"["2026-01-01T00:00:00.0000000Z","C","00:10:00",1],["2026-01-01T00:00:00.0000000Z","A","01:00:00",4],"#
          + #"["2026-01-01T00:00:00.0000000Z","B","01:00:00",2],["2026-01-01T00:00:00.0000000Z","C","01:00:00",2]]"#),
      // Each bin has its own sequences; a state may come twice in a sequence.
      ResultCase(
        "\(rows) | \(call) 50m, s, dynamic(['A', 'C']), dynamic([2h])) | project t, s, dcount", "t s dcount",
        #"[["2026-01-01T00:00:00.0000000Z","A",4],["2026-01-01T00:00:00.0000000Z","C",2]]"#),
      ResultCase(
        "\(rows) | \(call) 1d, s, dynamic(['A', 'A']), dynamic([2h])) | project s, dcount", "s dcount",
        #"[["A",4],["A",1]]"#),
      ResultCase("\(rows) | take 0 | \(call) 1d, s, dynamic(['A', 'A']), dynamic([2h])) | count", "Count", "[[0]]"),
    ]
  }()

  private static let storms =
    "datatable (State: string, EventType: string, Damage: string) ['TX', 'Hail', 'NO', 'TX', 'Hail', 'NO', 'FL', 'Hail',"
    + " 'NO', 'FL', 'Wind', 'YES', 'GA', 'Wind', 'YES', 'TX', 'Wind', 'NO']"

  private static let clusters: [ResultCase] = [
    // Texas and hail, both without damage, are as good; the first matches most rows of the other.
    ResultCase(
      "\(storms) | evaluate autocluster(0.6, '~', '~', '*')", "SegmentId Count Percent State EventType Damage",
      #"[[0,3,50,"TX","*","NO"],[1,2,33.3,"*","Wind","YES"]]"#),
    // A higher weight of the size gives more general patterns, a lower one more special ones.
    ResultCase(
      "\(storms) | evaluate autocluster(1.0) | take 1 | project Count, State, EventType, Damage",
      "Count State EventType Damage", #"[[4,"","","NO"]]"#),
    ResultCase(
      "\(storms) | evaluate autocluster(0.0) | take 1 | project Count, State, EventType, Damage",
      "Count State EventType Damage", #"[[2,"TX","Hail","NO"]]"#),
    // One seed, one pattern.
    ResultCase("\(storms) | evaluate autocluster(0.6, '~', 1) | count", "Count", "[[1]]"),
    // Weights count as rows; their column tells nothing; null is a value.
    ResultCase(
      "datatable (a: string, b: long, w: long) ['u', 1, 3, 'v', 2, 1, 'v', long(null), 5] | evaluate autocluster('~', w,"
        + " '~', '~', '-', long(-1))", "SegmentId Count Percent a b w",
      #"[[0,3,33.3,"u",1,-1],[1,5,55.6,"v",null,-1]]"#),
    // Of equal scores the pattern that more rows match is first; what all rows have goes along.
    ResultCase(
      "range x from 1 to 8 step 1 | extend a = iff(x % 4 == 0, 'no', 'yes'), b = 'c' | evaluate autocluster()",
      "SegmentId Count Percent x a b", #"[[0,6,75,null,"yes","c"],[1,2,25,null,"no","c"]]"#),
    ResultCase(
      "datatable (a: string) ['x', 'x'] | evaluate autocluster()", "SegmentId Count Percent a", #"[[0,2,100,"x"]]"#),
    // What one row has is nothing in common.
    ResultCase("range x from 1 to 8 step 1 | evaluate autocluster() | count", "Count", "[[0]]"),
    ResultCase("\(storms) | take 0 | evaluate autocluster() | count", "Count", "[[0]]"),
  ]

  private static let damages =
    "datatable (d: long, e: string, s: string) [0, 'Hail', 'TX', 0, 'Hail', 'FL', 0, 'Hail', 'TX', 0, 'Wind', 'TX', 1, 'Wind',"
    + " 'FL', 1, 'Wind', 'TX', 1, 'Hail', 'FL', 1, 'Wind', 'GA', 2, 'x', 'y', long(null), 'x', 'y']"

  private static let differences: [ResultCase] = [
    // Hail (3 : 1) and Texas (3 : 1) differ as much as hail in Texas (2 : 0), which says more. Rows of neither set count
    // nothing.
    ResultCase(
      "\(damages) | evaluate diffpatterns(d, '0', '1')", "SegmentId CountA CountB PercentA PercentB PercentDiffAB e s",
      #"[[0,2,0,50,0,50,"Hail","TX"],[1,1,3,25,75,50,"Wind",""],[2,1,2,25,50,25,"","FL"]]"#),
    ResultCase(
      "\(damages) | evaluate diffpatterns(d, '0', '1', '~', 0.5, 1) | project CountA, CountB, e, s",
      "CountA CountB e s",
      #"[[3,1,"Hail",""],[1,3,"Wind",""],[3,1,"","TX"]]"#),
    ResultCase("\(damages) | evaluate diffpatterns(d, '0', '1', '~', 0.51) | count", "Count", "[[0]]"),
    // Weights, wildcards, two digits.
    ResultCase(
      "datatable (d: long, e: string, n: int, w: long) [0, 'a', 5, 2, 0, 'b', 6, 1, 1, 'b', 6, 4]"
        + " | evaluate diffpatterns(d, '0', '1', w, '~', '~', '*', int(-1), long(0))",
      "SegmentId CountA CountB PercentA PercentB PercentDiffAB e n w",
      #"[[0,2,0,66.67,0,66.67,"a",5,0],[1,1,4,33.33,100,66.67,"b",6,0]]"#),
    // An empty text and null are values like others.
    ResultCase(
      "datatable (d: bool, e: string, n: long) [true, '', long(null), false, 'b', 1]"
        + " | evaluate diffpatterns(d, 'true', 'false', '~', '~', '~', '*', long(-1)) | project CountA, e, n",
      "CountA e n", #"[[1,"",null],[0,"b",1]]"#),
    // Nothing differs from an empty set.
    ResultCase("\(damages) | evaluate diffpatterns(d, '0', '7') | count", "Count", "[[0]]"),
    ResultCase("\(damages) | take 0 | evaluate diffpatterns(d, '0', '1') | count", "Count", "[[0]]"),
  ]

  private static let cells = "datatable (k: string, c: string, v: long) ['a', 'x', 1, 'a', 'y', 2, 'b', 'x', 3]"

  /// A cell without rows is what the aggregate gives for none, whether all columns are shown or some are named.
  private static let pivots: [ResultCase] = [
    ResultCase("\(cells) | evaluate pivot(c, sum(v), k)", "k x y", #"[["a",1,2],["b",3,0]]"#),
    ResultCase("\(cells) | evaluate pivot(c, count(), k) | project k, y", "k y", #"[["a",1],["b",0]]"#),
    ResultCase("\(cells) | evaluate pivot(c, max(v), k)", "k x y", #"[["a",1,2],["b",3,null]]"#),
    ResultCase("\(cells) | evaluate pivot(c, make_list(v), k)", "k x y", #"[["a",[1],[2]],["b",[3],[]]]"#),
    ResultCase(
      "\(cells) | evaluate pivot(c, sum(v), k) : (y: long, k: string, z: real)", "y k z", #"[[2,"a",0],[0,"b",0]]"#),
  ]

  private static let series: [ResultCase] = [
    // `in range` includes its end, but no point behind it; its points are multiples of the step.
    ResultCase(
      "datatable (t: long) [1, 3, 4] | make-series n = count() on t in range(0, 4, 2)", "n t", "[[[1,1,1],[0,2,4]]]"),
    ResultCase(
      "datatable (t: long) [1, 3, 4] | make-series n = count() on t in range(0, 3, 2)", "n t", "[[[1,1],[0,2]]]"),
    ResultCase(
      "datatable (t: long) [1, 3, 4] | make-series n = count() on t in range(1, 5, 2)", "n t", "[[[1,1,1],[0,2,4]]]"),
    ResultCase(
      "datatable (t: long) [1] | take 0 | make-series n = count() on t from 0 to 2 step 1 | count", "Count", "[[0]]"),
    ResultCase(
      "datatable (t: long) [1] | take 0 | make-series kind=nonempty n = count() on t from 0 to 2 step 1", "n t",
      "[[[0,0],[0,1]]]"),
  ]

  private static let aggregates: [ResultCase] = [
    // The elements of arrays are values of their own.
    ResultCase(
      "datatable (d: dynamic) [dynamic([1, [2]]), dynamic({'a': 3}), dynamic(null), dynamic([]), dynamic([null, 4])]"
        + " | summarize make_list(d), make_list(d, 2), n = array_length(make_list_with_nulls(d))",
      "list_d list_d1 n", #"[[[1,[2],{"a":3},4],[1,[2]],5]]"#),
    // Of one column a value that is not null or empty, of several those of one row.
    ResultCase(
      "datatable (a: long, b: string) [long(null), '', 2, '', 3, 'x'] | summarize take_any(a), take_any(b),"
        + " c = take_anyif(a, a > 2)", "a b c", #"[[2,"x",3]]"#),
    ResultCase(
      "datatable (a: long, b: string) [long(null), '', 2, 'x'] | summarize take_any(a, b)", "a b", #"[[null,""]]"#),
  ]

  /// Regular expressions that only the data knows.
  private static let patterns: [ResultCase] = [
    ResultCase(
      "datatable (s: string, p: string) ['cmd.exe /c', '^cmd', 'x', 'a(', 'abc', '(?i)B', 'abc', ''] | project"
        + " s matches regex p, extract(p, 0, s), replace_regex(s, p, '-'), countof(s, p, 'regex'), indexof_regex(s, p)",
      "Column1 Column2 Column3 Column4 Column5",
      #"[[true,"cmd","-.exe /c",1,0],[false,"","x",0,-1],[true,"b","a-c",1,1],[true,"","-a-b-c-",4,0]]"#),
    ResultCase(
      "let iocs = datatable (p: string) ['^a', 'c$']; datatable (s: string) ['abc', 'xc', 'x'] | extend one = 1"
        + " | join kind=inner (iocs | extend one = 1) on one | where s matches regex p | project s, p"
        + " | sort by s asc, p asc", "s p", #"[["abc","^a"],["abc","c$"],["xc","c$"]]"#),
    ResultCase(
      "let p = toscalar(datatable (p: string) ['b+']); datatable (s: string) ['abbc'] | where s matches regex p"
        + " | project extract(strcat('a(', p, ')'), 1, s), trim(strcat('[', s, ']'), 'abcd'), extract_all(p, s)",
      "Column1 Column2 Column3", #"[["bb","d",["bb"]]]"#),
  ]

  private static let pair = """
    let a = datatable (k: long, v: string) [1, 'p', 1, 'q']; let b = datatable (k: long, w: string) [1, 'x', 1, 'y'];
    """

  /// Of the left rows of a key one is kept, of those that pass the tests on the left side's columns.
  private static let innerUnique: [ResultCase] = [
    ResultCase("\(pair) a | join b on k", "k v k1 w", #"[[1,"p",1,"x"],[1,"p",1,"y"]]"#),
    ResultCase("\(pair) a | join b on k | where v == 'q' and w == 'y'", "k v k1 w", #"[[1,"q",1,"y"]]"#),
    ResultCase(
      "\(pair) a | join b on k | project z = v, w | where w == 'x' | where z == 'q'", "z w", #"[["q","x"]]"#),
    ResultCase("\(pair) a | join kind=leftouter b on k | where v == 'q' | count", "Count", "[[2]]"),
    ResultCase("\(pair) a | join b on k | where v == w or v == 'q'", "k v k1 w", "[]"),
  ]

  private static let others: [ResultCase] = [
    ResultCase(
      "let A = datatable (x: string) ['one two', 'three']; let B = datatable (y: string, n: long) ['two', 1, 'two', 2];"
        + " search in (A, B) 'two' and not(n == 2)", "$table x y n",
      #"[["A","one two","",null],["B","","two",1]]"#),
    ResultCase(
      "let A = datatable (x: string) ['one two', 'three']; let B = datatable (y: string, n: long) ['two', 1];"
        + " search in (A, B) 'two' or x:'three'", "$table x y n",
      #"[["A","one two","",null],["A","three","",null],["B","","two",1]]"#),
    ResultCase(
      "datatable (x: long) [10, 20, 30] | summarize t = tdigest(x)"
        + " | project percentiles_array_tdigest(t, dynamic([0, 50, 100])), percentiles_array_tdigest(t, 50, 100)",
      "percentile_tdigest_t percentile_tdigest_t1", "[[[10,20,30],[20,30]]]"),
  ]

  /// A type given for the elements casts numbers to one another, and leaves null of what is of another type.
  private static let casts: [ResultCase] = [
    ResultCase(
      "datatable (d: dynamic) [dynamic(['1', 2, 2.7, true, null])]"
        + " | mv-expand a = d to typeof(long), b = d to typeof(real), c = d to typeof(bool), e = d to typeof(string)"
        + " | project a, b, c, e", "a b c e",
      #"[[null,null,null,"1"],[2,2,null,"2"],[2,2.7,null,"2.7"],[null,null,true,"true"],[null,null,null,""]]"#),
    ResultCase(
      "print d = pack_array(datetime(2024-01-01), '2024-01-01', 1h) | mv-expand a = d to typeof(datetime),"
        + " b = d to typeof(timespan) | project isnull(a), isnull(b)", "Column1 Column2",
      "[[false,true],[true,true],[true,false]]"),
  ]

  private static let numbered = "let T = datatable (n: long, s: string) [1, 'a', 2, 'b', 2, 'c'];"

  /// A subquery of `partition` with a source of its own, which may read the key.
  private static let partitions: [ResultCase] = [
    ResultCase(
      "\(numbered) range x from 0 to 2 step 1 | partition hint.strategy=legacy by x {T | where x == n | project s}",
      "s", #"[["a"],["b"],["c"]]"#),
    ResultCase(
      "\(numbered) range x from 0 to 2 step 1 | partition by x {(T | where n == toscalar(x)) | summarize c = count()}",
      "c", "[[0],[1],[2]]"),
    ResultCase(
      "\(numbered) range x from 1 to 2 step 1 | partition by x {T | where n > x | extend p = pack_all() | distinct *}",
      "n s p", #"[[2,"b",{"n":2,"s":"b"}],[2,"c",{"n":2,"s":"c"}]]"#),
    ResultCase("\(numbered) range x from 1 to 2 step 1 | partition by x {T} | count", "Count", "[[6]]"),
  ]

  /// Of several values `print` shows those that have been given a name, or all.
  private static let tuples: [ResultCase] = [
    ResultCase("print (a, b) = series_fit_line(dynamic([1, 3, 5])), c = 1", "a b c", "[[1,2,1]]"),
    ResultCase("print a = array_sort_asc(dynamic([2, 1]), dynamic(['x', 'y']))", "a", "[[[1,2]]]"),
    ResultCase(
      "print array_sort_asc(dynamic([2, 1]), dynamic(['x', 'y']))", "array0_sorted array1_sorted",
      #"[[[1,2],["y","x"]]]"#),
  ]

  @Test(.enabled(if: Subprocess.find("swiftc") != nil, "swiftc is not on the PATH: nothing can be run"))
  func results() throws {
    try ResultCase.check(
      Self.scans + Self.nested + Self.plugins + Self.sequences + Self.sessions + Self.cohorts + Self.engagements
        + Self.clusters + Self.differences
        + Self.innerUnique + Self.pivots + Self.series + Self.aggregates
        + Self.patterns + Self.casts + Self.partitions + Self.tuples + Self.others)
  }
}
