/// The stable name of a kind of diagnostic. One case each, sorted by name within the stage that reports it.
public enum DiagnosticID: String, CaseIterable, Sendable {
  // MARK: Rule documents

  // MARK: Syntax (every raw value starts with `syntax-`)

  // MARK: Names and types
  case ambiguousColumn = "ambiguous-column"
  case argumentCount = "argument-count"
  case typeMismatch = "type-mismatch"
  case unknownColumn = "unknown-column"
  case unknownFunction = "unknown-function"
  case unknownName = "unknown-name"
  case unknownTable = "unknown-table"

  // MARK: Constructs that are refused (every raw value starts with `unsupported-`)
  case unsupportedFunction = "unsupported-function"
  case unsupportedOperator = "unsupported-operator"
  case unsupportedPlugin = "unsupported-plugin"
}
