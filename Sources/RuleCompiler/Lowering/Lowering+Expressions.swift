import DetectorRuntime

extension Lowering {
  mutating func lower(_ expression: BoundExpression) -> PlanExpression {
    let type = expression.type
    switch expression.kind {
    case .literal(let constant): return .constant(constant)
    case .column(let column): return .column(column)
    case .call(let symbol, let signature, let arguments):
      return lowerCall(symbol, signature, arguments)
    case .and(let a, let b): return .both(lower(a), lower(b))
    case .or(let a, let b): return .either(lower(a), lower(b))
    case .not(let a): return .negation(lower(a))
    case .conditional(let arms, let otherwise):
      let lowered = arms.map {
        PlanExpression.Arm(condition: lower($0.condition), value: retyped(lower($0.value), type))
      }
      let last = retyped(lower(otherwise), type)
      return PlanExpression(
        .conditional(lowered, otherwise: last), type,
        nullable: last.nullable || lowered.contains { $0.value.nullable })
    case .coalesce(let values):
      let lowered = values.map { retyped(lower($0), type) }
      return PlanExpression(
        .coalesce(lowered), type, nullable: lowered.allSatisfy { $0.nullable })
    case .convert(let operand): return convert(lower(operand), to: type, expression.span)
    case .member(let value, let name): return property(lower(value), name)
    case .element(let value, let index): return element(lower(value), lower(index))
    case .inList(let how, let operand, let list):
      return lowerInList(how, lower(operand), list, expression.span)
    case .inArray(let how, let operand, let array):
      return lowerInArray(how, lower(operand), lower(array), expression.span)
    case .inTable(let how, let operand, let query):
      let relation = lower(query).node
      let column = query.schema.columns[0]
      guard how == .exact || how == .folded else {
        refuse(.unsupportedOperator, "has_any and has_all over a query are not supported", expression.span)
        return .constant(.null(.bool))
      }
      let set = valueSet(relation, column, folded: how == .folded)
      var value = lower(operand)
      if value.type.physical != column.type.physical {
        value = convert(value, to: column.type, expression.span)
      }
      return PlanExpression(
        .inSet(set, value, folded: how == .folded), .bool, nullable: false)
    case .toScalar(let query):
      let column = query.schema.columns[0]
      if let known = scalars[ObjectIdentifier(query)] {
        return retyped(PlanExpression(.scalar(known), known.type, nullable: true), type)
      }
      let scalar = PlanScalar(
        name: nextName("scalar"), .firstCell(lower(query).node, column), column.type)
      scalars[ObjectIdentifier(query)] = scalar
      return retyped(PlanExpression(.scalar(scalar), column.type, nullable: true), type)
    case .variable(let variable):
      if let known = scalars[ObjectIdentifier(variable)] {
        return PlanExpression(.scalar(known), type, nullable: true)
      }
      let value = lower(variable.value)
      switch value.kind {
      case .constant, .scalar: return value
      default: break
      }
      let scalar = PlanScalar(name: uniqueName(variable.name), .expression(value), type)
      scalars[ObjectIdentifier(variable)] = scalar
      return PlanExpression(.scalar(scalar), type, nullable: true)
    case .now: return PlanExpression(.now, .datetime, nullable: false)
    case .packAll(let columns):
      return PlanExpression(
        .bag(columns.map { (name: $0.name, value: .column($0)) }), .dynamic, nullable: false)
    case .window(let function): return lowerWindow(function, type)
    }
  }

  /// The values of a column, once for all tests of the rule that ask for them.
  private mutating func valueSet(_ relation: PlanNode, _ column: ColumnSymbol, folded: Bool) -> PlanScalar {
    let key = ValueSetKey(relation: relation, column: column, folded: folded)
    if let known = valueSets[key] { return known }
    let set = PlanScalar(name: nextName("values"), .set(relation, column, folded: folded), column.type)
    valueSets[key] = set
    return set
  }

