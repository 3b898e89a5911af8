#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A query compiled for `rulec eval`.
public struct EvalCase: Sendable {
  public let id: StaticString
  public let definition: DetectorDefinition

  public init(_ id: StaticString, _ definition: DetectorDefinition) {
    self.id = id
    self.definition = definition
  }
}

/// The program that `rulec eval` builds: evaluates a list of compiled queries, one line of NDJSON each.
///
///     PROGRAM [--from K] [--batch N] [--events FILE]… [--table NAME] [--watchlist ALIAS=FILE]…
///             [--external ADDRESS=FILE]… [--now TIME] [--time-limit SECONDS] --output FILE
///
/// Lines are appended to FILE: `{"id":…,"result":{"columns":[…],"types":[…],"rows":[[…]]}}`. A case that crashes or
/// takes too long gets `{"id":…,"error":…}`, and the program starts itself again behind it; each line is written
/// before the next case begins. Exit code: 0, or 64 for a mistake in the command line or unreadable events.
public enum EvalCommandLine {

  /// Runs the program's command line.
  /// - Parameter watchlists: those compiled in.
  public static func run(_ cases: [EvalCase], watchlists: [WatchlistDefinition] = []) {
    do throws(UsageError) {
      try evaluate(cases, watchlists)
    } catch {
      writeError("eval: \(error.text)\n")
      exit(64)
    }
  }

  private static func evaluate(_ cases: [EvalCase], _ watchlists: [WatchlistDefinition]) throws(UsageError) {
    let arguments = try Arguments(
      Array(CommandLine.arguments.dropFirst()),
      options: ["--from", "--events", "--table", "--now", "--output", "--time-limit", "--batch"]
        + ReferenceLists.Files.optionNames, flags: [])
    guard let path = arguments.last("--output") else { throw UsageError("--output FILE is missing") }
    guard let first = Int(arguments.last("--from") ?? "0") else { throw UsageError("--from needs a number") }
    guard let limit = UInt32(arguments.last("--time-limit") ?? "20") else {
      throw UsageError("--time-limit needs a number of seconds")
    }
    // Cases whose events are read together: few enough that their survivors fit in memory.
    guard let batch = Int(arguments.last("--batch") ?? "8"), batch > 0 else {
      throw UsageError("--batch needs a number")
    }
    let now = try arguments.time("--now") ?? systemTime()
    let events = arguments.all("--events") + arguments.operands
    let files = try ReferenceLists.Files(arguments)
    guard let output = OutputStream(path: path, appends: true) else {
      throw UsageError("\(path): \(String(cString: strerror(errno)))")
    }
    CaseGuard.install(restarting: arguments, output: path)
    var index = first
    while index < cases.count {
      let batchEnd = min(index + (events.isEmpty ? 1 : batch), cases.count)
      let cx = RuleRun.makeContext()
      let lists = ReferenceLists(watchlists, files)
      let runs = cases[index..<batchEnd].map { RuleRun($0.definition, lists, cx) }
      try lists.load()
      for warning in lists.warnings { writeError("eval: warning: \(warning)\n") }
      if runs.contains(where: { !$0.stores.isEmpty }) {
        CaseGuard.begin(cases[index].id, index: index, batch: runs.count, seconds: limit)
        try read(events, arguments.last("--table"), runs, now)
        CaseGuard.end()
      }
      for run in runs {
        CaseGuard.begin(cases[index].id, index: index, batch: 1, seconds: limit)
        run.evaluate(at: now) { table, _ in
          append(table, cases[index], to: output.buffer)
        }
        CaseGuard.end()
        output.buffer.append(0x0A)
        output.flush()
        index += 1
      }
    }
  }

  private static func read(
    _ files: [String], _ table: String?, _ runs: [RuleRun], _ now: DateTime
  ) throws(UsageError) {
    let dispatcher = EventDispatcher(table: table)
    for run in runs {
      let after = run.windowStart(now)
      for (source, store) in zip(run.definition.sources, run.stores) {
        let window = TableReading.Window(after: after, through: now.ticks)
        dispatcher.add(source, store, window: window)
      }
    }
    let reader = RecordReader(walker: dispatcher.walker, ledger: RejectLedger(), strict: false)
    for file in files {
      do throws(ByteSource.Failure) {
        try reader.read(try ByteSource(path: file), dispatcher)
      } catch {
        throw UsageError("\(file) \(error.text)")
      }
    }
  }

  private static func append(_ table: Table, _ evalCase: EvalCase, to buffer: ByteBuffer) {
    let definition = evalCase.definition
    // Further columns that only the data knows: the union over the rows, by name.
    var open: [Str] = []
    if definition.isOpen {
      for index in 0..<table.count {
        for cell in openCells(table[row: index], definition)
        where !open.contains(where: { sameBytes($0, cell.key) }) {
          open.append(cell.key)
        }
      }
      open.sort { orderOfBytes($0, $1) < 0 }
    }
    buffer.append("{\"id\":")
    appendJSON(string: Str(evalCase.id), to: buffer)
    buffer.append(",\"result\":{\"columns\":[")
    for (index, name) in (definition.columns.map { Str($0.name) } + open).enumerated() {
      if index > 0 { buffer.append(0x2C) }
      appendJSON(string: name, to: buffer)
    }
    buffer.append("],\"types\":[")
    for (index, type) in (definition.columns.map(\.type) + open.map { _ in .dynamic }).enumerated() {
      if index > 0 { buffer.append(0x2C) }
      appendJSON(string: Str(type.keyword), to: buffer)
    }
    buffer.append("],\"rows\":[")
    for index in 0..<table.count {
      buffer.append(index > 0 ? ",[" : "[")
      let row = table[row: index]
      for (position, column) in definition.columns.enumerated() {
        if position > 0 { buffer.append(0x2C) }
        appendJSON(cell: row.value(position), column.type, to: buffer)
      }
      let cells = open.isEmpty ? [] : openCells(row, definition)
      for (position, key) in open.enumerated() {
        if position > 0 || !definition.columns.isEmpty { buffer.append(0x2C) }
        appendJSON(cells.first { sameBytes($0.key, key) }?.value ?? .null, to: buffer)
      }
      buffer.append(0x5D)
    }
    buffer.append("]}}")
  }
}

extension ColumnType {
  /// The type's name in KQL.
  var keyword: StaticString {
    switch self {
    case .bool: "bool"
    case .int: "int"
    case .long: "long"
    case .real: "real"
    case .decimal: "decimal"
    case .dateTime: "datetime"
    case .timeSpan: "timespan"
    case .guid: "guid"
    case .string: "string"
    case .dynamic: "dynamic"
    }
  }
}
