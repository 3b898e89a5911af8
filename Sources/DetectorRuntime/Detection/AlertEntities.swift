// Entities and custom details of an alert, within the service's limits.

enum AlertLimits {
  static let entities = 500
  static let entityBytes = 64 * 1024
  static let customDetails = 20
  static let customDetailValues = 50
  static let customDetailBytes = 2 * 1024
  /// Alerts of one run of a rule that alerts for each result.
  static let alertsPerRun = 150
  static let alertsPerRunNRT = 30
  /// Result rows written into one alert; its `RowCount` counts all.
  static let rows = 1000
}

/// Appends the array of entities that the rows name, without repetition. The mappings share the greatest number of
/// entities equally.
func appendEntities(
  _ table: Table, _ rows: Range<Int>, _ rule: RuleMetadata, to buffer: ByteBuffer
) {
  buffer.append(0x5B)
  let start = buffer.count
  let share = AlertLimits.entities / max(rule.entityMappings.count, 1)
  var number = 0
  let entity = ByteBuffer()
  for mapping in rule.entityMappings {
    var seen: Set<StableHash> = []
    for index in rows where seen.count < share {
      let row = table[row: index]
      entity.truncate()
      for field in mapping.fields { appendIdentifier(field, row, to: entity) }
      guard entity.count > 0 else { continue }
      var hash = StableHash()
      hash.add(entity.text())
      guard !seen.contains(hash) else { continue }
      let length = entity.count + mapping.entityType.utf8CodeUnitCount + 24
      guard buffer.count - start + length <= AlertLimits.entityBytes else { break }
      seen.insert(hash)
      number += 1
      if number > 1 { buffer.append(0x2C) }
      buffer.append("{\"$id\":\"")
      buffer.append(long: Int64(number))
      buffer.append("\",\"Type\":\"")
      for byte in Str(mapping.entityType).bytes { buffer.append(asciiLowercase(byte)) }
      buffer.append("\"")
      buffer.append(entity.text())
      buffer.append(0x7D)
    }
  }
  buffer.append(0x5D)
}

/// Appends `,"identifier":"value"` unless the value is empty.
func appendIdentifier(_ field: RuleMetadata.FieldMapping, _ row: Row, to entity: ByteBuffer) {
  let text = ByteBuffer()
  appendText(row.value(field.column), to: text)
  guard text.count > 0 else { return }
  entity.append(0x2C)
  appendJSON(string: Str(field.identifier), to: entity)
  entity.append(0x3A)
  appendJSON(string: text.text(), to: entity)
}

/// Appends the object of custom details: for each key its values over the rows, without repetition.
func appendCustomDetails(
  _ table: Table, _ rows: Range<Int>, _ rule: RuleMetadata, to buffer: ByteBuffer
) {
  buffer.append(0x7B)
  let text = ByteBuffer()
  var left = AlertLimits.customDetailBytes
  for (position, detail) in rule.customDetails.prefix(AlertLimits.customDetails).enumerated() {
    if position > 0 { buffer.append(0x2C) }
    appendJSON(string: Str(detail.key), to: buffer)
    buffer.append(":[")
    var seen: Set<StableHash> = []
    for index in rows where seen.count < AlertLimits.customDetailValues {
      text.truncate()
      appendText(table[row: index].value(detail.column), to: text)
      guard text.count > 0, text.count <= left else { continue }
      var hash = StableHash()
      hash.add(text.text())
      guard seen.insert(hash).inserted else { continue }
      left -= text.count
      if seen.count > 1 { buffer.append(0x2C) }
      appendJSON(string: text.text(), to: buffer)
    }
    buffer.append(0x5D)
  }
  buffer.append(0x7D)
}
