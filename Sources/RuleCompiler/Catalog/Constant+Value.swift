import DetectorRuntime

extension Constant {
  /// The constant as a cell; strings, dynamics, guids and decimals live in the context's arena.
  public func value(_ cx: EvaluationContext) -> Value {
    switch self {
    case .null: .null
    case .bool(let value): Value(value)
    case .int(let value): Value(int: value)
    case .long(let value): Value(value)
    case .real(let value): Value(value)
    case .decimal(let mantissa, let scale): Value(Decimal(mantissa: mantissa, scale: scale), cx)
    case .datetime(let ticks): Value(DateTime(ticks: ticks))
    case .timespan(let ticks): Value(TimeSpan(ticks: ticks))
    case .guid(let high, let low): Value(Guid(high: high, low: low), cx)
    case .string(let text): Value(cx.arena.copy(text))
    case .dynamic(let value): value.value(cx)
    }
  }

  /// A cell of a column of the type.
  /// - Returns: nil if the cell does not hold such a value, or holds JSON that is not parsed.
  public init?(value: Value, type: ScalarType) {
    if type == .dynamic || type == .unknown {
      guard let dynamic = DynamicConstant(value: value) else { return nil }
      self = .dynamic(dynamic)
      return
    }
    guard !value.isNull else {
      self = type == .string ? .string("") : .null(type)
      return
    }
    switch type {
    case .bool:
      guard let bool = value.bool else { return nil }
      self = .bool(bool)
    case .int, .long:
      guard let number = value.long else { return nil }
      self = type == .int ? .int(number) : .long(number)
    case .real:
      guard let number = value.real else { return nil }
      self = .real(number)
    case .decimal:
      guard let number = value.decimal else { return nil }
      self = .decimal(mantissa: number.mantissa, scale: number.scale)
    case .datetime:
      guard let time = value.dateTime else { return nil }
      self = .datetime(time.ticks)
    case .timespan:
      guard let span = value.timeSpan else { return nil }
      self = .timespan(span.ticks)
    case .guid:
      guard let guid = value.guid else { return nil }
      self = .guid(high: guid.high, low: guid.low)
    case .string:
      guard value.kind == .string else { return nil }
      self = .string(value.string.description)
    case .dynamic, .unknown:
      return nil
    }
  }

  /// The same number in a wider type, a scalar as a dynamic, or a null of the other type; nil if that is not it.
  func widened(to type: ScalarType) -> Constant? {
    if self.type == type { return self }
    switch (self, type) {
    case (.null, .string), (.dynamic(.null), .string): return .string("")
    case (.null, .dynamic): return .dynamic(.null)
    case (.null, _), (.dynamic(.null), _): return .null(type)
    case (.int(let value), .long): return .long(value)
    case (.int(let value), .real), (.long(let value), .real): return .real(Double(value))
    case (.int(let value), .decimal), (.long(let value), .decimal):
      return .decimal(mantissa: Int128(value), scale: 0)
    case (.dynamic(.scalar(let scalar)), _): return scalar.widened(to: type)
    case (.dynamic, _): return nil
    case (_, .dynamic): return .dynamic(.scalar(self))
    default: return nil
    }
  }
}

extension DynamicConstant {
  /// The constant as a cell that lives in the context's arena.
  public func value(_ cx: EvaluationContext) -> Value {
    switch self {
    case .null: .null
    case .scalar(let constant): constant.value(cx)
    case .array(let elements): Value(array: elements.map { $0.value(cx) }, cx)
    case .bag(let properties):
      Value(bag: properties.map { (key: cx.arena.copy($0.key), value: $0.value.value(cx)) }, cx)
    }
  }

  /// - Returns: nil for JSON that is not parsed.
  public init?(value: Value) {
    switch value.kind {
    case .null: self = .null
    case .bool: self = .scalar(.bool(value.bool ?? false))
    case .int: self = .scalar(.int(value.long ?? 0))
    case .long: self = .scalar(.long(value.long ?? 0))
    case .real: self = .scalar(.real(value.real ?? 0))
    case .decimal:
      guard let number = value.decimal else { return nil }
      self = .scalar(.decimal(mantissa: number.mantissa, scale: number.scale))
    case .dateTime: self = .scalar(.datetime(value.dateTime?.ticks ?? 0))
    case .timeSpan: self = .scalar(.timespan(value.timeSpan?.ticks ?? 0))
    case .guid:
      guard let guid = value.guid else { return nil }
      self = .scalar(.guid(high: guid.high, low: guid.low))
    case .string: self = .scalar(.string(value.string.description))
    case .array:
      var elements: [DynamicConstant] = []
      for element in value.elements {
        guard let element = DynamicConstant(value: element) else { return nil }
        elements.append(element)
      }
      self = .array(elements)
    case .bag:
      var properties: [Property] = []
      let pairs = value.pairs
      for index in stride(from: 0, to: pairs.count, by: 2) {
        guard let element = DynamicConstant(value: pairs[index + 1]) else { return nil }
        properties.append(Property(key: pairs[index].string.description, value: element))
      }
      self = .bag(properties)
    case .json: return nil
    }
  }
}
