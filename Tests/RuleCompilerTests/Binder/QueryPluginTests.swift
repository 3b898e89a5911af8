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
  ])
  func schemas(call: String, schema: String) {
    #expect(BinderFixture.schema("Logins | evaluate \(call)") == schema)
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
    // What does not fit inside of the plugin's query is told of the call.
    #expect(
      errors("activity_counts_metrics(Account, TimeGenerated, 'x', now(), 1d)")
        == ["type-mismatch 'activity_counts_metrics(Account, TimeGenerated, 'x', now(), 1d)'"])
  }
}
