import DetectorRuntime

/// A Swift type that a kernel may take or return.
public protocol KernelValue: SendableMetatype {
  static var physical: PhysicalType { get }
  static var isNullable: Bool { get }
  init(cell: Value)
  func cell(_ cx: EvaluationContext) -> Value
}

/// A function of the runtime that implements one signature of a KQL function, under the name generated code calls it by.
///
/// Parameter and result types are read off the Swift function itself. Kernels take optionals for nullable types and
/// decide the null rule; one that returns a non-optional never yields null. The same function folds constants at
/// compile time, so that folding and running cannot disagree.
public struct Kernel: Sendable {
  public let name: String
  public let parameters: [PhysicalType]
  /// For each parameter, whether the Swift type is optional.
  public let parametersNullable: [Bool]
  public let returns: PhysicalType
  public let returnsNullable: Bool
  /// Whether the last argument is the `EvaluationContext`.
  public let needsContext: Bool
  public let fold: @Sendable ([Value], EvaluationContext) -> Value

  private init<R: KernelValue>(
    _ name: String, _ parameters: [any KernelValue.Type], _ returns: R.Type, needsContext: Bool,
    _ call: @escaping @Sendable ([Value], EvaluationContext) -> R
  ) {
    self.name = name
    self.parameters = parameters.map { $0.physical }
    self.parametersNullable = parameters.map { $0.isNullable }
    self.returns = R.physical
    self.returnsNullable = R.isNullable
    self.needsContext = needsContext
    // A repeated last parameter takes all arguments that are left.
    let fixed = parameters.count - 1
    let isRepeated = parameters.last.map { $0.physical == .values } ?? false
    self.fold = { cells, cx in
      guard isRepeated else { return call(cells, cx).cell(cx) }
      let repeated = Value(array: Array(cells[fixed...]), cx)
      return call(Array(cells[..<fixed]) + [repeated], cx).cell(cx)
    }
  }

