import Testing

@testable import DetectorRuntime
@testable import RuleCompiler

@Suite struct ConstantTableTests {
  let cx = makeContext()

  @Test func readsCellsByTheTypesOfTheirColumns() {
    let table = constantTable(
      "int long real bool string",
      """
      1 -2 3 true 'a b'
      null null null null ''
      -7 9223372036854775807 -0.5 false 'c'
      """, cx)
    #expect(
      cells(table) == [
        ["1", "-2", "3.0", "true", "'a b'"], ["null", "null", "null", "null", "''"],
        ["-7", "9223372036854775807", "-0.5", "false", "'c'"],
      ])
    #expect(table[row: 0].value(0).kind == .int)
    #expect(table[row: 0].value(1).kind == .long)
  }

  @Test func tellsRealsOfAListFromWholeNumbers() {
    let list = constantList("1 1.0 1e+20 'x' true null -0.0 nan inf -inf -5", cx)
    #expect(list.map(\.kind) == [.long, .real, .real, .string, .bool, .null, .real, .real, .real, .real, .long])
    #expect(list[2].real == 1e20 && list[6].real?.sign == .minus && list[7].real?.isNaN == true)
    #expect(list[9].real == -.infinity)
  }

  @Test(arguments: HostileText.marks) func textsComeBackByteForByte(_ hostile: HostileText) throws {
    let rows: [[PlanExpression]] = [[.constant(.string(hostile.text)), .constant(.string("next"))]]
    let line = try #require(ConstantCells.lines(rows))
    let table = constantTable(types: "string string", rows: cx.arena.copy(line.joined(separator: "\n")), cx)
    #expect(table.count == 1)
    #expect(table[row: 0].string(0).bytes.elementsEqual(hostile.text.utf8))
    #expect(table[row: 0].string(1).description == "next")
  }

  @Test func numbersComeBackBitForBit() throws {
    let numbers: [Double] = [
      0.1, .leastNormalMagnitude / 8, .greatestFiniteMagnitude, .leastNonzeroMagnitude, -123456789.125, 1e15, 1e16,
      1.0 / 3,
    ]
    let text = try #require(ConstantCells.list(numbers.map { .real($0) }))
    #expect(constantList(elements: cx.arena.copy(text), cx).map(\.real) == numbers)
  }

  @Test func whatHasNoWordIsNoTable() {
    #expect(ConstantCells.lines([[.constant(.datetime(1))]]) == nil)
    #expect(ConstantCells.list([.int(1), .int(2), .int(3), .int(4)]) == nil)
    #expect(ConstantCells.list([.long(1), .long(2)]) == nil)
    #expect(ConstantCells.types([ColumnSymbol("a", .dynamic)]) == nil)
    #expect(ConstantCells.table([], [ColumnSymbol("a", .long)]) == nil)
    #expect(ConstantCells.table([[.constant(.long(1))]], [ColumnSymbol("a", .long)]) != nil)
  }
}
