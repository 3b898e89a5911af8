/// `detector list`: the rules in the binary.
enum ListCommand {
  static func run(_ definitions: [DetectorDefinition], _ words: [String]) throws(UsageError) -> Int32 {
    let arguments = try Arguments(words, options: ["--format"], flags: [])
    guard arguments.operands.isEmpty else {
      throw UsageError("list takes no operand '\(arguments.operands[0])'")
    }
    let output = OutputStream(descriptor: 1)
    let format = arguments.last("--format") ?? "text"
    guard format == "text" || format == "ndjson" else {
      throw UsageError("--format is text or ndjson, not \(format)")
    }
    for definition in definitions {
      if format == "text" {
        appendText(definition, to: output.buffer)
      } else {
        appendLine(definition, to: output.buffer)
      }
      output.endLine()
    }
    output.flush()
    return output.failure == nil ? 0 : 74
  }

  private static func tables(_ definition: DetectorDefinition) -> [Str] {
    var names: [Str] = []
    for source in definition.sources where !names.contains(where: { sameBytes($0, Str(source.table)) }) {
      if case .events = source.origin { names.append(Str(source.table)) }
    }
    return names
  }

  /// The aliases of the watchlists and the addresses of the external data that the rule reads.
  private static func lists(_ definition: DetectorDefinition) -> (watchlists: [Str], addresses: [Str]) {
    var (watchlists, addresses): ([Str], [Str]) = ([], [])
    for source in definition.sources {
      switch source.origin {
      case .events: break
      case .watchlist(let alias):
        if !watchlists.contains(where: { sameBytes($0, Str(alias)) }) { watchlists.append(Str(alias)) }
      case .external(let data):
        for address in data.addresses.map({ Str($0) }) where !addresses.contains(where: { sameBytes($0, address) }) {
          addresses.append(address)
        }
      }
    }
    return (watchlists, addresses)
  }

  private static func schedule(_ rule: RuleMetadata, to buffer: ByteBuffer) {
    switch rule.kind {
    case .nrt: buffer.append("near real time")
    case .hunting: buffer.append("hunting query")
    case .scheduled:
      buffer.append("every ")
      formatTimeSpan(rule.queryFrequency, into: buffer)
      buffer.append(" over ")
      formatTimeSpan(rule.queryPeriod, into: buffer)
    }
  }

  private static func appendText(_ definition: DetectorDefinition, to buffer: ByteBuffer) {
    let rule = definition.rule
    buffer.append(Str(rule.name))
    buffer.append("\n  id ")
    buffer.append(Str(rule.id))
    buffer.append(", version ")
    buffer.append(Str(rule.version))
    buffer.append(", ")
    buffer.append(Str(rule.severity))
    buffer.append("\n  ")
    schedule(rule, to: buffer)
    let lists = lists(definition)
    for (title, names) in [
      ("reads", tables(definition)), ("watchlists", lists.watchlists), ("external data", lists.addresses),
    ] as [(StaticString, [Str])] where !names.isEmpty {
      buffer.append("\n  ")
      buffer.append(Str(title))
      for (index, name) in names.enumerated() {
        buffer.append(index > 0 ? ", " : " ")
        buffer.append(name)
      }
    }
    if definition.readsPlaces { buffer.append("\n  needs --geoip") }
  }

  private static func appendLine(_ definition: DetectorDefinition, to buffer: ByteBuffer) {
    let rule = definition.rule
    func field(_ name: StaticString, _ text: StaticString) {
      buffer.append(Str(name))
      appendJSON(string: Str(text), to: buffer)
    }
    field("{\"id\":", rule.id)
    field(",\"name\":", rule.name)
    field(",\"version\":", rule.version)
    field(",\"severity\":", rule.severity)
    let kind: StaticString =
      switch rule.kind {
      case .scheduled: "Scheduled"
      case .nrt: "NRT"
      case .hunting: "Hunting"
      }
    field(",\"kind\":", kind)
    buffer.append(",\"queryFrequency\":")
    appendJSON(Value(rule.queryFrequency), to: buffer)
    buffer.append(",\"queryPeriod\":")
    appendJSON(Value(rule.queryPeriod), to: buffer)
    let lists = lists(definition)
    for (key, names) in [
      (",\"tables\":[", tables(definition)), (",\"watchlists\":[", lists.watchlists),
      (",\"external\":[", lists.addresses),
    ] as [(StaticString, [Str])] {
      buffer.append(Str(key))
      for (index, name) in names.enumerated() {
        if index > 0 { buffer.append(0x2C) }
        appendJSON(string: name, to: buffer)
      }
      buffer.append("]")
    }
    buffer.append(definition.readsPlaces ? ",\"geoip\":true" : ",\"geoip\":false")
    buffer.append(",\"columns\":[")
    for (index, column) in definition.columns.enumerated() {
      if index > 0 { buffer.append(0x2C) }
      buffer.append("[")
      appendJSON(string: column.name, to: buffer)
      buffer.append(0x2C)
      appendJSON(string: Str(column.type.keyword), to: buffer)
      buffer.append("]")
    }
    buffer.append("]}")
  }
}
