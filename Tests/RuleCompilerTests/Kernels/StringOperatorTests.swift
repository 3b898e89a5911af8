import DetectorRuntime
import Testing

@testable import RuleCompiler

/// Operators on text, and above all what a term is.
@Suite struct StringOperatorTests {
  private func holds(_ name: String, _ text: String, _ part: String) -> Bool? {
    let cx = EvaluationContext(now: DateTime(ticks: 0))
    return withExtendedLifetime(cx) {
      let cells = [Value(cx.arena.copy(text)), Value(cx.arena.copy(part))]
      return Catalog.standard.functions[name]?.signatures[0].kernel.fold(cells, cx).bool
    }
  }

  @Test(arguments: [
    ("a_b", "b", true), ("abc123", "123", false), ("10.0.0.1", "10.0.0", true), ("10.0.0.10", "10.0.0.1", false),
    ("user@contoso.com", "contoso", true), ("C:\\Windows\\System32", "system32", true),
    ("powershell -enc x", "-enc", true),
    ("powershell -encode x", "-enc", false), ("foo-bar", "o-b", false), ("xyz xy", "xy", true), ("", "a", false),
    ("über straße", "über", true), ("aXb X", "x", true), ("cmd.exe", "cmd.exe", true), ("mycmd.exe", "cmd.exe", false),
  ])
  func hasFindsWholeTerms(text: String, term: String, expected: Bool) {
    #expect(holds("has", text, term) == expected)
    #expect(holds("!has", text, term) == !expected)
  }

  @Test(arguments: [
    ("hasprefix", "North Carolina", "CA", true), ("hasprefix", "North Carolina", "rol", false),
    ("hassuffix", "North Carolina", "TH", true), ("hassuffix", "North Carolina", "Car", false),
    ("hasprefix_cs", "North", "no", false), ("has_cs", "North", "north", false), ("contains", "Kentucky", "TUCK", true),
    ("contains_cs", "Kentucky", "TUCK", false), ("startswith", "Kentucky", "KEN", true),
    ("endswith", "Kentucky", "CKY", true), ("endswith_cs", "Kentucky", "CKY", false), ("=~", "ÄPFEL", "äpfel", true),
    ("contains", "Der ÄPFELWEIN", "äpfel", true), ("endswith", "GRÜN", "ün", true), ("=~", "straße", "STRASSE", false),
  ])
  func caseIsIgnoredOrNot(name: String, text: String, part: String, expected: Bool) {
    #expect(holds(name, text, part) == expected)
  }

  @Test func searchFindsWhatComparingEveryPlaceFinds() {
    var state: UInt64 = 42
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let alphabet = Array("aAbB1 -")
    for _ in 0..<2000 {
      let text = String((0..<next(70)).map { _ in alphabet[next(alphabet.count)] })
      let part = String((0...next(4)).map { _ in alphabet[next(alphabet.count)] })
      #expect(holds("contains_cs", text, part) == text.contains(part), "\(text) contains_cs \(part)")
      #expect(
        holds("contains", text, part) == text.lowercased().contains(part.lowercased()), "\(text) contains \(part)")
    }
  }

  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.absence)"))
  func otherEnginesAgree() throws {
    var wrong: [String] = []
    for sample in try SharedData.objects("conformance/string-operators.ndjson") {
      guard let query = sample["query"] as? String, let rows = sample["rows"] as? [[String]] else { continue }
      let (bound, _) = BinderFixture.bind(query)
      guard case .values(let values)? = bound?.kind, case .literal(.bool(let result))? = values.first?.first?.kind,
        "\(result)" == rows[0][0]
      else {
        wrong.append(query)
        continue
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(20))")
  }
}
