// The fixed-size scalar types of KQL, each a thin wrapper so that Swift keeps them apart.

/// A KQL `datetime`: 100 ns ticks since 0001-01-01T00:00:00Z, as in .NET.
@frozen
public struct DateTime: Hashable, Comparable, Sendable {
  public let ticks: Int64
  @inlinable public init(ticks: Int64) { self.ticks = ticks }
  @inlinable public static func < (a: DateTime, b: DateTime) -> Bool { a.ticks < b.ticks }
}

/// A KQL `timespan`: a signed number of 100 ns ticks.
@frozen
public struct TimeSpan: Hashable, Comparable, Sendable {
  public let ticks: Int64
  @inlinable public init(ticks: Int64) { self.ticks = ticks }
  @inlinable public static func < (a: TimeSpan, b: TimeSpan) -> Bool { a.ticks < b.ticks }
}

/// A KQL `guid`; `high` holds the first 16 hexadecimal digits as printed.
@frozen
public struct Guid: Hashable, Comparable, Sendable {
  public let high: UInt64
  public let low: UInt64
  @inlinable public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
  @inlinable public static func < (a: Guid, b: Guid) -> Bool {
    a.high != b.high ? a.high < b.high : a.low < b.low
  }
}

/// A KQL `decimal`: `mantissa` × 10^-`scale`.
@frozen
public struct Decimal: Sendable {
  public let mantissa: Int128
  /// The number of digits after the point, 0 … 34.
  public let scale: Int
  @inlinable public init(mantissa: Int128, scale: Int) {
    self.mantissa = mantissa
    self.scale = scale
  }
}
