import Testing

@testable import rulec

/// Queries that once gave wrong rows, compiled and run, with the rows they must give.
@Suite struct QueryResultTests {
  private static let events = [
    #"{"Type":"Probe_CL","TimeGenerated":"2026-03-01T00:00:00Z","a":"x","n":5,"bag":{"q":[1,2]},"t":"2026-03-01T01:00:00Z"}"#,
    #"{"Type":"Probe_CL","TimeGenerated":"2026-03-01T00:00:01Z","a":"y","z\"":true}"#,
    #"{"Type":"AzureDiagnostics","TimeGenerated":"2026-03-01T00:00:02Z","Category":"C","rule_s":"r7","hits_d":3}"#,
  ]

  /// Relations whose columns only the data knows.
  private static let open: [ResultCase] = [
    ResultCase(
      "Probe_CL | where a == 'x' | project-away TimeGenerated", "Type a bag n t",
      #"[["Probe_CL","x",{"q":[1,2]},5,"2026-03-01T01:00:00Z"]]"#),
    ResultCase("Probe_CL | project-away T*, a, b*, t", "n z\"", #"[[5,null],[null,true]]"#),
    ResultCase("Probe_CL | project-away T*, b*, t, z* | project-rename w = a", "w n", #"[["x",5],["y",null]]"#),
    ResultCase(
      "Probe_CL | summarize arg_max(TimeGenerated, *) | project-away TimeGenerated", "Type a z\"",
      #"[["Probe_CL","y",true]]"#),
    ResultCase("Probe_CL | project-away T*, bag, t | distinct *", "a n z\"", #"[["x",5,null],["y",null,true]]"#),
    ResultCase(
      "Probe_CL | project-away T*, bag, t | join (Probe_CL | project-away T* | where n == 5) on a", "a a1 bag n n1 t",
      #"[["x","x",{"q":[1,2]},5,5,"2026-03-01T01:00:00Z"]]"#),
    ResultCase(
      "Probe_CL | join (Probe_CL | where n == 5 | extend k = 1) on a | where n1 == 5 | project k, n1, a1", "k n1 a1",
      #"[[1,5,"x"]]"#),
    ResultCase(
      "Probe_CL | project-away T*, bag, t, z* | lookup (Probe_CL | where n == 5 | project-away T*, bag, t) on a",
      "a n n1", #"[["x",5,5],["y",null,null]]"#),
    ResultCase(
      "print b = dynamic({'x': 1, 'y': 2}), k = 1 | evaluate bag_unpack(b)"
        + " | join (print b = dynamic({'x': 3, 'q': 4}), k = 1 | evaluate bag_unpack(b)) on k | project k, x, x1, q",
      "k x x1 q", "[[1,1,3,4]]"),
    // The left side has a column if any of its rows has something in it; then the right side's is another one.
    ResultCase(
      "let L = datatable (k: long, p: string, v: string) [1, 'a', 'x', 2, 'a', 'y', 2, 'b', 'z'];"
        + " let R = datatable (k: long, p: string, v: string) [1, 'b', 'q', 2, 'b', 'r', 1, 'c', 's'];"
        + " L | evaluate pivot(p, take_any(v), k) | join kind=inner (R | evaluate pivot(p, take_any(v), k)) on k"
        + " | project k, a, b, b1, c | sort by k asc", "k a b b1 c", #"[[1,"x","","q","s"],[2,"y","z","r",""]]"#),
    ResultCase(
      "let L = datatable (k: long, d: dynamic) [1, dynamic({'SHA1': 'l', 'Id': 'a'})] | evaluate bag_unpack(d);"
        + " let R = datatable (k: long, d: dynamic) [1, dynamic({'Id': 'b', 'x1': 'r'})] | evaluate bag_unpack(d);"
        + " L | join kind=inner R on k | project SHA1, x1, Id1, Id", "SHA1 x1 Id1 Id", #"[["l","r","b","a"]]"#),
    ResultCase(
      "Probe_CL | where a == 'x' | project later = t + 1h, day = bin(t, 1d), since = t - TimeGenerated",
      "later day since", #"[["2026-03-01T02:00:00.0000000Z","2026-03-01T00:00:00.0000000Z","01:00:00"]]"#),
  ]

  /// What depends on the time of the run, or on chance, is not summarized as events come.
  private static let computed: [ResultCase] = [
    ResultCase(
      "Probe_CL | extend age = now() - TimeGenerated | extend twice = 2 * age | summarize m = max(twice), n = count()",
      "m n", #"[["2.00:00:00",2]]"#),
    ResultCase(
      "Probe_CL | extend age = now() - TimeGenerated | where age >= 1d | summarize n = count()", "n", "[[1]]"),
    ResultCase(
      "Probe_CL | extend age = now() - TimeGenerated | extend days = bin(age, 1d) | summarize n = count() by days"
        + " | sort by days asc", "days n", #"[["00:00:00",1],["1.00:00:00",1]]"#),
  ]

  /// Arrays in lists stand for their elements, those of a column, too.
  private static let lists: [ResultCase] = [
    ResultCase(
      "let S = datatable (h: string) ['a', 'b'] | summarize make_set(h); datatable (x: string) ['a', 'B', 'c']"
        + " | project x, i = x in (S), o = x !in (S), f = x in~ (S), n = x !in~ (S)", "x i o f n",
      #"[["a",true,false,true,false],["B",false,true,true,false],["c",false,true,false,true]]"#),
    ResultCase(
      "let S = datatable (d: dynamic) [dynamic([1, [2, ['3']]]), dynamic(4), dynamic(null), dynamic([])];"
        + " range x from 0 to 5 step 1 | where x in (S) | summarize make_list(x)", "list_x", "[[[1,2,4]]]"),
    ResultCase(
      "datatable (x: string, d: dynamic) ['a', dynamic(['b', ['A']]), 'c', dynamic([['b'], 'c'])] | project x,"
        + " l = x in (dynamic(['b', ['a']])), d = x in (d), f = x in~ (d), h = x has_any (d)", "x l d f h",
      #"[["a",true,false,true,true],["c",false,true,true,true]]"#),
  ]

  private static let others: [ResultCase] = [
    ResultCase(
      "AzureDiagnostics | where rule_s == 'r7' and hits_d > 2 | project Category, rule_s, hits_d, other_b, twice = hits_d * 2",
      "Category rule_s hits_d other_b twice", #"[["C","r7",3,null,6]]"#),
    ResultCase(
      "union Probe_CL, AzureDiagnostics | where isnotempty(rule_s) | join kind=inner (AzureDiagnostics) on rule_s"
        + " | project rule_s, hits_d, hits_d1, isDouble = hits_d * 2 == 6", "rule_s hits_d hits_d1 isDouble",
      #"[["r7",3,3,true]]"#),
    ResultCase(
      "datatable(a: string, n: long, d: dynamic) ['red cow', 1, dynamic(null), 'x', 2, dynamic({'k': 'cow'}), 'cowboy', 3,"
        + " dynamic('b')] | where * has 'cow' | project n", "n", "[[1],[2]]"),
    ResultCase(
      "datatable(a: string, b: string) ['x', 'y', 'Y', 'z'] | where * == 'y' or * contains_cs 'Y'", "a b",
      #"[["x","y"],["Y","z"]]"#),
    ResultCase("print r = range(1, 1000000000) | mv-expand r | count", "Count", "[[1048576]]"),
    ResultCase(
      "datatable (x: long) [1, 2, 3] | summarize p = percentiles_array(x, 50, 100), q = percentilesw_array(x, x, 10)",
      "p q", "[[[2,3],[1]]]"),
    ResultCase("set query_bin_auto_size=10; print b = bin_auto(27)", "b", "[[20]]"),
    ResultCase("set query_bin_auto_size=10; set query_bin_auto_at=3; print b = bin_auto(27)", "b", "[[23]]"),
    ResultCase(
      "datatable (a: long, b: string) [1, ''] | project p = pack_all(true), q = bag_pack_columns(b, a)", "p q",
      #"[[{"a":1},{"b":"","a":1}]]"#),
    ResultCase(
      "let T = datatable (a: long, b: string) []; print c = column_names_of(T), d = assert(2 > 1, 'never')", "c d",
      #"[[["a","b"],true]]"#),
    ResultCase(
      "datatable (z: string) ['Europe/Berlin', 'Nowhere'] | project d = datetime_utc_to_local(datetime(2026-07-01), z)",
      "d", #"[["2026-07-01T02:00:00.0000000Z"],[null]]"#),
    ResultCase("print series_fft(dynamic([1, 0, 0, 0]))", "series_fft_real series_fft_imag", "[[[1,1,1,1],[0,0,0,0]]]"),
    ResultCase(
      "datatable (a: dynamic, b: bool) [dynamic([3, null, 1]), false] | project c = array_sort_asc(a, b), "
        + "array_sort_desc(a, a, b)", "c a_sorted a_sorted1", "[[[null,1,3],[null,3,1],[null,3,1]]]"),
    ResultCase(
      "let f = (a: long) { let b = a + 1; b * 2 }; datatable (x: long) [1, 2] | project y = f(x)", "y",
      "[[4],[6]]"),
    ResultCase("datatable (x: long) [1] | where x != 'corp' and not(x == 'corp')", "x", "[[1]]"),
    ResultCase(
      "datatable (t: datetime) [datetime(2020-01-01)] | serialize p = prev(t, 1, 0)", "t p",
      #"[["2020-01-01T00:00:00.0000000Z","0001-01-01T00:00:00.0000000Z"]]"#),
  ]

  @Test(.enabled(if: Subprocess.find("swiftc") != nil, "swiftc is not on the PATH: nothing can be run"))
  func results() throws {
    try ResultCase.check(Self.open + Self.lists + Self.computed + Self.others, events: Self.events)
  }
}
