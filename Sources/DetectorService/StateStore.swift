import CSQLite
import DetectorRuntime
import Glibc

/// The durable state: survivors, schedules, positions of the inputs and lines on their way out, in one SQLite file.
/// What one `commit` writes is there as a whole after a crash, or not at all.
final class StateStore {
  /// What is stored; another number means that the file is of another version.
  private static let format = "3"

  private var database: OpaquePointer?
  /// What the state of each rule was when it was last written.
  private var savedRules: [[UInt8]] = []
  private let path: String

  init(folder: String) throws(Service.Failure) {
    path = folder + "/state.sqlite"
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
      throw .state("\(folder): \(String(cString: strerror(errno)))")
    }
    guard sqlite3_open(path, &database) == SQLITE_OK else { throw failure("cannot be opened") }
    sqlite3_busy_timeout(database, 1000)
    try execute("PRAGMA journal_mode=WAL")
    try execute("PRAGMA synchronous=FULL")
    // Two detectors over one state would undo each other's work.
    try execute("PRAGMA locking_mode=EXCLUSIVE")
    try execute(
      """
      BEGIN IMMEDIATE;
      CREATE TABLE IF NOT EXISTS facts(name TEXT PRIMARY KEY, value BLOB);
      CREATE TABLE IF NOT EXISTS rules(key TEXT PRIMARY KEY, fingerprint TEXT, state BLOB);
      CREATE TABLE IF NOT EXISTS survivors(
        seq INTEGER PRIMARY KEY, rule TEXT, source INTEGER, latest INTEGER, cells BLOB);
      CREATE INDEX IF NOT EXISTS survivorsByRule ON survivors(rule, latest);
      CREATE TABLE IF NOT EXISTS outbox(number INTEGER PRIMARY KEY, line BLOB);
      CREATE TABLE IF NOT EXISTS inputs(
        device INTEGER, inode INTEGER, name TEXT, offset INTEGER, line INTEGER, context INTEGER, head BLOB,
        latest INTEGER, heard INTEGER, PRIMARY KEY(device, inode));
      COMMIT
      """)
    let stored = try fact("format")
    if let stored, String(decoding: stored, as: UTF8.self) != Self.format {
      throw .state("\(path) was written by another version of the detector; remove it to begin anew")
    }
    if stored == nil { try set("format", Array(Self.format.utf8)) }
  }

  deinit { sqlite3_close(database) }

  private func failure(_ what: String) -> Service.Failure {
    let reason = database.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
    return .state("\(path) \(what): \(reason)")
  }

  func execute(_ text: String) throws(Service.Failure) {
    guard sqlite3_exec(database, text, nil, nil, nil) == SQLITE_OK else { throw failure("cannot be written") }
  }

  enum Parameter {
    case integer(Int64)
    case text(String)
    case bytes(UnsafeBufferPointer<UInt8>)
  }

  /// Runs a statement, and `row` for each row of its result.
  func run(
    _ text: String, _ parameters: [Parameter] = [], row: (OpaquePointer) -> Void = { _ in }
  ) throws(Service.Failure) {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(database, text, -1, &statement, nil) == SQLITE_OK, let statement else {
      throw failure("cannot be used")
    }
    defer { sqlite3_finalize(statement) }
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    for (index, parameter) in parameters.enumerated() {
      let place = Int32(index + 1)
      switch parameter {
      case .integer(let number): sqlite3_bind_int64(statement, place, number)
      case .text(let text): sqlite3_bind_text(statement, place, text, -1, transient)
      case .bytes(let bytes):
        sqlite3_bind_blob64(statement, place, bytes.baseAddress, UInt64(bytes.count), transient)
      }
    }
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: row(statement)
      case SQLITE_DONE: return
      default: throw failure("cannot be used")
      }
    }
  }

  static func bytes(_ statement: OpaquePointer, _ column: Int32) -> UnsafeBufferPointer<UInt8> {
    let count = Int(sqlite3_column_bytes(statement, column))
    let base = sqlite3_column_blob(statement, column)?.assumingMemoryBound(to: UInt8.self)
    return UnsafeBufferPointer(start: base, count: base == nil ? 0 : count)
  }

  static func text(_ statement: OpaquePointer, _ column: Int32) -> String {
    sqlite3_column_text(statement, column).map { String(cString: $0) } ?? ""
  }

  func fact(_ name: String) throws(Service.Failure) -> [UInt8]? {
    var value: [UInt8]?
    try run("SELECT value FROM facts WHERE name = ?", [.text(name)]) { value = Array(Self.bytes($0, 0)) }
    return value
  }

  func set(_ name: String, _ value: [UInt8]) throws(Service.Failure) {
    var failure: Service.Failure?
    value.withUnsafeBufferPointer { bytes in
      do throws(Service.Failure) { try set(name, bytes) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  func set(_ name: String, _ value: UnsafeBufferPointer<UInt8>) throws(Service.Failure) {
    try run("INSERT OR REPLACE INTO facts VALUES (?, ?)", [.text(name), .bytes(value)])
  }

  // MARK: Engine

  /// Brings the engine to where it was; `say` gets a sentence for each rule whose state is of no use.
  func restore(_ engine: DetectorEngine, say: (String) -> Void) throws(Service.Failure) {
    guard let clock = try fact("engine") else { return }
    guard clock.withUnsafeBufferPointer({ engine.restoreState(from: $0) }) else { throw damaged }
    var known: Set<String> = []
    for (index, identity) in engine.ruleIdentities.enumerated() {
      known.insert(identity.key)
      var isUsable: Bool?
      var isDamaged = false
      try run("SELECT fingerprint, state FROM rules WHERE key = ?", [.text(identity.key)]) { row in
        isUsable = Self.text(row, 0) == identity.fingerprint
        if isUsable == true, !engine.restoreState(ofRule: index, from: Self.bytes(row, 1)) { isDamaged = true }
      }
      if isUsable == true {
        try run("SELECT source, cells FROM survivors WHERE rule = ? ORDER BY seq", [.text(identity.key)]) { row in
          let source = Int(sqlite3_column_int64(row, 0))
          if source >= engine.sourceCount(index)
            || !engine.restoreSurvivors(ofRule: index, source: source, from: Self.bytes(row, 1))
          {
            isDamaged = true
          }
        }
      } else {
        if isUsable == false {
          say("the rule '\(engine.ruleName(index))' has changed: its state is dropped, and it begins anew")
        }
        try run("DELETE FROM survivors WHERE rule = ?", [.text(identity.key)])
        engine.beginAnew(rule: index)
      }
      if isDamaged { throw damaged }
      if let reason = engine.enable(rule: index) {
        say("the rule '\(engine.ruleName(index))' was disabled (\(reason)): it begins anew")
        try run("DELETE FROM survivors WHERE rule = ?", [.text(identity.key)])
        engine.beginAnew(rule: index)
      }
    }
    var gone: [String] = []
    try run("SELECT key FROM rules") { row in
      if !known.contains(Self.text(row, 0)) { gone.append(Self.text(row, 0)) }
    }
    for key in gone {
      say("there is no rule '\(key)' any more: its state is dropped")
      try run("DELETE FROM rules WHERE key = ?", [.text(key)])
      try run("DELETE FROM survivors WHERE rule = ?", [.text(key)])
    }
  }

  private var damaged: Service.Failure { .state("\(path) is damaged; remove it to begin anew") }

  /// The files that have been read, by the names at which they were last seen.
  func positions() throws(Service.Failure) -> [(name: String, position: Input.Position)] {
    var positions: [(String, Input.Position)] = []
    let columns = "name, device, inode, offset, line, context, head, latest, heard"
    try run("SELECT \(columns) FROM inputs WHERE name <> '-' ORDER BY name, latest") { row in
      let position = Input.Position(
        file: FileIdentity(device: sqlite3_column_int64(row, 1), inode: sqlite3_column_int64(row, 2)),
        place: RecordPlace(
          offset: Int(sqlite3_column_int64(row, 3)), line: Int(sqlite3_column_int64(row, 4)),
          context: sqlite3_column_int64(row, 5)),
        head: Array(Self.bytes(row, 6)), latest: sqlite3_column_int64(row, 7), heard: sqlite3_column_int64(row, 8))
      positions.append((Self.text(row, 0), position))
    }
    return positions
  }

  /// Where the output was; nil if there has been none.
  func output() throws(Service.Failure) -> AlertFile.Place? {
    let words = try fact("output").map { String(decoding: $0, as: UTF8.self).split(separator: " ") } ?? []
    guard words.count == 3, let device = Int64(words[0]), let inode = Int64(words[1]), let length = Int(words[2])
    else { return nil }
    return AlertFile.Place(file: FileIdentity(device: device, inode: inode), length: length)
  }

  /// The lines that wait for the webhook, in order.
  func outbox() throws(Service.Failure) -> [WebhookQueue.Line] {
    var lines: [WebhookQueue.Line] = []
    try run("SELECT number, line FROM outbox ORDER BY number") { row in
      lines.append(WebhookQueue.Line(number: sqlite3_column_int64(row, 0), bytes: Array(Self.bytes(row, 1))))
    }
    return lines
  }

  /// Writes all that has changed, at once.
  /// - Parameters:
  ///   - forgotten: inputs that will not be read any more.
  ///   - lines: what is on its way to the output.
  ///   - output: where the output is without them.
  ///   - posts: lines for the webhook.
  ///   - left: lines for the webhook up to this number have left.
  func commit(
    _ engine: DetectorEngine, _ inputs: [Input], forgotten: [FileIdentity], lines: UnsafeBufferPointer<UInt8>,
    output: AlertFile.Place?, posts: [WebhookQueue.Line], left: Int64
  ) throws(Service.Failure) {
    try execute("BEGIN IMMEDIATE")
    let buffer = ByteBuffer(capacity: 1 << 16)
    engine.appendState(to: buffer)
    try set("engine", buffer.bytes)
    try set("lines", lines)
    if let output {
      try set("output", Array("\(output.file.device) \(output.file.inode) \(output.length)".utf8))
    }
    for (index, identity) in engine.ruleIdentities.enumerated() {
      buffer.truncate()
      engine.appendState(ofRule: index, to: buffer)
      if index >= savedRules.count { savedRules.append([]) }
      if !savedRules[index].elementsEqual(buffer.bytes) {
        savedRules[index] = Array(buffer.bytes)
        try run(
          "INSERT OR REPLACE INTO rules VALUES (?, ?, ?)",
          [.text(identity.key), .text(identity.fingerprint), .bytes(buffer.bytes)])
      }
      for source in 0..<engine.sourceCount(index) {
        buffer.truncate()
        guard let latest = engine.appendNewSurvivors(ofRule: index, source: source, to: buffer) else { continue }
        try run(
          "INSERT INTO survivors(rule, source, latest, cells) VALUES (?, ?, ?, ?)",
          [.text(identity.key), .integer(Int64(source)), .integer(latest), .bytes(buffer.bytes)])
      }
      if let time = engine.forgottenThrough(ofRule: index) {
        try run("DELETE FROM survivors WHERE rule = ? AND latest <= ?", [.text(identity.key), .integer(time)])
      }
    }
    try run("DELETE FROM outbox WHERE number <= ?", [.integer(left)])
    for post in posts {
      var failure: Service.Failure?
      post.bytes.withUnsafeBufferPointer { bytes in
        do throws(Service.Failure) {
          try run("INSERT INTO outbox VALUES (?, ?)", [.integer(post.number), .bytes(bytes)])
        } catch { failure = error }
      }
      if let failure { throw failure }
    }
    for file in forgotten {
      try run("DELETE FROM inputs WHERE device = ? AND inode = ?", [.integer(file.device), .integer(file.inode)])
    }
    for input in inputs where input.isChanged {
      input.isChanged = false
      var failure: Service.Failure?
      let position = input.position
      position.head.withUnsafeBufferPointer { head in
        do throws(Service.Failure) {
          try run(
            "INSERT OR REPLACE INTO inputs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
              .integer(position.file.device), .integer(position.file.inode), .text(input.name),
              .integer(Int64(position.place.offset)), .integer(Int64(position.place.line)),
              .integer(position.place.context), .bytes(head), .integer(position.latest), .integer(position.heard),
            ])
        } catch { failure = error }
      }
      if let failure { throw failure }
    }
    try execute("COMMIT")
  }
}
