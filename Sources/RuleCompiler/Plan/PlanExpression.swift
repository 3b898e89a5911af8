/// A scalar expression whose every decision is made: which kernel computes it, whether it can be null.
///
/// The emitter only spells it in Swift. Types are those of KQL; the physical type follows from them.
public struct PlanExpression {
  public indirect enum Kind {
    case constant(Constant)
    case column(ColumnSymbol)
    /// A runtime function; arguments are of the kernel's physical types (a `.value` parameter takes any).
    case call(KernelReference, [PlanExpression])
    /// Three-valued logic where operands are nullable, plain logic where they are not.
    case and(PlanExpression, PlanExpression)
    case or(PlanExpression, PlanExpression)
    case not(PlanExpression)
    /// The value of the first arm whose condition is true.
    case conditional([Arm], otherwise: PlanExpression)
    /// The first that is not null, or not empty for strings.
    case coalesce([PlanExpression])
    /// Membership of a string in a set of literals laid out at compile time.
    case inLiterals(LiteralMembership, PlanExpression, [String])
    /// Membership in the first column of a relation, computed once before the rows.
    case inSet(PlanScalar, PlanExpression, folded: Bool)
    /// A value computed once before the rows.
    case scalar(PlanScalar)
    /// A regular expression: as written, and what `RegexCompiler` made of it.
    case pattern(text: String, program: String)
    /// A regular expression that only the data knows: compiled when it is first met.
    case compiled(PlanExpression)
    /// The patterns for parts of a user agent.
    case userAgents([UserAgentPartName])
    /// The time of the evaluation.
    case now
    /// A bag of named values.
    case bag([(name: String, value: PlanExpression)])
    /// Whether the search for the literals of all rules has found one of those that the source requires.
    case literalFound
    /// The operand as a cell, tagged with its own type.
    case cell(PlanExpression)
    /// The operand, whose physical type is already that of this expression (`int` read as `long`).
    case retyped(PlanExpression)
  }

  public struct Arm {
    public var condition: PlanExpression
    public var value: PlanExpression
  }

  public var kind: Kind
  public var type: ScalarType
  /// Whether it may be null. Never true for strings.
  public var nullable: Bool

  public init(_ kind: Kind, _ type: ScalarType, nullable: Bool) {
    self.kind = kind
    self.type = type
    self.nullable = nullable && type != .string
  }

  static func column(_ column: ColumnSymbol) -> PlanExpression {
    PlanExpression(.column(column), column.type, nullable: true)
  }
  static func constant(_ constant: Constant) -> PlanExpression {
    let isNull: Bool
    switch constant {
    case .null, .dynamic(.null): isNull = true
    default: isNull = false
    }
    return PlanExpression(.constant(constant), constant.type, nullable: isNull)
  }
}

/// How a string is compared with a set of literals.
public enum LiteralMembership: String, Sendable { case exact, folded, hasAny, hasAll }

/// A kernel as the plan sees it: a name to call and what comes out.
public struct KernelReference: Sendable {
  public let name: String
  public let parameters: [PhysicalType]
  public let returns: PhysicalType
  public let returnsNullable: Bool
  public let needsContext: Bool
  public let dependence: Dependence

  public init(_ kernel: Kernel, dependence: Dependence = .nothing) {
    self.name = kernel.name
    self.parameters = kernel.parameters
    self.returns = kernel.returns
    self.returnsNullable = kernel.returnsNullable
    self.needsContext = kernel.needsContext
    self.dependence = dependence
  }
  init(
    _ name: String, _ parameters: [PhysicalType], returns: PhysicalType, nullable: Bool, needsContext: Bool
  ) {
    self.name = name
    self.parameters = parameters
    self.returns = returns
    self.returnsNullable = nullable
    self.needsContext = needsContext
    self.dependence = .nothing
  }
}

/// Something computed once for an evaluation, before the rows that use it. Identity is the object.
public final class PlanScalar: Hashable {
  public enum Kind {
    /// The column of the relation's first row; null without rows.
    case firstCell(PlanNode, ColumnSymbol)
    /// The values of a column, for membership tests.
    case set(PlanNode, ColumnSymbol, folded: Bool)
    case expression(PlanExpression)
  }
  public let name: String
  public let kind: Kind
  public let type: ScalarType

