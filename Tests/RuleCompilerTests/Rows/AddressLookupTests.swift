import DetectorRuntime
import Testing

@Suite struct AddressLookupTests {
  let cx = makeContext()

  private func strings(_ rows: [[Str]]) -> Table {
    makeTable(rows.map { $0.map { Value($0) } }, width: rows.first?.count ?? 1, cx)
  }

  private var networks: Table {
    strings([
      ["10.0.0.0/8", "a"], ["10.1.0.0/16", "b"], ["192.168.1.7", "c"], ["10.1.99.0/16", "d"], ["no range", "e"],
      ["2001:db8::/32", "f"],
    ])
  }

  private func lookUp(_ rows: [[Str]], _ kind: JoinKind, extra: Bool = false) -> [[String]] {
    var keys = [JoinKey(left: 0, right: 0, isString: true)]
    if extra { keys.append(JoinKey(left: 1, right: 1, isString: true)) }
    return cells(
      joinTables(
        strings(rows), networks, on: keys, kind: kind, left: "0", right: "1", padding: "''*2",
        cx))
  }

  @Test func allRangesThatHoldTheAddress() {
    let rows: [[Str]] = [["10.1.2.3"], ["192.168.1.7"], ["8.8.8.8"], ["nonsense"], ["10.9.9.9"], ["2001:db8::1"]]
    let matches = [
      ["'10.1.2.3'", "'a'"], ["'10.1.2.3'", "'b'"], ["'10.1.2.3'", "'d'"], ["'192.168.1.7'", "'c'"],
      ["'10.9.9.9'", "'a'"],
    ]
    #expect(lookUp(rows, .ipv4Inner) == matches)
    #expect(lookUp(rows, .ipv6Inner) == matches + [["'2001:db8::1'", "'f'"]])
    #expect(lookUp(rows, .ipv4LeftOuter).count == 8)
    #expect(lookUp([["nonsense"], ["8.8.8.8"]], .ipv6LeftOuter) == [["'nonsense'", "''"], ["'8.8.8.8'", "''"]])
  }

  @Test func furtherKeysMustBeEqual() {
    #expect(lookUp([["10.1.2.3", "b"], ["10.1.2.3", "x"]], .ipv4Inner, extra: true) == [["'10.1.2.3'", "'b'"]])
  }

  @Test func aMissClosesTheKey() {
    let grouping = Grouping(keys: 1, cx)
    grouping.put(Int64(1))
    #expect(grouping.find() == nil)
    grouping.put(Int64(2))
    #expect(grouping.group() == 0)
    grouping.put(Int64(2))
    #expect(grouping.find() == 0)
  }
}
