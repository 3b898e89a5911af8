import CScan

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Looks in lines for texts, letters of both cases alike, and for keys with numbers.
///
/// Few are looked for by two neighbouring bytes of each, in the same pass that finds the line's end: by those two that are met
/// least often in the bytes that are searched first. More than a few are left to a `LiteralScanner`.
final class LineSearch {
  /// A text; or a key in its quotes, with what its value may be.
  private struct Target {
    let text: Str
    var numbers: [Int64]?
    /// Where in the text its pair is.
    var pairPlace = 0
  }

  /// How many bytes say which pairs are rare.
  private static let sampleSize = 1 << 15

  @exclusivity(unchecked) private var targets: [Target] = []
  @exclusivity(unchecked) private var pairs = scan_pairs()
  /// Finds targets by what they are in lower case; nil if they are few.
  @exclusivity(unchecked) private var scanner: LiteralScanner?
  /// The targets of each of the scanner's literals: keys may differ by case alone.
  @exclusivity(unchecked) private var literalTargets: [[Target]] = []
  private let findPair: FindPair

  /// The search for pairs of an instruction set.
  typealias FindPair = @convention(c) (UnsafePointer<scan_pairs>, Bytes, Bytes) -> Bytes

  /// - Parameter functions: of an instruction set, in tests; else the best there is.
  init(functions: UnsafePointer<scan_functions> = RecordWalker.best()) { findPair = functions.pointee.find_pair }

  /// Adds a text of ASCII without capital letters, of at least three bytes, which must outlive the search.
  func add(_ text: Str) {
    if !targets.contains(where: { equalsString($0.text, text) }) { targets.append(Target(text: text)) }
  }

  /// Adds a key without anything that JSON could write as an escape but by number. A line has it if it gives the key one of the
  /// numbers, or a value that is not written as a whole number.
  func add(key: Str, numbers: [Int64]) {
    // It lasts as long as the process, as the texts of rules do.
    let quoted = UnsafeMutablePointer<UInt8>.allocate(capacity: key.count + 2)
    quoted[0] = 0x22
    (quoted + 1).update(from: key.base, count: key.count)
    quoted[key.count + 1] = 0x22
    let text = Str(base: quoted, count: key.count + 2)
    if let known = targets.firstIndex(where: { equalsString($0.text, text) }) {
      targets[known].numbers?.append(contentsOf: numbers)
    } else {
      targets.append(Target(text: text, numbers: numbers))
    }
  }

  /// Ends the adding.
  func finish() {
    guard targets.count > Int(SCAN_MOST_PAIRS) else { return }
    let scanner = LiteralScanner()
    for target in targets {
      let folded = UnsafeMutablePointer<UInt8>.allocate(capacity: target.text.count)
      for index in 0..<target.text.count { folded[index] = asciiLowercase(target.text[index]) }
      let number = scanner.add(Str(base: folded, count: target.text.count))
      if number == literalTargets.count { literalTargets.append([]) }
      literalTargets[number].append(target)
    }
    scanner.finish()
    self.scanner = scanner
  }

  /// The line feed that ends the line at `line`; nil if something has been found in the line, or if it does not end before `end`.
  @inline(__always)
  func lineFeed(_ line: Bytes, _ end: Bytes) -> Bytes? {
    if scanner != nil { return lineFeedByScanner(line, end) }
    if pairs.count == 0 { choosePairs(line, end) }
    var p = line
    while true {
      p = findPair(&pairs, p, end)
      if p >= end { return nil }
      if p.pointee == 0x0A { return p }
      if isFound(p, line, end) { return nil }
      p += 1
    }
  }

  @inline(never)
  private func lineFeedByScanner(_ line: Bytes, _ end: Bytes) -> Bytes? {
    guard let scanner, let found = memchr(line, 0x0A, end - line) else { return nil }
    let feed = Bytes(found.assumingMemoryBound(to: UInt8.self))
    let text = Str(base: line, count: feed - line)
    var isFound = false
    scanner.scan(text) { number in
      isFound = isFound || literalTargets[number].contains { Self.isThere($0, in: text) }
    }
    return isFound ? nil : feed
  }

  /// Whether a line in which the target's text has been found, but for case, has the target.
  private static func isThere(_ target: Target, in line: Str) -> Bool {
    guard let numbers = target.numbers else { return true }
    var from = 0
    while true {
      let place = scan_find_folded(line.base, line.count, from, target.text.base, target.text.count)
      if place < 0 { return false }
      if gives(target.text, numbers, line.base + place) { return true }
      from = place + 1
    }
  }