  public init(name: String, _ kind: Kind, _ type: ScalarType) {
    self.name = name
    self.kind = kind
    self.type = type
  }

  public static func == (a: PlanScalar, b: PlanScalar) -> Bool { a === b }
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension PlanExpression {
  /// The operands, in order of evaluation.
  public var operands: [PlanExpression] {
    switch kind {
    case .constant, .pattern, .userAgents, .column, .scalar, .now, .literalFound: []
    case .call(_, let arguments): arguments
    case .and(let a, let b), .or(let a, let b): [a, b]
    case .not(let a), .cell(let a), .retyped(let a), .compiled(let a): [a]
    case .conditional(let arms, let otherwise):
      arms.flatMap { [$0.condition, $0.value] } + [otherwise]
    case .coalesce(let values): values
    case .inLiterals(_, let a, _), .inSet(_, let a, _): [a]
    case .bag(let entries): entries.map { $0.value }
    }
  }

  /// Calls `visit` for this expression and all below it.
  public func walk(_ visit: (PlanExpression) -> Void) {
    visit(self)
    for operand in operands { operand.walk(visit) }
  }

  /// The columns it reads, in order of first use.
  public var columns: [ColumnSymbol] {
    var seen: Set<ColumnSymbol> = []
    var result: [ColumnSymbol] = []
    walk {
      if case .column(let column) = $0.kind, seen.insert(column).inserted { result.append(column) }
    }
    return result
  }

  /// Whether it is the same for every row of an evaluation and may be computed once.
  public var isRowInvariant: Bool {
    var invariant = true
    walk {
      switch $0.kind {
      case .column: invariant = false
      case .call(let kernel, _): if kernel.dependence == .chance { invariant = false }
      default: break
      }
    }
    return invariant
  }

  /// Whether an event alone decides it, at whatever time the rule runs, and whatever a detector was started with.
  public var dependsOnEventAlone: Bool {
    var alone = true
    walk {
      switch $0.kind {
      case .now, .scalar, .inSet: alone = false
      case .call(let kernel, _): if kernel.dependence != .nothing { alone = false }
      default: break
      }
    }
    return alone
  }

  /// The expression with every column replaced as `replacement` says.
  public func mapColumns(_ replacement: (ColumnSymbol) -> PlanExpression?) -> PlanExpression {
    var copy = self
    switch kind {
    case .constant, .pattern, .userAgents, .scalar, .now, .literalFound: break
    case .column(let column): if let new = replacement(column) { return new }
    case .call(let kernel, let arguments):
      copy.kind = .call(kernel, arguments.map { $0.mapColumns(replacement) })
    case .and(let a, let b):
      copy.kind = .and(a.mapColumns(replacement), b.mapColumns(replacement))
    case .or(let a, let b):
      copy.kind = .or(a.mapColumns(replacement), b.mapColumns(replacement))
    case .not(let a): copy.kind = .not(a.mapColumns(replacement))
    case .cell(let a): copy.kind = .cell(a.mapColumns(replacement))
    case .retyped(let a): copy.kind = .retyped(a.mapColumns(replacement))
    case .compiled(let a): copy.kind = .compiled(a.mapColumns(replacement))
    case .conditional(let arms, let otherwise):
      copy.kind = .conditional(
        arms.map {
          Arm(
            condition: $0.condition.mapColumns(replacement),
            value: $0.value.mapColumns(replacement))
        }, otherwise: otherwise.mapColumns(replacement))
    case .coalesce(let values): copy.kind = .coalesce(values.map { $0.mapColumns(replacement) })
    case .inLiterals(let how, let a, let list):
      copy.kind = .inLiterals(how, a.mapColumns(replacement), list)
    case .inSet(let set, let a, let folded):
      copy.kind = .inSet(set, a.mapColumns(replacement), folded: folded)
    case .bag(let entries):
      copy.kind = .bag(entries.map { ($0.name, $0.value.mapColumns(replacement)) })
    }
    return copy
  }

  /// The operands of a chain of `and`, from left to right.
  public var conjuncts: [PlanExpression] {
    if case .and(let a, let b) = kind { return a.conjuncts + b.conjuncts }
    return [self]
  }
}
