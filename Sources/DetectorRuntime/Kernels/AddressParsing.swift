// `parse_url`, `parse_urlquery`, `parse_path`, `parse_version`.

private func firstIndex(_ text: Str, from start: Int = 0, of characters: Str) -> Int? {
  var index = start
  while index < text.count {
    for character in characters.bytes where text[index] == character { return index }
    index += 1
  }
  return nil
}

private func push(_ stack: ValueStack, _ key: Str, _ text: Str) {
  stack.push(Value(key))
  stack.push(Value(text))
}

/// The pairs of `a=1&b=2` as a bag; values as they are written.
private func queryParameters(_ query: Str, _ cx: EvaluationContext) -> Value {
  cx.bag { stack in
    var start = 0
    while start < query.count {
      let end = firstIndex(query, from: start, of: "&") ?? query.count
      let pair = query.slice(start, end)
      start = end + 1
      if pair.isEmpty { continue }
      let equals = firstIndex(pair, of: "=") ?? pair.count
      push(stack, pair.slice(0, equals), pair.slice(min(equals + 1, pair.count), pair.count))
    }
  }
}

/// `parse_url(url)`: a bag of `Scheme Host Port Path Username Password Query Parameters Fragment`; missing parts are empty.
public func parseURL(_ url: Str, _ cx: EvaluationContext) -> Value {
  var rest = url
  var scheme = Str.empty
  if let place = findExact(rest, "://"), firstIndex(rest, of: "/?#") == place + 1 {
    scheme = rest.slice(0, place)
    rest = rest.slice(place + 3, rest.count)
  }
  var fragment = Str.empty
  if let place = firstIndex(rest, of: "#") {
    fragment = rest.slice(place + 1, rest.count)
    rest = rest.slice(0, place)
  }
  var query = Str.empty
  if let place = firstIndex(rest, of: "?") {
    query = rest.slice(place + 1, rest.count)
    rest = rest.slice(0, place)
  }
  var path = Str.empty
  if let place = firstIndex(rest, of: "/") {
    path = rest.slice(place + 1, rest.count)
    rest = rest.slice(0, place)
  }
  var user = Str.empty
  var password = Str.empty
  if let place = findLastExact(rest, "@") {
    user = rest.slice(0, place)
    rest = rest.slice(place + 1, rest.count)
    if let colon = firstIndex(user, of: ":") {
      password = user.slice(colon + 1, user.count)
      user = user.slice(0, colon)
    }
  }
  var port = Str.empty
  // The colons of an address in brackets are its own.
  let portSearch = firstIndex(rest, of: "]") ?? 0
  if let colon = firstIndex(rest, from: portSearch, of: ":") {
    port = rest.slice(colon + 1, rest.count)
    rest = rest.slice(0, colon)
  }
  let parameters = queryParameters(query, cx)
  return cx.bag { stack in
    push(stack, "Scheme", scheme)
    push(stack, "Host", rest)
    push(stack, "Port", port)
    push(stack, "Path", path)
    push(stack, "Username", user)
    push(stack, "Password", password)
    stack.push(Value(Str("Query Parameters")))
    stack.push(parameters)
    push(stack, "Fragment", fragment)
  }
}

/// `parse_urlquery(query)`: a bag with the bag `Query Parameters`.
public func parseURLQuery(_ query: Str, _ cx: EvaluationContext) -> Value {
  let start = query.count > 0 && query[0] == UInt8(ascii: "?") ? 1 : 0
  let parameters = queryParameters(query.slice(start, query.count), cx)
  return cx.bag { stack in
    stack.push(Value(Str("Query Parameters")))
    stack.push(parameters)
  }
}

private func isSeparator(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }

private func lastSeparator(_ text: Str) -> Int? {
  var index = text.count - 1
  while index >= 0 {
    if isSeparator(text[index]) { return index }
    index -= 1
  }
  return nil
}

/// `parse_path(path)`: a bag of
/// `Scheme RootPath DirectoryPath DirectoryName Filename Extension AlternateDataStreamName`.
public func parsePath(_ path: Str, _ cx: EvaluationContext) -> Value {
  var rest = path
  var scheme = Str.empty
  if let place = findExact(rest, "://") {
    scheme = rest.slice(0, place)
    rest = rest.slice(place + 3, rest.count)
    // `file:///C:/…`
    if rest.count > 2, isSeparator(rest[0]), isAsciiLetter(rest[1]), rest[2] == UInt8(ascii: ":") {
      rest = rest.slice(1, rest.count)
    }
  }
  let hasDrive = rest.count > 1 && isAsciiLetter(rest[0]) && rest[1] == UInt8(ascii: ":")
  let root = hasDrive ? rest.slice(0, 2) : .empty
  let separator = lastSeparator(rest)
  var filename = rest.slice(separator.map { $0 + 1 } ?? (hasDrive ? 2 : 0), rest.count)
  let directory = separator.map { rest.slice(0, $0) } ?? root
  let afterSeparator = lastSeparator(directory).map { $0 + 1 } ?? 0
  let directoryName = hasDrive && directory.count == 2 ? Str.empty : directory.slice(afterSeparator, directory.count)
  var stream = Str.empty
  if let colon = firstIndex(filename, of: ":") {
    stream = filename.slice(colon + 1, filename.count)
    filename = filename.slice(0, colon)
  }
  let fileExtension = findLastExact(filename, ".").map { filename.slice($0 + 1, filename.count) } ?? .empty
  return cx.bag { stack in
    push(stack, "Scheme", scheme)
    push(stack, "RootPath", root)
    push(stack, "DirectoryPath", directory)
    push(stack, "DirectoryName", directoryName)
    push(stack, "Filename", filename)
    push(stack, "Extension", fileExtension)
    push(stack, "AlternateDataStreamName", stream)
  }
}

/// `parse_version(version)`: up to four numbers of up to eight digits, each eight digits of the result.
public func parseVersion(_ version: Str) -> Decimal? {
  var mantissa: Int128 = 0
  var parts = 0
  var index = 0
  while true {
    guard parts < 4, let number = scanDigits(version, &index, limit: 9), number < 100_000_000 else { return nil }
    mantissa = mantissa * 100_000_000 + Int128(number)
    parts += 1
    guard index < version.count else { break }
    guard version[index] == UInt8(ascii: ".") else { return nil }
    index += 1
  }
  while parts < 4 {
    mantissa *= 100_000_000
    parts += 1
  }
  return Decimal(mantissa: mantissa, scale: 0)
}
