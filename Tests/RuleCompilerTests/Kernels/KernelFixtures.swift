import DetectorRuntime
import Testing

@testable import RuleCompiler

/// Calls functions of the catalog the way constants are folded.
struct KernelFixture {
  let cx = EvaluationContext(now: DateTime(ticks: 638_000_000_000_000_000))

  /// The result of the first signature whose parameters have the types of the arguments; `"no such signature"` if none.
  func call(_ name: String, _ arguments: [Value]) -> Value {
    guard let symbol = Catalog.standard.functions[name],
      let signature = symbol.signatures.first(where: { takes($0, arguments) })
    else { return Value("no such signature" as Str) }
    let missing = max(0, signature.parameters.count - arguments.count)
    let defaults = signature.defaults.suffix(missing).map { $0.value(cx) }
    return signature.kernel.fold(arguments + defaults, cx)
  }

  func call(_ name: String, _ arguments: Value...) -> Value { call(name, arguments) }

  private func takes(_ signature: Signature, _ arguments: [Value]) -> Bool {
    let fixed = signature.parameters.count
    if signature.repeated == nil {
      guard arguments.count >= signature.required, arguments.count <= fixed else { return false }
    } else if arguments.count < fixed + signature.minimumRepeated {
      return false
    }
    return arguments.enumerated().allSatisfy { index, value in
      guard let parameter = index < fixed ? signature.parameters[index] : signature.repeated else { return false }
      return accepts(parameter, value)
    }
  }

  private func accepts(_ parameter: ParameterType, _ value: Value) -> Bool {
    switch parameter {
    case .any: true
    case .stringOrDynamic, .pattern, .userAgentParts: value.kind == .string
    case .word(let word): value.string.description == word
    case .type(let type):
      switch value.kind {
      case .null: true
      case .bool: type == .bool
      case .int: type == .int
      case .long: type == .long
      case .real: type == .real
      case .decimal: type == .decimal
      case .dateTime: type == .datetime
      case .timeSpan: type == .timespan
      case .guid: type == .guid
      case .string: type == .string
      case .array, .bag, .json: type == .dynamic
      }
    }
  }

  func decimal(_ text: Str) -> Value { Value(parseDecimal(text), cx) }

  /// The result as text: what `tostring` would give, `null` for a null.
  func text(_ value: Value) -> String {
    let buffer = ByteBuffer()
    switch value.kind {
    case .null: return "null"
    case .bool: formatBool(value.bool ?? false, into: buffer)
    case .int, .long: buffer.append(long: value.long ?? 0)
    case .real: formatReal(value.real ?? 0, into: buffer)
    case .decimal: if let decimal = value.decimal { formatDecimal(decimal, into: buffer) }
    case .dateTime: if let date = value.dateTime { formatDateTime(date, into: buffer) }
    case .timeSpan: if let span = value.timeSpan { formatTimeSpan(span, into: buffer) }
    case .guid: if let guid = value.guid { formatGuid(guid, into: buffer) }
    case .string, .json: buffer.append(value.unsafeText)
    case .array: return "[" + value.elements.map { text($0) }.joined(separator: ",") + "]"
    case .bag: return "{…}"
    }
    return buffer.text().description
  }
}

func long(_ value: Int64?) -> Value { Value(value) }
func int(_ value: Int64) -> Value { Value(int: value) }
func real(_ value: Double?) -> Value { Value(value) }
func string(_ value: Str) -> Value { Value(value) }
func date(_ text: Str) -> Value { Value(parseDateTime(text)) }
func span(_ text: Str) -> Value { Value(parseTimeSpan(text)) }
