import Testing

@testable import RuleCompiler

/// Plugins that are bound as queries: the columns of their results, and what they refuse.
@Suite struct QueryPluginTests {
  @Test(arguments: [
    (
      "active_users_count(Account, TimeGenerated, ago(30d), now(), 8d, 1d, 3, 7d, Type)",
      "TimeGenerated:datetime Type:string dcount:long"
    ),
    (
      "activity_counts_metrics(Account, TimeGenerated, ago(7d), now(), 1d)",
      "TimeGenerated:datetime count:long dcount:long new_dcount:long aggregated_dcount:long"
    ),
    (
      "activity_metrics(Account, TimeGenerated, ago(30d), now(), 'week', Port)",
      "TimeGenerated:datetime Port:int dcount_values:long dcount_newvalues:long retention_rate:real churn_rate:real"
    ),
    (
      "rolling_percentile(Bytes, 95, TimeGenerated, 1d, 7, Account)",
      "TimeGenerated:datetime Account:string rolling_7_percentile_Bytes_95:long"
    ),
    (
      "sliding_window_counts(Account, TimeGenerated, ago(7d), now(), 3d, 1d)",
      "TimeGenerated:datetime Count:long dcount:long"
    ),
    (
      "session_count(Account, TimeGenerated, ago(7d), now(), 1d, 30m, Port, Type)",
      "TimeGenerated:datetime Port:int Type:string count_sessions:long"
    ),
    (
      "activity_engagement(Account, TimeGenerated, ago(7d), now(), 1d, 7d, Port)",
      "TimeGenerated:datetime Port:int dcount_activities_inner:long dcount_activities_outer:long activity_ratio:real"
    ),
    (
      "activity_engagement(Account, TimeGenerated, 1d, 7d)",
      "TimeGenerated:datetime dcount_activities_inner:long dcount_activities_outer:long activity_ratio:real"
    ),
    (
      "funnel_sequence_completion(Account, TimeGenerated, ago(7d), now(), 1d, Port, dynamic([80, 443]), dynamic([1h]))",
      "TimeGenerated:datetime Port:string Period:timespan dcount:long"
    ),
    (
      "new_activity_metrics(Account, TimeGenerated, ago(7d), now(), 1d, ago(7d), Port, (Logins | where Port == 1))",
      "from_TimeGenerated:datetime to_TimeGenerated:datetime Port:int dcount_new_values:long dcount_retained_values:long "
        + "dcount_churn_values:long retention_rate:real churn_rate:real"
    ),
    // The type is that of the timeline, whatever that of the bins.
    ("session_count(Account, Port, 0, 1000, 100, 41)", "Port:int count_sessions:long"),
    (
      "sequence_detect(TimeGenerated, 10m, 1h, a = (Port == 1), b = Bytes > 2, Account, Type)",
      "Account:string Type:string a_TimeGenerated:datetime b_TimeGenerated:datetime Duration:timespan"
    ),
    ("sequence_detect(TimeGenerated, 10m, 1h, a = Port == 1)", "a_TimeGenerated:datetime Duration:timespan"),
    (
      "autocluster()",
      "SegmentId:long Count:long Percent:real TimeGenerated:datetime Account:string Port:int Bytes:long Score:real "
        + "Details:dynamic Type:string"
    ),
    (
      "diffpatterns(Account, 'a', 'b', Bytes)",
      "SegmentId:long CountA:long CountB:long PercentA:real PercentB:real PercentDiffAB:real TimeGenerated:datetime "
        + "Port:int Bytes:long Score:real Details:dynamic Type:string"
    ),
  ])
  func schemas(call: String, schema: String) {
    #expect(BinderFixture.schema("Logins | evaluate \(call)") == schema)
  }

