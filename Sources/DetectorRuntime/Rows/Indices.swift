/// The numbers from 0 up to, not including, a count: what loops of generated code run over.
///
/// A loop over a range is generic: it takes the compiler five times as long, and is slow where it is not optimised.
public struct Indices: Sequence, IteratorProtocol {
  private let count: Int
  private var index = 0

  public init(_ count: Int) { self.count = count }

  public func makeIterator() -> Indices { self }

  public mutating func next() -> Int? {
    guard index < count else { return nil }
    defer { index += 1 }
    return index
  }
}
