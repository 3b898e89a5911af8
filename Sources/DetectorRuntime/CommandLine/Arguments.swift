/// A mistake in the command line, or an input or output that cannot be used.
package struct UsageError: Error {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// The words of a command line, taken one by one: `--name value`, `--name=value`, flags and operands.
package struct Arguments {
  package private(set) var operands: [String] = []
  private var values: [(name: String, value: String)] = []
  private var flags: Set<String> = []

  /// - Parameters:
  ///   - options: names that take a value.
  ///   - flagNames: names that take none.
  package init(_ words: [String], options: [String], flags flagNames: [String]) throws(UsageError) {
    var index = 0
    var onlyOperands = false
    while index < words.count {
      let word = words[index]
      index += 1
      guard !onlyOperands, word.utf8.first == 0x2D, word != "-" else {
        operands.append(word)
        continue
      }
      if word == "--" {
        onlyOperands = true
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      if flagNames.contains(name) {
        guard parts.count == 1 else { throw UsageError("\(name) takes no value") }
        flags.insert(name)
      } else if options.contains(name) {
        if parts.count == 2 {
          values.append((name, String(parts[1])))
        } else {
          guard index < words.count else { throw UsageError("\(name) needs a value") }
          values.append((name, words[index]))
          index += 1
        }
      } else {
        let known = (options + flagNames).min { distance($0, name) < distance($1, name) }
        let suggestion = known.flatMap { distance($0, name) <= 2 ? "; did you mean \($0)?" : nil }
        throw UsageError("there is no option \(name)\(suggestion ?? "")")
      }
    }
  }

  package func has(_ flag: String) -> Bool { flags.contains(flag) }
  package func all(_ option: String) -> [String] { values.filter { $0.name == option }.map(\.value) }
  package func last(_ option: String) -> String? { all(option).last }

  /// The value of an option as a whole number.
  package func number(_ option: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
    guard let text = last(option) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      let most = range.upperBound == .max ? "on" : "to \(range.upperBound)"
      throw UsageError("\(option): '\(text)' is not a number from \(range.lowerBound) \(most)")
    }
    return number
  }

  /// The value of an option as a time.
  package func time(_ option: String) throws(UsageError) -> DateTime? {
    guard let text = last(option) else { return nil }
    let arena = Arena()
    guard let time = parseDateTime(arena.copy(text)) else {
      throw UsageError("\(option): '\(text)' is not a time, such as 2026-03-02T00:00:00Z")
    }
    return time
  }

  /// The value of an option as a length of time, such as 10m or 1.00:00:00.
  package func timeSpan(_ option: String) throws(UsageError) -> TimeSpan? {
    guard let text = last(option) else { return nil }
    let arena = Arena()
    guard let span = parseTimeSpan(arena.copy(text)), span.ticks >= 0 else {
      throw UsageError("\(option): '\(text)' is not a length of time, such as 10m or 1d")
    }
    return span
  }
}

/// How many letters have to be added, removed or changed to make one word the other.
package func distance(_ a: String, _ b: String) -> Int {
  let b = Array(b.utf8)
  var row = Array(0...b.count)
  for (i, letter) in a.utf8.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for j in 0..<b.count {
      let change = diagonal + (letter == b[j] ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[b.count]
}
