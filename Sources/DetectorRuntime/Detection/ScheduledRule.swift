/// A rule, where its schedule is, and what has come of its runs.
final class ScheduledRule {
  let run: RuleRun
  let schedule: Schedule
  let alerts: AlertOutput
  /// How long after its time a run is made, so that events that come late are there.
  let delay: Int64
  /// The next run; nil before the first event.
  var next: Int64?
  /// Whether a run has been made or passed over: from then on an earlier event does not move the schedule.
  var hasStarted = false
  /// No run before this time, after an alert.
  var suppressedUntil = Int64.min
  /// Why the rule does not run any more.
  var isDisabled: String?
  /// Result rows, runs and runs left out by suppression so far.
  var rows = 0
  var runs = 0
  var suppressedRuns = 0
  /// The last runs, if they are asked for.
  var history: RunHistory
  /// Time spent in evaluations.
  var evaluationSeconds = 0.0

  var metadata: RuleMetadata { run.definition.rule }

  init(
    _ definition: DetectorDefinition, _ lists: ReferenceLists, _ settings: EngineSettings, _ closings: IncidentClosings,
    _ groups: SummaryGroups, _ cx: EvaluationContext
  ) {
    schedule = Schedule(definition.rule, start: settings.start)
    run = RuleRun(definition, lists, SummaryDivision(definition.rule, schedule, settings), groups, cx)
    alerts = AlertOutput(definition, settings, closings)
    history = RunHistory(limit: settings.keptRuns)
    switch definition.rule.kind {
    case .nrt: delay = settings.delayOfNRT.ticks
    case .scheduled, .hunting: delay = settings.delay.ticks
    }
  }

  /// When the next run is due.
  var due: Int64? {
    guard let next, isDisabled == nil else { return nil }
    return next + delay
  }

  /// Whether a run over a period without events does nothing, whatever the time.
  var isSilentWithoutEvents: Bool {
    !metadata.givesRowsWithoutEvents && !alerts.isTriggered(0)
  }
}