  // One initialiser for each number of parameters, without and with the context.
  @inline(never) @_semantics("optimize.sil.specialize.generic.never")
  public init<R: KernelValue>(_ name: String, _ f: @escaping @Sendable () -> R) {
    self.init(name, [], R.self, needsContext: false) { _, _ in
      f()
    }
  }
  @inline(never) @_semantics("optimize.sil.specialize.generic.never")
  public init<R: KernelValue>(_ name: String, _ f: @escaping @Sendable (EvaluationContext) -> R) {
    self.init(name, [], R.self, needsContext: true) { _, cx in
      f(cx)
    }
  }
  @inline(never) @_semantics("optimize.sil.specialize.generic.never")
  public init<A: KernelValue, R: KernelValue>(_ name: String, _ f: @escaping @Sendable (A) -> R) {
    self.init(name, [A.self], R.self, needsContext: false) { c, _ in
      f(A(cell: c[0]))
    }
  }
  @inline(never) @_semantics("optimize.sil.specialize.generic.never")
  public init<A: KernelValue, R: KernelValue>(_ name: String, _ f: @escaping @Sendable (A, EvaluationContext) -> R) {
    self.init(name, [A.self], R.self, needsContext: true) { c, cx in
      f(A(cell: c[0]), cx)
    }
  }
  @inline(never) @_semantics("optimize.sil.specialize.generic.never")
  public init<A: KernelValue, B: KernelValue, R: KernelValue>(_ name: String, _ f: @escaping @Sendable (A, B) -> R) {
    self.init(name, [A.self, B.self], R.self, needsContext: false) { c, _ in
      f(A(cell: c[0]), B(cell: c[1]))
    }
  }
  @inline(never) @_semantics("optimize.sil.specialize.generic.never")
  public init<A: KernelValue, B: KernelValue, R: KernelValue>(
    _ name: String, _ f: @escaping @Sendable (A, B, EvaluationContext) -> R
  ) {
    self.init(name, [A.self, B.self], R.self, needsContext: true) { c, cx in
      f(A(cell: c[0]), B(cell: c[1]), cx)
    }
  }
  @inline(never) @_semantics("optimize.sil.specialize.generic.never")
  public init<A: KernelValue, B: KernelValue, C: KernelValue, R: KernelValue>(
    _ name: String, _ f: @escaping @Sendable (A, B, C) -> R
  ) {
    self.init(name, [A.self, B.self, C.self], R.self, needsContext: false) { c, _ in
      f(A(cell: c[0]), B(cell: c[1]), C(cell: c[2]))
    }
  }
  @inline(never) @_semantics("optimize.sil.specialize.generic.never")
  public init<A: KernelValue, B: KernelValue, C: KernelValue, R: KernelValue>(
    _ name: String, _ f: @escaping @Sendable (A, B, C, EvaluationContext) -> R
  ) {
    self.init(name, [A.self, B.self, C.self], R.self, needsContext: true) { c, cx in
      f(A(cell: c[0]), B(cell: c[1]), C(cell: c[2]), cx)
    }
  }
  @inline(never) @_semantics("optimize.sil.specialize.generic.never")
  public init<A: KernelValue, B: KernelValue, C: KernelValue, D: KernelValue, R: KernelValue>(
    _ name: String, _ f: @escaping @Sendable (A, B, C, D) -> R
  ) {
    self.init(name, [A.self, B.self, C.self, D.self], R.self, needsContext: false) { c, _ in
      f(A(cell: c[0]), B(cell: c[1]), C(cell: c[2]), D(cell: c[3]))
    }
  }
  @inline(never) @_semantics("optimize.sil.specialize.generic.never")
  public init<A: KernelValue, B: KernelValue, C: KernelValue, D: KernelValue, R: KernelValue>(
    _ name: String, _ f: @escaping @Sendable (A, B, C, D, EvaluationContext) -> R
  ) {
    self.init(name, [A.self, B.self, C.self, D.self], R.self, needsContext: true) { c, cx in
      f(A(cell: c[0]), B(cell: c[1]), C(cell: c[2]), D(cell: c[3]), cx)
    }
  }
  @inline(never) @_semantics("optimize.sil.specialize.generic.never")
  public init<A: KernelValue, B: KernelValue, C: KernelValue, D: KernelValue, E: KernelValue, R: KernelValue>(
    _ name: String, _ f: @escaping @Sendable (A, B, C, D, E) -> R
  ) {
    self.init(name, [A.self, B.self, C.self, D.self, E.self], R.self, needsContext: false) { c, _ in
      f(A(cell: c[0]), B(cell: c[1]), C(cell: c[2]), D(cell: c[3]), E(cell: c[4]))
    }
  }
  @inline(never) @_semantics("optimize.sil.specialize.generic.never")
  public init<A: KernelValue, B: KernelValue, C: KernelValue, D: KernelValue, E: KernelValue, R: KernelValue>(
    _ name: String, _ f: @escaping @Sendable (A, B, C, D, E, EvaluationContext) -> R
  ) {
    self.init(name, [A.self, B.self, C.self, D.self, E.self], R.self, needsContext: true) { c, cx in
      f(A(cell: c[0]), B(cell: c[1]), C(cell: c[2]), D(cell: c[3]), E(cell: c[4]), cx)
    }
  }
  @inline(never) @_semantics("optimize.sil.specialize.generic.never")
  public init<
    A: KernelValue, B: KernelValue, C: KernelValue, D: KernelValue, E: KernelValue, F: KernelValue, R: KernelValue
  >(_ name: String, _ f: @escaping @Sendable (A, B, C, D, E, F) -> R) {
    self.init(name, [A.self, B.self, C.self, D.self, E.self, F.self], R.self, needsContext: false) { c, _ in
      f(A(cell: c[0]), B(cell: c[1]), C(cell: c[2]), D(cell: c[3]), E(cell: c[4]), F(cell: c[5]))
    }
  }
  @inline(never) @_semantics("optimize.sil.specialize.generic.never")
  public init<
    A: KernelValue, B: KernelValue, C: KernelValue, D: KernelValue, E: KernelValue, F: KernelValue, R: KernelValue
  >(_ name: String, _ f: @escaping @Sendable (A, B, C, D, E, F, EvaluationContext) -> R) {
    self.init(name, [A.self, B.self, C.self, D.self, E.self, F.self], R.self, needsContext: true) { c, cx in
      f(A(cell: c[0]), B(cell: c[1]), C(cell: c[2]), D(cell: c[3]), E(cell: c[4]), F(cell: c[5]), cx)
    }
  }
  @inline(never) @_semantics("optimize.sil.specialize.generic.never")
  public init<
    A: KernelValue, B: KernelValue, C: KernelValue, D: KernelValue, E: KernelValue, F: KernelValue, G: KernelValue,
    R: KernelValue
  >(_ name: String, _ f: @escaping @Sendable (A, B, C, D, E, F, G) -> R) {
    self.init(name, [A.self, B.self, C.self, D.self, E.self, F.self, G.self], R.self, needsContext: false) { c, _ in
      f(A(cell: c[0]), B(cell: c[1]), C(cell: c[2]), D(cell: c[3]), E(cell: c[4]), F(cell: c[5]), G(cell: c[6]))
    }
  }
  @inline(never) @_semantics("optimize.sil.specialize.generic.never")
  public init<
    A: KernelValue, B: KernelValue, C: KernelValue, D: KernelValue, E: KernelValue, F: KernelValue, G: KernelValue,
    R: KernelValue
  >(_ name: String, _ f: @escaping @Sendable (A, B, C, D, E, F, G, EvaluationContext) -> R) {
    self.init(name, [A.self, B.self, C.self, D.self, E.self, F.self, G.self], R.self, needsContext: true) { c, cx in
      f(A(cell: c[0]), B(cell: c[1]), C(cell: c[2]), D(cell: c[3]), E(cell: c[4]), F(cell: c[5]), G(cell: c[6]), cx)
    }
  }
  @inline(never) @_semantics("optimize.sil.specialize.generic.never")
  public init<
    A: KernelValue, B: KernelValue, C: KernelValue, D: KernelValue, E: KernelValue, F: KernelValue, G: KernelValue,
    H: KernelValue, R: KernelValue
  >(_ name: String, _ f: @escaping @Sendable (A, B, C, D, E, F, G, H) -> R) {
    self.init(name, [A.self, B.self, C.self, D.self, E.self, F.self, G.self, H.self], R.self, needsContext: false) {
      c, _ in
      f(
        A(cell: c[0]), B(cell: c[1]), C(cell: c[2]), D(cell: c[3]), E(cell: c[4]), F(cell: c[5]), G(cell: c[6]),
        H(cell: c[7]))
    }
  }
  @inline(never) @_semantics("optimize.sil.specialize.generic.never")
  public init<
    A: KernelValue, B: KernelValue, C: KernelValue, D: KernelValue, E: KernelValue, F: KernelValue, G: KernelValue,
    H: KernelValue, R: KernelValue
  >(_ name: String, _ f: @escaping @Sendable (A, B, C, D, E, F, G, H, EvaluationContext) -> R) {
    self.init(name, [A.self, B.self, C.self, D.self, E.self, F.self, G.self, H.self], R.self, needsContext: true) {
      c, cx in
      f(
        A(cell: c[0]), B(cell: c[1]), C(cell: c[2]), D(cell: c[3]), E(cell: c[4]), F(cell: c[5]), G(cell: c[6]),
        H(cell: c[7]), cx)
    }
  }
}

