import DetectorRuntime

/// Finds what every event has to meet that a source's scan accepts, for the test of all rules of a table at once.
///
/// Takes a detector program and gives it back with the `requirements` of its sources. What is found is implied by the scan,
/// never the other way round; what cannot be expressed is left out. Reads the steps of the scan, decides nothing about them.
struct RequirementAnalysis {
  /// The computations before the step that is looked at.
  private var values: [ColumnSymbol: PlanExpression] = [:]
  /// Columns that a `parse` made: where their text comes from.
  private var parsed: [ColumnSymbol: [TextPlace]] = [:]
  private let events: Set<ColumnSymbol>
  /// Whether columns of no known type, which hold dynamic values, are looked at: those that a `pivot` makes.
  private let takesUnknownTypes: Bool
  /// Expansions of columns into the expressions behind them that are followed, so that work stays linear.
  private static let deepest = 24

  static func analyse(_ program: DetectorProgram) -> DetectorProgram {
    var program = program
    for index in program.sources.indices {
      let source = program.sources[index]
      var analysis = RequirementAnalysis(events: Set(source.columns))
      program.sources[index].requirements = analysis.requirements(source)
      for case .literals(let literals) in program.sources[index].requirements {
        var analysis = RequirementAnalysis(events: Set(source.columns))
        program.sources[index].scan = analysis.answering(source.scan, by: literals)
      }
    }
    return GroupRequirementAnalysis.analyse(program)
  }

  init(events: Set<ColumnSymbol>, takesUnknownTypes: Bool = false) {
    self.events = events
    self.takesUnknownTypes = takesUnknownTypes
  }

  private mutating func requirements(_ source: DetectorProgram.Source) -> [EventClause] {
    guard case .clauses(let clauses) = condition(source.scan) else { return [] }
    return Self.chosen(clauses, source.columns)
  }

  /// What rows meet that pass the steps; computed columns are known from here on.
  mutating func condition(_ steps: [PlanNode.RowStep]) -> EventCondition {
    var condition = EventCondition.unknown
    for step in steps {
      switch step {
      case .filter(let predicate, _): condition = condition.and(whenTrue(predicate))
      case .compute(let computed, _):
        // All values of one step see the columns before it.
        let new = computed.compactMap { entry -> (ColumnSymbol, PlanExpression)? in
          // A column handed through under its own symbol stays what it is.
          if case .column(entry.column) = entry.value.kind { return nil }
          return (entry.column, entry.value.mapColumns { values[$0] })
        }
        for (column, value) in new where Self.size(value) <= 2000 { values[column] = value }
        for (column, value) in new where Self.size(value) > 2000 { values[column] = Self.opaque(value) }
      case .parse(let parse, _):
        let places = places(parse.text)?.map(\.cut)
        for case .column(let column, let text, let value) in parse.pieces {
          parsed[text] = places
          values[column] = value
        }
      case .expand(let expansion, _):
        // An element's text is part of the whole.
        for item in expansion.items { parsed[item.element] = places(item.value) }
      }
    }
    return condition
  }

  /// The steps, in which a test that says the same as the search for the literals asks for its answer first.
  private mutating func answering(_ steps: [PlanNode.RowStep], by literals: EventLiterals) -> [PlanNode.RowStep] {
    steps.map { step in
      defer { _ = condition([step]) }
      guard case .filter(let predicate, let text) = step else { return step }
      let conjuncts = predicate.conjuncts.map { conjunct in
        guard decided(conjunct) == literals else { return conjunct }
        let found = PlanExpression(.literalFound, .bool, nullable: false)
        return PlanExpression(.or(found, conjunct), .bool, nullable: conjunct.nullable)
      }
      let all = conjuncts.dropFirst().reduce(conjuncts[0]) { a, b in
        PlanExpression(.and(a, b), .bool, nullable: a.nullable || b.nullable)
      }
      return .filter(all, text)
    }
  }

  /// The literals of which an event holds one exactly if the expression is true; nil if there are none such.
  private func decided(_ expression: PlanExpression) -> EventLiterals? {
    switch expression.kind {
    case .or(let a, let b):
      guard var all = decided(a), let others = decided(b), all.areTerms == others.areTerms,
        all.columns == others.columns || all.literals == others.literals
      else { return nil }
      all.formUnion(others)
      return all
    case .inLiterals(.hasAny, let operand, let literals): return decided(operand, literals, areTerms: true)
    case .call(let kernel, let arguments):
      guard kernel.name == "hasTerm" || kernel.name == "containsText", arguments.count == 2,
        let text = Self.string(arguments[1])
      else { return nil }
      return decided(arguments[0], [text], areTerms: kernel.name == "hasTerm")
    default: return nil
    }
  }

