// datetime_utc_to_local() and datetime_local_to_utc()
// https://learn.microsoft.com/kusto/query/datetime-utc-to-local-function
// https://learn.microsoft.com/kusto/query/datetime-local-to-utc-function

private let ticksTo1970: Int64 = 621_355_968_000_000_000

private func seconds(_ time: DateTime) -> Int {
  Int((time.ticks - ticksTo1970).flooredDivision(by: TimeSpan.ticksPerSecond).quotient)
}

private func moved(_ time: DateTime, bySeconds seconds: Int) -> DateTime? {
  let ticks = time.ticks + Int64(seconds) * TimeSpan.ticksPerSecond
  return (0...DateTime.greatest.ticks).contains(ticks) ? DateTime(ticks: ticks) : nil
}

/// `datetime_utc_to_local(time, zone)`; null if there is no such zone.
public func utcToLocal(_ time: DateTime?, _ zone: Str) -> DateTime? {
  guard let time, let zone = TimeZone(named: zone) else { return nil }
  return moved(time, bySeconds: zone.offset(atSecond: seconds(time)))
}

/// `datetime_local_to_utc(time, zone)`; null if there is no such zone.
///
/// A time that clocks show twice stands for the earlier of both. One that they skip counts by the offset behind the gap.
public func localToUTC(_ time: DateTime?, _ zone: Str) -> DateTime? {
  guard let time, let zone = TimeZone(named: zone) else { return nil }
  let local = seconds(time)
  let before = zone.offset(atSecond: local - 86_400)
  let after = zone.offset(atSecond: local + 86_400)
  let isBefore = zone.offset(atSecond: local - before) == before
  let isAfter = zone.offset(atSecond: local - after) == after
  let offset = isBefore && (!isAfter || before > after) ? before : after
  return moved(time, bySeconds: -offset)
}

/// `datetime_list_timezones()`
public func timeZoneNames(_ cx: EvaluationContext) -> Value {
  Value(array: (0..<PackedTimeZones.count).map { Value(TimeZone.name($0)) }, cx)
}
