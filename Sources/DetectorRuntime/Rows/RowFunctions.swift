// The window functions over serialized rows. Each is a small state that the row loop advances once a row, in order.

/// The index of the row: `row_number()`. See `row-number-function.md`.
public struct RowNumber {
  private let start: Int64
  private var following: Int64

  /// - Parameter start: the number of the first row and after each restart.
  public init(start: Int64 = 1) {
    self.start = start
    following = start
  }

  /// The number of the next row; `restart` makes it the start again.
  public mutating func next(restart: Bool? = false) -> Int64 {
    if restart == true { following = start }
    defer { following &+= 1 }
    return following
  }
}

/// The sum so far of an integer column: `row_cumsum()`. See `row-cumsum-function.md`.
public struct RowCumsumLong {
  private var sum: Int64 = 0
  public init() {}

  /// The sum including the next row's term; a null term adds nothing. `restart` sets the sum back first.
  public mutating func next(_ term: Int64?, restart: Bool? = false) -> Int64 {
    if restart == true { sum = 0 }
    if let term { sum &+= term }
    return sum
  }
}

/// The sum so far of a `real` column: `row_cumsum()`. See `row-cumsum-function.md`.
public struct RowCumsumReal {
  private var sum = 0.0
  public init() {}

  /// The sum including the next row's term; a null term adds nothing. `restart` sets the sum back first.
  public mutating func next(_ term: Double?, restart: Bool? = false) -> Double {
    if restart == true { sum = 0 }
    if let term { sum += term }
    return sum
  }
}

/// The rank of the row: `row_rank_dense()` and `row_rank_min()`.
///
/// See `row-rank-dense-function.md` and `row-rank-min-function.md`. Two nulls are the same term.
public struct RowRank {
  private let dense: Bool
  private var row: Int64 = 0
  private var rank: Int64 = 0
  private var previous = Value.null

  /// - Parameter dense: whether ranks follow each other without gaps (`row_rank_dense`).
  public init(dense: Bool) { self.dense = dense }

  /// The rank of the next row, whose term is `term`; `restart` begins again with 1.
  public mutating func next(_ term: Value, restart: Bool? = false) -> Int64 {
    if restart == true { row = 0 }
    row += 1
    if row == 1 {
      rank = 1
    } else if !valuesEqual(term, previous) {
      rank = dense ? rank + 1 : row
    }
    previous = term
    return rank
  }
}

/// The start of the row's session: `row_window_session()`. See `row-window-session-function.md`.
public struct RowWindowSession {
  private var start: DateTime?
  private var previous: DateTime?
  public init() {}

  /// The start of the session that the next row, at `time`, belongs to. A null time, or a null distance, belongs to
  /// none and ends the session.
  public mutating func next(
    _ time: DateTime?, maxFromFirst: TimeSpan?, maxBetween: TimeSpan?, restart: Bool? = false
  ) -> DateTime? {
    guard let time, let maxFromFirst, let maxBetween else {
      start = nil
      previous = nil
      return nil
    }
    if let first = start, let last = previous, restart != true,
      time.ticks < first.ticks &+ maxFromFirst.ticks, time.ticks < last.ticks &+ maxBetween.ticks
    {
      previous = time
      return first
    }
    start = time
    previous = time
    return time
  }
}
