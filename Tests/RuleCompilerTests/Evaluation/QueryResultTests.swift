import Foundation
import RuleCompiler
import Testing

@testable import rulec

/// Queries that once gave wrong rows, compiled and run, with the rows they must give.
@Suite struct QueryResultTests {
  struct Case {
    let query: String
    /// The names of the result's columns.
    let columns: String
    /// The rows as JSON.
    let rows: String

    init(_ query: String, _ columns: String, _ rows: String) {
      self.query = query
      self.columns = columns
      self.rows = rows
    }
  }

  private static let events = [
    #"{"Type":"Probe_CL","TimeGenerated":"2026-03-01T00:00:00Z","a":"x","n":5,"bag":{"q":[1,2]},"t":"2026-03-01T01:00:00Z"}"#,
    #"{"Type":"Probe_CL","TimeGenerated":"2026-03-01T00:00:01Z","a":"y","z\"":true}"#,
  ]

  /// Relations whose columns only the data knows.
  private static let open: [Case] = [
    Case(
      "Probe_CL | where a == 'x' | project-away TimeGenerated", "Type a bag n t",
      #"[["Probe_CL","x",{"q":[1,2]},5,"2026-03-01T01:00:00Z"]]"#),
    Case("Probe_CL | project-away T*, a, b*, t", "n z\"", #"[[5,null],[null,true]]"#),
    Case("Probe_CL | project-away T*, b*, t, z* | project-rename w = a", "w n", #"[["x",5],["y",null]]"#),
    Case(
      "Probe_CL | summarize arg_max(TimeGenerated, *) | project-away TimeGenerated", "Type a z\"",
      #"[["Probe_CL","y",true]]"#),
    Case("Probe_CL | project-away T*, bag, t | distinct *", "a n z\"", #"[["x",5,null],["y",null,true]]"#),
    Case(
      "Probe_CL | project-away T*, bag, t | join (Probe_CL | project-away T* | where n == 5) on a", "a a1 bag n n1 t",
      #"[["x","x",{"q":[1,2]},5,5,"2026-03-01T01:00:00Z"]]"#),
    Case(
      "Probe_CL | join (Probe_CL | where n == 5 | extend k = 1) on a | where n1 == 5 | project k, n1, a1", "k n1 a1",
      #"[[1,5,"x"]]"#),
    Case(
      "Probe_CL | project-away T*, bag, t, z* | lookup (Probe_CL | where n == 5 | project-away T*, bag, t) on a",
      "a n n1", #"[["x",5,5],["y",null,null]]"#),
    Case(
      "print b = dynamic({'x': 1, 'y': 2}), k = 1 | evaluate bag_unpack(b)"
        + " | join (print b = dynamic({'x': 3, 'q': 4}), k = 1 | evaluate bag_unpack(b)) on k | project k, x, x1, q",
      "k x x1 q", "[[1,1,3,4]]"),
    Case(
      "Probe_CL | where a == 'x' | project later = t + 1h, day = bin(t, 1d), since = t - TimeGenerated",
      "later day since", #"[["2026-03-01T02:00:00.0000000Z","2026-03-01T00:00:00.0000000Z","01:00:00"]]"#),
  ]

  private static let others: [Case] = [
    Case("print r = range(1, 1000000000) | mv-expand r | count", "Count", "[[1048576]]"),
    Case(
      "datatable (x: long) [1, 2, 3] | summarize p = percentiles_array(x, 50, 100), q = percentilesw_array(x, x, 10)",
      "p q", "[[[2,3],[1]]]"),
    Case("set query_bin_auto_size=10; print b = bin_auto(27)", "b", "[[20]]"),
    Case("set query_bin_auto_size=10; set query_bin_auto_at=3; print b = bin_auto(27)", "b", "[[23]]"),
    Case(
      "datatable (a: long, b: string) [1, ''] | project p = pack_all(true), q = bag_pack_columns(b, a)", "p q",
      #"[[{"a":1},{"b":"","a":1}]]"#),
    Case(
      "let T = datatable (a: long, b: string) []; print c = column_names_of(T), d = assert(2 > 1, 'never')", "c d",
      #"[[["a","b"],true]]"#),
    Case(
      "datatable (z: string) ['Europe/Berlin', 'Nowhere'] | project d = datetime_utc_to_local(datetime(2026-07-01), z)",
      "d", #"[["2026-07-01T02:00:00.0000000Z"],[null]]"#),
    Case("print series_fft(dynamic([1, 0, 0, 0]))", "series_fft_real series_fft_imag", "[[[1,1,1,1],[0,0,0,0]]]"),
    Case(
      "datatable (a: dynamic, b: bool) [dynamic([3, null, 1]), false] | project c = array_sort_asc(a, b), "
        + "array_sort_desc(a, a, b)", "c a_sorted a_sorted1", "[[[null,1,3],[null,3,1],[null,3,1]]]"),
    Case(
      "let f = (a: long) { let b = a + 1; b * 2 }; datatable (x: long) [1, 2] | project y = f(x)", "y",
      "[[4],[6]]"),
    Case("datatable (x: long) [1] | where x != 'corp' and not(x == 'corp')", "x", "[[1]]"),
    Case(
      "datatable (t: datetime) [datetime(2020-01-01)] | serialize p = prev(t, 1, 0)", "t p",
      #"[["2020-01-01T00:00:00.0000000Z","0001-01-01T00:00:00.0000000Z"]]"#),
  ]

  @Test(.enabled(if: Subprocess.find("swiftc") != nil, "swiftc is not on the PATH: nothing can be run"))
  func results() throws {
    let file = NSTemporaryDirectory() + "rulec-results-\(UUID().uuidString).ndjson"
    try Data((Self.events.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    let evaluation = Evaluation(
      compiler: Compiler(options: CompilerOptions()), eventPaths: [file], now: "2026-03-02T00:00:00Z", timeLimit: 20)
    let cases = Self.open + Self.others
    let outcomes = try evaluation.outcomes(
      of: cases.enumerated().map { EvaluationCase(id: "\($0.offset)", query: $0.element.query) })
    for (item, outcome) in zip(cases, outcomes) {
      switch outcome {
      case .error(let message): Issue.record("\(item.query): \(message)")
      case .result(let json):
        let result = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let columns = try #require(result["columns"] as? [String])
        #expect(columns.joined(separator: " ") == item.columns, "\(item.query)")
        #expect(json.hasSuffix("\"rows\":\(item.rows)}"), "\(item.query): \(json)")
      }
    }
  }
}
