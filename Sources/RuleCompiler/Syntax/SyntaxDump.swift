/// Prints a syntax tree: a line a node, indented by two blanks a level. Made for people and for goldens; the form is
/// stable as long as the tree is.
public struct SyntaxDump {
  private let showsSpans: Bool
  private var lines: [String] = []
  private var level = 0

  private init(showsSpans: Bool) {
    self.showsSpans = showsSpans
  }

  /// - Parameter showsSpans: whether each line ends with the UTF-8 offsets of its node.
  public static func dump(_ query: QuerySyntax, showsSpans: Bool = false) -> String {
    var dump = SyntaxDump(showsSpans: showsSpans)
    for statement in query.statements { dump.add(statement) }
    return dump.text
  }

  public static func dump(_ expression: Expression, showsSpans: Bool = false) -> String {
    var dump = SyntaxDump(showsSpans: showsSpans)
    dump.add(expression)
    return dump.text
  }

  private var text: String { lines.map { $0 + "\n" }.joined() }

  // MARK: Lines

  mutating func line(_ text: String, _ span: SourceSpan? = nil) {
    let place = showsSpans ? span.map { "  @\($0.start)..<\($0.end)" } ?? "" : ""
    lines.append(String(repeating: "  ", count: level) + text + place)
  }

  mutating func node(_ text: String, _ span: SourceSpan? = nil, _ children: (inout SyntaxDump) -> Void) {
    line(text, span)
    level += 1
    children(&self)
    level -= 1
  }

  /// A labelled part; nothing if there are no children.
  mutating func part(_ label: String, _ expressions: [Expression]) {
    guard !expressions.isEmpty else { return }
    node(label) { dump in for expression in expressions { dump.add(expression) } }
  }
  mutating func part(_ label: String, _ expression: Expression?) {
    if let expression { part(label, [expression]) }
  }

  // MARK: Statements

  mutating func add(_ statement: Statement) {
    let span = statement.span
    switch statement.kind {
    case .let(let name, .expression(let value)):
      node("let \(text(name))", span) { $0.add(value) }
    case .let(let name, .function(let function)):
      node("let \(text(name)) \(function.isView ? "view" : "function")", span) { $0.add(function) }
    case .set(let name, let value):
      node("set \(text(name))", span) { dump in if let value { dump.add(value) } }
    case .queryParameters(let parameters):
      node("query_parameters", span) { dump in for parameter in parameters { dump.add(parameter) } }
    case .pattern(let name): line("pattern \(text(name))", span)
    case .alias(let name, let value): node("alias \(text(name))", span) { $0.add(value) }
    case .restrict(let tables): node("restrict", span) { dump in for table in tables { dump.add(table) } }
    case .expression(let expression): node("query", span) { $0.add(expression) }
    }
  }

  private mutating func add(_ function: FunctionDeclaration) {
    for parameter in function.parameters { add(parameter) }
    node("body", function.body.span) { dump in
      for statement in function.body.statements { dump.add(statement) }
      if let result = function.body.result { dump.add(result) }
    }
  }

  mutating func add(_ parameter: FunctionParameter) {
    let type =
      switch parameter.type {
      case .scalar(let type): type.text
      case .tabular(let schema): text(schema)
      }
    node("parameter \(text(parameter.name)): \(type)", parameter.span) { dump in
      if let value = parameter.defaultValue { dump.add(value) }
    }
  }

  // MARK: Expressions

  mutating func add(_ expression: Expression) {
    let span = expression.span
    switch expression.kind {
    case .literal(let value): line(value.literalText, span)
    case .typeOf(let type): line("typeof \(text(type))", span)
    case .star: line("*", span)
    case .name(let name): line("name \(text(name))", span)
    case .namePattern(let pattern): line("names \(pattern.text)", span)
    case .member(let target, let name): node("member .\(text(name))", span) { $0.add(target) }
    case .memberPattern(let target, let pattern): node("members .\(pattern.text)", span) { $0.add(target) }
    case .memberCall(let target, let call):
      node("member call", span) { dump in
        dump.add(target)
        dump.add(call)
      }
    case .element(let target, let index):
      node("element", span) { dump in
        dump.add(target)
        dump.add(index)
      }
    case .call(let call): add(call)
    case .unary(let operation, let operand): node("unary \(operation.rawValue)", span) { $0.add(operand) }
    case .binary(let binary):
      node(binary.operation.rawValue, span) { dump in
        dump.add(binary.left)
        dump.add(binary.right)
      }
    case .and(let operands): node("and", span) { dump in for operand in operands { dump.add(operand) } }
    case .or(let operands): node("or", span) { dump in for operand in operands { dump.add(operand) } }
    case .between(let between):
      node(between.isNegated ? "!between" : "between", span) { dump in
        for operand in [between.value, between.low, between.high] { dump.add(operand) }
      }
    case .inList(let list):
      node(list.operation.rawValue, span) { dump in
        dump.add(list.value)
        dump.part("items", list.items)
      }
    case .named(let names, let value):
      node("named \(names.map(text).joined(separator: ", "))", span) { $0.add(value) }
    case .parenthesized(let inner): node("( )", span) { $0.add(inner) }
    case .pipeline(let pipeline): add(pipeline)
    case .dataTable(let table):
      node("datatable \(text(table.schema))", span) { dump in
        dump.add(table.parameters)
        for value in table.values { dump.add(value) }
      }
    case .externalData(let data):
      node("externaldata \(text(data.schema))", span) { dump in
        dump.add(data.parameters)
        dump.part("addresses", data.addresses)
        dump.add(data.properties)
      }
    case .materialize(let operand): node("materialize", span) { $0.add(operand) }
    case .toScalar(let conversion): add("toscalar", conversion, span)
    case .toTable(let conversion): add("totable", conversion, span)
    case .entityGroup(let members):
      node("entity_group", span) { dump in for member in members { dump.add(member) } }
    case .missing: line("missing", span)
    }
  }

  mutating func add(_ call: FunctionCall) {
    node("call \(text(call.name))", call.span) { dump in
      for argument in call.arguments { dump.add(argument) }
    }
  }

  private mutating func add(_ label: String, _ conversion: Conversion, _ span: SourceSpan) {
    node(label, span) { dump in
      dump.add(conversion.parameters)
      dump.add(conversion.operand)
    }
  }

  mutating func add(_ pipeline: Pipeline) {
    node("pipeline", pipeline.span) { dump in
      if let source = pipeline.source { dump.add(source) }
      for step in pipeline.operators { dump.add(step) }
    }
  }

  mutating func add(_ parameters: [OperatorParameter]) {
    for parameter in parameters {
      node("parameter \(text(parameter.name))", parameter.span) { dump in
        for value in parameter.values { dump.add(value) }
      }
    }
  }

  // MARK: Texts

  func text(_ name: Name) -> String {
    switch name.form {
    case .bare: name.isMissing ? "<missing>" : name.text
    case .bracketed: "[\(Constant.quoted(name.text))]"
    case .braced: "{\(name.text)}"
    }
  }

  func text(_ type: TypeOfSyntax) -> String {
    switch type {
    case .scalar(let type): type.text
    case .row(let schema): text(schema)
    }
  }

  func text(_ schema: SchemaSyntax) -> String {
    let columns = schema.columns.map { "\(text($0.name)):\($0.type.text)" }
    return "(" + (columns + (schema.star == nil ? [] : ["*"])).joined(separator: ", ") + ")"
  }
}
