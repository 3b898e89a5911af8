import DetectorRuntime
import Testing

@Suite struct CollectBagTests {
  /// Lives as long as the test, so that strings in its arena do.
  let cx = makeContext()

  @Test func collectsByGroup() {
    let bags = CollectBag(cx)
    bags.add(0, "b", long(1), .null)
    bags.add(1, "a", long(2), .null)
    bags.add(0, "a", long(3), .null)
    bags.add(0, "b", long(4), .null)
    #expect(show(bags.result(0)) == "{'b':1,'a':3}")
    #expect(show(bags.result(1)) == "{'a':2}")
    #expect(show(bags.result(2)) == "{}")
  }

  @Test func keysOfOthersHaveWhatNoRowsGive() {
    let bags = CollectBag(cx)
    bags.add(0, "b", long(1), long(0))
    bags.add(1, "a", long(2), long(0))
    #expect(show(bags.result(0)) == "{'b':1,'a':0}")
    #expect(show(bags.result(1)) == "{'b':0,'a':2}")
  }
}