  private func decided(_ operand: PlanExpression, _ texts: [String], areTerms: Bool) -> EventLiterals? {
    guard case .column(let column) = resolved(operand).kind, events.contains(column), column.type == .string,
      let literals = EventLiterals(texts, in: [TextPlace(column: column, isJSON: false)], areTerms: areTerms)
    else { return nil }
    // What is searched for is all of the texts: terms are not cut, and the others are not shorter.
    return literals.areTerms == areTerms && literals.literals == Set(texts.map { $0.lowercased() }) ? literals : nil
  }

  private static func size(_ expression: PlanExpression) -> Int {
    var size = 0
    expression.walk { _ in size += 1 }
    return size
  }

  /// Stands for a computation that is too large to be followed.
  private static func opaque(_ value: PlanExpression) -> PlanExpression {
    PlanExpression(.now, value.type, nullable: true)
  }

  /// The best clause for each column that is compared, and the best one about literals.
  static func chosen(_ clauses: [EventClause], _ columns: [ColumnSymbol]) -> [EventClause] {
    var numbers: [ColumnSymbol: Set<Int64>] = [:]
    var texts: [ColumnSymbol: Set<String>] = [:]
    var literals: EventLiterals?
    for clause in clauses {
      switch clause {
      case .number(let column, let set):
        if numbers[column].map({ set.count < $0.count }) ?? true { numbers[column] = set }
      case .text(let column, let set):
        // A line cannot hold a line feed.
        guard !set.contains(where: { $0.utf8.contains(0x0A) }) else { continue }
        if texts[column].map({ set.count < $0.count }) ?? true { texts[column] = set }
      case .literals(let found):
        if literals.map({ found.likelihood < $0.likelihood }) ?? true { literals = found }
      }
    }
    var result: [EventClause] = []
    for column in columns {
      if let set = numbers[column] { result.append(.number(column, set)) }
      if let set = texts[column] { result.append(.text(column, set)) }
    }
    return result + [literals].compactMap { $0.map { .literals($0) } }
  }

  // MARK: Conditions

  /// What holds for an event that makes the expression true.
  private func whenTrue(_ expression: PlanExpression, depth: Int = 0) -> EventCondition {
    guard depth < Self.deepest else { return .unknown }
    switch expression.kind {
    case .constant(.bool(let flag)): return flag ? .unknown : .impossible
    case .constant(.null): return .impossible
    case .column(let column): return values[column].map { whenTrue($0, depth: depth + 1) } ?? .unknown
    case .and(let a, let b): return whenTrue(a, depth: depth).and(whenTrue(b, depth: depth))
    case .or(let a, let b): return whenTrue(a, depth: depth).or(whenTrue(b, depth: depth))
    case .not(let a): return whenFalse(a, depth: depth)
    case .retyped(let a): return whenTrue(a, depth: depth)
    case .inLiterals(let how, let operand, let literals): return membership(how, operand, literals)
    case .call(let kernel, let arguments): return call(kernel.name, arguments, affirmed: true)
    case .conditional(let arms, let otherwise):
      var result = whenTrue(otherwise, depth: depth + 1)
      for arm in arms {
        result = result.or(whenTrue(arm.condition, depth: depth + 1).and(whenTrue(arm.value, depth: depth + 1)))
      }
      return result
    case .constant, .coalesce, .inSet, .scalar, .pattern, .userAgents, .compiled, .now, .bag, .cell, .literalFound:
      return .unknown
    }
  }