  /// The name of a `let` value, told apart from others that would be spelled the same.
  mutating func uniqueName(_ name: String) -> String {
    var candidate = NameScope.lowerCamel(name) + "Value"
    var number = 2
    while !variableNames.insert(candidate).inserted {
      candidate = NameScope.lowerCamel(name) + "Value\(number)"
      number += 1
    }
    return candidate
  }

  mutating func nextName(_ stem: String) -> String {
    scalarCount += 1
    return "\(stem)\(scalarCount)"
  }

  mutating func lowerCall(
    _ symbol: FunctionSymbol, _ signature: Signature, _ arguments: [BoundExpression]
  ) -> PlanExpression {
    let kernel = KernelReference(signature.kernel, dependence: symbol.dependence)
    var lowered = arguments.enumerated().map { index, argument in
      lowerArgument(
        argument,
        index < signature.parameters.count ? signature.parameters[index] : signature.repeated ?? .any)
    }
    if Self.orderings.contains(symbol.name), lowered.contains(where: \.isNullConstant) {
      return .constant(.null(.bool))
    }
    if symbol.name == "extract_all", lowered.count == 3 {
      lowered[1] = numberedGroups(lowered[1], of: lowered[0], arguments[1].span)
    }
    return PlanExpression(
      .call(kernel, lowered), signature.returns, nullable: kernel.returnsNullable)
  }

  /// The operators whose result is null if an operand is; see `scalar-data-types/null-values.md`.
  private static let orderings: Set<String> = ["<", "<=", ">", ">="]

  /// An argument in the form its parameter takes.
  mutating func lowerArgument(_ argument: BoundExpression, _ parameter: ParameterType)
    -> PlanExpression
  {
    let value = lower(argument)
    switch parameter {
    case .any: return cell(value)
    case .word: return value
    case .pattern: return pattern(value, argument.span)
    case .userAgentParts:
      let parts = argument.constant.flatMap(UserAgentPartName.named) ?? []
      return PlanExpression(.userAgents(parts), .dynamic, nullable: false)
    case .stringOrDynamic: return convert(value, to: .string, argument.span)
    case .type(let type):
      if value.type.physical == type.physical { return retyped(value, type) }
      return convert(value, to: type, argument.span)
    }
  }

  /// A regular expression, compiled if it is constant.
  mutating func pattern(_ value: PlanExpression, _ span: SourceSpan, flags: String = "") -> PlanExpression {
    guard case .constant(.string(let text)) = value.kind else {
      return PlanExpression(.compiled(value), .string, nullable: false)
    }
    do {
      let program = try RegexCompiler.compile(text, flags: flags)
      return PlanExpression(.pattern(text: text, program: program), .string, nullable: false)
    } catch {
      refuse(
        .invalidArgument, "this is no regular expression: \(error.reason), at character \(error.offset + 1)", span)
      return value
    }
  }

  /// The groups that `extract_all` asks for, by number: a group may be called by its name.
  private mutating func numberedGroups(
    _ groups: PlanExpression, of pattern: PlanExpression, _ span: SourceSpan
  ) -> PlanExpression {
    guard case .pattern(let text, _) = pattern.kind, let outcome = try? RegexCompiler.explain(text),
      case .constant(.dynamic(.array(let elements))) = groups.kind
    else {
      refuse(
        .constantExpected,
        "the groups of 'extract_all' must be a constant array, and its regular expression a constant if there are any",
        span)
      return groups
    }
    var numbers: [DynamicConstant] = []
    for element in elements {
      switch element {
      case .scalar(.long(let number)) where number >= 1 && number <= outcome.groupCount,
        .scalar(.int(let number)) where number >= 1 && number <= outcome.groupCount:
        numbers.append(.scalar(.long(number)))
      case .scalar(.string(let name)) where outcome.groupNames[name] != nil:
        numbers.append(.scalar(.long(Int64(outcome.groupNames[name] ?? 0))))
      default:
        refuse(.invalidArgument, "the regular expression has no such group", span)
        return groups
      }
    }
    return .constant(.dynamic(.array(numbers)))
  }

  func cell(_ value: PlanExpression) -> PlanExpression {
    value.type.physical == .value
      ? value : PlanExpression(.cell(value), .dynamic, nullable: value.nullable)
  }

