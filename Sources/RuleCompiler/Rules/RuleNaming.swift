/// The check that rules compiled together have names of their own.
public enum RuleNaming {
  /// Errors for every rule whose generated type an earlier rule has already taken.
  public static func collisions(among rules: [AnalyticRule]) -> [ResolvedDiagnostic] {
    SwiftNames.collisions(ofRules: rules.map(\.name.value)).flatMap { collision in
      let first = rules[collision.indices[0]]
      return collision.indices.dropFirst().map { index in
        let rule = rules[index]
        return ResolvedDiagnostic(
          id: .ruleNameCollision, severity: .error,
          message: "The rule generates the type '\(collision.typeName)', as another one does: change its name.",
          location: ResolvedLocation(file: rule.file, range: rule.name.range),
          notes: [
            .init(
              message: "The other rule is '\(first.name.value)'.",
              location: ResolvedLocation(file: first.file, range: first.name.range))
          ], fix: nil)
      }
    }
  }
}
