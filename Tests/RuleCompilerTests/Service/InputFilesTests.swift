import Foundation
import Testing

@testable import DetectorRuntime
@testable import DetectorService

/// Files that are appended to, renamed, cut and removed while they are read: each record once.
@Suite final class InputFilesTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "files-\(UUID().uuidString)")
  private func path(_ name: String) -> String { folder.appending(path: name).path }

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(at: folder) }

  private func append(_ text: String, to name: String) throws {
    if !FileManager.default.fileExists(atPath: path(name)) {
      _ = FileManager.default.createFile(atPath: path(name), contents: nil)
    }
    let file = try FileHandle(forWritingTo: URL(filePath: path(name)))
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  /// Numbered records, a line each.
  private func lines(_ numbers: ClosedRange<Int>) -> String { numbers.map { "{\"n\":\($0)}\n" }.joined() }

  private func rename(_ old: String, _ new: String) throws {
    try FileManager.default.moveItem(atPath: path(old), toPath: path(new))
  }

  /// Reads inputs as the service does, and keeps the records.
  private final class Reading: RecordReader.Receiver {
    private(set) var numbers: [Int] = []
    private(set) var messages: [String] = []
    private(set) var files: InputFiles!
    private lazy var reader = RecordReader(walker: walker, ledger: ledger, strict: false)
    private let walker = RecordWalker()
    let ledger = RejectLedger()

    init(
      _ roots: [String], follows: Bool = true, _ saved: [(name: String, position: Input.Position)] = []
    ) throws(Service.Failure) {
      files = InputFiles(roots, follows: follows) { [unowned self] in messages.append($0) }
      files.patience = 0
      try files.begin(saved)
    }

    func receive(_ record: Bytes, _ count: Int) -> RejectReason? {
      let text = Str(base: record, count: count).description
      numbers.append(Int(text.filter { $0.isNumber }) ?? -1)
      return nil
    }

    func pause() -> Bool { true }

    private func taker(of input: Input) -> Input.Taker {
      { [unowned self] bytes, place, isLast in
        do throws(ByteSource.Failure) {
          try reader.readPiece(bytes, of: input.name, &place, isLast: isLast, self)
          return nil
        } catch {
          return error.text
        }
      }
    }

    /// Reads what is there.
    func read() throws {
      for input in files.inputs { while try input.read(taker(of: input)) == .bytes {} }
    }

    /// Looks for files, reads, and lets go of those that are gone.
    func look() throws {
      files.look()
      try read()
      files.release(taker)
    }

    /// What the state would hold.
    var saved: [(name: String, position: Input.Position)] { files.inputs.map { ($0.name, $0.position) } }
  }

  @Test func aFileRenamedInsideAFolderIsReadOnce() throws {
    let reading = try Reading([folder.path])
    try append(lines(1...3), to: "log")
    try reading.look()
    // As logrotate does it, twice.
    try rename("log", "log.1")
    try append(lines(4...5), to: "log")
    try reading.look()
    try rename("log.1", "log.2")
    try rename("log", "log.1")
    try append(lines(6...6), to: "log")
    try reading.look()
    #expect(reading.numbers == [1, 2, 3, 4, 5, 6])
    #expect(reading.files.inputs.map(\.name) == [path("log.2"), path("log.1"), path("log")])
    #expect(reading.messages.isEmpty)
  }

  @Test(arguments: [false, true])
  func whoWritesOnAfterARotationIsHeard(inAFolder: Bool) throws {
    let reading = try Reading([inAFolder ? folder.path : path("log")])
    try append(lines(1...2), to: "log")
    try reading.look()
    try rename("log", "log.1")
    try append(lines(5...6), to: "log")
    reading.files.patience = 60
    try reading.look()
    try append(lines(3...4), to: "log.1")
    try reading.look()
    #expect(reading.numbers == [1, 2, 5, 6, 3, 4])
    #expect(reading.files.inputs.count == 2)
    reading.files.patience = 0
    try reading.look()
    #expect(reading.files.inputs.count == (inAFolder ? 2 : 1))
  }

  @Test func theLastLineOfAFileThatIsGoneNeedsNoLineFeed() throws {
    let reading = try Reading([path("log")])
    try append("{\"n\":1}\n{\"n\":", to: "log")
    try reading.look()
    #expect(reading.numbers == [1])
    try append("2}", to: "log")
    try rename("log", "old")
    try reading.look()
    #expect(reading.numbers == [1, 2])
    try append("{\"n\":3", to: "log")
    try reading.look()
    try FileManager.default.removeItem(atPath: path("log"))
    try reading.look()
    #expect(reading.numbers == [1, 2])
    #expect(reading.ledger.total == 1)
    #expect(reading.files.inputs.isEmpty)
  }

  @Test func aRecordMayTakeAnyNumberOfPieces() throws {
    let reading = try Reading([path("log")])
    let text = "{\n  \"n\" :\n 1\n}\n[{\"n\":2},\n{\"n\":3}]{\"records\":[{\"n\":\n4}\n]}\n"
    for byte in text { try append(String(byte), to: "log"); try reading.look() }
    #expect(reading.numbers == [1, 2, 3, 4])
    #expect(reading.ledger.total == 0)
  }

  @Test func aFileThatIsCutIsReadFromItsBeginning() throws {
    let reading = try Reading([path("log")])
    try append(lines(1...9), to: "log")
    try reading.look()
    try Data().write(to: URL(filePath: path("log")))
    #expect(truncate(path("log"), 0) == 0)
    try append(lines(10...11), to: "log")
    try reading.look()
    try reading.look()
    #expect(reading.numbers == Array(1...11))
  }

  @Test func aRestartGoesOnWhereTheFileIs() throws {
    for inAFolder in [false, true] {
      let root = inAFolder ? folder.path : path("log")
      let first = try Reading([root])
      try append(lines(1...300), to: "log")
      try first.look()
      try append(lines(301...302), to: "log")
      try rename("log", "log.1")
      try append(lines(303...304), to: "log")
      let second = try Reading([root], first.saved)
      try second.look()
      #expect(second.numbers == [301, 302, 303, 304])
      #expect(second.messages.isEmpty)
      // Once more, with both of them known.
      try append(lines(305...305), to: "log")
      let third = try Reading([root], second.saved)
      try third.look()
      #expect(third.numbers == [305])
      for name in ["log", "log.1"] { try FileManager.default.removeItem(atPath: path(name)) }
    }
  }

  @Test func aRestartSaysWhatIsNotThereAnyMore() throws {
    let first = try Reading([path("log")])
    try append(lines(1...2), to: "log")
    try first.look()
    let saved = first.saved
    // Shorter, or with another beginning: not the file that it was.
    for text in [lines(3...3), lines(4...9)] {
      let file = try FileHandle(forWritingTo: URL(filePath: path("log")))
      try file.truncate(atOffset: 0)
      try file.write(contentsOf: Data(text.utf8))
      try file.close()
      let second = try Reading([path("log")], saved)
      try second.look()
      #expect(second.numbers == (text == lines(3...3) ? [3] : Array(4...9)))
      #expect(second.messages == ["\(path("log")) is not the file that it was; what was not read of that one is lost"])
    }
  }

  @Test func compressedFilesAreRefused() throws {
    for bytes in [[0x1F, 0x8B, 8, 0], [0x28, 0xB5, 0x2F, 0xFD]] as [[UInt8]] {
      try Data(bytes + Array(repeating: 0, count: 40)).write(to: URL(filePath: path("old.gz")))
      try append(lines(1...1), to: "log")
      #expect(throws: Service.Failure.self) { try Reading([self.path("old.gz")]) }
      let reading = try Reading([folder.path])
      try reading.look()
      try reading.look()
      #expect(reading.numbers == [1])
      #expect(reading.messages.count == 1 && reading.messages[0].contains("detector run -"))
      try FileManager.default.removeItem(atPath: path("log"))
    }
  }

  @Test func missingFilesAreWaitedForUnlessNothingIsFollowed() throws {
    #expect(throws: Service.Failure.self) { try Reading([self.path("log")], follows: false) }
    #expect(throws: Service.Failure.self) { try Reading(["/dev/null"]) }
    let reading = try Reading([path("log")])
    #expect(reading.messages.count == 1)
    try append(lines(1...2), to: "log")
    try reading.look()
    #expect(reading.numbers == [1, 2])
  }

  @Test func aFileIsOneInputUnderAllItsNames() throws {
    try append(lines(1...2), to: "log")
    try FileManager.default.linkItem(atPath: path("log"), toPath: path("same"))
    let reading = try Reading([folder.path, path("log"), folder.path + "/"])
    try reading.look()
    try reading.look()
    #expect(reading.numbers == [1, 2])
  }
}
