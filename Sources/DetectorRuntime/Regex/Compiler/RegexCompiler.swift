/// Compiles regular expressions: those of rules ahead of time, those that only the data knows as they are met.
///
/// See `regex.md`. The result is the text of a program for `CompiledPattern`; of a rule's pattern nothing is left to
/// read at run time.
public enum RegexCompiler {
  /// - Parameters:
  ///   - pattern: the expression, its string escapes already undone.
  ///   - flags: of `parse kind=regex flags=…`: any of `i`, `m`, `s`, `U`, `x`.
  /// - Returns: ASCII from `$` to `c`.
  public static func compile(_ pattern: String, flags: String = "") throws(RegexError) -> String {
    try explain(pattern, flags: flags).program
  }

  /// What became of a pattern.
  public struct Outcome: Sendable {
    /// The text for `CompiledPattern`.
    public let program: String
    /// The number of capture groups; group 0, the match, not counted.
    public let groupCount: Int
    /// The numbers of the groups that have a name.
    public let groupNames: [String: Int]
    public let instructionCount: Int
    /// The number of states of the automaton; nil if the program is simulated instead.
    public let stateCount: Int?
  }

  /// Like `compile`, with figures.
  public static func explain(_ pattern: String, flags: String = "") throws(RegexError) -> Outcome {
    let (node, groups, names) = try RegexParser.parse(pattern, options(flags))
    let program = try RegexProgram(node, groups: groups)
    let automaton = RegexAutomaton(program)
    return Outcome(
      program: RegexEncoder.encode(program, automaton, RegexLiterals(node)), groupCount: groups, groupNames: names,
      instructionCount: program.instructions.count, stateCount: automaton.map { $0.transitions.count })
  }

  /// The program of a pattern that is compiled at run time: without an automaton, whose states are made as texts lead to
  /// them.
  static func compileQuickly(_ pattern: String) throws(RegexError) -> String {
    let (node, groups, _) = try RegexParser.parse(pattern)
    return RegexEncoder.encode(try RegexProgram(node, groups: groups), nil, RegexLiterals(node))
  }

  private static func options(_ flags: String) throws(RegexError) -> RegexParser.Flags {
    var options = RegexParser.Flags()
    for flag in flags {
      switch flag {
      case "i": options.ignoresCase = true
      case "m": options.isMultiline = true
      case "s": options.dotMatchesNewline = true
      case "U": options.swapsGreed = true
      case "x": options.isVerbose = true
      default: throw RegexError(offset: 0, reason: "the flag '\(flag)' is not supported")
      }
    }
    return options
  }
}
