import DetectorRuntime

/// Rows that a query reads beside the events: they are loaded once, when the detector starts.
public enum ListSource: Sendable {
  case watchlist(alias: String)
  case external(ExternalList)

  /// What the query calls it, for people.
  public var name: String {
    switch self {
    case .watchlist(let alias): "_GetWatchlist('\(alias)')"
    case .external(let list): "externaldata('\(list.addresses.joined(separator: "', '"))')"
    }
  }
}

/// What an `externaldata` operator reads, and how; see `DetectorRuntime.ExternalSource`.
public struct ExternalList: Sendable {
  public var addresses: [String]
  public var format: ExternalSource.Format
  public var skipsFirst: Bool
  /// All columns that the operator declares, in order.
  public var columns: [String]
  /// For each column a JSON path or the number of a cell; empty = by name, or by place.
  public var paths: [String]
  /// The pattern of the members of a zip archive that are read.
  public var archiveMembers: String
}
