/// Why a record of the input was not evaluated.
enum RejectReason: UInt8, CaseIterable {
  case unexpectedEnd, badSyntax, badKey, missingColon, badValue, badNumber, controlCharacter, badEscape
  case tooDeep, tooLong, trailingText, notAnObject, missingComma, noTable

  /// What is wrong, as the summary says it.
  var text: StaticString {
    switch self {
    case .unexpectedEnd: "the record is cut off"
    case .badSyntax: "a comma or a closing bracket is missing"
    case .badKey: "a key in quotes is missing"
    case .missingColon: "the colon after a key is missing"
    case .badValue: "a value is missing or malformed"
    case .badNumber: "a number is malformed"
    case .controlCharacter: "a string contains a control character or a line break"
    case .badEscape: "a string contains an invalid escape"
    case .tooDeep: "values are nested deeper than 512 levels"
    case .tooLong: "the record is longer than 64 MB, or than --max-line allows"
    case .trailingText: "the line goes on after the record"
    case .notAnObject: "the record is not a JSON object"
    case .missingComma: "the comma between two records of an array is missing"
    case .noTable: "no Type names the table (give --table)"
    }
  }
}
