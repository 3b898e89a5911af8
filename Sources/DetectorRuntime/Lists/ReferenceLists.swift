/// The watchlists and external data that the rules of a detector read, loaded once when it starts; and the database of
/// places.
///
/// Nothing is fetched: a watchlist is compiled in or given as a file, external data is always a file. A list without
/// either is an empty table, about which there is a warning, as there is if places are asked for and there is no database.
package final class ReferenceLists {
  /// The files that the command line gives for lists.
  package struct Files {
    package static let optionNames = ["--watchlist", "--external", "--geoip"]
    /// `ALIAS=FILE`
    var watchlists: [String] = []
    /// `ADDRESS=FILE`
    var external: [String] = []
    /// The file of `--geoip`, read.
    var places: PlaceDatabase?

    init() {}

    package init(_ arguments: Arguments) throws(UsageError) {
      watchlists = arguments.all("--watchlist")
      external = arguments.all("--external")
      for (option, form, values) in [
        ("--watchlist", "ALIAS=FILE", watchlists), ("--external", "ADDRESS=FILE", external),
      ] {
        for value in values where splits(value).isEmpty { throw UsageError("\(option) \(value): write \(form)") }
      }
      if let path = arguments.last("--geoip") { places = try PlaceDatabase(path: path) }
    }
  }

  private let compiled: [WatchlistDefinition]
  private let files: Files
  private var readings: [(key: String, reading: ListReading)] = []
  /// Owns all rows, as long as the process runs.
  private let cx = EvaluationContext(now: DateTime(ticks: 0), arena: Arena(chunkSize: 1 << 20))
  private let scratch = EvaluationContext(now: DateTime(ticks: 0))
  /// What the user has to know: lists without rows, files that no rule reads.
  package private(set) var warnings: [String] = []
  /// The lists for which there is no file.
  private(set) var absent: [String] = []
  /// The names of the rules that ask where addresses are.
  private var placeReaders: [String] = []

  package init(_ compiled: [WatchlistDefinition], _ files: Files = Files()) {
    self.compiled = compiled
    self.files = files
  }

  /// The table of a source that reads a list, filled by `load`; nil if it reads events.
  func table(for source: SourceDefinition, rule: String) -> Table? {
    if case .events = source.origin { return nil }
    let key = ListReading.key(source.origin)
    if let known = readings.first(where: { $0.key == key }) { return known.reading.add(source, rule: rule, cx) }
    let reading = ListReading(source.origin)
    readings.append((key, reading))
    return reading.add(source, rule: rule, cx)
  }

  /// The places of addresses, for evaluations; nil without a database.
  func makePlaceReader() -> PlaceReader? { files.places.map { PlaceReader($0) } }

  /// A rule asks where addresses are.
  func addPlaceReader(rule: String) { placeReaders.append(rule) }

  /// Reads all lists that the sources asked for.
  /// - Parameter isStrict: whether a list without a file is an error.
  package func load(isStrict: Bool = false) throws(UsageError) {
    var used: Set<String> = []
    for (_, reading) in readings {
      switch reading.origin {
      case .events: break
      case .watchlist(let alias): try load(alias.description, reading, &used)
      case .external(let data): try load(data, reading, &used)
      }
    }
    reportPlaces()
    if isStrict, let first = absent.first {
      let others = absent.count > 1 ? " (and \(absent.count - 1) more)" : ""
      throw UsageError("\(first)\(others)")
    }
    for value in files.watchlists where !used.contains("--watchlist " + value) {
      let alias = splits(value).first.map { String($0.name) } ?? value
      let known = readings.compactMap { entry in
        if case .watchlist(let alias) = entry.reading.origin { alias.description } else { nil as String? }
      }
      warnings.append("no rule reads a watchlist '\(alias)'\(Self.suggestion(alias, known))")
    }
    for value in files.external where !used.contains("--external " + value) {
      warnings.append("no rule reads external data from '\(splits(value).last.map { String($0.name) } ?? value)'")
    }
  }

  private static func suggestion(_ name: String, _ known: [String]) -> String {
    let closest = known.min { distance($0, name) < distance($1, name) }
    return closest.map { "; did you mean '\($0)'?" } ?? ""
  }

  private func reportPlaces() {
    if files.places == nil, !placeReaders.isEmpty {
      reportAbsent(
        "geo_info_from_ip_address() gives null: give a database of places with --geoip FILE", rules: placeReaders)
    } else if files.places != nil, placeReaders.isEmpty {
      warnings.append("no rule asks where addresses are: --geoip is not used")
    }
  }

  private func reportAbsent(_ message: String, rules: [String]) {
    var readers = ""
    let names = rules.filter { !$0.isEmpty }
    if let rule = names.first {
      let others = names.count > 1 ? " and \(names.count - 1) more" : ""
      readers = "; read by '\(rule)'\(others)"
    }
    absent.append(message + readers)
    warnings.append(message + readers)
  }

  // MARK: Watchlists

  private func load(_ alias: String, _ reading: ListReading, _ used: inout Set<String>) throws(UsageError) {
    let definition = compiled.first { $0.alias.description == alias }
    // The last file given for an alias counts.
    var path: String?
    for value in files.watchlists {
      guard let split = splits(value).first, split.name == alias else { continue }
      used.insert("--watchlist " + value)
      path = String(split.path)
    }
    if let path {
      for part in try ListFile(path: path, members: "*", arena: cx.arena).parts {
        try readWatchlist(part, named: path, reading)
      }
      if let column = reading.missing.first {
        let message = "\(path) has no column '\(column)', which rules read from the watchlist '\(alias)'"
        if definition != nil { throw UsageError(message) }
        warnings.append(message)
      }
    } else if let definition {
      try readWatchlist(ListFile.text(Str(definition.content), cx.arena), named: "watchlist '\(alias)'", reading)
    } else {
      reportAbsent(
        "the watchlist '\(alias)' is empty: give its rows with --watchlist \(alias)=FILE", rules: reading.rules)
    }
  }

  private func readWatchlist(
    _ text: UnsafeMutableBufferPointer<UInt8>, named name: String, _ reading: ListReading
  ) throws(UsageError) {
    var rows = DelimitedText(text)
    reading.bind(header: rows.next() ? rows.cells : [])
    while rows.next() { reading.offer(.cells(rows.cells), parsesJSON: false, cx, scratch: scratch) }
    if let line = rows.unclosedLine { throw UsageError("\(name):\(line): a quote is not closed") }
  }

  // MARK: External data

  private func load(_ data: ExternalSource, _ reading: ListReading, _ used: inout Set<String>) throws(UsageError) {
    reading.bind(data)
    for address in data.addresses.map(\.description) {
      guard let (value, path) = file(for: address) else {
        reportAbsent(
          "the external data '\(address)' is empty: give its rows with --external '\(address)=FILE'",
          rules: reading.rules)
        continue
      }
      used.insert("--external " + value)
      for part in try ListFile(path: path, members: Str(data.archiveMembers), arena: cx.arena).parts {
        try read(part, named: path, data, reading)
      }
    }
  }

  /// The file for an address, written as in the rule or without what follows `?` or `;`.
  private func file(for address: String) -> (option: String, path: String)? {
    let place = address.prefix { $0 != "?" && $0 != ";" }
    for wanted in [Substring(address), place] {
      for value in files.external.reversed() {
        if let split = splits(value).last(where: { $0.name == wanted }) { return (value, String(split.path)) }
      }
    }
    return nil
  }

  private func read(
    _ text: UnsafeMutableBufferPointer<UInt8>, named name: String, _ data: ExternalSource, _ reading: ListReading
  ) throws(UsageError) {
    switch data.format {
    case .csv: try readCells(text, ",", named: name, data, reading)
    case .tsv: try readCells(text, "\t", named: name, data, reading)
    case .psv: try readCells(text, "|", named: name, data, reading)
    case .scsv: try readCells(text, ";", named: name, data, reading)
    case .sohsv: try readCells(text, "\u{1}", named: name, data, reading)
    case .txt: readLines(text, data, reading)
    case .raw:
      guard !data.skipsFirst else { return }
      reading.offer(.cells([Self.withoutMark(text)]), parsesJSON: true, cx, scratch: scratch)
    case .json: try readJSON(Self.withoutMark(text), named: name, data, reading)
    }
  }

  private func readCells(
    _ text: UnsafeMutableBufferPointer<UInt8>, _ delimiter: Unicode.Scalar, named name: String, _ data: ExternalSource,
    _ reading: ListReading
  ) throws(UsageError) {
    var rows = DelimitedText(text, delimiter: UInt8(ascii: delimiter))
    var isFirst = data.skipsFirst
    while rows.next() {
      if !isFirst { reading.offer(.cells(rows.cells), parsesJSON: true, cx, scratch: scratch) }
      isFirst = false
    }
    if let line = rows.unclosedLine { throw UsageError("\(name):\(line): a quote is not closed") }
  }

  private func readLines(
    _ text: UnsafeMutableBufferPointer<UInt8>, _ data: ExternalSource, _ reading: ListReading
  ) {
    let text = Self.withoutMark(text)
    var isFirst = data.skipsFirst
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != 0x0A, text[end] != 0x0D { end += 1 }
      if end > start {
        if !isFirst { reading.offer(.cells([text.slice(start, end)]), parsesJSON: true, cx, scratch: scratch) }
        isFirst = false
      }
      start = end + 1
    }
  }

  private func readJSON(
    _ text: Str, named name: String, _ data: ExternalSource, _ reading: ListReading
  ) throws(UsageError) {
    var parser = JSONParser(text, cx)
    var isFirst = data.skipsFirst
    func offer(_ value: Value) {
      if !isFirst { reading.offer(.value(value), parsesJSON: true, cx, scratch: scratch) }
      isFirst = false
    }
    while true {
      parser.scanner.skipWhitespace()
      guard parser.scanner.index < text.count else { return }
      guard let value = parser.parseValue(depth: 0) else {
        let line = text.slice(0, min(parser.scanner.index, text.count)).bytes.count { $0 == 0x0A } + 1
        throw UsageError("\(name):\(line): this is not JSON")
      }
      if value.kind == .array { value.elements.forEach(offer) } else { offer(value) }
    }
  }

  private static func withoutMark(_ text: UnsafeMutableBufferPointer<UInt8>) -> Str {
    guard let base = text.baseAddress, text.count > 0 else { return .empty }
    let skipped = text.count >= 3 && base[0] == 0xEF && base[1] == 0xBB && base[2] == 0xBF ? 3 : 0
    return Str(base: UnsafePointer(base) + skipped, count: text.count - skipped)
  }
}

/// The ways to read `NAME=FILE`: an address may hold equals signs of its own.
private func splits(_ value: String) -> [(name: Substring, path: Substring)] {
  value.indices.filter { value[$0] == "=" }.compactMap { index in
    let (name, path) = (value[..<index], value[value.index(after: index)...])
    return name.isEmpty || path.isEmpty ? nil : (name, path)
  }
}
