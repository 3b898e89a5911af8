/// `where * has "text"`: whether any column of the row holds a text.
extension QueryBinding {
  /// The operators that can stand behind `*`.
  private static let anyColumnOperators: Set<String> = [
    "has", "has_cs", "hasprefix", "hasprefix_cs", "hassuffix", "hassuffix_cs", "contains", "contains_cs", "startswith",
    "startswith_cs", "endswith", "endswith_cs", "==", "=~", "matches regex",
  ]

  /// The comparison of every column that holds text (string, dynamic), one or another of which has to be true.
  func bindAnyColumn(
    _ binary: BinaryExpression, _ span: SourceSpan, in context: BindingContext
  ) -> BoundExpression? {
    let name = binary.operation.rawValue
    guard let row = context.row else {
      error(.scalarExpected, "'*' stands for the columns of a row, and there is none here", at: binary.left.span)
      return nil
    }
    guard Self.anyColumnOperators.contains(name) else {
      error(
        .unsupportedOperator, "'* \(name)' is not supported: '*' goes with has, contains, startswith, endswith, =~, ==",
        at: binary.operationSpan)
      return nil
    }
    guard !row.isOpen else {
      error(
        .unsupportedOperator, "'* \(name)' over columns that only the data knows is not supported: name the columns",
        at: binary.left.span)
      return nil
    }
    guard let text = bindScalar(binary.right, in: context) else { return nil }
    guard text.type == .string else {
      error(
        .typeMismatch, "'* \(name)' compares with a string, not with \(text.type.withArticle)", at: binary.right.span)
      return nil
    }
    return anyColumn(context.ignoresStar ? [] : textColumns(row.columns), binary.left.span, span) { value in
      operate(name, [value, text], span, at: binary.operationSpan)
    }
  }

  /// The columns that `*` and the terms of a search look at.
  func textColumns(_ columns: [ColumnSymbol]) -> [ColumnSymbol] {
    columns.filter { ($0.type == .string || $0.type == .dynamic) && !partitionKeys.contains($0.name) }
  }

  /// Whether the test of one of the columns is true.
  func anyColumn(
    _ columns: [ColumnSymbol], _ place: SourceSpan, _ span: SourceSpan, _ test: (BoundExpression) -> BoundExpression?
  ) -> BoundExpression? {
    anyColumnTests += 1
    var result: BoundExpression?
    for column in columns {
      guard let test = test(BoundExpression(.column(column), column.type, place)) else { return nil }
      result = result.map { BoundExpression(.or($0, test), .bool, span) } ?? test
    }
    return result ?? BoundExpression(.literal(.bool(false)), .bool, span)
  }
}
