/// Divides the steps over a table's events into what each event decides alone, as it arrives, and what waits for the evaluation.
///
/// A conjunct moves to the scan if it reads the event alone: no `now()`, no value of another query. Computations are made where
/// they are used, on either side.
enum ScanSplit {
  struct Result {
    var scan: [PlanNode.RowStep] = []
    var tail: [PlanNode.RowStep] = []
  }

  static func split(_ steps: [PlanNode.RowStep]) -> Result {
    var result = Result()
    // Columns whose value an event does not decide.
    var late: Set<ColumnSymbol> = []
    var isScanning = true
    for step in steps {
      guard isScanning else {
        result.tail.append(step)
        continue
      }
      switch step {
      case .filter(let predicate, let text):
        var moved: [PlanExpression] = []
        var kept: [PlanExpression] = []
        for conjunct in predicate.conjuncts {
          if conjunct.dependsOnEventAlone, late.isDisjoint(with: conjunct.columns) {
            moved.append(conjunct)
          } else {
            kept.append(conjunct)
          }
        }
        if let all = moved.joined() { result.scan.append(.filter(all, text)) }
        if let all = kept.joined() { result.tail.append(.filter(all, text)) }
      case .compute(let computed, let text):
        let early = computed.filter {
          $0.value.dependsOnEventAlone && late.isDisjoint(with: $0.value.columns)
        }
        late.formUnion(computed.map(\.column).filter { column in !early.contains { $0.column == column } })
        if !early.isEmpty { result.scan.append(.compute(early, text)) }
        result.tail.append(step)
      case .parse(let parse, _):
        if parse.isWhere || !parse.text.dependsOnEventAlone || !late.isDisjoint(with: parse.text.columns) {
          isScanning = false
        } else {
          result.scan.append(step)
        }
        result.tail.append(step)
      case .expand:
        isScanning = false
        result.tail.append(step)
      }
    }
    // Computations behind the last test serve nothing in the scan.
    while let last = result.scan.last, !last.isFilter { result.scan.removeLast() }
    return result
  }
}

extension PlanNode.RowStep {
  var isFilter: Bool { if case .filter = self { true } else { false } }
}

extension [PlanExpression] {
  /// Their conjunction; nil if there are none.
  func joined() -> PlanExpression? {
    guard let first else { return nil }
    return dropFirst().reduce(first) {
      PlanExpression(.and($0, $1), .bool, nullable: $0.nullable || $1.nullable)
    }
  }
}
