import Foundation
import Testing

@testable import DetectorRuntime
@testable import RuleCompiler

/// What events have to meet for rules to be run at all.
struct RequirementTests {
  private static func source(_ query: String) throws -> DetectorProgram.Source {
    let sink = DiagnosticSink()
    let fixture = BinderFixture()
    let binder = Binder(catalog: .standard, tables: fixture, functions: fixture, sink: sink)
    let compilation = QueryCompilation(query, binder: binder, catalog: .standard, sink: sink) { _ in nil }
    let program = try #require(compilation.program, "\(query): \(sink.diagnostics.map(\.message))")
    return try #require(program.sources.first)
  }

  /// The requirements as `explain --emit plan` shows them.
  private static func requirements(_ condition: String) throws -> String {
    try requirements(of: "Logins | where \(condition) | project TimeGenerated")
  }

  private static func requirements(of query: String) throws -> String {
    let sink = DiagnosticSink()
    let fixture = BinderFixture()
    let binder = Binder(catalog: .standard, tables: fixture, functions: fixture, sink: sink)
    let compilation = QueryCompilation(query, binder: binder, catalog: .standard, sink: sink) { _ in nil }
    let program = try #require(compilation.program, "\(query): \(sink.diagnostics.map(\.message))")
    return PlanDump.dump(program).split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }
      .filter { $0.hasPrefix("requires ") }.map { String($0.dropFirst(9)) }.joined(separator: "; ")
  }

  @Test(arguments: [
    ("Port == 22", "Port in [22]"),
    ("Port in (22, 443) and Account =~ 'Root'", #"Account in~ ["Root"]; Port in [22, 443]"#),
    ("Port == 22 or Bytes == 1", ""),
    ("not(Port != 22)", "Port in [22]"),
    (
      "(Port == 22 and Account has 'admin') or (Port == 23 and Account has 'guest')",
      #"Port in [22, 23]; ["admin", "guest"] in Account as terms"#
    ),
    ("Account has_any ('mimikatz', 'procdump')", #"["mimikatz", "procdump"] in Account as terms"#),
    ("Account has_any ('mimikatz', 'a')", ""),
    ("Account has_any ('mimikatz', 'sc')", #"["mimikatz", "sc"] in Account as terms"#),
    ("Account has 'mimikatz' or Account contains 'sc.'", #"["mimikatz", "sc."] in Account"#),
    ("Account has 'sc' or Account contains 'sc.'", ""),
    ("substring(Account, 1) has_any ('mimikatz', 'procdump')", #"["mimikatz", "procdump"] in Account"#),
    ("substring(Account, 1) has 'sc'", ""),
    ("Account has 'Zürich'", #"["rich"] in Account"#),
    ("tostring(Details.User) has_cs 'Admin'", #"["admin"] in Details json as terms"#),
    ("Account !has 'mimikatz'", ""),
    ("not(Account !has 'mimikatz')", #"["mimikatz"] in Account as terms"#),
    (
      "tolower(Account) startswith 'adm' or tostring(Details.User) endswith 'svc'",
      #"["adm", "svc"] in Account, Details json"#
    ),
    (#"tostring(Details.Path) contains @"windows\temp""#, #"["windows"] in Details json"#),
    ("tostring(Details.Port) has '445'", ""),
    ("Account matches regex '(net|sc)[.]exe'", #"["net.exe", "sc.exe"] in Account"#),
    ("Account matches regex 'ab*cde+f'", #"["cde"] in Account"#),
    ("Account matches regex 'a|bcd'", ""),
    ("Account contains 'Zürich'", #"["rich"] in Account"#),
  ])
  func finds(condition: String, expected: String) throws {
    #expect(try Self.requirements(condition) == expected)
  }

  /// Of `sequence_detect`, events of one of the steps.
  @Test func findsStepsOfSequences() throws {
    let query = "Logins | evaluate sequence_detect(TimeGenerated, 10m, 1h, a = (Port == 22), b = Port == 23, Account)"
    #expect(try Self.requirements(of: query) == "Port in [22, 23]")
  }

  /// Tests that the search for the literals answers.
  @Test(arguments: [
    ("Account has_any ('net', 'sc')", true), ("Account contains 'mimi'", true), ("Account has_cs 'net'", false),
    ("Account has 'net' or Account has 'nltest'", true), ("Account has 'net' or tolower(Account) has 'nltest'", false),
    ("tostring(Details.A) has 'net'", false), ("Account has 'Zürich'", false), ("Account has_any ('net', 'Ü')", false),
    ("Account has 'net' and Port == 22", true), ("Account has 'net' or Port == 22", false),
    ("not(Account !has 'net')", false),
  ])
  func knowsTheTestThatIsTheSearch(condition: String, isAnswered: Bool) throws {
    let source = try Self.source("Logins | where \(condition) | project Account")
    var isFound = false
    for case .filter(let predicate, _) in source.scan {
      predicate.walk { if case .literalFound = $0.kind { isFound = true } }
    }
    #expect(isFound == isAnswered)
  }

  // MARK: Never too strong

  private static let words = [
    "net", "exe", "Admin", "mimi", "katz", "cmd.exe", "k", "sc", "at", "ss", "\\", "\"", "/", "u0041", "e", "1", "22",
    ".", "-",
    " ",
    "ü", "ſ", "K", "true", "null", "\n", "temp\\x", "root",
  ]

  private static func word(_ rng: inout some RandomNumberGenerator) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...3, using: &rng) { text += words.randomElement(using: &rng) ?? "" }
    return text
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\n", with: "\\n") + "'"
  }

  private static func predicate(_ depth: Int, _ rng: inout some RandomNumberGenerator) -> String {
    switch Int.random(in: 0..<(depth > 2 ? 6 : 10), using: &rng) {
    case 0: return "Port \(["==", "!="].randomElement(using: &rng)!) \(Int.random(in: 20...24, using: &rng))"
    case 1: return "Account in~ (\(quoted(word(&rng))), \(quoted(word(&rng))))"
    case 2:
      let patterns = ["(?i)k(atz|x)", "s{2}", "net.*exe", "(?i)ADMIN|root", "mi+", "[nm]et?", "cmd[.]exe$", "^.?root"]
      return "\(text(&rng)) matches regex '\(patterns.randomElement(using: &rng)!)'"
    case 3: return "\(text(&rng)) has_any (\(quoted(word(&rng))), \(quoted(word(&rng))))"
    case 4, 5:
      let operators = [
        "has", "!has", "contains", "!contains", "startswith", "endswith", "hasprefix", "hassuffix", "==", "=~", "!=",
        "has_cs", "contains_cs", "!startswith",
      ]
      return "\(text(&rng)) \(operators.randomElement(using: &rng)!) \(quoted(word(&rng)))"
    case 6: return "not(\(predicate(depth + 1, &rng)))"
    case 7: return "iff(\(predicate(depth + 1, &rng)), \(predicate(depth + 1, &rng)), \(predicate(depth + 1, &rng)))"
    case 8: return "(\(predicate(depth + 1, &rng)) or \(predicate(depth + 1, &rng)))"
    default: return "(\(predicate(depth + 1, &rng)) and \(predicate(depth + 1, &rng)))"
    }
  }

  private static func answered(_ rng: inout some RandomNumberGenerator) -> String {
    let words = ["net", "exe", "Admin", "mimi", "katz", "sc", "at", "cmd.exe", "root"].shuffled(using: &rng)
    return Bool.random(using: &rng)
      ? "Account has_any ('\(words[0])', '\(words[1])')"
      : "Account contains '\(words[0])xe' or Account contains '\(words[1])c'"
  }

  private static func text(_ rng: inout some RandomNumberGenerator) -> String {
    [
      "Account", "Account", "Account", "tolower(Account)", "substring(Account, 1)", "tostring(Details.A)",
      "tostring(Details)",
      "tostring(parse_json(Account).A)", "tostring(split(Account, '.')[0])", "extract('(.*)', 1, Account)",
      "iff(Port == 22, Account, tostring(Details.B))", "trim(' ', Account)",
      "tostring(parse_json(tostring(Details.A)).A)",
      "tostring(parse_json(Details).A)", "tostring(split(Account, ' '))",
    ].randomElement(using: &rng)!
  }

  /// JSON of a word, with escapes where there need be none now and then.
  private static func json(_ text: String, _ rng: inout some RandomNumberGenerator) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "/" where Bool.random(using: &rng): result += "\\/"
      default:
        if scalar.isASCII, Int.random(in: 0..<40, using: &rng) == 0 {
          result += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  private static func object(_ rng: inout some RandomNumberGenerator, depth: Int = 0) -> String {
    func member(_ rng: inout some RandomNumberGenerator) -> String {
      switch Int.random(in: 0..<8, using: &rng) {
      case 0: return ["22", "1e1", "1.0", "true", "null", "1e999"].randomElement(using: &rng)!
      case 1 where depth < 2: return object(&rng, depth: depth + 1)
      case 2 where depth < 2: return json(object(&rng, depth: depth + 1), &rng)
      default: return json(word(&rng), &rng)
      }
    }
    return "{\"A\":\(member(&rng)), \"B\" : \(member(&rng))}"
  }

  @Test func neverRejectsWhatMatches() throws {
    let seed =
      ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 1...UInt64.max / 2)
    var rng = SeededNumbers(state: seed)
    let evaluation = ScanEvaluation()
    var matches = 0
    var rejected = 0
    var answered = 0
    for _ in 0..<40 {
      let queries = (0..<8).map { number in
        // The first one is what the search answers.
        let test = number == 0 ? Self.answered(&rng) : Self.predicate(0, &rng)
        return "Logins | where \(test) | project Account, Port, Details"
      }
      let sources = try queries.map { try Self.source($0) }
      let fits = try sources.map { source in
        for column in source.columns { _ = try #require(["Account", "Port", "Details"].contains(column.name)) }
        return true
      }
      #expect(fits.count == queries.count)
      // The columns of the event, at these places: Account, Port, Details.
      let places = ["Account": UInt16(0), "Port": 1, "Details": 2]
      let members: [CandidateFilter.Member] = sources.map { source in
        let slots = UnsafeMutablePointer<UInt16>.allocate(capacity: max(source.columns.count, 1))
        for (index, column) in source.columns.enumerated() { slots[index] = places[column.name] ?? 0 }
        return (source.requirements.map { Self.requirement($0, source) }, UnsafePointer(slots))
      }
      let filter = CandidateFilter(members)
      for _ in 0..<120 {
        evaluation.cx.arena.reset()
        let account = Int.random(in: 0..<4, using: &rng) == 0 ? Self.object(&rng) : Self.word(&rng)
        let details: Value =
          switch Int.random(in: 0..<10, using: &rng) {
          case 0: Value(evaluation.cx.arena.copy(Self.word(&rng)))
          case 1: Value(evaluation.cx.arena.copy(Self.object(&rng)))
          case 2: .null
          default: Value(jsonText: evaluation.cx.arena.copy(Self.object(&rng)))
          }
        let port: Value = Bool.random(using: &rng) ? Value(int: Int64.random(in: 20...24, using: &rng)) : .null
        let values = [Value(evaluation.cx.arena.copy(account)), port, details]
        var candidates: Set<Int> = []
        var certain: Set<Int> = []
        values.withUnsafeBufferPointer { values in
          filter.forEachCandidate(EventCells(decoded: values.baseAddress!)) { member, holdsLiteral in
            candidates.insert(member)
            if holdsLiteral { certain.insert(member) }
          }
        }
        rejected += queries.count - candidates.count
        for (index, source) in sources.enumerated() {
          var event: [ColumnSymbol: Value] = [:]
          for column in source.columns { event[column] = values[Int(places[column.name] ?? 0)] }
          evaluation.holdsLiteral = false
          let isAccepted = try evaluation.accepts(source, event)
          evaluation.holdsLiteral = certain.contains(index)
          #expect(
            try evaluation.accepts(source, event) == isAccepted, "seed \(seed): \(queries[index]) with \(account)")
          if evaluation.wasAsked, certain.contains(index) { answered += 1 }
          guard isAccepted else { continue }
          matches += 1
          #expect(
            candidates.contains(index),
            "seed \(seed): \(queries[index]) with \(account) \(port.long ?? 0) \(details.kind) \(details.kind == .json || details.kind == .string ? details.unsafeText.description : "")"
          )
        }
      }
      for member in members { member.slots.deallocate() }
    }
    #expect(answered > 100, "seed \(seed)")
    #expect(matches > 1000, "seed \(seed)")
    #expect(rejected > 1000, "seed \(seed)")
  }

  private static func requirement(_ clause: EventClause, _ source: DetectorProgram.Source) -> EventRequirement {
    func position(_ column: ColumnSymbol) -> Int { source.columns.firstIndex(of: column) ?? 0 }
    switch clause {
    case .number(let column, let numbers): return .number(position(column), isIn: numbers.sorted())
    case .text(let column, let texts):
      return .text(position(column), isIn: staticText(texts.sorted().joined(separator: "\n")))
    case .literals(let literals):
      var reading = LiteralReading.asWritten
      if literals.allowsBeyondASCII { reading.insert(.beyondASCII) }
      if literals.isInsideJSON { reading.insert(.insideJSON) }
      if literals.areTerms { reading.insert(.asTerms) }
      return .literals(
        staticText(literals.literals.sorted().joined(separator: "\n")), in: literals.columns.map(position), reading)
    }
  }

  /// Lines that live as long as the process, as those of generated code do.
  private static func staticText(_ text: String) -> RequirementLines { RequirementLines(text) }
}

/// Numbers that a seed decides.
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
