// `parse_json`, `extract_json`, `dynamic_to_json` and JSONPath.
// https://learn.microsoft.com/kusto/query/jsonpath

/// `parse_json(text)`: text that is no JSON stays a string; empty text is null.
public func parseJSON(_ text: Str, _ cx: EvaluationContext) -> Value {
  if text.isEmpty { return .null }
  return parseJSONText(text, cx) ?? Value(text)
}

/// `parse_json` of a column whose type only the data knows: a string is parsed, everything else stays.
public func parseJSONOfDynamic(_ value: Value, _ cx: EvaluationContext) -> Value {
  value.kind == .string ? parseJSON(value.unsafeText, cx) : value
}

/// `dynamic_to_json(value)`: JSON with the keys of all bags in order.
public func canonicalJSON(_ value: Value, _ cx: EvaluationContext) -> Str {
  if value.isNull { return .empty }
  let sorted = withSortedKeys(value.materialized(cx), cx)
  return cx.text { writeJSON(sorted, into: $0, cx) }
}

private func withSortedKeys(_ value: Value, _ cx: EvaluationContext) -> Value {
  let value = value.materialized(cx)
  switch value.kind {
  case .array:
    return cx.array { stack in
      for element in value.elements { stack.push(withSortedKeys(element, cx)) }
    }
  case .bag:
    let pairs = value.pairs
    let order = stride(from: 0, to: pairs.count, by: 2).sorted {
      orderOfBytes(pairs[$0].unsafeText, pairs[$1].unsafeText) < 0
    }
    return cx.bag { stack in
      for index in order {
        stack.push(pairs[index])
        stack.push(withSortedKeys(pairs[index + 1], cx))
      }
    }
  case .null, .bool, .int, .long, .real, .decimal, .dateTime, .timeSpan, .guid, .string, .json:
    return value
  }
}

/// `extract_json(path, text)`: what the path leads to, as text; empty if it leads nowhere or the text is no JSON.
public func extractJSON(_ path: Str, _ text: Str, _ cx: EvaluationContext) -> Str {
  guard let root = parseJSONText(text, cx) else { return .empty }
  return textOf(valueAtPath(root, path, cx), cx)
}

/// `extract_json` from a dynamic.
public func extractJSONOfDynamic(_ path: Str, _ value: Value, _ cx: EvaluationContext) -> Str {
  if value.kind == .string { return extractJSON(path, value.unsafeText, cx) }
  return textOf(valueAtPath(value, path, cx), cx)
}

/// What a JSONPath leads to, null if it leads nowhere or is malformed.
func valueAtPath(_ root: Value, _ path: Str, _ cx: EvaluationContext) -> Value {
  var steps = JSONPath(path)
  var value = root
  while let step = steps.next() {
    switch step {
    case .property(let name): value = property(value, name, cx)
    case .element(let index): value = element(value, index, cx)
    }
  }
  return steps.isMalformed ? .null : value
}

/// The steps of a JSONPath: `$`, then `.name`, `['name']` or `[n]` each.
struct JSONPath {
  enum Step {
    case property(Str)
    case element(Int64)
  }

  private let path: Str
  private var index: Int
  private(set) var isMalformed = false

  init(_ path: Str) {
    self.path = path
    index = path.count > 0 && path[0] == UInt8(ascii: "$") ? 1 : 0
  }

  /// Whether the text is meant as a path and not as the name of a property.
  static func isPath(_ text: Str) -> Bool {
    text.count > 1 && text[0] == UInt8(ascii: "$")
      && (text[1] == UInt8(ascii: ".") || text[1] == UInt8(ascii: "["))
  }

  mutating func next() -> Step? {
    guard index < path.count, !isMalformed else { return nil }
    let step = path[index] == UInt8(ascii: "[") ? bracketed() : named()
    isMalformed = step == nil
    return step
  }

  private mutating func named() -> Step? {
    if path[index] == UInt8(ascii: ".") {
      index += 1
    } else if index > 0 {
      return nil
    }
    let start = index
    while index < path.count, path[index] != UInt8(ascii: "."), path[index] != UInt8(ascii: "[") { index += 1 }
    return index > start ? .property(path.slice(start, index)) : nil
  }

  private mutating func bracketed() -> Step? {
    index += 1
    guard index < path.count else { return nil }
    let quote = path[index]
    if quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") {
      let start = index + 1
      index = start
      while index < path.count, path[index] != quote { index += 1 }
      guard index + 1 < path.count, path[index + 1] == UInt8(ascii: "]") else { return nil }
      let name = path.slice(start, index)
      index += 2
      return .property(name)
    }
    guard let number = scanDigits(path, &index), index < path.count, path[index] == UInt8(ascii: "]") else {
      return nil
    }
    index += 1
    return .element(number)
  }
}