  /// Whether one of the targets whose pair is at `p` stands there.
  @inline(never)
  private func isFound(_ p: Bytes, _ line: Bytes, _ end: Bytes) -> Bool {
    let (first, second) = (p.pointee | 0x20, p[1] | 0x20)
    return targets.withUnsafeBufferPointer { targets in
      for target in targets
      where target.text[target.pairPlace] | 0x20 == first && target.text[target.pairPlace + 1] | 0x20 == second {
        let start = p - target.pairPlace
        guard start >= line, end - start >= target.text.count else { continue }
        if let numbers = target.numbers {
          if Self.gives(target.text, numbers, start) { return true }
        } else if matchesFoldedAscii(Str(base: start, count: target.text.count), at: 0, target.text) {
          return true
        }
      }
      return false
    }
  }

  /// Whether a key stands at `start` and its value may be one of the numbers.
  private static func gives(_ key: Str, _ numbers: [Int64], _ start: Bytes) -> Bool {
    guard equalBytes(start, key.base, key.count) else { return false }
    var p = skipLineBlanks(start + key.count)
    guard p.pointee == 0x3A else { return p.pointee == 0x0A }
    p = skipLineBlanks(p + 1)
    let isNegative = p.pointee == 0x2D
    if isNegative { p += 1 }
    let digits = p
    var number: Int64 = 0
    while p.pointee &- 0x30 < 10, p - digits < 18 {
      number = number * 10 + Int64(p.pointee & 0x0F)
      p += 1
    }
    // Anything but a short whole number is left to the walk.
    guard p > digits, p.pointee == 0x2C || p.pointee == 0x7D || p.pointee == 0x20 else { return true }
    return numbers.contains(isNegative ? -number : number)
  }

  /// White space inside a line.
  private static func skipLineBlanks(_ start: Bytes) -> Bytes {
    var p = start
    while p.pointee == 0x20 || p.pointee == 0x09 || p.pointee == 0x0D { p += 1 }
    return p
  }

  /// Takes the pair of each target that is met least often from `p` on. Keys are written as they are, and most lines have the key
  /// that is looked for: one of them is not looked for in other cases.
  private func choosePairs(_ p: Bytes, _ end: Bytes) {
    let sample = Str(base: p, count: min(end - p, Self.sampleSize))
    let (counts, exactCounts) = (PairCounts(sample, folding: true), PairCounts(sample, folding: false))
    defer {
      counts.deallocate()
      exactCounts.deallocate()
    }
    for index in targets.indices {
      let text = targets[index].text
      if targets[index].numbers != nil, !pairs.has_exact, targets.count > 1 {
        let place = exactCounts.rarest(in: text)
        targets[index].pairPlace = place
        (pairs.has_exact, pairs.exact_first, pairs.exact_second) = (true, text[place], text[place + 1])
      } else {
        targets[index].pairPlace = counts.rarest(in: text)
        pairs.add(text, targets[index].pairPlace)
      }
    }
  }
}

/// How often each two neighbouring bytes are met in a text.
struct PairCounts {
  private let counts: UnsafeMutablePointer<UInt32>
  /// Set in each byte.
  private let bit: UInt8

  /// - Parameter folding: whether letters of both cases are alike.
  init(_ text: Str, folding: Bool) {
    bit = folding ? 0x20 : 0
    counts = .allocate(capacity: 1 << 16)
    counts.initialize(repeating: 0, count: 1 << 16)
    for place in 0..<max(text.count - 1, 0) { counts[pair(text, place)] += 1 }
  }

  func deallocate() { counts.deallocate() }

  /// Where the pair of a text is, of at least two bytes, that is met least often.
  func rarest(in text: Str) -> Int {
    (0..<(text.count - 1)).min { counts[pair(text, $0)] < counts[pair(text, $1)] } ?? 0
  }

  private func pair(_ text: Str, _ place: Int) -> Int { Int(text[place] | bit) << 8 | Int(text[place + 1] | bit) }
}

extension scan_pairs {
  /// Adds the pair at a place of a text; there must be room.
  mutating func add(_ text: Str, _ place: Int) {
    let number = Int(count)
    withUnsafeMutableBytes(of: &firsts) { for copy in number..<$0.count { $0[copy] = text[place] | 0x20 } }
    withUnsafeMutableBytes(of: &seconds) { for copy in number..<$0.count { $0[copy] = text[place + 1] | 0x20 } }
    count += 1
  }
}
