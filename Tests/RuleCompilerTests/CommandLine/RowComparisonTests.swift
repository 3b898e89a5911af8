import Testing

@testable import rulec

/// What `rulec test` says about rows.
@Suite struct RowComparisonTests {
  private static let result = #"""
    {"columns":["Time","Host","Logons","Share"],"types":["datetime","string","long","real"],
    "rows":[["2026-03-02T10:00:00.5000000Z","h1",2,0.1],["2026-03-02T11:00:00.0000000Z","",null,null]]}
    """#

  private static func lines(_ expected: String...) throws -> [String] {
    let actual = try #require(ResultRows(json: result))
    let rows = try expected.map { try #require(ExpectedRow($0)) }
    let comparison = RowComparison(expected: rows, actual: actual)
    return comparison.isEqual ? [] : comparison.lines
  }

  @Test func equalRowsMayStandInAnyOrderAndLeaveOutWhatHoldsNothing() throws {
    #expect(
      try Self.lines(
        #"{"Time":"2026-03-02T11:00:00Z","Logons":null}"#,
        #"{"Share":0.10,"Host":"h1","Logons":2,"Time":"2026-03-02T10:00:00.5Z"}"#) == [])
  }

  @Test func aRowThatIsNearlyThereShowsItsCells() throws {
    #expect(
      try Self.lines(
        #"{"Time":"2026-03-02T10:00:00.5Z","Host":"h1","Logons":3,"Share":0.1}"#, #"{"Time":"2026-03-02T11:00:00Z"}"#)
        == ["row 1 differs in Logons:", "  - Logons  3", "  + Logons  2"])
  }

  @Test func rowsThatShareLittleAreMissingAndNotExpected() throws {
    #expect(
      try Self.lines(#"{"Host":"h9","Time":"2026-03-02T10:00:00Z"}"#, #"{"Time":"2026-03-02T11:00:00Z"}"#) == [
        "missing:", #"  - {"Host":"h9","Time":"2026-03-02T10:00:00Z"}"#, "not expected:",
        #"  + {"Time": "2026-03-02T10:00:00.5000000Z", "Host": "h1", "Logons": 2, "Share": 0.1}"#,
      ])
  }

  @Test func aNearMissMustNotFire() throws {
    let lines = try Self.lines()
    #expect(lines.first == "must not fire, but 2 rows came:")
    #expect(lines.count == 3)
  }

  @Test func aColumnThatTheResultDoesNotHaveIsADifference() throws {
    let lines = try Self.lines(
      #"{"Time":"2026-03-02T10:00:00.5Z","Host":"h1","Logons":2,"Share":0.1,"Hots":1}"#,
      #"{"Time":"2026-03-02T11:00:00Z"}"#)
    #expect(lines.first == "row 1 differs in Hots:")
    #expect(lines.last == "  + the result has no such column; it has Time, Host, Logons, Share")
  }

  @Test func aTextIsNoNumberAndNullNoZero() throws {
    #expect(try !Self.lines(#"{"Time":"2026-03-02T11:00:00Z","Logons":0}"#).isEmpty)
    #expect(
      try !Self.lines(
        #"{"Time":"2026-03-02T10:00:00.5Z","Host":"h1","Logons":"2","Share":0.1}"#,
        #"{"Time":"2026-03-02T11:00:00Z"}"#
      ).isEmpty)
  }
}
