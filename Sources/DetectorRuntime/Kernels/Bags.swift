// Functions on property bags.

/// `bag_keys(bag)`: null of what is no bag.
public func bagKeys(_ bag: Value, _ cx: EvaluationContext) -> Value {
  let bag = bag.materialized(cx)
  guard bag.kind == .bag else { return .null }
  return cx.array { stack in
    for index in stride(from: 0, to: bag.pairs.count, by: 2) { stack.push(bag.pairs[index]) }
  }
}

private func hasProperty(_ bag: Value, _ key: Str) -> Bool {
  for index in stride(from: 0, to: bag.pairs.count, by: 2) where isEqualExact(bag.pairs[index].unsafeText, key) {
    return true
  }
  return false
}

/// `bag_has_key(bag, key)`: the key may be a JSONPath that starts with `$.` or `$[`. Null of what is no bag.
public func bagHasKey(_ bag: Value, _ key: Str, _ cx: EvaluationContext) -> Bool? {
  let bag = bag.materialized(cx)
  guard bag.kind == .bag else { return nil }
  guard JSONPath.isPath(key) else { return hasProperty(bag, key) }
  var path = JSONPath(key)
  var value = bag
  while let step = path.next() {
    value = value.materialized(cx)
    switch step {
    case .property(let name):
      guard hasProperty(value, name) else { return false }
      value = property(value, name, cx)
    case .element(let index):
      guard index < value.elements.count else { return false }
      value = value.elements[Int(index)]
    }
  }
  return !path.isMalformed
}

/// `bag_merge(bag, …)`: of equal keys the leftmost value counts; what is no bag is passed over.
public func bagMerge(_ bags: [Value], _ cx: EvaluationContext) -> Value {
  let bags = bags.map { $0.materialized(cx) }
  return cx.bag { stack in
    // The first round gives the keys their places. The second, from the right, leaves the leftmost value of each.
    for bag in bags {
      for member in bag.pairs { stack.push(member) }
    }
    for bag in bags.reversed() {
      for member in bag.pairs { stack.push(member) }
    }
  }
}

/// `bag_pack(key, value, …)`: a pair with an empty key is passed over.
public func bagPack(_ pairs: [Value], _ cx: EvaluationContext) -> Value {
  cx.bag { stack in
    var index = 0
    while index + 1 < pairs.count {
      let key = textOf(pairs[index], cx)
      if !key.isEmpty {
        stack.push(Value(key))
        stack.push(pairs[index + 1])
      }
      index += 2
    }
  }
}

/// `bag_zip(keys, values)`: a key that is no string is passed over; a missing value is null.
public func bagZip(_ keys: Value, _ values: Value, _ cx: EvaluationContext) -> Value {
  let keys = keys.materialized(cx)
  let values = values.materialized(cx)
  guard keys.kind == .array else { return .null }
  return cx.bag { stack in
    for (index, key) in keys.elements.enumerated() where key.kind == .string {
      stack.push(key)
      stack.push(index < values.elements.count ? values.elements[index] : .null)
    }
  }
}

/// `bag_remove_keys(bag, keys)`: a key may be a JSONPath that starts with `$.` or `$[`.
public func bagRemoveKeys(_ bag: Value, _ keys: Value, _ cx: EvaluationContext) -> Value {
  var result = bag.materialized(cx)
  guard result.kind == .bag else { return .null }
  for key in keys.materialized(cx).elements where key.kind == .string {
    let path = JSONPath.isPath(key.unsafeText) ? JSONPath(key.unsafeText) : nil
    result = removing(path, orKey: key.unsafeText, from: result, cx)
  }
  return result
}

