import Foundation
import Testing

@testable import RuleCompiler

struct TableCatalogTests {
  @Test func knowsStandardTables() throws {
    let table = try #require(TableCatalog.standard.table(named: "SecurityEvent"))
    #expect(table.columns.count == 237)
    #expect(table.type(ofColumn: "EventID") == .int && table.type(ofColumn: "TimeGenerated") == .datetime)
    #expect(TableCatalog.standard.table(named: "securityevent") == nil)
    #expect(TableCatalog.standard.suggestion(for: "SecurtyEvents") == "SecurityEvent")
    #expect(TableCatalog.standard.names.count == PackedTableSchemas.tableCount)
    #expect(TableCatalog.standard.names == TableCatalog.standard.names.sorted())
  }

  @Test func everyPackedTableDecodes() throws {
    var columns = 0
    for name in TableCatalog.standard.names {
      let table = try #require(TableCatalog.standard.table(named: name))
      #expect(Set(table.columns.map(\.name)).count == table.columns.count)
      columns += table.columns.count
    }
    #expect(columns == 33_442)
  }

  @Test func addsTheUsersTables() throws {
    let sink = DiagnosticSink()
    let yaml = "App_CL:\n  TimeGenerated: datetime\n  Ratio: double\nHeartbeat: {Computer: string}\n"
    let tables = TableSchemaFile.read(SourceFile(path: "Tables/a.yaml", text: yaml), into: sink)
    let json = "{\"Json_CL\": {\"A\": \"long\"}}"
    let more = TableSchemaFile.read(SourceFile(path: "Tables/b.json", text: json), into: sink)
    #expect(sink.diagnostics.isEmpty)
    let catalog = TableCatalog.standard.adding(tables + more)
    #expect(catalog.table(named: "App_CL")?.columns == [.init("TimeGenerated", .datetime), .init("Ratio", .real)])
    #expect(catalog.table(named: "Heartbeat")?.columns == [.init("Computer", .string)])
    #expect(catalog.contains("Json_CL") && catalog.names.count == TableCatalog.standard.names.count + 2)
    #expect(!TableCatalog.standard.contains("App_CL"))
  }
}
