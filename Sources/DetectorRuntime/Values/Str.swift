/// A KQL `string`: UTF-8 bytes borrowed from an arena, an event buffer or static memory.
///
/// A `Str` never owns its bytes. It stays valid as long as the `Arena` (or the event) it
/// was made from; a literal is valid for ever. KQL strings have no null: the empty string
/// takes its place.
@frozen
public struct Str: @unchecked Sendable {
  /// The first byte. Never dangling: the empty string points at static memory.
  public let base: UnsafePointer<UInt8>
  /// The number of bytes.
  public let count: Int

  @inlinable
  public init(base: UnsafePointer<UInt8>, count: Int) {
    self.base = base
    self.count = count
  }

  // Transparent: a literal is settled where code is not optimised, too.
  @_transparent
  public init(_ literal: StaticString) {
    self.base = literal.utf8Start
    self.count = literal.utf8CodeUnitCount
  }

  /// The bytes, for reading.
  @inlinable public var bytes: UnsafeBufferPointer<UInt8> { .init(start: base, count: count) }

  @inlinable public var isEmpty: Bool { count == 0 }

  /// The empty string.
  @inlinable public static var empty: Str { Str("") }

  @inlinable public subscript(_ index: Int) -> UInt8 { base[index] }

  /// The bytes from `start` up to, not including, `end`; no copy.
  @inlinable public func slice(_ start: Int, _ end: Int) -> Str {
    Str(base: base + start, count: end - start)
  }
}

extension Str: ExpressibleByStringLiteral {
  @_transparent public init(stringLiteral value: StaticString) { self.init(value) }
}

extension Str: CustomStringConvertible {
  /// A Swift copy of the text; for messages and tests, not for the hot path.
  public var description: String { String(decoding: bytes, as: UTF8.self) }
}
