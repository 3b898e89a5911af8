import Testing

@testable import rulec

@Suite struct LineDiffTests {
  @Test func equalTextsHaveNoHunks() {
    let diff = LineDiff("a\nb\n", "a\nb\n")
    #expect(diff.isEmpty)
    #expect(diff.unified().isEmpty)
  }

  @Test func aChangedLineStandsBetweenItsContext() {
    let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n"
    let new = "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"
    #expect(
      LineDiff(old, new).unified() == ["@@ -2,7 +2,7 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8"])
  }

  @Test func anAddedTextStartsAtLineZero() {
    #expect(LineDiff("", "x\ny\n").unified() == ["@@ -0,0 +1,2 @@", "+x", "+y"])
    #expect(LineDiff("x\n", "").unified() == ["@@ -1 +0,0 @@", "-x"])
  }

  @Test func distantChangesGetHunksOfTheirOwn() {
    let old = (1...20).map(String.init)
    var new = old
    new[1] = "two"
    new[17] = "eighteen"
    let hunks = LineDiff(old.joined(separator: "\n"), new.joined(separator: "\n")).unified(context: 2)
    #expect(hunks.filter { $0.hasPrefix("@@") } == ["@@ -1,4 +1,4 @@", "@@ -16,5 +16,5 @@"])
  }

  @Test(arguments: [
    ("ABCABBA", "CBABAC", 5), ("kitten", "sitting", 5), ("abc", "xyz", 6), ("aXbXc", "abc", 2), ("abc", "aXbXc", 2),
  ])
  func editScriptIsShortestAndLeadsToTheNewText(old: String, new: String, length: Int) {
    let oldLines = old.map { Substring(String($0)) }
    let newLines = new.map { Substring(String($0)) }
    let diff = LineDiff(oldLines, newLines)
    var result: [Substring] = []
    var changes = 0
    for edit in diff.edits {
      switch edit {
      case .keep(let old, let new):
        #expect(oldLines[old] == newLines[new])
        result.append(oldLines[old])
      case .remove: changes += 1
      case .add(let new):
        changes += 1
        result.append(newLines[new])
      }
    }
    #expect(result == newLines)
    #expect(changes == length)
  }
}
