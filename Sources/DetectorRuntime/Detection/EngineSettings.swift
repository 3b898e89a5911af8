/// How rules are run; the same for `scan` and `run`.
package struct EngineSettings {
  package enum Emission { case alerts, rows, none }

  package var emission = Emission.alerts
  /// One evaluation at that time instead of the schedules.
  package var now: DateTime?
  /// The table of all records; nil if `Type` names it.
  package var table: String?
  /// Stop at the first malformed record.
  package var isStrict = false
  /// Whether the tests of each rule are timed.
  package var isProfiled = false
  /// False to run the tests of every rule on every event of its table.
  package var usesFilter = true
  /// Whether lines that no rule can use are passed over unchecked; see `LineSkim`.
  package var skims = false
  /// False to keep the events of a summary until the run.
  package var usesSummaries = true
  /// How long after their times runs are made, so that events that come late are there; of scheduled and of NRT rules.
  /// Where the events' own time is the clock, one length for all, so that runs are made in the order of their times.
  package var delay = TimeSpan(ticks: 0)
  package var delayOfNRT = TimeSpan(ticks: 0)
  /// No run is before this time, and runs are counted from it.
  package var start: DateTime?
  /// Whether an alert about the same rows is left out while an earlier run's period overlaps.
  package var dedupes = true
  /// Whether incidents are written, too.
  package var writesIncidents = false
  /// A rule whose result has more rows is disabled.
  package var maximumRows = Int.max
  /// So is one whose result takes more bytes: those of its texts, and 8 for each other value.
  package var maximumResultBytes = Int.max
  /// And one that takes longer for an evaluation.
  package var maximumSeconds = Double.infinity
  /// How many runs of each rule are remembered.
  package var keptRuns = 0
  /// Bytes that a record may have.
  package var maximumRecord = RecordReader.maximumRecord
  /// How far an event may be ahead of its input and move the clock at once.
  package var ahead = TimeSpan(ticks: 10 * TimeSpan.ticksPerMinute)
  /// Whether NRT rules see events by the time of their arrival, instead of `TimeGenerated`.
  package var usesArrivalForNRT = false

  package init() {}
}
