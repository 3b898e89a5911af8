import Foundation
import RuleCompiler

/// The tool's output and its messages.
enum Terminal {
  /// Writes text to the standard output as it is.
  static func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

  /// Writes a line to the standard output.
  static func print(_ line: String) { write(line + "\n") }

  /// Writes a line to the standard error.
  static func message(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

  /// Writes text to the standard error as it is.
  static func messages(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

  /// Shows diagnostics the way compilers do.
  static func report(_ diagnostics: [ResolvedDiagnostic]) { messages(DiagnosticRenderer.render(diagnostics)) }
}
