import Foundation
import Testing

@testable import DetectorRuntime

/// Lists as a detector reads them when it starts.
struct ReferenceListsTests {
  private static func source(_ origin: SourceOrigin, _ columns: [ColumnDefinition]) -> SourceDefinition {
    SourceDefinition(
      table: "list", origin: origin, columns: ColumnList(columns), keptColumns: columns.count
    ) { row, _ in
      !sameBytes(row.value(0).string, "skipped")
    }
  }

  /// The rows of a source, as JSON.
  private static func rows(
    _ source: SourceDefinition, _ compiled: [WatchlistDefinition] = [], _ files: ReferenceLists.Files = .init()
  ) throws -> (rows: [String], warnings: [String]) {
    let lists = ReferenceLists(compiled, files)
    let table = try #require(lists.table(for: source, rule: "R"))
    try lists.load()
    let rows = (0..<table.count).map { index in
      let buffer = ByteBuffer()
      for (position, column) in source.columns.enumerated() {
        if position > 0 { buffer.append(0x2C) }
        appendJSON(cell: table[row: index].value(position), column.type, to: buffer)
      }
      return buffer.text().description
    }
    return (rows, lists.warnings)
  }

  private static func withFile<Result>(_ data: Data, _ body: (String) throws -> Result) throws -> Result {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("list-\(UUID().uuidString)")
    try data.write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url.path)
  }

  private static let columns = [
    ColumnDefinition("Account", .string), ColumnDefinition("SearchKey", .string),
    ColumnDefinition("WatchlistItem", .dynamic), ColumnDefinition("LastUpdatedTimeUTC", .dateTime),
  ]
  private static let compiled = [WatchlistDefinition("A", "Account,Owner\nann,x\nskipped,y\n")]

  @Test func givesTheServicesColumns() throws {
    let read = try Self.rows(Self.source(.watchlist("A"), Self.columns), Self.compiled)
    #expect(read.rows == [#""ann","ann",{"Account":"ann","Owner":"x"},null"#])
    #expect(read.warnings.isEmpty)
  }

  @Test func aFileReplacesWhatIsCompiledIn() throws {
    let read = try Self.withFile(Data("Owner,Account,SearchKey\r\nx,bob,k\r\n".utf8)) { path in
      var files = ReferenceLists.Files()
      files.watchlists = ["A=\(path)"]
      return try Self.rows(Self.source(.watchlist("A"), Array(Self.columns.prefix(2))), Self.compiled, files)
    }
    #expect(read.rows == [#""bob","k""#])
  }

  @Test func aFileMustHaveTheColumnsThatRulesRead() throws {
    try Self.withFile(Data("Owner\nx\n".utf8)) { path in
      var files = ReferenceLists.Files()
      files.watchlists = ["A=\(path)"]
      #expect(throws: UsageError.self) {
        try Self.rows(Self.source(.watchlist("A"), Self.columns), Self.compiled, files)
      }
    }
  }

  @Test func aListWithoutAFileIsEmptyAndLoud() throws {
    let read = try Self.rows(Self.source(.watchlist("B"), Self.columns), Self.compiled)
    #expect(read.rows.isEmpty)
    #expect(
      read.warnings == ["the watchlist 'B' is empty: give its rows with --watchlist B=FILE; read by 'R'"])
    let lists = ReferenceLists([])
    _ = lists.table(for: Self.source(.watchlist("B"), Self.columns), rule: "R")
    #expect(throws: UsageError.self) { try lists.load(isStrict: true) }
  }

  @Test func readsExternalCells() throws {
    let external = ExternalSource(["https://e/x?a=b"], .csv, skipsFirst: true, columns: ["N", "T", "D"])
    let source = Self.source(
      .external(external),
      [ColumnDefinition("D", .dynamic), ColumnDefinition("N", .long), ColumnDefinition("T", .dateTime)])
    let read = try Self.withFile(Data("n,t,d\n7,2020-01-02,\"{\"\"a\"\":1}\"\nx,,\n".utf8)) { path in
      var files = ReferenceLists.Files()
      files.external = ["https://e/x?a=b=\(path)"]
      return try Self.rows(source, [], files)
    }
    #expect(read.rows == [#"{"a":1},7,"2020-01-02T00:00:00.0000000Z""#, "null,null,null"])
  }

  @Test func readsExternalJSONByPaths() throws {
    let external = ExternalSource(["https://e/x"], .json, columns: ["A", "B"], paths: ["$.d.a", ""])
    let source = Self.source(.external(external), [ColumnDefinition("A", .string), ColumnDefinition("B", .long)])
    let read = try Self.withFile(Data(#"{"d":{"a":"x"},"B":1}[{"B":"2"}]"#.utf8)) { path in
      var files = ReferenceLists.Files()
      files.external = ["https://e/x=\(path)"]
      return try Self.rows(source, [], files)
    }
    #expect(read.rows == [#""x",1"#, #""",2"#])
  }

  /// A large file: all of its rows are there once, for `in` and for joins.
  @Test func looksUpInLargeFiles() throws {
    let count = 50_000
    let lines = (0..<count).map { "host\($0),\"owner, \($0 % 7)\",\($0 % 3 == 0 ? "é" : "")\n" }
    try Self.withFile(Data(("Name,Owner,Note\r\n" + lines.joined()).utf8)) { path in
      var files = ReferenceLists.Files()
      files.watchlists = ["A=\(path)"]
      let lists = ReferenceLists([WatchlistDefinition("A", "Name,Owner,Note\n")], files)
      let columns = ["Name", "Owner", "Note"].map { ColumnDefinition($0, .string) }
      let table = try #require(lists.table(for: Self.source(.watchlist("A"), columns), rule: "R"))
      try lists.load()
      #expect(table.count == count)

      let cx = EvaluationContext(now: DateTime(ticks: 0))
      let names = ValueSet(table, column: 0, folded: false, cx)
      let folded = ValueSet(table, column: 0, folded: true, cx)
      func name(_ text: String) -> Value { Value(cx.arena.copy(text)) }
      #expect((0..<count).allSatisfy { names.contains(name("host\($0)")) && folded.contains(name("HOST\($0)")) })
      #expect((count..<2 * count).allSatisfy { !names.contains(name("host\($0)")) })
      #expect(!names.contains(name("Host1")) && !names.contains(name("")))

      let events = Table(width: 1, cx)
      let asked = [0, 49_999, 50_000, 12_345, 12_345]
      for number in asked {
        events.put(name("host\(number)"))
        events.endRow()
      }
      let joined = joinTables(
        events, table, on: [JoinKey(left: 0, right: 0)], kind: .inner, left: "0", right: "1 2", padding: "null*3", cx)
      let found = (0..<joined.count).map { row in (0..<3).map { joined[row: row].value($0).string.description } }
      #expect(
        found.sorted { $0[0] < $1[0] } == [
          ["host0", "owner, 0", "é"], ["host12345", "owner, 4", "é"], ["host12345", "owner, 4", "é"],
          ["host49999", "owner, 5", ""],
        ])
    }
  }

  @Test func warnsOfFilesThatNoRuleReads() throws {
    var files = ReferenceLists.Files()
    files.watchlists = ["C=/nowhere"]
    let lists = ReferenceLists(Self.compiled, files)
    try lists.load()
    #expect(lists.warnings == ["no rule reads a watchlist 'C'"])
  }
}
