/// The name of a scalar type, as in `x: long` or `typeof(string)`.
public struct TypeName: Hashable, Sendable {
  /// As written; aliases such as `double` are not replaced.
  public var text: String
  public var span: SourceSpan

  /// The type that the name stands for; nil if there is none, which the parser has reported.
  public var scalarType: ScalarType? {
    switch text {
    case "bool", "boolean": .bool
    case "int", "int32", "int8", "int16", "uint8", "uint16": .int
    case "long", "int64", "uint32", "uint64", "ulong", "uint": .long
    case "real", "double", "float": .real
    case "decimal": .decimal
    case "datetime", "date": .datetime
    case "timespan", "time": .timespan
    case "guid", "uuid", "uniqueid": .guid
    case "string": .string
    case "dynamic": .dynamic
    default: nil
    }
  }
}

/// `name: type`
public struct ColumnDeclaration: Hashable, Sendable {
  public var name: Name
  public var type: TypeName
  public var span: SourceSpan { name.span.union(type.span) }
}

/// `(name: type, …)` with an optional `*` for further columns.
public struct SchemaSyntax: Hashable, Sendable {
  public var columns: [ColumnDeclaration]
  /// Where the `*` stands, if there is one. In the schema of a parameter it means: and any further columns.
  public var star: SourceSpan?
  public var span: SourceSpan
}

/// What `typeof(…)` names.
public enum TypeOfSyntax: Hashable, Sendable {
  /// `typeof(long)`
  case scalar(TypeName)
  /// `typeof(a:long, b:string)`, `typeof(*)`, `typeof(*, a:long)`
  case row(SchemaSyntax)
}
