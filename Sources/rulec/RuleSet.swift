import RuleCompiler

/// The rules below some paths and the compiler that takes them.
struct RuleSet: Sendable {
  let entries: [RuleFiles.Entry]
  let compiler: Compiler

  /// - Parameter emitsSwift: whether the rules are written out, not only checked.
  init(_ files: RuleFiles, emitsSwift: Bool = true) {
    self.entries = files.rules
    self.compiler = Compiler(
      options: CompilerOptions(
        functionPaths: files.functions, tablePaths: files.tables, watchlistPaths: files.watchlists,
        watchlistFiles: files.namedWatchlists, emitsSwift: emitsSwift))
  }

  /// Compiles every rule, several at a time, and keeps what `body` makes of each, in the order of `entries`.
  func map<Result: Sendable>(
    _ body: @escaping @Sendable (RuleFiles.Entry, CompiledRule) -> Result
  ) throws(CommandError) -> [Result] {
    let (entries, compiler) = (entries, compiler)
    let results = WorkerThreads.map(count: entries.count) { index -> Swift.Result<Result, CommandError> in
      Swift.Result { () throws(CommandError) in
        let entry = entries[index]
        let bytes = try TextFile.bytes(of: entry.path)
        return body(entry, compiler.compile(path: entry.path, label: entry.label, bytes: bytes))
      }
    }
    var values: [Result] = []
    for (entry, result) in zip(entries, results) {
      if let result {
        values.append(try result.get())
      } else {
        let file = SourceFile(path: entry.path, bytes: try TextFile.bytes(of: entry.path))
        values.append(body(entry, CompiledRule(internalErrorIn: file)))
      }
    }
    return values
  }
}
