import Testing

@testable import RuleCompiler

/// The examples of the catalog are the documentation's: each expression must be equal to what it is said to yield.
@Suite struct FunctionExampleTests {
  private struct Failure: CustomStringConvertible {
    let function: String
    let expression: String
    let message: String
    var description: String { "\(function): \(expression) \(message)" }
  }

  /// The text of a constant expression; nil if it does not fold.
  private func folded(_ expression: String) -> (text: String?, errors: [String]) {
    let (bound, errors) = BinderFixture.bind("print r = tostring(\(expression))")
    guard errors.isEmpty, case .values(let rows)? = bound?.kind,
      case .literal(.string(let text))? = rows.first?.first?.kind
    else { return (nil, errors) }
    return (text, [])
  }

  /// The constants of a list of expressions, or of one that gives several.
  private func foldedList(_ expressions: String) -> (text: String?, errors: [String]) {
    let (bound, errors) = BinderFixture.bind("print \(expressions)")
    guard errors.isEmpty, case .values(let rows)? = bound?.kind, let row = rows.first else { return (nil, errors) }
    var texts: [String] = []
    for value in row {
      guard case .literal(let constant) = value.kind else { return (nil, []) }
      texts.append("\(constant)")
    }
    return (texts.joined(separator: ", "), [])
  }

  @Test func examplesYieldWhatIsDocumented() {
    var failures: [Failure] = []
    var foldedCount = 0
    for symbol in Set(Catalog.standard.functions.keys).sorted().compactMap({ Catalog.standard.functions[$0] }) {
      for example in symbol.examples {
        let givesSeveral = !symbol.columns.isEmpty
        let result = givesSeveral ? foldedList(example.expression) : folded(example.expression)
        let expected = givesSeveral ? foldedList(example.yields) : folded(example.yields)
        if let error = (result.errors + expected.errors).first {
          failures.append(Failure(function: symbol.name, expression: example.expression, message: error))
        }
        // An example that reads the clock, or a member of a result, is not a constant.
        guard let text = result.text, let wanted = expected.text else { continue }
        foldedCount += 1
        if text != wanted {
          failures.append(
            Failure(function: symbol.name, expression: example.expression, message: "is \(text), not \(wanted)"))
        }
      }
    }
    #expect(failures.isEmpty, "\(failures.map(\.description).joined(separator: "\n"))")
    #expect(foldedCount > 400)
  }

  @Test func everyEntryNamesItsPageAndSaysAndShowsWhatItDoes() {
    for symbol in Catalog.standard.functions.values {
      #expect(!symbol.summary.isEmpty && !symbol.documentation.isEmpty && !symbol.signatures.isEmpty, "\(symbol.name)")
      #expect(!symbol.examples.isEmpty, "\(symbol.name)")
    }
  }
}
