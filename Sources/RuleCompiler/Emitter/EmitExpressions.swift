extension SwiftExpression {
  static func named(_ type: String, _ function: String, _ arguments: [SwiftExpression])
    -> SwiftExpression
  {
    .call(.member(.name(type), function), arguments.map { Argument(nil, $0) })
  }
}

extension PhysicalType {
  /// The Swift type without its optional.
  var swift: String {
    switch self {
    case .bool: "Bool"
    case .long: "Int64"
    case .real: "Double"
    case .decimal: "Decimal"
    case .dateTime: "DateTime"
    case .timeSpan: "TimeSpan"
    case .guid: "Guid"
    case .string: "Str"
    case .value: "Value"
    case .values: "[Value]"
    }
  }

  func swift(nullable: Bool) -> String {
    nullable && self != .string && self != .value && self != .values ? "\(swift)?" : swift
  }

  /// The accessor of `Row` and `EventRow` that reads a cell of this type.
  var accessor: String {
    switch self {
    case .bool: "bool"
    case .long: "long"
    case .real: "real"
    case .decimal: "decimal"
    case .dateTime: "dateTime"
    case .timeSpan: "timeSpan"
    case .guid: "guid"
    case .string: "string"
    case .value, .values: "value"
    }
  }

  /// Whether making a cell of it needs the arena.
  var cellNeedsContext: Bool { self == .guid || self == .decimal }
}

/// Spells plan expressions in Swift inside one function. Statements that an expression needs first go to `scope`.
extension RowScope {
  /// The value, of the expression's physical type (optional if nullable).
  func emit(_ expression: PlanExpression) -> SwiftExpression {
    if let name = hoistedName(expression) { return name }
    return emitInPlace(expression)
  }

  func emitInPlace(_ expression: PlanExpression) -> SwiftExpression {
    switch expression.kind {
    case .constant(let constant): return emit(constant, as: expression.type)
    case .column(let column): return read(column)
    case .call(let kernel, let arguments): return emitCall(kernel, arguments)
    case .and(let a, let b):
      guard expression.nullable else { return truth(expression) }
      return .call("and3", [emit(a), emit(b)])
    case .or(let a, let b):
      guard expression.nullable else { return truth(expression) }
      return .call("or3", [emit(a), emit(b)])
    case .not(let a):
      guard expression.nullable else { return .prefix("!", emit(a)) }
      return .call("not3", [emit(a)])
    case .conditional(let arms, let otherwise): return emitConditional(expression, arms, otherwise)
    case .coalesce(let values): return emitCoalesce(expression, values)
    case .inLiterals(let how, let operand, let literals):
      return emitLiterals(how, operand, literals)
    case .inSet(let set, let operand, _):
      return .method(scalarName(set), "contains", [emitCell(operand)])
    case .scalar(let scalar): return .name(scalarName(scalar))
    case .pattern(let text, let program): return .member(.name("Self"), kernels.patterns.name(text, program))
    case .userAgents(let parts):
      return .call(
        .name("UserAgentPatterns"),
        parts.map { .init($0.rawValue, .member(.name("Self"), kernels.patterns.name($0))) })
    case .compiled(let text): return .call("compiledPattern", [emit(text)])
    case .now: return .member(.name("cx"), "now")
    case .literalFound: return .member(.name("row"), "holdsLiteral")
    case .bag(let entries):
      let pairs = entries.map { entry in
        SwiftExpression.tuple([
          .init("key", .string(entry.name)), .init("value", emitCell(entry.value)),
        ])
      }
      return .call(.name("Value"), [.init("bag", .array(pairs)), .init(nil, .name("cx"))])
    case .cell(let operand): return emitCell(operand)
    case .retyped(let operand): return emit(operand)
    }
  }

  private func emitCall(_ kernel: KernelReference, _ arguments: [PlanExpression])
    -> SwiftExpression
  {
    kernels.dependences.add(kernel)
    var values: [SwiftExpression] = []
    let fixed = kernel.parameters.last == .values ? kernel.parameters.count - 1 : arguments.count
    for argument in arguments.prefix(fixed) {
      let index = values.count
      let wantsCell = index < kernel.parameters.count && kernel.parameters[index] == .value
      values.append(wantsCell ? emitCell(argument) : emit(argument))
    }
    if kernel.parameters.last == .values {
      values.append(emitList(arguments.dropFirst(fixed)))
    }
    if kernel.needsContext { values.append(.name("cx")) }
    return .call(kernel.name, values)
  }