// MARK: - Conformances

extension Bool: KernelValue {
  public static var physical: PhysicalType { .bool }
  public static var isNullable: Bool { false }
  public init(cell: Value) { self = cell.bool ?? false }
  public func cell(_ cx: EvaluationContext) -> Value { Value(self) }
}
extension Int64: KernelValue {
  public static var physical: PhysicalType { .long }
  public static var isNullable: Bool { false }
  public init(cell: Value) { self = cell.long ?? 0 }
  public func cell(_ cx: EvaluationContext) -> Value { Value(self) }
}
extension Double: KernelValue {
  public static var physical: PhysicalType { .real }
  public static var isNullable: Bool { false }
  public init(cell: Value) { self = cell.real ?? 0 }
  public func cell(_ cx: EvaluationContext) -> Value { Value(self) }
}
extension DateTime: KernelValue {
  public static var physical: PhysicalType { .dateTime }
  public static var isNullable: Bool { false }
  public init(cell: Value) { self = cell.dateTime ?? DateTime(ticks: 0) }
  public func cell(_ cx: EvaluationContext) -> Value { Value(self) }
}
extension TimeSpan: KernelValue {
  public static var physical: PhysicalType { .timeSpan }
  public static var isNullable: Bool { false }
  public init(cell: Value) { self = cell.timeSpan ?? TimeSpan(ticks: 0) }
  public func cell(_ cx: EvaluationContext) -> Value { Value(self) }
}
extension Guid: KernelValue {
  public static var physical: PhysicalType { .guid }
  public static var isNullable: Bool { false }
  public init(cell: Value) { self = cell.guid ?? Guid(high: 0, low: 0) }
  public func cell(_ cx: EvaluationContext) -> Value { Value(self, cx) }
}
extension Decimal: KernelValue {
  public static var physical: PhysicalType { .decimal }
  public static var isNullable: Bool { false }
  public init(cell: Value) { self = cell.decimal ?? Decimal(mantissa: 0, scale: 0) }
  public func cell(_ cx: EvaluationContext) -> Value { Value(self, cx) }
}
extension Optional: KernelValue where Wrapped: KernelValue {
  public static var physical: PhysicalType { Wrapped.physical }
  public static var isNullable: Bool { true }
  public init(cell: Value) { self = cell.isNull ? nil : Wrapped(cell: cell) }
  public func cell(_ cx: EvaluationContext) -> Value { self?.cell(cx) ?? .null }
}
extension Str: KernelValue {
  public static var physical: PhysicalType { .string }
  public static var isNullable: Bool { false }
  public init(cell: Value) { self = cell.string }
  public func cell(_ cx: EvaluationContext) -> Value { Value(self) }
}
extension Value: KernelValue {
  public static var physical: PhysicalType { .value }
  public static var isNullable: Bool { true }
  public init(cell: Value) { self = cell }
  public func cell(_ cx: EvaluationContext) -> Value { self }
}
extension [Value]: KernelValue {
  public static var physical: PhysicalType { .values }
  public static var isNullable: Bool { false }
  public init(cell: Value) { self = Array(cell.elements) }
  public func cell(_ cx: EvaluationContext) -> Value { Value(array: self, cx) }
}
