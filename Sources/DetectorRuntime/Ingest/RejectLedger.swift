/// What of the input was not evaluated, and why: every rejected record is counted, the first of each reason are kept
/// with their place.
final class RejectLedger {
  struct Example {
    let input: String
    let line: Int
    let offset: Int
  }

  /// How many places are kept for each reason.
  static let examplesPerReason = 5

  private(set) var counts = [Int](repeating: 0, count: RejectReason.allCases.count)
  private(set) var examples = [[Example]](repeating: [], count: RejectReason.allCases.count)
  private(set) var total = 0

  /// - Parameters:
  ///   - line: the line in which the record starts, from 1.
  ///   - offset: the byte at which it goes wrong, from 0, in the decompressed input.
  func reject(_ reason: RejectReason, input: String, line: Int, offset: Int) {
    total += 1
    counts[Int(reason.rawValue)] += 1
    if examples[Int(reason.rawValue)].count < Self.examplesPerReason {
      examples[Int(reason.rawValue)].append(Example(input: input, line: line, offset: offset))
    }
  }

  /// Takes what another ledger has of the part of the input that follows.
  /// - Parameter lines: how many lines of the input come before that part.
  func append(_ other: RejectLedger, lines: Int) {
    total += other.total
    for reason in counts.indices {
      counts[reason] += other.counts[reason]
      for example in other.examples[reason].prefix(Self.examplesPerReason - examples[reason].count) {
        examples[reason].append(
          Example(input: example.input, line: example.line + lines, offset: example.offset))
      }
    }
  }
}
