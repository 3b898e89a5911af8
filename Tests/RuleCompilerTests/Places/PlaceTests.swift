import Foundation
import Testing

@testable import DetectorRuntime
@testable import RuleCompiler
@testable import rulec

/// `geo_info_from_ip_address` and the database of `--geoip`.
@Suite struct PlaceTests {
  private static func database(_ bytes: [UInt8] = MaxMindBuilder.places()) throws -> PlaceDatabase {
    try PlaceDatabase(try MaxMindDatabase(ByteBuffer.holding(bytes)), path: "test.mmdb")
  }

  /// What the function gives for an address, as JSON.
  private static func place(_ address: Str, _ database: PlaceDatabase?) -> String {
    let fixture = KernelFixture()
    fixture.cx.places = database.map { PlaceReader($0) }
    let buffer = ByteBuffer()
    withExtendedLifetime(fixture.cx) {
      appendJSON(fixture.call("geo_info_from_ip_address", string(address)), to: buffer)
    }
    return buffer.text().description
  }

  private static let sydney =
    #"{"country":"Australia","state":"New South Wales","city":"Sydney","latitude":-33.8715,"longitude":151.2006}"#

  @Test(arguments: [24, 28, 32])
  func givesWhatIsKnownInTheOrderOfThePage(_ recordSize: Int) throws {
    let database = try Self.database(MaxMindBuilder.places(recordSize: recordSize))
    let cases: [(Str, String)] = [
      ("20.53.203.50", Self.sydney), ("20.53.0.0", Self.sydney), ("20.53.255.255", Self.sydney), ("20.54.0.0", "null"),
      (
        "2a03:2880:f12c:83:face:b00c::25de",
        #"{"country":"United States","state":"Florida","city":"Boca Raton","latitude":26.3594,"longitude":-80.0771}"#
      ),
      // The smallest of several subdivisions.
      (
        "2.125.160.217",
        #"{"country":"United Kingdom","state":"West Berkshire","city":"Boxford","latitude":51.75,"longitude":-1.25}"#
      ),
      ("8.8.8.8", #"{"country":"United States","latitude":37.751,"longitude":-97.822}"#),
      ("9.9.9.9", #"{"country":"Côte d'Ivoire"}"#), ("1.2.3.4", #"{"city":"Nowhere"}"#),
      // A record that says nothing of the five.
      ("5.5.5.5", "null"),
    ]
    for (address, expected) in cases { #expect(Self.place(address, database) == expected, "\(address)") }
  }

  @Test func addressesThatStandForIPv4AreFoundAsTheDatabaseHasThem() throws {
    let database = try Self.database()
    for address in ["::ffff:20.53.203.50", "::FFFF:1435:cb32", "2002:1435:cb32::1", "2002:1435:cb32:ffff::"] as [Str] {
      #expect(Self.place(address, database) == Self.sydney, "\(address)")
    }
    #expect(Self.place("::20.53.203.50", database) == Self.sydney)
  }

  @Test func whatIsNoAddressOrPrivateIsNull() throws {
    let database = try Self.database()
    let texts: [Str] = [
      "", " ", "10.0.0.1", "192.168.1.1", "127.0.0.1", "::1", "fe80::1", "20.53.203", "20.53.203.256", "20.53.203.50 ",
      "20.53.203.50/32", "20.53.203.50:443", "[2a03:2880:f12c::1]", "2a03:2880:f12c::1/48", "2a03:2880:f12c::1%eth0",
      "host", "::",
      "2a03:2880:f12c:83:face:b00c::25de2a03:2880:f12c:83:face:b00c::25de",
    ]
    for text in texts { #expect(Self.place(text, database) == "null", "\(text)") }
  }

  @Test func withoutADatabaseAllIsNull() { #expect(Self.place("20.53.203.50", nil) == "null") }

  @Test func anIPv4DatabaseKnowsNoIPv6() throws {
    var builder = MaxMindBuilder(ipVersion: 4, type: "GeoLite2-Country")
    builder.insert(.init(bits: 20 << 24, length: 8), MaxMindBuilder.place(country: "Australia"))
    let database = try Self.database(builder.bytes())
    #expect(Self.place("20.53.203.50", database) == #"{"country":"Australia"}"#)
    #expect(Self.place("::ffff:20.53.203.50", database) == "null")
    #expect(Self.place("2a03:2880:f12c::1", database) == "null")
  }

  /// The last answer is kept for the next question only if that is the same.
  @Test func eachAddressHasItsOwnPlace() throws {
    let reader = PlaceReader(try Self.database())
    let cases: [(Str, String?)] = [
      ("8.8.8.8", "-"), ("8.8.8.8", "-"), ("20.53.1.1", "Sydney"), ("::808:808", "-"), ("7.7.7.7", nil),
      ("7.7.7.7", nil), ("none", nil), ("8.8.8.8", "-"),
    ]
    for (address, expected) in cases {
      let city = reader.place(of: address).map { $0.city.isEmpty ? "-" : $0.city.description }
      #expect(city == expected, "\(address)")
    }
  }

  @Test func aMalformedRecordHasNoPlace() throws {
    var builder = MaxMindBuilder()
    builder.insert(.init(bits: 20 << 24, length: 104), MaxMindBuilder.place(country: "Australia"))
    let good = builder
    func rest(_ member: MaxMindValue) throws -> PlaceDatabase {
      var builder = good
      // Behind the records that are looked at when the database is opened.
      for index in 0..<4200 {
        builder.insert(.init(bits: UInt128(21 << 24 | index << 4), length: 124), at: 0)
      }
      builder.insert(
        .init(bits: 0xAAAA << 112, length: 16), .map(["country": .map(["names": .map(["en": member])])]))
      return try Self.database(builder.bytes())
    }
    #expect(Self.place("aaaa::1", try rest(.text("X"))) == #"{"country":"X"}"#)
    for member in [.uint16(1), .raw([0x42, 0xC3, 0x28]), .raw([0x2F, 0xFF])] as [MaxMindValue] {
      #expect(Self.place("aaaa::1", try rest(member)) == "null")
    }
  }

  // MARK: Files

  @Test func refusesDatabasesWithoutPlaces() throws {
    var builder = MaxMindBuilder(type: "GeoLite2-ASN")
    builder.insert(.init(bits: 20 << 24, length: 104), .map(["autonomous_system_number": .uint32(8075)]))
    try MaxMindBuilder.withFile(builder.bytes()) { path in
      let error = #expect(throws: UsageError.self) { try PlaceDatabase(path: path) }
      #expect(
        error?.text
          == "\(path), a database of type 'GeoLite2-ASN', has no places: GeoLite2-City and GeoLite2-Country have them")
    }
    try MaxMindBuilder.withFile(Array("country\n".utf8)) { path in
      let error = #expect(throws: UsageError.self) { try PlaceDatabase(path: path) }
      #expect(error?.text == "\(path) is no MaxMind database (.mmdb), or is cut off")
    }
    #expect(throws: UsageError.self) { try PlaceDatabase(path: "/nowhere/GeoLite2-City.mmdb") }
  }

  /// A rule that gives the country of each event's address.
  private static let rule: DetectorDefinition = {
    var rule = RuleMetadata()
    rule.id = "places"
    rule.name = "Places"
    let columns: [ColumnDefinition] = [.init("TimeGenerated", .dateTime), .init("Address", .string)]
    return DetectorDefinition(
      rule: rule,
      sources: [SourceDefinition(table: "T", columns: ColumnList(columns), keptColumns: 2, matches: { _, _ in true })],
      columns: ColumnList([.init("Address", .string), .init("Country", .dynamic)]), isOpen: false, readsPlaces: true,
      evaluate: { tables, cx in
        let result = Table(width: 2, cx)
        for index in 0..<tables[0].count {
          let address = tables[0][row: index].string(1)
          result.put(Value(address))
          result.put(property(placeOfAddress(address, cx), "country", cx))
          result.endRow()
        }
        return result
      })
  }()

  private static let events = ["20.53.203.50", "9.9.9.9", "10.0.0.1"].map {
    #"{"TimeGenerated":"2026-03-01T00:01:00Z","Type":"T","Address":"\#($0)"}"#
  }.joined(separator: "\n")

  @Test func aDetectorAsksTheDatabase() throws {
    try MaxMindBuilder.withFile(MaxMindBuilder.places()) { path in
      for options in [[], ["--threads", "2"], ["--lateness", "1m"]] {
        let scan = try ScanFixture([Self.rule], Self.events, ["--emit", "rows", "--geoip", path] + options)
        #expect(scan.exitCode == 0)
        let countries = scan.rows.map { "\($0["Address"] ?? "") \($0["Country"] as? String ?? "-")" }
        #expect(Set(countries) == ["20.53.203.50 Australia", "9.9.9.9 Côte d'Ivoire", "10.0.0.1 -"])
      }
    }
  }

  @Test func withoutTheDatabaseItWarnsOrIsStrict() throws {
    let scan = try ScanFixture([Self.rule], Self.events, ["--emit", "rows"])
    #expect(scan.exitCode == 0)
    #expect(scan.rows.count == 3 && scan.rows.allSatisfy { $0["Country"] is NSNull })
    for options in [["--strict"], ["--geoip", "/nowhere.mmdb"]] {
      #expect(DetectorCommandLine.run([Self.rule], ["scan", "/dev/null", "--quiet"] + options) == 64)
    }
    let lists = ReferenceLists([])
    _ = DetectorEngine([Self.rule], lists, EngineSettings(), OutputStream(descriptor: -1))
    try lists.load()
    #expect(
      lists.warnings == [
        "geo_info_from_ip_address() gives null: give a database of places with --geoip FILE; read by 'Places'"
      ])
  }

  @Test func aDatabaseThatNoRuleReadsIsTold() throws {
    var files = ReferenceLists.Files()
    files.places = try Self.database()
    let lists = ReferenceLists([], files)
    try lists.load(isStrict: true)
    #expect(lists.warnings == ["no rule asks where addresses are: --geoip is not used"])
  }

  // MARK: Queries

  private static func errors(_ query: String) -> [String] { BinderFixture.bind(query).errors }

  @Test func takesOneText() {
    #expect(Self.errors("Hosts | project p = geo_info_from_ip_address(Host).country") == [])
    for arguments in ["", "1", "Host, 'en'", "now()"] {
      #expect(!Self.errors("Hosts | project p = geo_info_from_ip_address(\(arguments))").isEmpty, "\(arguments)")
    }
  }

  /// The compiler does not know the database.
  @Test func constantsAreNotFolded() throws {
    let (bound, errors) = BinderFixture.bind("print r = isnull(geo_info_from_ip_address('10.0.0.1'))")
    #expect(errors == [])
    guard case .values(let rows)? = bound?.kind, let value = rows.first?.first else {
      Issue.record("print gives no row")
      return
    }
    if case .literal = value.kind { Issue.record("it has been folded") }
  }

  /// What the database says is asked by each run, as watchlists are, and not kept with events or in summaries.
  @Test func placesStayInTheTail() throws {
    let compiler = Compiler(options: CompilerOptions())
    let query = compiler.compileQuery(
      """
      SigninLogs
      | where ResultType == '0' and tostring(geo_info_from_ip_address(IPAddress).country) != 'Iceland'
      | summarize count() by UserPrincipalName
      """, id: "Q")
    let swift = try #require(query.swift)
    let scan = try #require(swift.range(of: "static func matches"))
    let tail = try #require(swift.range(of: "static func evaluate"))
    let call = try #require(swift.range(of: "placeOfAddress("))
    #expect(scan.lowerBound < tail.lowerBound && tail.lowerBound < call.lowerBound)
    #expect(swift.contains("readsPlaces: true") && !swift.contains("summary:"))
    let other = try #require(compiler.compileQuery("SigninLogs | where ResultType == '0'", id: "Q").swift)
    #expect(!other.contains("readsPlaces"))
    // A column that nobody reads asks for nothing.
    let unused = compiler.compileQuery(
      "SigninLogs | extend p = geo_info_from_ip_address(IPAddress) | project IPAddress", id: "Q")
    #expect(try #require(unused.swift).contains("readsPlaces") == false)
  }

  /// The examples of the catalog, whose first ones are the page's, and a rule's way to ask, compiled and run.
  @Test func queriesAskTheDatabase() throws {
    let symbol = try #require(Catalog.standard.functions["geo_info_from_ip_address"])
    #expect(symbol.examples.count == 3)
    let examples = symbol.examples.map {
      ResultCase("print same = tostring(\($0.expression)) == tostring(\($0.yields))", "same", "[[true]]")
    }
    let events = ["20.53.203.50", "9.9.9.9", "10.0.0.1"].map {
      #"{"Type":"SigninLogs","TimeGenerated":"2026-03-01T00:00:00Z","IPAddress":"\#($0)"}"#
    }
    let queries = [
      ResultCase(
        "SigninLogs | extend c = tostring(geo_info_from_ip_address(IPAddress).country)"
          + " | project IPAddress, c | sort by IPAddress asc", "IPAddress c",
        #"[["10.0.0.1",""],["20.53.203.50","Australia"],["9.9.9.9","Côte d'Ivoire"]]"#),
      ResultCase(
        "SigninLogs | extend g = geo_info_from_ip_address(IPAddress) | where isnotempty(g.country) and g.latitude < 0"
          + " | project city = g.city, north = toreal(g.latitude) + 90", "city north", #"[["Sydney",56.1285]]"#),
      ResultCase(
        "SigninLogs | summarize n = count() by c = tostring(geo_info_from_ip_address(IPAddress).country) | sort by c asc",
        "c n", #"[["",1],["Australia",1],["Côte d'Ivoire",1]]"#),
      ResultCase(
        "SigninLogs | extend g = geo_info_from_ip_address(IPAddress) | extend c = tostring(g.country)"
          + " | summarize n = countif(isnotempty(c)), cs = make_set(c)", "n cs",
        #"[[2,["","Australia","Côte d'Ivoire"]]]"#),
    ]
    try MaxMindBuilder.withFile(MaxMindBuilder.places()) { path in
      try ResultCase.check(examples + queries, events: events, places: path)
    }
  }
}
