import DetectorRuntime

/// What a rule does with the columns of its result: entities, custom details, alert texts.
extension RuleDecoder {
  func decodeResultUse(into rule: inout AnalyticRule) {
    rule.entityMappings = entityMappings()
    rule.sentinelEntityColumns = sentinelEntityColumns()
    rule.customDetails = customDetails()
    rule.alertDetails = alertDetails()
  }

  private func entityMappings() -> [AnalyticRule.EntityMapping] {
    let items = nodes.items(entry("entityMappings"))
    if items.count > 10 {
      report(
        .ruleMappingLimit, .warning, "the service takes 10 entity mappings; the rule has \(items.count)",
        entry("entityMappings")?.keyRange ?? 0..<0)
    }
    return items.compactMap(entityMapping)
  }

  private func entityMapping(_ node: YAMLNode) -> AnalyticRule.EntityMapping? {
    guard let entries = nodes.mapping(node, "entityMappings") else { return nil }
    nodes.warnUnknownKeys(entries, known: ["entityType", "fieldMappings"], of: "an entity mapping")
    guard var type = required("entityType", entries, of: "an entity mapping", node) else { return nil }
    let known = SentinelVocabulary.entityTypes
    var identifiers: [String]?
    if let name = SentinelVocabulary.canonical(type.value, in: known.map(\.name)) {
      type.value = name
      identifiers = known.first { $0.name == name }?.identifiers
    } else {
      report(
        .ruleUnknownEntityType, .warning, "'\(type.value)' is not an entity type that the service knows",
        type.range, fix: closest(to: type.value, in: known.map(\.name)))
    }
    var fields: [AnalyticRule.FieldMapping] = []
    for item in nodes.items(entries.entry("fieldMappings")) {
      guard let field = nodes.mapping(item, "fieldMappings") else { continue }
      nodes.warnUnknownKeys(field, known: ["identifier", "columnName"], of: "a field mapping")
      guard var identifier = required("identifier", field, of: "a field mapping", item),
        let column = required("columnName", field, of: "a field mapping", item)
      else { continue }
      if let identifiers {
        if let name = SentinelVocabulary.canonical(identifier.value, in: identifiers) {
          identifier.value = name
        } else {
          report(
            .ruleUnknownIdentifier, .warning, "the entity \(type.value) has no identifier '\(identifier.value)'",
            identifier.range, fix: closest(to: identifier.value, in: identifiers))
        }
      }
      fields.append(AnalyticRule.FieldMapping(identifier: identifier, column: column))
    }
    if fields.isEmpty {
      report(
        .ruleMissingKey, .warning, "the mapping of \(type.value) maps no field", type.range)
    } else if fields.count > 3 {
      report(
        .ruleMappingLimit, .warning, "the service takes 3 identifiers of an entity; this mapping has \(fields.count)",
        type.range)
    }
    return AnalyticRule.EntityMapping(entityType: type, fields: fields)
  }

  private func required(
    _ key: String, _ entries: [YAMLEntry], of owner: String, _ node: YAMLNode
  ) -> Located<String>? {
    guard let entry = entries.entry(key), !entry.value.isEmpty else {
      report(
        .ruleMissingKey, .error, "\(owner) has no '\(key)'", node.range.lowerBound..<node.range.lowerBound)
      return nil
    }
    return nodes.text(entry)
  }

  private func sentinelEntityColumns() -> [Located<String>] {
    let items = nodes.items(entry("sentinelEntitiesMappings"))
    if items.count > 5 {
      report(
        .ruleMappingLimit, .warning, "the service takes 5 columns of entities; the rule has \(items.count)",
        entry("sentinelEntitiesMappings")?.keyRange ?? 0..<0)
    }
    return items.compactMap { item in
      guard let entries = nodes.mapping(item, "sentinelEntitiesMappings") else { return nil }
      nodes.warnUnknownKeys(entries, known: ["columnName"], of: "'sentinelEntitiesMappings'")
      return required("columnName", entries, of: "an item of 'sentinelEntitiesMappings'", item)
    }
  }

  private func customDetails() -> [AnalyticRule.CustomDetail] {
    guard let entry = entry("customDetails") else { return [] }
    // Published rules write a mapping; some write a list of one-key mappings.
    let entries =
      entry.value.sequence?.flatMap { nodes.mapping($0, entry.key) ?? [] } ?? nodes.mapping(entry.value, entry.key)
      ?? []
    if entries.count > 20 {
      report(
        .ruleMappingLimit, .warning, "the service takes 20 custom details; the rule has \(entries.count)",
        entry.keyRange)
    }
    return entries.compactMap { detail in
      if detail.key.count > 20 {
        report(
          .ruleCustomDetailKey, .warning,
          "the key of a custom detail has at most 20 characters; '\(detail.key)' has \(detail.key.count)",
          detail.keyRange)
      }
      guard let column = nodes.text(detail) else {
        if detail.value.isEmpty {
          report(.ruleMissingKey, .error, "the custom detail '\(detail.key)' names no column", detail.keyRange)
        }
        return nil
      }
      return AnalyticRule.CustomDetail(key: Located(detail.key, detail.keyRange), column: column)
    }
  }