  func retyped(_ value: PlanExpression, _ type: ScalarType) -> PlanExpression {
    if value.type == type { return value }
    if case .constant(.null) = value.kind { return nullValue(type) }
    guard value.type.physical == type.physical else {
      return convert(value, to: type, SourceSpan(0, 0))
    }
    return PlanExpression(.retyped(value), type, nullable: value.nullable)
  }

  // MARK: Conversions

  /// The value as another type; the catalog's own conversion functions do it.
  func convert(_ value: PlanExpression, to type: ScalarType, _ span: SourceSpan) -> PlanExpression {
    if value.type == type { return value }
    if case .constant(.null) = value.kind { return nullValue(type) }
    if type.physical == .value { return cell(value) }
    // int takes the values of 32 bits only, so a long is converted, an int is a long already.
    if value.type.physical == type.physical, type != .int {
      return PlanExpression(.retyped(value), type, nullable: value.nullable)
    }
    let name = Self.conversions[type] ?? "to\(type)"
    let source = value.type == .unknown ? .dynamic : value.type
    let signatures = catalog.functions[name]?.signatures ?? []
    let exact =
      signatures.first { $0.parameters == [.type(source)] }
      ?? (source == .int ? signatures.first { $0.parameters == [.long] } : nil)
    if let signature = exact ?? signatures.first(where: { $0.parameters == [.any] }) {
      if let constant = folded(value, signature.kernel, type) { return .constant(constant) }
      let operand = exact == nil ? cell(value) : retyped(value, source == .int ? .long : source)
      return PlanExpression(
        .call(KernelReference(signature.kernel), [operand]), type,
        nullable: signature.kernel.returnsNullable)
    }
    refuse(
      .typeMismatch, "a value of type \(value.type) cannot be converted to \(type)", span)
    return nullValue(type)
  }

  /// The conversion of a constant, made now by the kernel that would make it later.
  private func folded(_ value: PlanExpression, _ kernel: Kernel, _ type: ScalarType) -> Constant? {
    guard case .constant(let constant) = value.kind else { return nil }
    let cx = EvaluationContext(now: DateTime(ticks: 0))
    return Constant(value: kernel.fold([constant.value(cx)], cx), type: type)
  }

  static let conversions: [ScalarType: String] = [
    .bool: "tobool", .int: "toint", .long: "tolong", .real: "toreal", .decimal: "todecimal",
    .datetime: "todatetime", .timespan: "totimespan", .guid: "toguid", .string: "tostring",
  ]

  // MARK: Dynamic access

  func property(_ value: PlanExpression, _ name: String) -> PlanExpression {
    PlanExpression(
      .call(RuntimeAPI.property, [cell(value), .constant(.string(name))]), .dynamic,
      nullable: true)
  }

  func element(_ value: PlanExpression, _ index: PlanExpression) -> PlanExpression {
    switch index.type.physical {
    case .string:
      return PlanExpression(
        .call(RuntimeAPI.property, [cell(value), index]), .dynamic, nullable: true)
    case .long:
      return PlanExpression(
        .call(RuntimeAPI.elementAt, [cell(value), index]), .dynamic, nullable: true)
    default:
      return PlanExpression(
        .call(RuntimeAPI.elementOf, [cell(value), cell(index)]), .dynamic, nullable: true)
    }
  }

  // MARK: Membership

