import DetectorRuntime
import Testing

@Suite struct CollectBagTests {
  /// Lives as long as the test, so that strings in its arena do.
  let cx = makeContext()

  @Test func collectsByGroup() {
    let bags = CollectBag(.null, cx)
    bags.add(0, "b", long(1))
    bags.add(1, "a", long(2))
    bags.add(0, "a", long(3))
    bags.add(0, "b", long(4))
    #expect(show(bags.result(0)) == "{'b':1,'a':3}")
    #expect(show(bags.result(1)) == "{'a':2}")
    #expect(show(bags.result(2)) == "{}")
  }

  @Test func keysOfOthersHaveWhatNoRowsGive() {
    let bags = CollectBag(long(0), cx)
    bags.add(0, "b", long(1))
    bags.add(1, "a", long(2))
    #expect(show(bags.result(0)) == "{'b':1,'a':0}")
    #expect(show(bags.result(1)) == "{'b':0,'a':2}")
  }
}
