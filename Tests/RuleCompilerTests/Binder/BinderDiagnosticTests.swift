import Testing

@testable import RuleCompiler

/// What is reported, where, and what is suggested.
@Suite struct BinderDiagnosticTests {
  @Test(arguments: [
    ("Hosts | where Acount == 'x'", ["unknown-column 'Acount' → Account"]),
    ("Host | take 1", ["unknown-table 'Host' → Hosts"]),
    ("Hosts | extend x = strlenn(Host)", ["unknown-function 'strlenn' → strlen"]),
    ("Hosts | extend x = hash_many(Host, Host)", ["unsupported-function 'hash_many'"]),
    ("Hosts | invoke FileProfile('SHA1')", ["unsupported-function 'FileProfile'"]),
    ("Hosts | where isnotempty(SeenBy())", ["unsupported-function 'SeenBy'"]),
    ("Hosts | project-keep No*", ["unknown-column 'No*'"]),
    ("Hosts | where target_s == ''", ["unknown-column 'target_s'"]),
    ("Product_CL | where actor_nam_s == ''", ["unknown-column 'actor_nam_s' → actor_name_s"]),
    ("Product_CL | where target == ''", ["unknown-column 'target'"]),
    ("Product_CL | where target_s > 5", ["type-mismatch '>'"]),
    ("Hosts | project Host | where _ItemId == ''", ["unknown-column '_ItemId'"]),
    ("Hosts | extend x = strlen(Host, Host)", ["argument-count 'strlen(Host, Host)'"]),
    ("Hosts | where Host > 5", ["type-mismatch '>'"]),
    ("Hosts | where Host", ["type-mismatch 'Host'"]),
    ("Hosts | where Port has 'x'", ["type-mismatch 'has'"]),
    ("Hosts | where * !has 'x'", ["unsupported-operator '!has'"]),
    ("Hosts | where * has 5", ["type-mismatch '5'"]),
    ("Custom_CL | where * has 'x'", ["unsupported-operator '*'"]),
    ("datatable(TimeGenerated: datetime) [] | where Timestamp > now()", ["unknown-column 'Timestamp' → TimeGenerated"]),
    ("Hosts | summarize Host by Port", ["aggregate-expected 'Host'"]),
    ("Hosts | where count() > 1", ["aggregate-expected 'count'"]),
    ("Logins | summarize count() by Details", ["type-mismatch 'Details'"]),
    ("Hosts | join (Logins) on Host", ["unknown-column 'Host'"]),
    (
      "Hosts | join (Logins) on Port, $right.Account == $left.Account",
      ["invalid-join-condition '$right.Account == $left.Account' → $left.Account == $right.Account"]
    ),
    (
      "Hosts | join (Logins) on Host == Account",
      ["invalid-join-condition 'Host == Account' → $left.Host == $right.Account"]
    ),
    ("Hosts | join (Logins) on $left.Host == $right.Port", ["type-mismatch '$left.Host == $right.Port'"]),
    ("Hosts | extend a = 1, a = 2", ["duplicate-name 'a'"]),
    ("Hosts | take 'x'", ["type-mismatch ''x''"]),
    ("Hosts | reduce by Host", ["unsupported-operator 'reduce'"]),
    ("Hosts | fork (take 1) (count)", ["unsupported-operator 'fork'"]),
    ("Hosts | facet by Host", ["unsupported-operator 'facet'"]),
    ("Hosts | evaluate preview(5)", ["unsupported-plugin 'preview'"]),
    ("union *", ["unsupported-operator '*'"]),
    ("search 'x'", ["unsupported-operator 'search'"]),
    ("search *", ["unsupported-operator 'search'"]),
    ("search in (*) 'x'", ["unsupported-operator '*'"]),
    ("find 'x'", ["unsupported-operator 'find'"]),
    ("find where Port == 1", ["unsupported-operator 'find'"]),
    ("find in (*) where Port == 1", ["unsupported-operator '*'"]),
    ("find in (Hosts, Logins) where Port == 1 project Account, Port", ["type-mismatch 'Port'"]),
    ("find in (Hosts, Logins) where Nope == 1", ["unknown-column 'Nope'"]),
    ("find in (Hosts, Logins) where Port has 'x'", ["type-mismatch 'has'"]),
    ("Hosts | scan with (step s: s.Prt == Port;)", ["unknown-column 'Prt' → Port"]),
    ("Hosts | scan with (step s: t.Port == Port; step t: true;)", ["unknown-name 't.Port'"]),
    ("Hosts | scan with (step s: true => n = 1;)", ["unknown-column 'n'"]),
    ("Hosts | scan declare (n: long) with (step s: true => n = Host;)", ["type-mismatch 'Host'"]),
    ("Hosts | scan declare (Port: long) with (step s: true;)", ["duplicate-name 'Port'"]),
    ("Hosts | scan with (step s: true; step s: true;)", ["duplicate-name 's'"]),
    ("Hosts | scan with (step s output=lst: true;)", ["invalid-argument 'lst' → last"]),
    ("Hosts | scan with (step s optional: true;)", ["unsupported-operator 's'"]),
    ("Hosts | scan partition by Host with (step s: true;)", ["unsupported-operator 'Host'"]),
    ("Hosts | partition by Port {Custom_CL}", ["unsupported-operator 'Custom_CL'"]),
    (
      "Hosts | partition by Host {Logins | summarize count() by Account | where Account == Host}",
      ["unsupported-operator 'Host'"]
    ),
    ("print (a, b, c) = series_fft(dynamic([1]))", ["argument-count 'c'"]),
    ("Hosts | top-nested 2 of Host with others = 5 by count()", ["type-mismatch '5'"]),
    ("Custom_CL | evaluate basket()", ["unsupported-plugin 'basket'"]),
    ("Hosts | evaluate basket(2.0)", ["invalid-argument '2.0'"]),
    ("Hosts | evaluate rows_near(Port, 1)", ["type-mismatch 'Port'"]),
    ("Hosts | evaluate dcount_intersect(Host, Port)", ["column-expected 'Host'"]),
    ("Custom_CL | evaluate autocluster()", ["unsupported-plugin 'autocluster'"]),
    ("Hosts | evaluate autocluster(1.5)", ["invalid-argument '1.5'"]),
    ("Hosts | evaluate autocluster('~', Host)", ["column-expected 'Host'"]),
    ("Hosts | evaluate autocluster('~', '~', 0)", ["invalid-argument '0'"]),
    ("Hosts | evaluate autocluster('~', '~', '~', now())", ["constant-expected 'now()'"]),
    ("Hosts | evaluate diffpatterns(Host, 'a')", ["argument-count 'diffpatterns(Host, 'a')'"]),
    ("Hosts | evaluate diffpatterns('Host', 'a', 'b')", ["column-expected ''Host''"]),
    ("Hosts | evaluate diffpatterns(Port, 1, '2')", ["constant-expected '1'"]),
    ("Hosts | evaluate diffpatterns(Host, 'a', 'a')", ["invalid-argument ''a''"]),
    ("Hosts | evaluate diffpatterns(Host, 'a', 'b', Account)", ["column-expected 'Account'"]),
    ("Hosts | evaluate diffpatterns(Host, 'a', 'b', '~', 0.01)", ["invalid-argument '0.01'"]),
    ("Hosts | evaluate diffpatterns(Host, 'a', 'b', '~', '~', 0)", ["invalid-argument '0'"]),
    ("Hosts | evaluate diffpatterns(Host, 'a', 'b') | where Host == 'a'", ["unknown-column 'Host'"]),
    ("Hosts | evaluate diffpatterns_text(Host, Port == 1)", ["unsupported-plugin 'diffpatterns_text'"]),
    ("Hosts | count | extend x = Host", ["unknown-column 'Host'"]),
    ("let x = 5; x", ["table-expected 'x'"]),
    ("workspace('x').Hosts | take 1", ["unsupported-function 'workspace'"]),
    ("cluster('x').database('y').Hosts", ["unsupported-function 'cluster'"]),
    ("union Hosts, adx('x').Hosts, arg('').Hosts", ["unsupported-function 'adx'", "unsupported-function 'arg'"]),
    ("union database('x').*", ["unsupported-function 'database'"]),
    (
      "let f = (p: long) { toscalar(Hosts | where Port == p | project Host) }; Hosts | extend h = f(Port)",
      ["column-expected 'p'"]
    ),
    (
      "let f = (p: long) { let q = p + 1; toscalar(print q) }; Hosts | extend h = f(Port)",
      ["column-expected 'q'"]
    ),
    ("Hosts | where Port == later; let later = 5;", ["unknown-column 'later'"]),
    ("Custom_CL | project-away a | where a == 1", ["unknown-column 'a'"]),
    ("Custom_CL | project-keep a*", ["unsupported-operator 'a*'"]),
    ("set query_take_max_records=1; Hosts", ["unsupported-operator 'query_take_max_records'"]),
    ("set notruncation; Hosts", []),
    ("Hosts | extend b = bin_auto(Port)", ["invalid-argument 'bin_auto(Port)'"]),
    (
      "Hosts | summarize percentiles_array(Port, dynamic([50, [90]]))", ["invalid-argument 'dynamic([50, [90]])'"]
    ),
    ("Hosts | where assert(1 > 2, 'no')", ["invalid-argument 'assert(1 > 2, 'no')'"]),
    ("union isfuzzy=true Missing, Absent", ["unknown-table 'union isfuzzy=true Missing, Absent'"]),
  ])
  func reports(query: String, errors: [String]) {
    #expect(BinderFixture.bind(query).errors == errors)
  }

