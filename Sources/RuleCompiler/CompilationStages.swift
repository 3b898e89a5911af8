/// The forms of one query between the stages, for those who want to look at them.
struct CompilationStages: @unchecked Sendable {
  // Nothing changes these after the compilation that made them.
  let query: String
  let compilation: QueryCompilation

  func dump(_ stage: CompilationStage) -> String {
    switch stage {
    case .tokens: TokenDump.dump(query)
    case .syntax: SyntaxDump.dump(compilation.syntax)
    case .bound: compilation.bound.map { BoundDump.dump($0) } ?? ""
    case .plan: compilation.program.map { PlanDump.dump($0) } ?? ""
    case .swift: ""
    }
  }
}
