import Testing

@testable import rulec

@Suite struct DetectorBuildTests {
  @Test func smallSetsAreOneModule() {
    let parts = DetectorBuild.split([("a", 100), ("b", 100)], processors: 2)
    #expect(parts == [["a", "b"]])
  }

  @Test func largeSetsKeepEveryProcessorBusyInOrder() {
    let items = (0..<100).map { ("r\($0)", 10_000) }
    let parts = DetectorBuild.split(items, processors: 2)
    #expect(parts.count >= 3)
    #expect(parts.flatMap { $0 } == items.map(\.0))
    #expect(parts.allSatisfy { $0.count * 10_000 <= 400_000 })
  }

  @Test func aRuleLargerThanAModuleStandsAlone() {
    let parts = DetectorBuild.split([("a", 10), ("big", 900_000), ("b", 10)], processors: 2)
    #expect(parts.contains(["big"]))
    #expect(parts.flatMap { $0 } == ["a", "big", "b"])
  }

  @Test func nothingIsNoModule() {
    #expect(DetectorBuild.split([(item: String, size: Int)](), processors: 2).isEmpty)
  }

  @Test func workersKeepTheOrderOfTheirItems() {
    #expect(WorkerThreads.map(count: 1000, threads: 4) { $0 * 2 } == (0..<1000).map { $0 * 2 })
    #expect(WorkerThreads.map(count: 0) { $0 }.isEmpty)
  }
}