  private func alertDetails() -> AnalyticRule.AlertDetails {
    var details = AnalyticRule.AlertDetails()
    guard let entry = entry("alertDetailsOverride") else { return details }
    let entries = nodes.mapping(entry.value, entry.key) ?? []
    nodes.warnUnknownKeys(
      entries,
      known: [
        "alertDisplayNameFormat", "alertDescriptionFormat", "alertSeverityColumnName", "alertTacticsColumnName",
        "alertDynamicProperties",
      ], of: "'\(entry.key)'")
    details.nameFormat = format(entries.entry("alertDisplayNameFormat"), limit: RuleMetadata.maximumNameBytes)
    details.descriptionFormat = format(
      entries.entry("alertDescriptionFormat"), limit: RuleMetadata.maximumDescriptionBytes)
    details.severityColumn = nodes.text(entries.entry("alertSeverityColumnName"))
    details.tacticsColumn = nodes.text(entries.entry("alertTacticsColumnName"))
    for item in nodes.items(entries.entry("alertDynamicProperties")) {
      guard let pair = nodes.mapping(item, "alertDynamicProperties"),
        var property = required("alertProperty", pair, of: "a dynamic property", item),
        let column = required("value", pair, of: "a dynamic property", item)
      else { continue }
      if let name = SentinelVocabulary.canonical(property.value, in: SentinelVocabulary.alertProperties) {
        property.value = name
      } else {
        report(
          .ruleUnknownIdentifier, .warning, "an alert has no property '\(property.value)'", property.range,
          fix: closest(to: property.value, in: SentinelVocabulary.alertProperties))
      }
      details.dynamicProperties.append(AnalyticRule.DynamicProperty(property: property, column: column))
    }
    return details
  }

  /// Splits a format into literal text and `{{Column}}`.
  private func format(_ entry: YAMLEntry?, limit: Int) -> [AnalyticRule.FormatPart] {
    guard let entry, !entry.value.isEmpty else { return [] }
    guard let scalar = entry.value.scalar else {
      report(.ruleValueKind, .error, "'\(entry.key)' must be a text, not \(entry.value.kindName)", entry.value.range)
      return []
    }
    let source = EmbeddedSource(file: document.file, scalar: scalar, range: entry.value.range)
    if scalar.text.utf8.count > limit {
      report(
        .ruleFormatPlaceholder, .warning,
        "the service takes \(limit) bytes; '\(entry.key)' has "
          + "\(scalar.text.utf8.count)", entry.keyRange)
    }
    let parts = formatParts(source)
    let placeholders = parts.reduce(0) { if case .column = $1 { $0 + 1 } else { $0 } }
    if placeholders > 3 {
      report(
        .ruleFormatPlaceholder, .warning, "the service takes 3 placeholders; '\(entry.key)' has \(placeholders)",
        entry.keyRange)
    }
    return parts
  }

  private func formatParts(_ source: EmbeddedSource) -> [AnalyticRule.FormatPart] {
    var text = Array(source.text.utf8)
    while let last = text.last, last == 0x0A || last == 0x0D || last == 0x20 { text.removeLast() }
    var parts: [AnalyticRule.FormatPart] = []
    var literalStart = 0
    var index = 0
    let brace = UInt8(ascii: "{")
    while index + 1 < text.count {
      guard text[index] == brace, text[index + 1] == brace else {
        index += 1
        continue
      }
      guard let end = closingBraces(text, from: index + 2) else {
        let range = source.fileRange(index..<(index + 2))
        report(.ruleFormatPlaceholder, .warning, "the placeholder is not closed by '}}'", range)
        break
      }
      let name = nodes.trimmed(String(decoding: text[(index + 2)..<end], as: UTF8.self))
      let blanks = text[(index + 2)..<end].prefix { $0 == 0x20 }.count
      let nameStart = index + 2 + blanks
      let range = source.fileRange(nameStart..<min(nameStart + name.utf8.count, end))
      if literalStart < index {
        parts.append(.text(String(decoding: text[literalStart..<index], as: UTF8.self)))
      }
      if name.isEmpty {
        report(.ruleFormatPlaceholder, .warning, "the placeholder names no column", range)
        parts.append(.text(String(decoding: text[index..<(end + 2)], as: UTF8.self)))
      } else {
        parts.append(.column(Located(name, range)))
      }
      index = end + 2
      literalStart = index
    }
    if literalStart < text.count { parts.append(.text(String(decoding: text[literalStart...], as: UTF8.self))) }
    return parts
  }

  private func closingBraces(_ text: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + 1 < text.count {
      if text[index] == UInt8(ascii: "}"), text[index + 1] == UInt8(ascii: "}") { return index }
      index += 1
    }
    return nil
  }
}