private func removing(_ path: JSONPath?, orKey key: Str, from bag: Value, _ cx: EvaluationContext) -> Value {
  var name = key
  var rest: JSONPath?
  if var path {
    guard case .property(let first)? = path.next() else { return bag }
    name = first
    var probe = path
    if probe.next() != nil { rest = path }
  }
  return cx.bag { stack in
    for index in stride(from: 0, to: bag.pairs.count, by: 2) {
      let isNamed = isEqualExact(bag.pairs[index].unsafeText, name)
      if isNamed, rest == nil { continue }
      stack.push(bag.pairs[index])
      let value = bag.pairs[index + 1].materialized(cx)
      stack.push(isNamed && value.kind == .bag ? removing(rest, orKey: name, from: value, cx) : value)
    }
  }
}

/// `bag_set_key(bag, key, value)`: the key may be a JSONPath that starts with `$.` or `$[`; missing bags on the way are made.
public func bagSetKey(_ bag: Value, _ key: Str, _ value: Value, _ cx: EvaluationContext) -> Value {
  let bag = bag.materialized(cx)
  guard bag.kind == .bag else { return .null }
  guard JSONPath.isPath(key) else { return setting(key, of: bag, to: value, cx) }
  return setting(JSONPath(key), of: bag, to: value, cx) ?? .null
}

private func setting(_ key: Str, of bag: Value, to value: Value, _ cx: EvaluationContext) -> Value {
  cx.bag { stack in
    for member in bag.pairs { stack.push(member) }
    stack.push(Value(key))
    stack.push(value)
  }
}

/// Nil if the path goes through a value that is no bag.
private func setting(_ path: JSONPath, of bag: Value, to value: Value, _ cx: EvaluationContext) -> Value? {
  var path = path
  guard case .property(let name)? = path.next() else { return nil }
  var probe = path
  guard probe.next() != nil else { return probe.isMalformed ? nil : setting(name, of: bag, to: value, cx) }
  var inner = property(bag, name, cx).materialized(cx)
  if inner.isNull { inner = cx.bag { _ in } }
  guard inner.kind == .bag, let changed = setting(path, of: inner, to: value, cx) else { return nil }
  return setting(name, of: bag, to: changed, cx)
}

/// `treepath(value)`: all paths in a bag or array; of an array the first element stands for all.
public func treePaths(_ value: Value, _ cx: EvaluationContext) -> Value {
  let value = value.materialized(cx)
  guard value.isContainer else { return .null }
  return cx.array { pushPaths(value, .empty, $0, cx) }
}

private func pushPaths(_ value: Value, _ prefix: Str, _ stack: ValueStack, _ cx: EvaluationContext) {
  let value = value.materialized(cx)
  for index in stride(from: 0, to: value.pairs.count, by: 2) {
    let path = cx.text { buffer in
      buffer.append(prefix)
      buffer.append("['")
      buffer.append(value.pairs[index].unsafeText)
      buffer.append("']")
    }
    stack.push(Value(path))
    pushPaths(value.pairs[index + 1], path, stack, cx)
  }
  guard value.elements.count > 0 else { return }
  let path = joinTwo(prefix, "[0]", cx)
  stack.push(Value(path))
  // The elements' own members, each once.
  let start = stack.count
  for element in value.elements where element.isContainer { pushPaths(element, path, stack, cx) }
  var kept = start
  for index in start..<stack.count {
    var isNew = true
    for earlier in start..<kept where isEqualExact(stack[earlier].unsafeText, stack[index].unsafeText) {
      isNew = false
    }
    if isNew {
      stack[kept] = stack[index]
      kept += 1
    }
  }
  stack.truncate(kept)
}

/// The bag of `pack_all(true)`: without nulls, empty strings, and empty arrays and bags.
public func withoutEmptyMembers(_ bag: Value, _ cx: EvaluationContext) -> Value {
  let bag = bag.materialized(cx)
  guard bag.kind == .bag else { return .null }
  return cx.bag { stack in
    for index in stride(from: 0, to: bag.pairs.count, by: 2) {
      let value = bag.pairs[index + 1].materialized(cx)
      let isEmpty =
        value.isNull || (value.kind == .string && value.unsafeText.isEmpty)
        || (value.isContainer && value.count == 0)
      if isEmpty { continue }
      stack.push(bag.pairs[index])
      stack.push(value)
    }
  }
}
