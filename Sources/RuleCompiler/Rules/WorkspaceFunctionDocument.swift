/// A saved function of the workspace (an ASIM or product parser), as its YAML says it.
public struct WorkspaceFunctionDocument: Sendable {
  public struct Parameter: Sendable {
    public var name: Located<String>
    /// As written: `string`, `datetime`, `dynamic`, or `table:(…)`.
    public var type: Located<String>
    /// KQL text of the default value; nil = an argument is required. A string default stands with or without
    /// quotes in published files: here always as a KQL literal.
    public var defaultValue: String?
  }

  /// Keys that hold the name, the first that is there counts.
  static let nameKeys = ["FunctionAlias", "FunctionName", "ParserName", "LookupTableName"]
  static let queryKeys = ["FunctionQuery", "ParserQuery", "LookupTableQuery"]
  private static let parameterKeys = ["FunctionParams", "ParserParams", "FunctionParameters"]

  public var file: SourceFile
  /// The name that queries call it by.
  public var name: Located<String>
  /// Other names: the built-in parser that it stands for (`_Im_Dns`).
  public var aliases: [Located<String>]
  public var parameters: [Parameter]
  public var query: EmbeddedSource

  public static func decode(_ file: SourceFile, into sink: DiagnosticSink) -> WorkspaceFunctionDocument? {
    RuleDocument.read(file, into: sink).flatMap { decode($0, into: sink) }
  }

  /// - Returns: nil without a name, a query or readable parameters; the sink then holds an error.
  public static func decode(_ document: RuleDocument, into sink: DiagnosticSink) -> WorkspaceFunctionDocument? {
    let nodes = NodeDecoding(file: document.file, sink: sink)
    let start = document.range.lowerBound..<document.range.lowerBound
    let names = nameKeys.compactMap { nodes.text(document.entry($0)) }
    guard let name = names.first else {
      nodes.report(.ruleMissingName, .error, "the function has no 'FunctionName'", start)
      return nil
    }
    guard let entry = queryKeys.lazy.compactMap({ document.entry($0) }).first else {
      nodes.report(.ruleMissingQuery, .error, "the function has no 'FunctionQuery'", start)
      return nil
    }
    guard let scalar = entry.value.scalar else {
      nodes.report(
        .ruleValueKind, .error, "'\(entry.key)' must be a text, not \(entry.value.kindName)", entry.value.range)
      return nil
    }
    guard let parameters = parameters(document, nodes) else { return nil }
    var aliases = Array(names.dropFirst())
    if let builtIn = nodes.text(document.entry("EquivalentBuiltInParser")) { aliases.append(builtIn) }
    return WorkspaceFunctionDocument(
      file: document.file, name: name, aliases: aliases.filter { $0.value != name.value }, parameters: parameters,
      query: EmbeddedSource(file: document.file, scalar: scalar, range: entry.value.range))
  }

  private static func parameters(_ document: RuleDocument, _ nodes: NodeDecoding) -> [Parameter]? {
    var parameters: [Parameter] = []
    for item in parameterKeys.lazy.compactMap({ document.entry($0) }).first.map({ nodes.items($0) }) ?? [] {
      guard let entries = nodes.mapping(item, "FunctionParams") else { return nil }
      nodes.warnUnknownKeys(entries, known: ["Name", "Type", "Default", "Description"], of: "a parameter")
      guard let name = nodes.text(entries.entry("Name")), let type = nodes.text(entries.entry("Type")) else {
        nodes.report(
          .ruleFunctionParameter, .error, "a parameter needs a 'Name' and a 'Type'",
          item.range.lowerBound..<item.range.lowerBound)
        return nil
      }
      let value = entries.entry("Default").flatMap { literal($0.value, type: type.value.lowercased()) }
      parameters.append(Parameter(name: name, type: type, defaultValue: value))
    }
    return parameters
  }

  /// The default as a KQL literal. YAML's own quotes are gone, so a bare text of a string parameter gets quotes.
  private static func literal(_ node: YAMLNode, type: String) -> String? {
    guard let scalar = node.scalar else { return nil }
    let text = scalar.text
    if type == "string" {
      if let quote = text.first, quote == "'" || quote == "\"", text.count >= 2, text.last == quote { return text }
      if text == "*", scalar.style == .plain { return "'*'" }
      if scalar.style == .plain, text.isEmpty { return nil }
      var escaped = "'"
      for character in text {
        if character == "'" || character == "\\" { escaped.append("\\") }
        escaped.append(character)
      }
      return escaped + "'"
    }
    if text.isEmpty { return nil }
    return text
  }
}
