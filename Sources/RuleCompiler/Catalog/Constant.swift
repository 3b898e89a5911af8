/// A KQL value known at compile time.
public indirect enum Constant: Hashable, Sendable {
  /// A null of the type; never of `string`.
  case null(ScalarType)
  case bool(Bool)
  case int(Int64)
  case long(Int64)
  case real(Double)
  /// `mantissa` × 10^-`scale`
  case decimal(mantissa: Int128, scale: Int)
  /// 100 ns ticks since 0001-01-01T00:00:00Z
  case datetime(Int64)
  /// 100 ns ticks
  case timespan(Int64)
  case guid(high: UInt64, low: UInt64)
  case string(String)
  /// A dynamic; see `DynamicConstant`.
  case dynamic(DynamicConstant)

  public var type: ScalarType {
    switch self {
    case .null(let type): type
    case .bool: .bool
    case .int: .int
    case .long: .long
    case .real: .real
    case .decimal: .decimal
    case .datetime: .datetime
    case .timespan: .timespan
    case .guid: .guid
    case .string: .string
    case .dynamic: .dynamic
    }
  }
}

/// A dynamic value known at compile time.
public indirect enum DynamicConstant: Hashable, Sendable {
  case null
  /// A scalar that is not null and not itself dynamic.
  case scalar(Constant)
  case array([DynamicConstant])
  /// Keys in the order written.
  case bag([Property])

  public struct Property: Hashable, Sendable {
    public var key: String
    public var value: DynamicConstant
    public init(key: String, value: DynamicConstant) {
      self.key = key
      self.value = value
    }
  }
}
