/// What an evaluation of a detector can see besides its rows: the time it runs for and the memory it may use.
public final class EvaluationContext {
  /// Holds everything the evaluation computes; given back when it ends.
  public let arena: Arena
  /// The time of the schedule's tick: what `now()` returns.
  public var now: DateTime
  /// Where kernels put text together; see `text(_:)`.
  let scratch = ByteBuffer(capacity: 4096)
  /// Where kernels collect arrays and bags; see `array(_:)` and `bag(_:)`.
  let stack = ValueStack(capacity: 256)
  /// What has been read from the texts of an event; unused in evaluations.
  let properties = PropertyMemo()
  /// Where addresses are, for evaluations; nil if the detector was not given a database.
  var places: PlaceReader?

  public init(now: DateTime, arena: Arena = Arena()) {
    self.now = now
    self.arena = arena
  }

  deinit { properties.deallocate() }
}
