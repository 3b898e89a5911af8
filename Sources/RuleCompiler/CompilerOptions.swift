/// The files beside the rules that a compilation may use.
public struct CompilerOptions: Sendable {
  /// YAML files of workspace functions (`FunctionName` or `ParserName`, and a query).
  public var functionPaths: [String]
  /// Files that declare tables.
  public var tablePaths: [String]
  /// CSV files of watchlists, named after their alias.
  public var watchlistPaths: [String]
  /// CSV files given for aliases; they come before `watchlistPaths`.
  public var watchlistFiles: [(alias: String, path: String)]
  /// Whether `ScanSplit` runs. Without it every event is kept and all work waits for the evaluation: the same results,
  /// for tests and to find out whether a wrong one comes from the pass.
  public var splitsScans: Bool
  /// Whether the groups of a `summarize` may be kept up to date as events come. Without it all wait for the evaluation: the
  /// same results.
  public var summarizesEarly: Bool
  /// Whether accepted rules are written out as Swift. To find out which rules compile needs no text: no stage after
  /// Lowering refuses anything.
  public var emitsSwift: Bool

  public init(
    functionPaths: [String] = [], tablePaths: [String] = [], watchlistPaths: [String] = [],
    watchlistFiles: [(alias: String, path: String)] = [], splitsScans: Bool = true, summarizesEarly: Bool = true,
    emitsSwift: Bool = true
  ) {
    self.functionPaths = functionPaths
    self.tablePaths = tablePaths
    self.watchlistPaths = watchlistPaths
    self.watchlistFiles = watchlistFiles
    self.splitsScans = splitsScans
    self.summarizesEarly = summarizesEarly
    self.emitsSwift = emitsSwift
  }
}
