// Where the rows of a source come from, as static data of the generated detector.

/// Where the rows of a source come from.
public enum SourceOrigin: Sendable {
  /// The events of a table, as they arrive.
  case events
  /// A watchlist: compiled in, or the file given for it when the detector starts.
  case watchlist(StaticString)
  /// The files given for addresses when the detector starts.
  case external(ExternalSource)
}

/// What an `externaldata` operator reads.
///
/// See `externaldata-operator.md`. Nothing is fetched: the user names a file for each address.
public struct ExternalSource: Sendable {
  /// How the rows stand in a file.
  public enum Format: UInt8, Sendable {
    /// Cells with a delimiter between them, quoted where needed (RFC 4180): comma, tab, `|`, `;`, U+0001.
    case csv, tsv, psv, scsv, sohsv
    /// A row is a line, which is the first column.
    case txt
    /// The file is one row, whose first column is all of it.
    case raw
    /// A row is a JSON object; objects stand one after the other or in arrays.
    case json
  }

  /// The addresses as the rule writes them; their rows follow each other.
  public let addresses: [StaticString]
  public let format: Format
  /// Whether the first row of each file is a header.
  public let skipsFirst: Bool
  /// All columns that the rule declares, in order: cells have their places.
  public let columns: [StaticString]
  /// For each of `columns` where its value is: a JSON path, or the number of a cell; empty = by name, or by place.
  public let paths: [StaticString]
  /// Which members of a zip archive are read, such as `*.csv`.
  public let archiveMembers: StaticString

  public init(
    _ addresses: [StaticString], _ format: Format, skipsFirst: Bool = false, columns: [StaticString],
    paths: [StaticString] = [], archiveMembers: StaticString = "*"
  ) {
    self.addresses = addresses
    self.format = format
    self.skipsFirst = skipsFirst
    self.columns = columns
    self.paths = paths
    self.archiveMembers = archiveMembers
  }
}

/// A watchlist that was compiled in.
public struct WatchlistDefinition: Sendable {
  public let alias: StaticString
  /// The list as CSV with a header, all of it static data.
  public let content: StaticString

  public init(_ alias: StaticString, _ content: StaticString) {
    self.alias = alias
    self.content = content
  }
}
