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
  /// Of a query that gives several tables, in order.
  case results([NamedResult])
  case error(String)

  /// One of several tables.
  struct NamedResult: Sendable {
    /// The name that the query gives it.
    let name: String?
    let json: String

    /// The result with its name as the first member.
    var namedJSON: String {
      let name = name.map { JSONText.string($0).text } ?? "null"
      return "{\"name\":\(name)," + json.dropFirst()
    }
  }

  /// `{"id","result"}`, with `"results"` behind it if there are several, or `{"id","error"}`.
  func line(id: String) -> String {
    let id = JSONText.string(id)
    switch self {
    case .result(let json): return "{\"id\":\(id.text),\"result\":\(json)}"
    case .results(let tables):
      let all = tables.map(\.namedJSON).joined(separator: ",")
      return "{\"id\":\(id.text),\"result\":\(tables.first?.json ?? "null"),\"results\":[\(all)]}"
    case .error(let message): return JSONText.object([("id", id), ("error", .string(message))]).text
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
