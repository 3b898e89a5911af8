import DetectorRuntime
import Glibc

/// One input: the bytes of a followed file or of standard input, piece by piece, and how far they have been read.
final class Input {
  /// What identifies a file, and where reading goes on in it.
  struct Position {
    var device: Int64 = 0
    var inode: Int64 = 0
    var place = RecordPlace()
    /// The first bytes of the file: another file may have the same number after a rotation.
    var head: [UInt8] = []
    /// The last time of its events.
    var latest = Int64.min
    /// When it has last brought something, by the wall's clock, in ticks.
    var heard = Int64.min
  }

  /// Takes a piece of the input and moves the place to the first byte that has to come again.
  /// - Returns: why the input cannot be read.
  typealias Taker = (UnsafeBufferPointer<UInt8>, _ place: inout RecordPlace, _ isLast: Bool) -> String?

  enum Outcome {
    /// Nothing new for now, or nothing ever again.
    case nothing, ended
    /// Bytes have been read.
    case bytes
  }

  static let pieceSize = 1 << 18
  private static let headSize = 256

  let name: String
  var position = Position()
  /// How far its events have come; the position keeps what is needed of it.
  var clock = InputClock()
  /// When it last had something, on the clock that only goes forward.
  var lastNews = monotonicSeconds()
  private(set) var hasEnded = false
  var isStandardInput: Bool { name == "-" }

  private let follows: Bool
  private var descriptor: Int32 = -1
  private var buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: Input.pieceSize)
  private var capacity = Input.pieceSize
  private var filled = 0
  /// How much of `buffer` was left when it was last handed on: the beginning of a record.
  private var left = 0
  /// Called with a sentence about something that may have cost events.
  var onTrouble: (String) -> Void = { _ in }

  init(name: String, follows: Bool) {
    self.name = name
    self.follows = follows && name != "-"
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
      if saved.place.offset > 0 {
        onTrouble("\(name) is another file than before; what was not read of the old one is lost")
      }
    }
    return openFresh()
  }

  private func openFresh() -> String? {
    if descriptor > 0 { close(descriptor) }
    filled = 0
    left = 0
    let (latest, heard) = (position.latest, position.heard)
    position = Position()
    (position.latest, position.heard) = (latest, heard)
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
      Int(status.st_size) >= saved.place.offset, pread(file, &head, head.count, 0) == head.count, head == saved.head
    else {
      close(file)
      return false
    }
    descriptor = file
    position = saved
    clock = InputClock(latest: saved.latest)
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

  /// Reads on, and hands what is there to `take`, with the beginning of a record that was left before.
  func read(_ take: Taker) throws(Service.Failure) -> Outcome {
    guard !hasEnded else { return .ended }
    guard descriptor >= 0 else {
      // A followed file that is not there yet.
      return openFresh() == nil ? try read(take) : .nothing
    }
    if filled == capacity { grow() }
    if isStandardInput {
      var waiting = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 0) > 0 else { return atPause(take) }
    }
    let count =
      isStandardInput
      ? Glibc.read(descriptor, buffer + filled, capacity - filled)
      : pread(descriptor, buffer + filled, capacity - filled, off_t(position.place.offset + filled))
    if count < 0 {
      guard errno == EAGAIN || errno == EINTR else { throw .input("\(name): \(String(cString: strerror(errno)))") }
      return .nothing
    }
    if count == 0 { return atEnd(take) }
    lastNews = monotonicSeconds()
    filled += count
    if position.head.count < Self.headSize, position.place.offset == 0 {
      position.head = Array(UnsafeBufferPointer(start: buffer, count: min(filled, Self.headSize)))
    }
    // A long record is looked at again only when there is twice as much of it, or nothing more for now.
    if filled >= 2 * left { hand(take, isLast: false) }
    return .bytes
  }

  /// Hands on what is there, and keeps what is left of it.
  private func hand(_ take: Taker, isLast: Bool) {
    let start = position.place.offset
    // A copy: the taker changes other parts of the position.
    var place = position.place
    if let reason = take(UnsafeBufferPointer(start: buffer, count: filled), &place, isLast) {
      onTrouble("\(name) \(reason); it is not read any more")
      hasEnded = true
    }
    position.place = place
    let used = place.offset - start
    buffer.update(from: buffer + used, count: filled - used)
    filled -= used
    left = filled
  }

  /// Nothing more has come for now.
  private func atPause(_ take: Taker) -> Outcome {
    guard filled > left else { return .nothing }
    hand(take, isLast: false)
    return .bytes
  }

  private func grow() {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
    larger.update(from: buffer, count: filled)
    buffer.deallocate()
    buffer = larger
    capacity *= 2
  }

  private func atEnd(_ take: Taker) -> Outcome {
    guard follows else {
      hand(take, isLast: true)
      hasEnded = true
      return .ended
    }
    var opened = stat()
    var named = stat()
    guard fstat(descriptor, &opened) == 0, stat(name, &named) == 0 else { return atPause(take) }
    if opened.st_ino != named.st_ino || opened.st_dev != named.st_dev {
      // Rotated: the old file is complete, its last line, too.
      hand(take, isLast: true)
      if !hasEnded { _ = openFresh() }
      return .bytes
    }
    if Int(opened.st_size) < position.place.offset + filled {
      onTrouble("\(name) has been truncated; it is read from its beginning")
      _ = openFresh()
      return .bytes
    }
    return atPause(take)
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
