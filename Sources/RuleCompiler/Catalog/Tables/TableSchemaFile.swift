/// Reads the user's own table schemas: YAML or JSON of the shape `{Table: {Column: type}}`.
public enum TableSchemaFile {
  /// - Returns: the tables that are well formed; the sink holds an error for each that is not.
  public static func read(_ file: SourceFile, into sink: DiagnosticSink) -> [TableSchema] {
    guard let document = RuleDocument.read(file, into: sink) else { return [] }
    let nodes = NodeDecoding(file: file, sink: sink)
    return document.entries.compactMap { entry in
      guard let columns = entry.value.mapping else {
        nodes.report(
          .ruleTableSchema, .error,
          "'\(entry.key)' must be a mapping from columns to types, not \(entry.value.kindName)",
          entry.value.range)
        return nil
      }
      return TableSchema(name: entry.key, columns: columns.compactMap { column($0, nodes) })
    }
  }

  private static func column(_ entry: YAMLEntry, _ nodes: NodeDecoding) -> TableSchema.Column? {
    guard let text = nodes.text(entry) else {
      nodes.report(.ruleTableSchema, .error, "the column '\(entry.key)' has no type", entry.keyRange)
      return nil
    }
    if let type = type(named: text.value) { return TableSchema.Column(entry.key, type) }
    nodes.report(
      .ruleTableSchema, .error, "'\(text.value)' is not a type of KQL", text.range,
      fix: closest(to: text.value, in: names))
    return nil
  }

  private static let names = [
    "bool", "boolean", "datetime", "date", "decimal", "double", "dynamic", "guid", "int", "long", "real", "string",
    "time", "timespan", "uniqueid", "uuid",
  ]

  /// The type of a KQL type name, with its other spellings.
  private static func type(named name: String) -> ScalarType? {
    switch name.lowercased() {
    case "bool", "boolean": .bool
    case "datetime", "date": .datetime
    case "decimal": .decimal
    case "double", "real": .real
    case "dynamic": .dynamic
    case "guid", "uuid", "uniqueid": .guid
    case "int": .int
    case "long": .long
    case "string": .string
    case "timespan", "time": .timespan
    case _: nil
    }
  }
}
