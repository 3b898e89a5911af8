/// The inside of one generated function: names, columns at hand, statements written so far.
///
/// A column is read, or computed, where it is first needed, so that a row that fails an early test costs no more than that test.
final class RowScope {
  /// Where a column's value comes from before it is at hand.
  private enum Pending {
    case cell(row: String, index: Int)
    case computed(PlanExpression, text: SourceText)
    case spelled(SwiftExpression, type: String)
  }

  let kernels: EmittedKernels
  private var names: NameScope
  private var atHand: [ColumnSymbol: SwiftExpression] = [:]
  private var pending: [ColumnSymbol: Pending] = [:]
  /// The cells that columns stand in, read already or not.
  private var places: [ColumnSymbol: (row: String, index: Int)] = [:]
  /// Statements before the loop: what is the same for all rows.
  private(set) var prologue: [SwiftStatement] = []
  private var hoisted: [String: SwiftExpression] = [:]
  private var picksNames: [String: String] = [:]
  private var blocks: [[SwiftStatement]] = [[]]
  private var scalarNames: [PlanScalar: String] = [:]
  /// Whether expressions without columns may be computed before the rows.
  var hoistsInvariants = true
  private var lastComment = SourceText.none
  /// The names of the expansions declared last.
  var expansionNames: [String] = []

  init(kernels: EmittedKernels, reserved: [String]) {
    self.kernels = kernels
    self.names = NameScope(reserved: kernels.functionNames.union(reserved))
  }

  // MARK: Names

  func local(_ name: String) -> String { names.local(name) }

  func name(_ scalar: PlanScalar, _ name: String) { scalarNames[scalar] = name }
  func scalarName(_ scalar: PlanScalar) -> String { scalarNames[scalar] ?? scalar.name }

  func swiftType(_ expression: PlanExpression) -> String {
    expression.type.physical.swift(nullable: expression.nullable)
  }

  // MARK: Statements

  func append(_ statement: SwiftStatement) { blocks[blocks.count - 1].append(statement) }

  func comment(_ text: SourceText) {
    guard !text.text.isEmpty, text != lastComment else { return }
    lastComment = text
    append(.comment(text.text))
  }

  /// The statements of a block of its own; columns first read in it are not at hand behind it.
  func nested(_ body: () -> SwiftStatement) -> [SwiftStatement] {
    blocks.append([])
    let (before, waiting, placed) = (atHand, pending, places)
    let last = body()
    append(last)
    (atHand, pending, places) = (before, waiting, placed)
    return blocks.removeLast()
  }

  func open() { blocks.append([]) }
  func close() -> [SwiftStatement] { blocks.removeLast() }

  var statements: [SwiftStatement] { blocks[0] }

  // MARK: Columns

  /// The columns of a table whose row is called `row`.
  func bind(_ layout: [ColumnSymbol], row: String) {
    for (index, column) in layout.enumerated() {
      pending[column] = .cell(row: row, index: index)
      places[column] = (row, index)
      atHand[column] = nil
    }
  }

  func bind(_ column: ColumnSymbol, to value: SwiftExpression) {
    atHand[column] = value
    pending[column] = nil
    places[column] = nil
  }

  func bind(_ column: ColumnSymbol, computed value: PlanExpression, _ text: SourceText) {
    pending[column] = .computed(value, text: text)
    atHand[column] = nil
    places[column] = nil
  }

  /// A value that is computed where it is first needed, as it is spelled.
  func bind(_ column: ColumnSymbol, spelled value: SwiftExpression, type: String) {
    pending[column] = .spelled(value, type: type)
    atHand[column] = nil
    places[column] = nil
  }

  /// The column's value, read or computed now if it is not at hand.
  func read(_ column: ColumnSymbol) -> SwiftExpression {
    if let value = atHand[column] { return value }
    guard let waiting = pending[column] else {
      preconditionFailure("column \(column.name) is not available here")
    }
    pending[column] = nil
    switch waiting {
    case .cell(let row, let index):
      let physical = column.type.physical
      let name = local(column.name)
      append(
        .let(
          name, type: physical.swift(nullable: true),
          .method(row, physical.accessor, [.integer(Int128(index))])))
      atHand[column] = .name(name)
      return .name(name)
    case .spelled(let value, let type):
      let name = local(column.name)
      append(.let(name, type: type, value))
      atHand[column] = .name(name)
      return .name(name)
    case .computed(let expression, let text):
      if case .column(let other) = expression.kind {
        let value = read(other)
        atHand[column] = value
        return value
      }
      if case .constant = expression.kind {
        let value = emit(expression)
        atHand[column] = value
        return value
      }
      let value = emit(expression)
      if value.isTrivial {
        atHand[column] = value
        return value
      }
      comment(text)
      let name = local(column.name)
      append(
        .let(name, type: column.type.physical.swift(nullable: expression.nullable), value))
      atHand[column] = .name(name)
      return .name(name)
    }
  }

