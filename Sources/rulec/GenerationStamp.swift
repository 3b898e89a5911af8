import Foundation
import RuleCompiler

/// What the generated files of a module were made from, and what was said about it.
///
/// The build runs the command of every module when any rule changes; a command whose rules are the same then has nothing
/// to compile. The stamp is a file beside the generated ones. It holds for the bytes of the rules, of the files that rules
/// may use, and of the generated files, and for the tool.
struct GenerationStamp {
  static let fileName = ".rulec-stamp"

  private let path: String
  private let inputs: String

  init(_ files: RuleFiles, output: String) throws(CommandError) {
    path = output + "/" + Self.fileName
    var digest = Digest()
    for text in Self.tool() { digest.add(text) }
    for rule in files.rules {
      for text in [rule.path, rule.name, rule.label] { digest.add(text) }
      digest.add(try TextFile.bytes(of: rule.path))
    }
    for (kind, paths) in [
      ("functions", files.functions), ("tables", files.tables), ("watchlists", files.watchlists),
      ("aliases", files.namedWatchlists.map(\.alias)),
    ] {
      digest.add(kind)
      for path in paths { digest.add(path) }
    }
    for path in files.functions + files.tables + files.watchlists + files.namedWatchlists.map(\.path) {
      digest.add(try TextFile.bytes(of: path))
    }
    inputs = digest.text
  }

  /// What was said when the files were generated, if they would be the same now.
  func messages(for names: [String]) -> String? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    let text = String(decoding: data, as: UTF8.self)
    let lines = text.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
    guard lines.count == 3, lines[0] == inputs, let outputs = outputs(names), lines[1] == outputs else { return nil }
    return String(lines[2])
  }

  /// Notes that the files of these names are as they should be.
  func write(for names: [String], messages: String) throws(CommandError) {
    guard let outputs = outputs(names) else { return }
    try TextFile.write("\(inputs)\n\(outputs)\n\(messages)", to: path)
  }

  /// - Returns: nil if a file is missing.
  private func outputs(_ names: [String]) -> String? {
    let folder = path.dropLast(Self.fileName.count)
    var digest = Digest()
    for name in names {
      guard let data = FileManager.default.contents(atPath: folder + name) else { return nil }
      digest.add(name)
      digest.add([UInt8](data))
    }
    return digest.text
  }

  /// What tells this build of the tool from another one. Not its time where it can be helped: SwiftPM links it again, to the same
  /// bytes, whenever a file is added.
  private static func tool() -> [String] {
    guard let path = Bundle.main.executablePath else { return [UUID().uuidString] }
    if let identity = buildIdentity(of: path) { return [path, identity] }
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return [UUID().uuidString] }
    let time = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    return [path, "\(attributes[.size] ?? 0)", "\(time)"]
  }

  /// The hash of a program's contents that linkers write into it; nil if there is none.
  static func buildIdentity(of path: String) -> String? {
    guard let file = FileHandle(forReadingAtPath: path), let start = try? file.read(upToCount: 4096) else { return nil }
    // A note: the lengths of its name and its content, its kind, its name, its content.
    let header = Data([4, 0, 0, 0, 20, 0, 0, 0, 3, 0, 0, 0] + "GNU\0".utf8)
    guard let note = start.range(of: header), note.upperBound + 20 <= start.endIndex else { return nil }
    return Data(start[note.upperBound..<note.upperBound + 20]).base64EncodedString()
  }

  /// FNV-1a over pieces and their lengths.
  private struct Digest {
    private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    var text: String { String(hash, radix: 16) }

    mutating func add(_ text: String) { add(Array(text.utf8)) }

    mutating func add(_ bytes: [UInt8]) {
      var hash = self.hash
      func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { $0.forEach(mix) }
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      self.hash = hash
    }
  }
}
