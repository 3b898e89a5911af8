/// The literals that every match of a regular expression holds one of.
public struct RegexLiterals {
  /// In lower case, sorted.
  public let strings: [String]
  /// Whether a character beyond ASCII may stand for a letter of theirs.
  public let allowsBeyondASCII: Bool

  /// Nil if nothing is known.
  init?(_ node: RegexNode) {
    var analysis = Analysis()
    let found = analysis.find(node)
    guard let strings = found.best ?? found.exact, !strings.isEmpty else { return nil }
    self.strings = strings.sorted()
    allowsBeyondASCII = analysis.allowsBeyondASCII
  }

  /// Of a pattern.
  public static func required(_ pattern: String) -> RegexLiterals? {
    (try? RegexParser.parse(pattern).node).flatMap(RegexLiterals.init)
  }

  private struct Found {
    /// All strings that the node matches, if they are few.
    var exact: Set<String>?
    /// Strings of which one is in each match.
    var best: Set<String>?

    static let nothing = Found()

    /// The better of what is known.
    var required: Set<String>? { Analysis.better(best, exact) }
  }

  private struct Analysis {
    var allowsBeyondASCII = false
    private static let mostStrings = 64

    mutating func find(_ node: RegexNode) -> Found {
      switch node {
      case .empty, .assertion: return Found(exact: [""])
      case .character(let members): return character(members)
      case .group(let body, _): return find(body)
      case .repetition(let body, let min, let max, _): return repetition(find(body), min, max)
      case .alternatives(let branches):
        let found = branches.map { find($0) }
        var exact: Set<String>? = []
        var best: Set<String>? = []
        for branch in found {
          exact = branch.exact.flatMap { exact?.union($0) }
          best = branch.required.flatMap { best?.union($0) }
        }
        if let all = exact, all.count > Self.mostStrings { exact = nil }
        if let all = best, all.count > Self.mostStrings { best = nil }
        return exact != nil ? Found(exact: exact) : Found(best: best)
      case .sequence(let items): return sequence(items)
      }
    }

    private func repetition(_ body: Found, _ min: Int, _ max: Int?) -> Found {
      if min == 1, max == 1 { return body }
      if min == 0, max == 1, let exact = body.exact { return Found(exact: exact.union([""])) }
      return min > 0 ? Found(best: body.required) : .nothing
    }

    private mutating func sequence(_ items: [RegexNode]) -> Found {
      var run: Set<String> = [""]
      var best: Set<String>?
      var isWhole = true
      for item in items {
        // What is repeated, if it occurs: looked at once, for nested repetitions would double the work at each level.
        var turn: Found?
        let found: Found
        if case .repetition(let body, let min, let max, _) = item {
          let inner = find(body)
          if min > 0 { turn = inner }
          found = repetition(inner, min, max)
        } else {
          found = find(item)
        }
        if let exact = found.exact, run.count * exact.count <= Self.mostStrings {
          run = Set(run.flatMap { start in exact.map { start + $0 } })
          continue
        }
        isWhole = false
        if let exact = turn?.exact, run.count * exact.count <= Self.mostStrings {
          // The first turn stands right behind what was before, the last right before what comes.
          best = Self.better(best, Set(run.flatMap { start in exact.map { start + $0 } }))
          run = exact
          continue
        }
        best = Self.better(best, run)
        best = Self.better(best, found.required)
        run = [""]
      }
      return isWhole ? Found(exact: run) : Found(best: Self.better(best, run))
    }

    private mutating func character(_ members: RegexClass) -> Found {
      guard members.perl.isEmpty else { return .nothing }
      var letters: Set<String> = []
      for byte in UInt8(0)..<0x80 where members.containsASCII(byte) {
        letters.insert(String(UnicodeScalar(byte)).lowercased())
        if letters.count > 8 { return .nothing }
      }
      switch members.beyondASCII {
      case .none: break
      case .all: return .nothing
      case .some:
        // `ſ` and `K` as other cases of `s` and `k`: texts with such characters are let through. Others are no letters.
        guard !members.isNegated, !letters.isEmpty,
          members.set.nonASCII.subtracting(
            ScalarSet([.init(low: 0x17F, high: 0x17F), .init(low: 0x212A, high: 0x212A)])
          )
          .isEmpty
        else { return .nothing }
        allowsBeyondASCII = true
      }
      return letters.isEmpty ? .nothing : Found(exact: letters)
    }

    /// The set whose shortest string is longer; of equal ones the smaller set.
    static func better(_ a: Set<String>?, _ b: Set<String>?) -> Set<String>? {
      func length(_ set: Set<String>) -> Int { set.map(\.utf8.count).min() ?? 0 }
      let known = [a, b].compactMap { $0 }.filter { length($0) > 0 }
      return known.max { length($0) != length($1) ? length($0) < length($1) : $0.count > $1.count }
    }
  }
}
