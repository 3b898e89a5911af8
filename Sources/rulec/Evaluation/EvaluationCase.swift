import Foundation
import RuleCompiler

/// One query of an evaluation.
struct EvaluationCase: Sendable, Decodable {
  let id: String
  let query: String
}

/// What became of a case: the JSON of its result, or why there is none.
enum EvaluationOutcome: Sendable {
  case result(json: String)
  case error(String)

  /// `{"id","result"}` or `{"id","error"}`.
  func line(id: String) -> String {
    switch self {
    case .result(let json): "{\"id\":\(JSONText.string(id).text),\"result\":\(json)}"
    case .error(let message): JSONText.object([("id", .string(id)), ("error", .string(message))]).text
    }
  }
}

extension EvaluationCase {
  /// Reads cases, a JSON object with `id` and `query` a line.
  static func read(_ path: String) throws(CommandError) -> [EvaluationCase] {
    let decoder = JSONDecoder()
    var cases: [EvaluationCase] = []
    for (index, line) in try TextFile.bytes(of: path).split(separator: UInt8(ascii: "\n")).enumerated() {
      if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }) { continue }
      guard let item = try? decoder.decode(EvaluationCase.self, from: Data(line)) else {
        throw CommandError("\(path):\(index + 1): not an object with an id and a query")
      }
      cases.append(item)
    }
    return cases
  }
}