  mutating func lowerInList(
    _ how: Membership, _ operand: PlanExpression, _ list: [BoundExpression], _ span: SourceSpan
  ) -> PlanExpression {
    let isString = operand.type == .string
    var literals: [String] = []
    var others: [BoundExpression] = []
    for item in list {
      if isString, case .literal(.string(let text)) = item.kind {
        if !literals.contains(text) { literals.append(text) }
      } else {
        others.append(item)
      }
    }
    var alternatives: [PlanExpression] = []
    if !literals.isEmpty {
      let form: LiteralMembership =
        switch how {
        case .exact: .exact
        case .folded: .folded
        case .hasAny: .hasAny
        case .hasAll: .hasAll
        }
      alternatives.append(
        .membership(form, operand, literals)
          ?? PlanExpression(.inLiterals(form, operand, literals), .bool, nullable: false))
    }
    let name =
      switch how {
      case .exact: "=="
      case .folded: "=~"
      case .hasAny, .hasAll: "has"
      }
    for item in others {
      alternatives.append(compare(name, operand, lower(item), span))
    }
    guard let first = alternatives.first else {
      return .constant(.bool(how == .hasAll))
    }
    return alternatives.dropFirst().reduce(first) { how == .hasAll ? .both($0, $1) : .either($0, $1) }
  }

  /// A comparison of two values by the catalog's operator.
  func compare(
    _ name: String, _ left: PlanExpression, _ right: PlanExpression, _ span: SourceSpan
  ) -> PlanExpression {
    let signatures = catalog.functions[name]?.signatures ?? []
    let common: ScalarType =
      left.type.physical == right.type.physical
      ? left.type
      : left.type.isNumeric && right.type.isNumeric ? .real : .dynamic
    let physical = common.physical
    let fitting =
      signatures.first { $0.kernel.parameters == [physical, physical] }
      ?? signatures.first { $0.kernel.parameters == [.value, .value] }
    guard let signature = fitting else {
      refuse(
        .typeMismatch,
        "'\(name)' cannot compare values of type \(left.type) and \(right.type)", span)
      return .constant(.null(.bool))
    }
    let operands = [left, right].map {
      signature.kernel.parameters[0] == .value ? cell($0) : convert($0, to: common, span)
    }
    return PlanExpression(
      .call(KernelReference(signature.kernel), operands), .bool,
      nullable: signature.kernel.returnsNullable)
  }

  mutating func lowerInArray(
    _ how: Membership, _ operand: PlanExpression, _ array: PlanExpression, _ span: SourceSpan
  ) -> PlanExpression {
    // A constant array of strings is a list of literals.
    if operand.type == .string, case .constant(.dynamic(.array(let elements))) = array.kind {
      let texts = elements.compactMap { element -> String? in
        if case .scalar(.string(let text)) = element { text } else { nil }
      }
      if texts.count == elements.count {
        let list = texts.map { BoundExpression(.literal(.string($0)), .string, span) }
        return lowerInList(how, operand, list, span)
      }
    }
    let kernel: KernelReference
    switch how {
    case .exact: kernel = RuntimeAPI.inArray
    case .folded: kernel = RuntimeAPI.inArrayFolded
    case .hasAny: kernel = RuntimeAPI.hasAnyOf
    case .hasAll: kernel = RuntimeAPI.hasAllOf
    }
    let value =
      kernel.parameters[0] == .string ? convert(operand, to: .string, span) : cell(operand)
    return PlanExpression(.call(kernel, [value, cell(array)]), .bool, nullable: false)
  }

  // MARK: Window functions

  mutating func lowerWindow(_ function: WindowFunction, _ type: ScalarType) -> PlanExpression {
    let window: PlanNode.Window
    switch function {
    case .neighbour(let value, let offset, let otherwise):
      window = .neighbour(
        retyped(lower(value), type), offset: offset, otherwise: retyped(lower(otherwise), type))
    case .rowNumber(let start, let restart):
      window = .rowNumber(start: lower(start), restart: restart.map { lower($0) })
    case .rowCumulativeSum(let value, let restart):
      window = .rowCumulativeSum(lower(value), restart: restart.map { lower($0) })
    case .rowRank(let value, let dense, let restart):
      window = .rowRank(lower(value), dense: dense, restart: restart.map { lower($0) })
    case .rowWindowSession(let value, let maxFromFirst, let maxBetween, let restart):
      window = .rowWindowSession(
        lower(value), maxFromFirst: lower(maxFromFirst), maxBetween: lower(maxBetween),
        restart: restart.map { lower($0) })
    }
    let column = ColumnSymbol(nextName("$window"), type)
    pendingWindows.append((column: column, window: window))
    return .column(column)
  }
}