  /// Values of an argument that takes any number of them. Many constants are read once, before the rows.
  private func emitList(_ values: ArraySlice<PlanExpression>) -> SwiftExpression {
    let constants = values.compactMap { value -> Constant? in
      if case .constant(let constant) = value.kind { return constant }
      return nil
    }
    guard hoistsInvariants, constants.count == values.count, let text = ConstantCells.list(constants) else {
      return .array(values.map { emitCell($0) })
    }
    return hoist(.call("constantList", [.words(text), .name("cx")]), type: "[Value]")
  }

  /// The value as a cell.
  func emitCell(_ expression: PlanExpression) -> SwiftExpression {
    if case .cell(let operand) = expression.kind { return emitCell(operand) }
    if case .constant(let constant) = expression.kind, hoistedName(expression) == nil {
      return emitCellConstant(constant)
    }
    let value = emit(expression)
    let physical = expression.type.physical
    if physical == .value { return value }
    switch value {
    case .null, .integer, .real, .boolean, .string: return StageEmitter.cellIfLiteral(value)
    case .ternary, .infix:
      // The type is said, for `Value` has an initialiser for each.
      let name = local("value")
      append(.let(name, type: swiftType(expression), value))
      return .call(.name("Value"), [.init(nil, .name(name))] + contextArgument(physical))
    default: break
    }
    if expression.type == .int { return .call(.name("Value"), [.init("int", value)]) }
    return .call(.name("Value"), [.init(nil, value)] + contextArgument(physical))
  }

  private func contextArgument(_ physical: PhysicalType) -> [SwiftExpression.Argument] {
    physical.cellNeedsContext ? [.init(nil, .name("cx"))] : []
  }

  // MARK: Conditions

  /// A Swift condition: the expression is true (not null, not false).
  func truth(_ expression: PlanExpression) -> SwiftExpression {
    switch expression.kind {
    case .and(let a, let b): return chain("&&", [truth(a), truth(b)])
    case .or(let a, let b): return chain("||", [truth(a), truth(b)])
    case .not(let a): return falsity(a)
    case .constant(.bool(let flag)): return .boolean(flag)
    case .constant(.null): return .boolean(false)
    default: return expression.nullable ? .call("isTrue", [emit(expression)]) : emit(expression)
    }
  }

  /// A Swift condition: the expression is false (not null, not true).
  func falsity(_ expression: PlanExpression) -> SwiftExpression {
    switch expression.kind {
    case .and(let a, let b): return chain("||", [falsity(a), falsity(b)])
    case .or(let a, let b): return chain("&&", [falsity(a), falsity(b)])
    case .not(let a): return truth(a)
    case .constant(.bool(let flag)): return .boolean(!flag)
    case .constant(.null): return .boolean(false)
    default:
      return expression.nullable
        ? .call("isFalse", [emit(expression)]) : .prefix("!", emit(expression))
    }
  }

  private func chain(_ symbol: String, _ operands: [SwiftExpression]) -> SwiftExpression {
    var flat: [SwiftExpression] = []
    for operand in operands {
      if case .infix(symbol, let inner) = operand { flat += inner } else { flat.append(operand) }
    }
    return .infix(symbol, flat)
  }

  private func emitConditional(
    _ expression: PlanExpression, _ arms: [PlanExpression.Arm], _ otherwise: PlanExpression
  ) -> SwiftExpression {
    func value(_ arm: PlanExpression) -> SwiftExpression {
      expression.type.physical == .value ? emitCell(arm) : emit(arm)
    }
    if arms.count == 1 {
      return .ternary(truth(arms[0].condition), value(arms[0].value), value(otherwise))
    }
    // A chain of `if`: cheap to compile, and only the arm that is taken is computed.
    let name = local("choice")
    append(.let(name, type: swiftType(expression), nil))
    var chain: [(condition: SwiftExpression, body: [SwiftStatement])] = []
    for arm in arms {
      let condition = truth(arm.condition)
      let body = nested { .assign(.name(name), value(arm.value)) }
      chain.append((condition, body))
    }
    let last = nested { .assign(.name(name), value(otherwise)) }
    append(.ifElse(chain, otherwise: last))
    return .name(name)
  }

  private func emitCoalesce(_ expression: PlanExpression, _ values: [PlanExpression])
    -> SwiftExpression
  {
    switch expression.type.physical {
    case .string:
      return values.dropLast().reversed().reduce(emit(values.last!)) {
        .call("firstNonEmpty", [emit($1), $0])
      }
    case .value:
      return values.dropLast().reversed().reduce(emitCell(values.last!)) {
        .call("firstNonNull", [emitCell($1), $0])
      }
    default:
      var used: [PlanExpression] = []
      for value in values {
        used.append(value)
        if !value.nullable { break }
      }
      return used.count == 1 ? emit(used[0]) : .infix("??", used.map { emit($0) })
    }
  }

