import DetectorRuntime
import Testing

struct ColumnListTests {
  @Test func namesAndTypes() {
    let list: ColumnList = "A:string, b c:long, T:datetime, D:dynamic"
    #expect(list.map(\.name.description) == ["A", "b c", "T", "D"])
    #expect(list.map(\.type) == [.string, .long, .dateTime, .dynamic])
    #expect(ColumnList("").isEmpty)
  }

  @Test func escapedNames() {
    let list: ColumnList = #"a\:b\, c\\:int, \:\::guid"#
    #expect(list.map(\.name.description) == [#"a:b, c\"#, "::"])
    #expect(list.map(\.type) == [.int, .guid])
  }

  @Test func columnsOfAnArray() {
    let columns = [ColumnDefinition("x, y:z", .bool)]
    #expect(ColumnList(columns).first?.name.description == "x, y:z")
    #expect(ColumnList([] as [ColumnDefinition]).isEmpty)
  }
}
