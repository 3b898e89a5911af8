extension Value {
  /// A dynamic value as a cell of a column of that type, by the conversion functions (`tostring`, `toint` …).
  func converted(to type: ColumnType, _ cx: EvaluationContext) -> Value {
    switch type {
    case .dynamic: return materialized(cx)
    case .string: return Value(textOf(self, cx))
    case .bool: return Value(boolOf(self))
    case .int: return Value(int: intOf(self))
    case .long: return Value(longOf(self))
    case .real: return Value(realOf(self))
    case .decimal: return Value(decimalOf(self, cx), cx)
    case .dateTime: return Value(dateTimeOf(self))
    case .timeSpan: return Value(timeSpanOf(self))
    case .guid: return Value(guidOf(self), cx)
    }
  }
}
