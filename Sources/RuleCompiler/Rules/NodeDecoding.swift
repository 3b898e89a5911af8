/// Reads nodes as typed values and reports those that do not fit. Shared by the decoders of rules and functions.
struct NodeDecoding {
  let file: SourceFile
  let sink: DiagnosticSink

  func report(
    _ id: DiagnosticID, _ severity: Severity, _ message: String, _ range: Range<Int>, fix: String? = nil
  ) {
    sink.report(
      Diagnostic(
        id, severity, message, at: .file(start: range.lowerBound, end: range.upperBound), fix: fix))
  }

  /// The text of a scalar with the quotes that stand inside it taken away, and blanks around it.
  func text(_ node: YAMLNode, _ key: String) -> Located<String>? {
    guard !node.isEmpty else { return nil }
    guard let scalar = node.scalar else {
      report(.ruleValueKind, .error, "'\(key)' must be a text, not \(node.kindName)", node.range)
      return nil
    }
    return Located(trimmed(scalar.text), node.range)
  }

  func text(_ entry: YAMLEntry?) -> Located<String>? {
    entry.flatMap { text($0.value, $0.key) }
  }

  /// The items of a list; one item may stand without the list, and nothing is an empty list.
  func items(_ entry: YAMLEntry?) -> [YAMLNode] {
    guard let entry, !entry.value.isEmpty else { return [] }
    return (entry.value.sequence ?? [entry.value]).filter { !$0.isEmpty }
  }

  func texts(_ entry: YAMLEntry?) -> [Located<String>] {
    items(entry).compactMap { text($0, entry?.key ?? "") }
  }

  /// The entries of a mapping; nothing is an empty mapping.
  /// - Returns: nil if it is something else, which is reported.
  func mapping(_ node: YAMLNode, _ key: String) -> [YAMLEntry]? {
    if node.isEmpty { return [] }
    if let entries = node.mapping { return entries }
    report(.ruleValueKind, .error, "'\(key)' must be a mapping, not \(node.kindName)", node.range)
    return nil
  }

  func flag(_ entry: YAMLEntry?) -> Bool? {
    guard let text = text(entry) else { return nil }
    switch text.value.lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off": return false
    default:
      report(.ruleFlag, .error, "'\(text.value)' is not true or false", text.range)
      return nil
    }
  }

  func warnUnknownKeys(_ entries: [YAMLEntry], known: [String], of owner: String) {
    for entry in entries where !known.contains(where: { $0.lowercased() == entry.key.lowercased() }) {
      let suggestion = closest(to: entry.key, in: known)
      report(
        .ruleUnknownKey, .warning, "\(owner) has no key '\(entry.key)'; it is not read", entry.keyRange,
        fix: suggestion)
    }
  }

  func trimmed(_ text: String) -> String {
    let isBlank: (Character) -> Bool = { $0.isWhitespace }
    guard let first = text.firstIndex(where: { !isBlank($0) }),
      let last = text.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(text[first...last])
  }

  /// Takes away literal quotes around a whole text: published descriptions have them.
  func unwrapped(_ text: String) -> String {
    for quote in ["'", "\""] as [Character] where text.count >= 2 && text.first == quote && text.last == quote {
      let inner = text.dropFirst().dropLast()
      return trimmed(quote == "'" ? String(inner).replacingPairs(of: "'") : String(inner))
    }
    return text
  }
}

extension String {
  /// `''` becomes `'`.
  fileprivate func replacingPairs(of character: Character) -> String {
    var result = ""
    var skipsNext = false
    for next in self {
      if skipsNext, next == character {
        skipsNext = false
        continue
      }
      result.append(next)
      skipsNext = next == character
    }
    return result
  }
}