  private func emitLiterals(
    _ how: LiteralMembership, _ operand: PlanExpression, _ literals: [String]
  ) -> SwiftExpression {
    var value = emit(operand)
    if literals.count > 8, let test = kernels.literals.test(value, how, literals) { return test }
    if literals.count > 1, !value.isTrivial {
      let name = local("text")
      append(.let(name, type: "Str", value))
      value = .name(name)
    }
    let function =
      switch how {
      case .exact: kernels.equalsString
      case .folded: kernels.equalsFolded
      case .hasAny, .hasAll: kernels.hasTerm
      }
    let tests = literals.map { SwiftExpression.call(function, [value, .string($0)]) }
    return tests.count == 1 ? tests[0] : .infix(how == .hasAll ? "&&" : "||", tests)
  }

  // MARK: Constants

  func emit(_ constant: Constant, as type: ScalarType) -> SwiftExpression {
    switch constant {
    case .null: return type.physical == .value ? .member(.name("Value"), "null") : .null
    case .bool(let flag): return .boolean(flag)
    case .int(let number), .long(let number): return .integer(Int128(number))
    case .real(let number): return .real(number)
    case .decimal(let mantissa, let scale):
      return .call(
        .name("Decimal"),
        [.init("mantissa", .integer(mantissa)), .init("scale", .integer(Int128(scale)))])
    case .datetime(let ticks): return SwiftExpression.dateTime(ticks)
    case .timespan(let ticks): return SwiftExpression.timeSpan(ticks)
    case .guid(let high, let low):
      return .call(
        .name("Guid"), [.init("high", .hexadecimal(high)), .init("low", .hexadecimal(low))])
    case .string(let text): return .string(text)
    case .dynamic: return emitCellConstant(constant)
    }
  }

  func emitCellConstant(_ constant: Constant) -> SwiftExpression {
    switch constant {
    case .null, .dynamic(.null): return .member(.name("Value"), "null")
    case .bool(let flag): return .named("Value", "bool", [.boolean(flag)])
    case .int(let number): return .named("Value", "int", [.integer(Int128(number))])
    case .long(let number): return .named("Value", "long", [.integer(Int128(number))])
    case .real(let number): return .named("Value", "real", [.real(number)])
    case .string(let text): return .named("Value", "string", [.string(text)])
    case .datetime, .timespan:
      return .call(.name("Value"), [.init(nil, emit(constant, as: constant.type))])
    case .guid, .decimal:
      return .call(
        .name("Value"), [.init(nil, emit(constant, as: constant.type)), .init(nil, .name("cx"))])
    case .dynamic(.scalar(let scalar)): return emitCellConstant(scalar)
    case .dynamic(.array(let elements)):
      if hoistsInvariants, let text = ConstantCells.list(elements.map { .dynamic($0) }) {
        let list = SwiftExpression.call("constantList", [.words(text), .name("cx")])
        return .call(.name("Value"), [.init("array", list), .init(nil, .name("cx"))])
      }
      return .call(
        .name("Value"),
        [
          .init("array", .array(elements.map { emitCellConstant(.dynamic($0)) })),
          .init(nil, .name("cx")),
        ])
    case .dynamic(.bag(let properties)):
      let pairs = properties.map { property in
        SwiftExpression.tuple([
          .init("key", .string(property.key)),
          .init("value", emitCellConstant(.dynamic(property.value))),
        ])
      }
      return .call(.name("Value"), [.init("bag", .array(pairs)), .init(nil, .name("cx"))])
    }
  }
}

extension SwiftExpression {
  static func timeSpan(_ ticks: Int64) -> SwiftExpression {
    let units: [(String, Int64)] = [
      ("days", 864_000_000_000), ("hours", 36_000_000_000), ("minutes", 600_000_000),
      ("seconds", 10_000_000), ("milliseconds", 10_000),
    ]
    for (name, size) in units where ticks != 0 && ticks % size == 0 {
      return .named("TimeSpan", name, [.integer(Int128(ticks / size))])
    }
    return .call(.name("TimeSpan"), [.init("ticks", .integer(Int128(ticks)))])
  }

  static func dateTime(_ ticks: Int64) -> SwiftExpression {
    let day: Int64 = 864_000_000_000
    let second: Int64 = 10_000_000
    guard ticks >= 0, ticks % second == 0 else {
      return .call(.name("DateTime"), [.init("ticks", .integer(Int128(ticks)))])
    }
    // Civil date of a day count (Howard Hinnant's algorithm), days counted from 0000-03-01.
    let days = ticks / day + 306
    let era = days / 146_097
    let dayOfEra = days % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let time = ticks % day / second
    var parts = [year, month, dayOfMonth]
    if time != 0 { parts += [time / 3600, time / 60 % 60, time % 60] }
    return .named("DateTime", "utc", parts.map { .integer(Int128($0)) })
  }
}
