// `in`, `has_any`, `has_all` over lists that are not known at compile time, or not of strings.
// An element that is an array stands for its elements, and those that are arrays for theirs.
// https://learn.microsoft.com/kusto/query/in-cs-operator

/// Whether `accept` takes any of the elements, arrays opened.
private func anyElement(
  of list: some Sequence<Value>, _ cx: EvaluationContext, where accept: (Value) -> Bool
) -> Bool {
  for item in list {
    let item = item.materialized(cx)
    if item.kind == .array {
      if anyElement(of: item.elements, cx, where: accept) { return true }
    } else if accept(item) {
      return true
    }
  }
  return false
}

/// `value in (list)`; a null is in no list.
public func isInList(_ value: Value, _ list: [Value], _ cx: EvaluationContext) -> Bool {
  if value.isNull { return false }
  return anyElement(of: list, cx) { !$0.isNull && isEqualDynamic(value, $0, cx) }
}
/// `value !in (list)`
public func isNotInList(_ value: Value, _ list: [Value], _ cx: EvaluationContext) -> Bool {
  !isInList(value, list, cx)
}
/// `text in~ (list)`
public func isInListFolded(_ text: Str, _ list: [Value], _ cx: EvaluationContext) -> Bool {
  anyElement(of: list, cx) { isEqualFolded(text, textOf($0, cx)) }
}
/// `text !in~ (list)`
public func isNotInListFolded(_ text: Str, _ list: [Value], _ cx: EvaluationContext) -> Bool {
  !isInListFolded(text, list, cx)
}
/// `text has_any (list)`: whether the text has one of the terms, in any case.
public func hasAnyTerm(_ text: Str, _ list: [Value], _ cx: EvaluationContext) -> Bool {
  anyElement(of: list, cx) { hasTerm(text, textOf($0, cx)) }
}
/// `text has_all (list)`: whether the text has each of the terms, in any case.
public func hasAllTerms(_ text: Str, _ list: [Value], _ cx: EvaluationContext) -> Bool {
  !anyElement(of: list, cx) { lacksTerm(text, textOf($0, cx)) }
}
