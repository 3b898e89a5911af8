/// A scalar expression whose names and types are resolved. Conversions are explicit.
public struct BoundExpression {
  public indirect enum Kind {
    case literal(Constant)
    case column(ColumnSymbol)
    /// A function or operator with the signature that overload resolution chose; arguments have the parameters' types
    /// (`convert` where needed; a `.any` parameter takes any type as it is) and defaults are filled in.
    case call(FunctionSymbol, Signature, [BoundExpression])
    /// Three-valued `and`, `or`, `not` on bool operands.
    case and(BoundExpression, BoundExpression)
    case or(BoundExpression, BoundExpression)
    case not(BoundExpression)
    /// `iff`, `case`: the first arm whose condition is true, else `otherwise`. All values have the expression's type.
    case conditional([Arm], otherwise: BoundExpression)
    /// `coalesce`: the first that is not null (not empty, for strings). All have the expression's type.
    case coalesce([BoundExpression])
    /// To the expression's type: widening, dynamic or unknown to a scalar, scalar to dynamic, scalar to string.
    case convert(BoundExpression)
    /// `value.name`, `value["name"]`: dynamic, null if the value has no such property.
    case member(BoundExpression, String)
    /// `value[index]`: index is a long (negative from the end) or a string.
    case element(BoundExpression, BoundExpression)
    /// Membership of a scalar in a list of constants or expressions, all of the operand's type (or string).
    case inList(Membership, BoundExpression, [BoundExpression])
    /// Membership in a dynamic array: a `let` list, a column.
    case inArray(Membership, BoundExpression, BoundExpression)
    /// Membership in the first column of a relation.
    case inTable(Membership, BoundExpression, BoundQuery)
    /// `toscalar(query)`: first column of the first row, null if there is none.
    case toScalar(BoundQuery)
    /// A `let` scalar that is not constant: evaluated once, used by reference. Identity is the object.
    case variable(LetVariable)
    /// `now()`: the time of the evaluation.
    case now
    /// `pack_all()`: a bag of these columns.
    case packAll([ColumnSymbol])
    /// A window function over the serialized input row order.
    case window(WindowFunction)
  }
  public struct Arm {
    public var condition: BoundExpression
    public var value: BoundExpression
    public init(condition: BoundExpression, value: BoundExpression) {
      self.condition = condition
      self.value = value
    }
  }

  public var kind: Kind
  public var type: ScalarType
  public var span: SourceSpan

  public init(_ kind: Kind, _ type: ScalarType, _ span: SourceSpan) {
    self.kind = kind
    self.type = type
    self.span = span
  }
}

/// `in`, `in~`, `has_any`, `has_all`; the negated spellings are wrapped in `not`.
public enum Membership: String, Sendable { case exact, folded, hasAny, hasAll }

/// A `let` name bound to a scalar expression that is not constant.
public final class LetVariable {
  public let name: String
  public let value: BoundExpression
  public init(name: String, value: BoundExpression) {
    self.name = name
    self.value = value
  }
}

/// A function that looks at other rows of a serialized relation.
public indirect enum WindowFunction {
  /// The value `offset` rows before (`prev`) or behind (negative: `next`), else `otherwise`.
  case neighbour(BoundExpression, offset: Int, otherwise: BoundExpression)
  case rowNumber(start: BoundExpression, restart: BoundExpression?)
  case rowCumulativeSum(BoundExpression, restart: BoundExpression?)
  case rowRank(BoundExpression, dense: Bool, restart: BoundExpression?)
  case rowWindowSession(
    BoundExpression, maxFromFirst: BoundExpression, maxBetween: BoundExpression,
    restart: BoundExpression?)
}

extension BoundExpression {
  /// The text of a string known at compile time, be it named by `let`.
  /// The constant that it is or stands for.
  var constant: Constant? {
    switch kind {
    case .literal(let constant): constant
    case .variable(let variable): variable.value.constant
    default: nil
    }
  }

  var constantText: String? {
    switch kind {
    case .literal(.string(let text)): text
    case .variable(let variable): variable.value.constantText
    default: nil
    }
  }
}
