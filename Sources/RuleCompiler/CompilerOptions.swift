/// The files beside the rules that a compilation may use.
public struct CompilerOptions: Sendable {
  /// YAML files of workspace functions (`FunctionName` or `ParserName`, and a query).
  public var functionPaths: [String]
  /// Files that declare tables.
  public var tablePaths: [String]
  /// CSV files of watchlists, named after their alias.
  public var watchlistPaths: [String]

  public init(functionPaths: [String] = [], tablePaths: [String] = [], watchlistPaths: [String] = []) {
    self.functionPaths = functionPaths
    self.tablePaths = tablePaths
    self.watchlistPaths = watchlistPaths
  }
}