  /// In a table that may have any column, what the query declares is a constant or a table, not a dimension.
  @Test func declaredNamesAreNoColumns() {
    let schema = BinderFixture.schema(
      "let start = ago(7d); let known = Logins | where Port == 1; Logins | evaluate bag_unpack(Details)"
        + " | evaluate new_activity_metrics(Account, TimeGenerated, start, now(), 1d, start, Unpacked, known)")
    #expect(
      schema == "from_TimeGenerated:datetime to_TimeGenerated:datetime Unpacked:unknown dcount_new_values:long "
        + "dcount_retained_values:long dcount_churn_values:long retention_rate:real churn_rate:real")
  }

  @Test func argumentsAreChecked() {
    func errors(_ call: String) -> [String] { BinderFixture.bind("Logins | evaluate \(call)").errors }
    #expect(
      errors("activity_counts_metrics(Account, TimeGenerated)")
        == ["argument-count 'activity_counts_metrics(Account, TimeGenerated)'"])
    #expect(
      errors("activity_counts_metrics(strlen(Account), TimeGenerated, ago(7d), now(), 1d)")
        == ["column-expected 'strlen(Account)'"])
    #expect(
      errors("sliding_window_counts(Account, TimeGenerated, ago(7d), now(), 3d, 'week')")
        == ["unsupported-plugin ''week''"])
    #expect(
      errors("session_count(Account, TimeGenerated, ago(7d), now(), 'week', 1h)") == ["unsupported-plugin ''week''"])
    #expect(
      errors("session_count(Account, TimeGenerated, ago(7d), now(), 1d)")
        == ["argument-count 'session_count(Account, TimeGenerated, ago(7d), now(), 1d)'"])
    #expect(
      errors("activity_engagement(Account, TimeGenerated, now(), 1d, 7d)")
        == ["argument-count 'activity_engagement(Account, TimeGenerated, now(), 1d, 7d)'"])
    #expect(
      errors("new_activity_metrics(Account, TimeGenerated, ago(7d), now(), 1d, ago(1d), (Logins | project Port))")
        == ["unknown-column '(Logins | project Port)'"])
    #expect(
      errors("funnel_sequence_completion(Account, TimeGenerated, ago(7d), now(), 1d, Type, 'a', dynamic([1h]))")
        == ["constant-expected ''a''"])
    // What does not fit inside of the plugin's query is told of the call.
    #expect(
      errors("activity_counts_metrics(Account, TimeGenerated, 'x', now(), 1d)")
        == ["type-mismatch 'activity_counts_metrics(Account, TimeGenerated, 'x', now(), 1d)'"])
  }

  @Test func argumentsOfSequencesAreChecked() {
    func errors(_ arguments: String) -> [String] {
      BinderFixture.bind("Logins | evaluate sequence_detect(\(arguments))").errors
    }
    #expect(errors("TimeGenerated, 1h, 1h") == ["argument-count 'sequence_detect(TimeGenerated, 1h, 1h)'"])
    #expect(errors("Port, 1h, 1h, a = true") == ["column-expected 'Port'"])
    #expect(errors("TimeGenerated, 5, 1h, a = true") == ["type-mismatch '5'"])
    #expect(errors("TimeGenerated, 1h, 1h, a = Account") == ["type-mismatch 'Account'"])
    #expect(errors("TimeGenerated, 1h, 1h, Port == 1") == ["unsupported-plugin 'Port == 1'"])
    #expect(errors("TimeGenerated, 1h, 1h, a = true, strlen(Account)") == ["column-expected 'strlen(Account)'"])
    #expect(errors("TimeGenerated, 1h, 1h, a = true, Account, b = false") == ["column-expected 'b = false'"])
    #expect(
      errors("TimeGenerated, 1h, 1h, a = true, a = false")
        == ["duplicate-name 'sequence_detect(TimeGenerated, 1h, 1h, a = true, a = false)'"])
  }

  /// Where a page leaves a detail open, a warning at the name of the plugin says how it is read; else there is none.
  @Test(arguments: [
    ("session_count(Account, TimeGenerated, ago(7d), now(), 1d, 30m)", "starts a session if its ID has no row"),
    ("activity_engagement(Account, TimeGenerated, 1d, 7d)", "reaches back before Start"),
    (
      "funnel_sequence_completion(Account, TimeGenerated, ago(7d), now(), 1d, Type, dynamic(['a']), dynamic([1h]))",
      "that no ID completes has no row"
    ),
    ("new_activity_metrics(Account, TimeGenerated, ago(7d), now(), 1d)", "has no rows as a cohort"),
    ("sequence_detect(TimeGenerated, 10m, 1h, a = Port == 1, b = Port == 2)", "even the same event"),
    ("autocluster()", "match half of its rows"),
    ("diffpatterns(Account, 'a', 'b')", "no more than 10,000 sets of rows; SplitColumn is no column of the result"),
    ("basket()", nil),
    ("sliding_window_counts(Account, TimeGenerated, ago(7d), now(), 3d, 1d)", nil),
  ])
  func tellsReadings(call: String, reading: String?) {
    let sink = DiagnosticSink()
    let fixture = BinderFixture()
    let query = "Logins | evaluate \(call)"
    let syntax = Parser.parse(query, into: sink)
    _ = Binder(catalog: .standard, tables: fixture, functions: fixture, sink: sink).bind(syntax)
    let found = sink.diagnostics.filter { $0.id == .pluginReading }
    #expect(found.map(\.severity) == (reading == nil ? [] : [.warning]))
    for diagnostic in found {
      #expect(diagnostic.message.contains(reading ?? ""))
      guard case .query(let span) = diagnostic.location else {
        Issue.record("the place is the plugin's name")
        continue
      }
      let marked = String(decoding: Array(query.utf8)[span.start..<span.end], as: UTF8.self)
      #expect(call.hasPrefix(marked + "("))
    }
  }
}
