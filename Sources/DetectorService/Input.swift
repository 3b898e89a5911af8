import DetectorRuntime
import Glibc

/// One input: complete lines of a followed file or of standard input, and how far they have been read.
final class Input {
  /// What identifies a file, and where reading goes on in it.
  struct Position {
    var device: Int64 = 0
    var inode: Int64 = 0
    var offset = 0
    var line = 1
    /// The first bytes of the file: another file may have the same number after a rotation.
    var head: [UInt8] = []
    /// The last time of its events.
    var latest = Int64.min
  }

  enum Outcome {
    /// Nothing new for now, or nothing ever again.
    case nothing, ended
    /// Lines have been handed on.
    case lines
  }

  static let pieceSize = 1 << 18
  private static let headSize = 256

  let name: String
  var position = Position()
  /// When it last had something, on the clock that only goes forward.
  var lastNews = monotonicSeconds()
  private(set) var hasEnded = false
  var isStandardInput: Bool { name == "-" }

  private let follows: Bool
  private let maximumLine: Int
  private var descriptor: Int32 = -1
  private var buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: Input.pieceSize)
  private var capacity = Input.pieceSize
  private var filled = 0
  /// Whether the rest of a line that is too long is being passed over.
  private var isSkipping = false
  /// Called with a sentence about something that may have cost events.
  var onTrouble: (String) -> Void = { _ in }
  private(set) var tooLong = 0

  init(name: String, follows: Bool, maximumLine: Int) {
    self.name = name
    self.follows = follows && name != "-"
    self.maximumLine = maximumLine
    if name == "-" { descriptor = 0 }
  }

  deinit {
    if descriptor > 0 { close(descriptor) }
    buffer.deallocate()
  }

  // MARK: Opening

  /// Opens the file at its beginning, or where `saved` says.
  /// - Returns: why it cannot be opened.
  func open(_ saved: Position?) -> String? {
    guard !isStandardInput else { return nil }
    if let saved {
      if resume(name, saved) { return nil }
      // Rotated while nobody followed it: its rest is next to it under another name.
      if let old = sibling(inode: saved.inode), resume(old, saved) { return nil }
      if saved.offset > 0 {
        onTrouble("\(name) is another file than before; what was not read of the old one is lost")
      }
    }
    return openFresh()
  }

  private func openFresh() -> String? {
    if descriptor > 0 { close(descriptor) }
    filled = 0
    let latest = position.latest
    position = Position()
    position.latest = latest
    descriptor = Glibc.open(name, O_RDONLY | O_CLOEXEC)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else { return String(cString: strerror(errno)) }
    position.device = Int64(bitPattern: UInt64(status.st_dev))
    position.inode = Int64(bitPattern: UInt64(status.st_ino))
    return nil
  }

  private func resume(_ path: String, _ saved: Position) -> Bool {
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    var status = stat()
    var head = [UInt8](repeating: 0, count: saved.head.count)
    guard fstat(file, &status) == 0, Int64(bitPattern: UInt64(status.st_ino)) == saved.inode,
      Int(status.st_size) >= saved.offset, pread(file, &head, head.count, 0) == head.count, head == saved.head
    else {
      close(file)
      return false
    }
    descriptor = file
    position = saved
    return true
  }

  private func sibling(inode: Int64) -> String? {
    let folder = name.lastIndex(of: "/").map { String(name[..<$0]) } ?? "."
    return Folder.files(in: folder, prefix: "").first { path in
      var status = stat()
      return stat(path, &status) == 0 && Int64(bitPattern: UInt64(status.st_ino)) == inode
    }
  }

  // MARK: Reading

  /// Reads on, and hands complete lines to `body` with the line number and offset of the first.
  func read(
    _ body: (UnsafeBufferPointer<UInt8>, _ line: Int, _ offset: Int) -> Void
  ) throws(Service.Failure) -> Outcome {
    guard !hasEnded else { return .ended }
    guard descriptor >= 0 else {
      // A followed file that is not there yet.
      return openFresh() == nil ? try read(body) : .nothing
    }
    if filled == capacity { grow() }
    if isStandardInput {
      var waiting = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 0) > 0 else { return .nothing }
    }
    let count =
      isStandardInput
      ? Glibc.read(descriptor, buffer + filled, capacity - filled)
      : pread(descriptor, buffer + filled, capacity - filled, off_t(position.offset + filled))
    if count < 0 {
      guard errno == EAGAIN || errno == EINTR else { throw .input("\(name): \(String(cString: strerror(errno)))") }
      return .nothing
    }
    if count == 0 { return atEnd(body) }
    lastNews = monotonicSeconds()
    filled += count
    if position.head.count < Self.headSize, position.offset == 0 {
      position.head = Array(UnsafeBufferPointer(start: buffer, count: min(filled, Self.headSize)))
    }
    var end = filled
    while end > filled - count, buffer[end - 1] != 0x0A { end -= 1 }
    guard end > filled - count else {
      if filled > maximumLine { skip() }
      return .lines
    }
    hand(end, body)
    return .lines
  }

  /// Hands the first `end` bytes on and forgets them.
  private func hand(_ end: Int, _ body: (UnsafeBufferPointer<UInt8>, Int, Int) -> Void) {
    var start = 0
    if isSkipping {
      while buffer[start] != 0x0A { start += 1 }
      start += 1
      position.line += 1
      isSkipping = false
    }
    if start < end {
      body(UnsafeBufferPointer(start: buffer + start, count: end - start), position.line, position.offset + start)
    }
    for index in start..<end where buffer[index] == 0x0A { position.line += 1 }
    position.offset += end
    buffer.update(from: buffer + end, count: filled - end)
    filled -= end
  }

  /// Forgets the beginning of a line that is too long.
  private func skip() {
    if !isSkipping {
      tooLong += 1
      onTrouble("\(name):\(position.line): the line is longer than --max-line allows; it is rejected")
    }
    isSkipping = true
    position.offset += filled
    filled = 0
  }

  private func grow() {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
    larger.update(from: buffer, count: filled)
    buffer.deallocate()
    buffer = larger
    capacity *= 2
  }

  private func atEnd(_ body: (UnsafeBufferPointer<UInt8>, Int, Int) -> Void) -> Outcome {
    guard follows else {
      if filled > 0, !isSkipping { hand(filled, body) }
      hasEnded = true
      return .ended
    }
    var opened = stat()
    var named = stat()
    guard fstat(descriptor, &opened) == 0, stat(name, &named) == 0 else { return .nothing }
    if opened.st_ino != named.st_ino || opened.st_dev != named.st_dev {
      // Rotated: the old file is complete, its last line, too.
      let hadRest = filled > 0
      if hadRest, !isSkipping { hand(filled, body) }
      isSkipping = false
      _ = openFresh()
      return .lines
    }
    if Int(opened.st_size) < position.offset {
      onTrouble("\(name) has been truncated; it is read from its beginning")
      isSkipping = false
      _ = openFresh()
      return .lines
    }
    return .nothing
  }
}

/// The files of a folder.
enum Folder {
  /// Paths of files whose names do not start with a dot, in the order of their names.
  static func files(in folder: String, prefix: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      var status = stat()
      guard !name.hasPrefix("."), stat(folder + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        continue
      }
      names.append(folder + "/" + name)
    }
    return names.sorted()
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
