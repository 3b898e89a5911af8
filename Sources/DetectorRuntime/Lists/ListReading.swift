/// One list and the sources that read it: the list is read once, its rows go to all of them.
final class ListReading {
  /// A source of a rule: the rows that it can use, with the columns that it keeps.
  private struct Reader {
    let source: SourceDefinition
    let table: Table
    var columns: [ListColumn]
  }

  let origin: SourceOrigin
  /// The names of the rules that read the list, in the order of first use.
  private(set) var rules: [String] = []
  private var readers: [Reader] = []
  /// Columns that rules read and the file does not have.
  private(set) var missing: [String] = []

  init(_ origin: SourceOrigin) { self.origin = origin }

  /// What makes two sources read the same list in the same way.
  static func key(_ origin: SourceOrigin) -> String {
    switch origin {
    case .events: return ""
    case .watchlist(let alias): return "watchlist \(alias)"
    case .external(let data):
      var key = "external \(data.format.rawValue) \(data.skipsFirst) \(data.archiveMembers)"
      for texts in [data.addresses, data.columns, data.paths] {
        key += "\n\(texts.count)"
        for text in texts {
          key += "\n"
          key += text.description
        }
      }
      return key
    }
  }

  /// Adds a source; its rows are in the table once the list has been read.
  func add(_ source: SourceDefinition, rule: String, _ cx: EvaluationContext) -> Table {
    if !rule.isEmpty, !rules.contains(rule) { rules.append(rule) }
    let table = Table(width: source.keptColumns, cx)
    // The list is read before the first evaluation and stays as it is.
    table.keptIndexes = []
    readers.append(Reader(source: source, table: table, columns: []))
    return table
  }

  // MARK: Columns

  /// Decides where each column comes from, for a watchlist with this header.
  func bind(header: [Str]) {
    bindColumns { name in
      if let place = header.firstIndex(where: { sameBytes($0, name) }) { return .cell(place) }
      switch name.description {
      // The list's key, if no column is named so, is the first.
      case "SearchKey": return header.isEmpty ? .absent : .cell(0)
      case "_DTItemId": return .identity
      case "LastUpdatedTimeUTC": return .absent
      case "WatchlistItem", "$record": return .bag(header)
      default: return nil
      }
    }
  }

  /// Decides where each column comes from, for external data.
  func bind(_ data: ExternalSource) {
    let places = data.columns.map { Str($0) }
    bindColumns { name in
      guard let place = places.firstIndex(where: { sameBytes($0, name) }) else { return .absent }
      let path = place < data.paths.count ? Str(data.paths[place]) : .empty
      switch data.format {
      case .csv, .tsv, .psv, .scsv, .sohsv: return .cell(path.isEmpty ? place : Int(parseLong(path) ?? 0))
      case .txt, .raw: return place == 0 ? .cell(0) : .absent
      case .json: return path.isEmpty ? .member(name) : .path(path)
      }
    }
  }

  private func bindColumns(_ column: (Str) -> ListColumn?) {
    for index in readers.indices {
      readers[index].columns = readers[index].source.columns.map { definition in
        if let found = column(definition.name) { return found }
        let name = definition.name.description
        if !missing.contains(name) { missing.append(name) }
        return .absent
      }
    }
  }

  // MARK: Rows

  /// Gives a record to the sources; each keeps it if it can use it.
  /// - Parameters:
  ///   - cx: owns the cells.
  ///   - scratch: for the tests on the row.
  func offer(_ record: ListRecord, parsesJSON: Bool, _ cx: EvaluationContext, scratch: EvaluationContext) {
    for reader in readers {
      let definitions = reader.source.columns.definitions
      withUnsafeTemporaryAllocation(of: Value.self, capacity: max(definitions.count, 1)) { values in
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: max(definitions.count, 1)) { slots in
          guard let cells = values.baseAddress, let places = slots.baseAddress else { return }
          for (index, column) in reader.columns.enumerated() {
            let value = column.value(record, definitions[index].type, parsesJSON: parsesJSON, cx)
            (cells + index).initialize(to: value)
            (places + index).initialize(to: UInt16(index))
          }
          guard reader.source.matches(EventRow(cells: EventCells(decoded: cells), slots: places), scratch) else {
            return
          }
          for index in 0..<reader.source.keptColumns { reader.table.put(cells[index]) }
          reader.table.endRow()
        }
      }
    }
    scratch.arena.reset()
  }
}
