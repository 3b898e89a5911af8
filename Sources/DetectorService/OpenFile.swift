import Glibc

/// What identifies a file as long as it exists.
struct FileIdentity: Hashable {
  var device: Int64 = 0
  var inode: Int64 = 0

  init() {}

  init(device: Int64, inode: Int64) {
    self.device = device
    self.inode = inode
  }

  fileprivate init(_ status: stat) {
    device = Int64(bitPattern: UInt64(status.st_dev))
    inode = Int64(bitPattern: UInt64(status.st_ino))
  }

  /// The file at a path; nil if there is none that can be read piece by piece.
  init?(at path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(status)
  }
}

/// A file that has been opened for reading.
final class OpenFile {
  let path: String
  let identity: FileIdentity
  let size: Int
  private var descriptor: Int32

  /// - Throws: why it cannot be opened.
  init(_ path: String) throws(FileTrouble) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
      let reason = String(cString: strerror(errno))
      if descriptor >= 0 { close(descriptor) }
      throw FileTrouble(reason: reason)
    }
    identity = FileIdentity(status)
    size = Int(status.st_size)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The descriptor, which belongs to the caller from now on.
  func takeDescriptor() -> Int32 {
    defer { descriptor = -1 }
    return descriptor
  }

  /// Up to so many bytes of the file's beginning.
  func head(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let read = pread(descriptor, &bytes, count, 0)
    return Array(bytes.prefix(max(read, 0)))
  }
}

struct FileTrouble: Error {
  let reason: String
}

/// The files of a folder.
enum Folder {
  /// Paths of files whose names do not start with a dot, in the order of their names.
  static func files(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard !name.hasPrefix("."), FileIdentity(at: folder + "/" + name) != nil else { continue }
      names.append(folder + "/" + name)
    }
    return names.sorted()
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The folder that a path is in.
  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
