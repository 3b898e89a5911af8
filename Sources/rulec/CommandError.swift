import Foundation

/// A reason why a command cannot go on, told to the user as one line.
struct CommandError: Error, CustomStringConvertible, LocalizedError {
  let description: String
  init(_ description: String) { self.description = description }
  var errorDescription: String? { description }
}