  /// The cell that the column stands in, straight or under another name, or its constant; nil if it is computed.
  func pick(_ column: ColumnSymbol) -> CellPick? {
    if let place = places[column] { return .cell(row: place.row, index: place.index) }
    switch atHand[column] {
    case .string(let text): return CellPick.constant(text)
    case .integer(let number): return .number(number)
    default: break
    }
    guard case .computed(let expression, let text) = pending[column] else { return nil }
    // A conversion that the query spells out is spelled out in the code.
    if case .call = expression.kind, text != .none { return nil }
    if case .constant(.int(let number)) = expression.kind { return .number(Int128(number)) }
    return pick(expression)
  }

  /// The same of a value.
  func pick(_ value: PlanExpression) -> CellPick? {
    switch value.kind {
    case .column(let column): pick(column)
    case .constant(.null): .null
    case .constant(.string(let text)): CellPick.constant(text)
    case .constant(.long(let number)): .number(Int128(number))
    case .call(let kernel, let arguments): conversion(kernel, arguments)
    case .cell(let operand): dynamicPick(operand)
    default: nil
    }
  }

  /// A column that becomes dynamic: its cell as a value of its type.
  private func dynamicPick(_ operand: PlanExpression) -> CellPick? {
    guard case .column(let column) = operand.kind, case .cell(let row, let index)? = pick(column) else { return nil }
    return column.type.physical == .value ? nil : .converted(row: row, index: index, column.type)
  }

  private func conversion(_ kernel: KernelReference, _ arguments: [PlanExpression]) -> CellPick? {
    guard let type = RuntimeAPI.conversions[kernel.name], arguments.count == 1,
      arguments[0].type.physical == .value, case .cell(let row, let index)? = pick(arguments[0])
    else { return nil }
    return .converted(row: row, index: index, type)
  }

  /// The name of picks, which are made before the rows.
  func picksName(_ text: String) -> String {
    if let known = picksNames[text] { return known }
    let name = local("cells")
    prologue.append(.let(name, type: "CellPicks", .words(text)))
    picksNames[text] = name
    return name
  }

  /// Reads or computes the columns now.
  func settle(_ columns: some Sequence<ColumnSymbol>) {
    for column in columns where atHand[column] == nil && pending[column] != nil { _ = read(column) }
  }

  // MARK: Row-invariant values

  /// The name of a value that is computed before the rows; nil if it is cheap, or depends on the row.
  func hoistedName(_ expression: PlanExpression) -> SwiftExpression? {
    guard hoistsInvariants, expression.isRowInvariant, isWorthHoisting(expression) else {
      return nil
    }
    // Written in front of all rows, where no column is at hand.
    blocks.append([])
    let value = emitInPlace(expression)
    return hoist(value, type: swiftType(expression), behind: blocks.removeLast())
  }

  /// The name of a value that is the same for all rows, computed before them behind `before`.
  func hoist(_ value: SwiftExpression, type: String, behind before: [SwiftStatement] = []) -> SwiftExpression {
    let key = "\(value)"
    if let known = hoisted[key] { return known }
    prologue += before
    let name = local("constant")
    prologue.append(.let(name, type: type, value))
    hoisted[key] = .name(name)
    return .name(name)
  }

  private func isWorthHoisting(_ expression: PlanExpression) -> Bool {
    switch expression.kind {
    case .call, .bag: true
    case .constant(.dynamic(.array)), .constant(.dynamic(.bag)): true
    case .cell(let operand): isWorthHoisting(operand)
    case .conditional, .coalesce: true
    case .constant, .pattern, .userAgents, .compiled, .column, .and, .or, .not, .inLiterals, .inSet, .scalar, .now,
      .retyped, .literalFound:
      false
    }
  }
}

/// Kernels that the emitter itself chooses; their names are the catalog's.
struct EmittedKernels {
  let equalsString: String
  let equalsFolded: String
  let hasTerm: String
  /// The regular expressions of the file.
  let patterns = PatternPool()
  /// Its longer lists of literals.
  let literals = LiteralPool()
  /// What the file's kernels depend on.
  let dependences = DependencePool()
  /// Names that generated code calls, which no local may take.
  let functionNames: Set<String>

  init(_ catalog: Catalog) {
    func kernel(_ name: String) -> String {
      let signature = catalog.functions[name]?.signatures.first {
        $0.kernel.parameters == [.string, .string]
      }
      return signature?.kernel.name ?? name
    }
    equalsString = kernel("==")
    equalsFolded = kernel("=~")
    hasTerm = kernel("has")
    var names = Set(RuntimeAPI.functionNames)
    for symbol in catalog.functions.values {
      for signature in symbol.signatures { names.insert(signature.kernel.name) }
    }
    functionNames = names
  }
}

/// What the kernels that a file calls depend on beside their arguments.
final class DependencePool {
  private(set) var readsPlaces = false

  func add(_ kernel: KernelReference) {
    if kernel.dependence == .places { readsPlaces = true }
  }
}
