import DetectorRuntime

extension Constant {
  /// The value as a KQL literal, in one fixed spelling: `5`, `int(5)`, `"a\nb"`, `timespan(1.00:00:00)`.
  public var literalText: String {
    switch self {
    case .null(let type): "\(type.rawValue)(null)"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): "int(\(value))"
    case .long(let value): "\(value)"
    case .real(let value): "real(\(Constant.text { formatReal(value, into: $0) }))"
    case .decimal(let mantissa, let scale):
      "decimal(\(Constant.text { formatDecimal(Decimal(mantissa: mantissa, scale: scale), into: $0) }))"
    case .datetime(let ticks):
      "datetime(\(Constant.text { formatDateTime(DateTime(ticks: ticks), into: $0) }))"
    case .timespan(let ticks):
      "timespan(\(Constant.text { formatTimeSpan(TimeSpan(ticks: ticks), into: $0) }))"
    case .guid(let high, let low):
      "guid(\(Constant.text { formatGuid(Guid(high: high, low: low), into: $0) }))"
    case .string(let value): Constant.quoted(value)
    case .dynamic(let value): "dynamic(\(value.literalText))"
    }
  }

  private static func text(_ format: (ByteBuffer) -> Void) -> String {
    let buffer = ByteBuffer(capacity: 40)
    format(buffer)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  /// The text in double quotes, with the escapes of KQL; other than printable ASCII is escaped.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case " "..."~": quoted.unicodeScalars.append(scalar)
      default:
        let hex = String(scalar.value, radix: 16)
        let width = scalar.value > 0xFFFF ? 8 : 4
        quoted += (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - hex.count) + hex
      }
    }
    return quoted + "\""
  }
}

extension DynamicConstant {
  /// The value as it stands in `dynamic(…)`.
  public var literalText: String {
    switch self {
    case .null: "null"
    case .scalar(let value): value.literalText
    case .array(let values): "[" + values.map(\.literalText).joined(separator: ", ") + "]"
    case .bag(let properties):
      "{" + properties.map { Constant.quoted($0.key) + ": " + $0.value.literalText }.joined(separator: ", ")
        + "}"
    }
  }
}