  /// What holds for an event that makes the expression false.
  private func whenFalse(_ expression: PlanExpression, depth: Int = 0) -> EventCondition {
    guard depth < Self.deepest else { return .unknown }
    switch expression.kind {
    case .constant(.bool(let flag)): return flag ? .impossible : .unknown
    case .constant(.null): return .impossible
    case .column(let column): return values[column].map { whenFalse($0, depth: depth + 1) } ?? .unknown
    case .and(let a, let b): return whenFalse(a, depth: depth).or(whenFalse(b, depth: depth))
    case .or(let a, let b): return whenFalse(a, depth: depth).and(whenFalse(b, depth: depth))
    case .not(let a): return whenTrue(a, depth: depth)
    case .retyped(let a): return whenFalse(a, depth: depth)
    case .call(let kernel, let arguments): return call(kernel.name, arguments, affirmed: false)
    case .constant, .conditional, .coalesce, .inLiterals, .inSet, .scalar, .pattern, .userAgents, .compiled, .now, .bag,
      .cell, .literalFound:
      return .unknown
    }
  }

  private func membership(
    _ how: LiteralMembership, _ operand: PlanExpression, _ literals: [String]
  ) -> EventCondition {
    switch how {
    case .exact, .folded: return equals(operand, literals)
    case .hasAny: return holds(operand, literals, areTerms: true)
    case .hasAll: return literals.reduce(.unknown) { $0.and(holds(operand, [$1], areTerms: true)) }
    }
  }

  private func call(_ name: String, _ arguments: [PlanExpression], affirmed: Bool) -> EventCondition {
    guard arguments.count == 2 else { return .unknown }
    let (first, second) = (arguments[0], arguments[1])
    switch (name, affirmed) {
    case ("equalsLong", true), ("differsLong", false):
      return number(first, second) ?? number(second, first) ?? .unknown
    case ("equalsString", true), ("equalsFolded", true), ("differsString", false), ("differsFolded", false):
      if let text = Self.string(second) { return equals(first, [text]) }
      return Self.string(first).map { equals(second, [$0]) } ?? .unknown
    case ("equalsDynamic", true), ("differsDynamic", false):
      if let text = Self.string(second) { return holds(first, [text]) }
      return Self.string(first).map { holds(second, [$0]) } ?? .unknown
    case ("containsText", true), ("containsTextExact", true), ("lacksText", false), ("lacksTextExact", false),
      ("startsWith", true), ("startsWithExact", true), ("startsNotWith", false), ("startsNotWithExact", false),
      ("endsWith", true), ("endsWithExact", true), ("endsNotWith", false), ("endsNotWithExact", false),
      ("hasTermPrefix", true), ("hasTermPrefixExact", true), ("lacksTermPrefix", false),
      ("lacksTermPrefixExact", false), ("hasTermSuffix", true), ("hasTermSuffixExact", true),
      ("lacksTermSuffix", false), ("lacksTermSuffixExact", false):
      return Self.string(second).map { holds(first, [$0]) } ?? .unknown
    case ("hasTerm", true), ("hasTermExact", true), ("lacksTerm", false), ("lacksTermExact", false):
      return Self.string(second).map { holds(first, [$0], areTerms: true) } ?? .unknown
    case ("matchesRegex", true):
      guard case .pattern(let pattern, _) = second.kind, let required = RegexLiterals.required(pattern) else {
        return .unknown
      }
      return holds(first, required.strings, allowsBeyondASCII: required.allowsBeyondASCII)
    default: return .unknown
    }
  }

  private func number(_ operand: PlanExpression, _ constant: PlanExpression) -> EventCondition? {
    guard case .column(let column) = Self.bare(resolved(operand)).kind, events.contains(column),
      column.type == .int || column.type == .long
    else { return nil }
    switch Self.bare(constant).kind {
    case .constant(.int(let number)), .constant(.long(let number)): return .clauses([.number(column, [number])])
    default: return nil
    }
  }

  private func equals(_ operand: PlanExpression, _ texts: [String]) -> EventCondition {
    let value = Self.bare(resolved(operand))
    if case .column(let column) = value.kind, events.contains(column), column.type == .string {
      return .clauses([.text(column, Set(texts))])
    }
    return holds(operand, texts)
  }

  /// One of the texts is in the operand, but for case.
  /// - Parameter areTerms: whether it begins and ends where terms do.
  private func holds(
    _ operand: PlanExpression, _ texts: [String], allowsBeyondASCII: Bool = false, areTerms: Bool = false
  ) -> EventCondition {
    guard let places = places(operand), !places.isEmpty,
      let literals = EventLiterals(texts, in: places, allowsBeyondASCII: allowsBeyondASCII, areTerms: areTerms)
    else { return .unknown }
    return .clauses([.literals(literals)])
  }