  /// What depends on something faulty is not reported again.
  @Test func doesNotCascade() {
    let query = "let a = Missing | take 1; let b = a | where x == 1; b | join (a) on y | extend z = Nope"
    #expect(BinderFixture.bind(query).errors == ["unknown-table 'Missing'"])
    let column = "Hosts | extend x = strlenn(Host) | where x > 5 and x has 'y' | summarize sum(x) by Host"
    #expect(BinderFixture.bind(column).errors == ["unknown-function 'strlenn' → strlen"])
  }

  @Test func doesNotMissWhatAMisspellingWouldHaveMade() {
    let query = "Hosts | summarize count() by Acount | where Account == 'x' | join (Logins) on Account"
    #expect(BinderFixture.bind(query).errors == ["unknown-column 'Acount' → Account"])
    let union = "let a = Hosts | where Nope == 1; let b = a | take 1; union isfuzzy=true a, b"
    #expect(BinderFixture.bind(union).errors == ["unknown-column 'Nope'"])
  }

  /// What a custom table has beyond its schema is taken, and told.
  @Test func tellsOfColumnsBeyondASchema() {
    let sink = DiagnosticSink()
    let syntax = Parser.parse("Product_CL | where target_s == 'x' | extend y = target_s, z = _ItemId", into: sink)
    let fixture = BinderFixture()
    _ = Binder(catalog: .standard, tables: fixture, functions: fixture, sink: sink).bind(syntax)
    #expect(sink.diagnostics.map(\.severity) == [.note])
    #expect(
      sink.diagnostics.map(\.message) == [
        "the column 'target_s' of 'Product_CL' is a string by its name; its schema here lacks it"
      ])
  }

  /// Removing and putting in front nothing is what a pattern that matches nothing asks for.
  @Test(arguments: ["project-away", "project-reorder"])
  func warnsOfPatternsThatMatchNothing(step: String) {
    let sink = DiagnosticSink()
    let syntax = Parser.parse("Hosts | \(step) No*, Port | take 1", into: sink)
    let fixture = BinderFixture()
    let bound = Binder(catalog: .standard, tables: fixture, functions: fixture, sink: sink).bind(syntax)
    #expect(sink.diagnostics.map(\.severity) == [.warning])
    #expect(sink.diagnostics.map(\.message) == ["no column here matches 'No*'"])
    let names = bound?.schema.columns.map(\.name) ?? []
    #expect(names.contains("Host"))
    #expect(step == "project-away" ? !names.contains("Port") : names.first == "Port")
  }

  @Test func spellsOutAggregatesAndPlaces() {
    func messages(_ query: String) -> [String] {
      let sink = DiagnosticSink()
      let syntax = Parser.parse(query, into: sink)
      let fixture = BinderFixture()
      _ = Binder(catalog: .standard, tables: fixture, functions: fixture, sink: sink).bind(syntax)
      return sink.diagnostics.map(\.message)
    }
    #expect(
      messages("Hosts | summarize dcount(Host, 1, 2)") == [
        "'dcount' does not take 3 arguments; it is dcount(scalar) or dcount(scalar, long)"
      ])
    #expect(
      messages("_Im_Dns(pack=true)") == [
        "there is no function '_Im_Dns': a workspace function belongs into Functions/ beside the rules, or behind --functions"
      ])
    #expect(messages("Hosts | invoke Enrich()").first?.contains("belongs into Functions/ beside the rules") == true)
    #expect(messages("Inventory | take 1").first?.contains("belongs into Tables/ beside the rules") == true)
    #expect(messages("Hosts | summarize sum(Host)").first?.contains("it is sum(real) or sum(long)") == true)
    #expect(messages("Hosts | summarize sumif(Port)").first?.contains("it is sumif(real, condition)") == true)
  }

  @Test func saysWhyAFunctionIsMissing() {
    let known = KnownNames.scalarFunctions.subtracting(Catalog.standard.functions.keys)
    for name in known.subtracting(KnownNames.undocumented).sorted() where !name.hasPrefix("__") {
      let isRefused = BinderFixture.bind("print x = \(name)()").errors.first?.hasPrefix("unsupported-function") == true
      #expect(isRefused == (KnownNames.reason(name) != nil), "\(name)")
    }
    for name in KnownNames.plugins.subtracting(KnownNames.undocumented).sorted() {
      let errors = BinderFixture.bind("Hosts | evaluate \(name)()").errors
      #expect((errors.first?.hasPrefix("unsupported-plugin") == true) == (KnownNames.reason(name) != nil), "\(name)")
    }
  }

  @Test func reportsTheBodyOfAFunctionOnce() {
    let query = "let f = (p:long) { Hosts | where Nope == p }; union f(1), f(2)"
    #expect(BinderFixture.bind(query).errors == ["unknown-column 'Nope'"])
  }
}