  private static func string(_ expression: PlanExpression) -> String? {
    if case .constant(.string(let text)) = bare(expression).kind { return text }
    return nil
  }

  /// Without what changes the form of a value only.
  private static func bare(_ expression: PlanExpression) -> PlanExpression {
    switch expression.kind {
    case .cell(let operand), .retyped(let operand): bare(operand)
    default: expression
    }
  }

  /// The computation behind a column.
  func resolved(_ expression: PlanExpression) -> PlanExpression {
    var expression = Self.bare(expression)
    for _ in 0..<Self.deepest {
      guard case .column(let column) = expression.kind, let value = values[column] else { return expression }
      expression = Self.bare(value)
    }
    return expression
  }

  // MARK: Texts

  /// The columns that the expression's text is a part of, but for case, one of them for each event; nil if unknown. The
  /// empty text is part of all.
  func places(_ expression: PlanExpression, depth: Int = 0) -> [TextPlace]? {
    guard depth < Self.deepest else { return nil }
    switch expression.kind {
    case .column(let column):
      if let value = values[column] { return places(value, depth: depth + 1) }
      if let places = parsed[column] { return places }
      guard events.contains(column) else { return nil }
      switch column.type {
      case .string: return [TextPlace(column: column, isJSON: false)]
      case .dynamic: return [TextPlace(column: column, isJSON: true)]
      case .unknown: return takesUnknownTypes ? [TextPlace(column: column, isJSON: true)] : nil
      case .bool, .int, .long, .real, .decimal, .datetime, .timespan, .guid: return nil
      }
    case .cell(let operand), .retyped(let operand): return places(operand, depth: depth + 1)
    case .call(let kernel, let arguments): return places(kernel.name, arguments, depth: depth + 1)
    case .conditional(let arms, let otherwise): return union(arms.map(\.value) + [otherwise], depth: depth + 1)
    case .coalesce(let values): return union(values, depth: depth + 1)
    case .constant(.null), .constant(.string("")): return []
    case .constant, .and, .or, .not, .inLiterals, .inSet, .scalar, .pattern, .userAgents, .compiled, .now, .bag,
      .literalFound:
      return nil
    }
  }

  private func union(_ expressions: [PlanExpression], depth: Int) -> [TextPlace]? {
    var result: [TextPlace] = []
    for expression in expressions {
      guard let places = places(expression, depth: depth) else { return nil }
      result += places
    }
    return result
  }

  /// A function whose text is part of one of its arguments.
  private func places(_ name: String, _ arguments: [PlanExpression], depth: Int) -> [TextPlace]? {
    switch name {
    case "textItself", "textOf", "lowerCased", "upperCased", "lowerCasedValue", "upperCasedValue":
      return arguments.first.flatMap { places($0, depth: depth) }
    case "substringOf", "substringOfValue":
      return arguments.first.flatMap { places($0, depth: depth)?.map(\.cut) }
    case "trimRegex", "trimStartRegex", "trimEndRegex":
      return arguments.count == 2 ? places(arguments[1], depth: depth)?.map(\.cut) : nil
    case "extractRegex": return arguments.count == 3 ? places(arguments[2], depth: depth)?.map(\.cut) : nil
    case "property", "element", "elementOrProperty":
      return arguments.first.flatMap { places($0, depth: depth) }
    case "parseXML":
      guard let places = arguments.first.flatMap({ places($0, depth: depth) }),
        places.allSatisfy({ !$0.isJSON && !$0.isXML })
      else { return nil }
      return places.map { TextPlace(column: $0.column, isJSON: false, isXML: true) }
    case "parseJSON", "parseJSONOfDynamic", "splitText", "splitTextAt":
      guard let argument = arguments.first, let places = places(argument, depth: depth) else { return nil }
      if name == "parseJSONOfDynamic", case .column(let column) = resolved(argument).kind, events.contains(column) {
        return places
      }
      // Inside JSON once more, an escape could stand behind an escaped backslash.
      guard places.allSatisfy({ !$0.isJSON && !$0.isXML }) else { return nil }
      let isCut = name == "splitText" || name == "splitTextAt"
      return places.map { TextPlace(column: $0.column, isJSON: true, keepsTerms: $0.keepsTerms && !isCut) }
    default: return nil
    }
  }
}
