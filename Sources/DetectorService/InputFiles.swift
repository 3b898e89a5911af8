import DetectorRuntime
import Glibc

/// The inputs that a command line names: finds their files, follows them through renaming, and lets those go that are
/// gone.
///
/// A file is known by what it is, not by its name: one that is renamed inside a folder is not read again, and one that has
/// been moved away from its name is read on for a while, since its writer may not have noticed yet.
final class InputFiles {
  /// How long a file that is gone has to be quiet before it is let go.
  var patience = 5.0

  private(set) var inputs: [Input] = []
  /// Files that are gone: the state may forget them.
  private(set) var forgotten: [FileIdentity] = []

  private let roots: [String]
  private let follows: Bool
  private let say: (String) -> Void
  /// Paths that could not be opened, of which that has been said.
  private var unreadable: Set<String> = []
  /// The inputs by their files, while looking.
  private var known: [FileIdentity: Input] = [:]
  /// The files of folders by their numbers, at the beginning.
  private var siblings: [String: [Int64: String]] = [:]
  /// And by the names that they had before.
  private var named: [String: Input] = [:]

  /// - Parameters:
  ///   - roots: files, folders, or `-`.
  ///   - say: takes sentences about what may have cost events.
  init(_ roots: [String], follows: Bool, say: @escaping (String) -> Void) {
    self.roots = roots
    self.follows = follows
    self.say = say
    raiseFileLimit()
  }

  /// A folder may hold more files than a process may open at first.
  private func raiseFileLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  /// Whether nothing will come any more. What is followed may still bring something, and so may a folder without files.
  var haveEnded: Bool { (!follows || roots.allSatisfy { $0 == "-" }) && inputs.allSatisfy(\.hasEnded) }

  // MARK: Beginning

  /// Opens the inputs, those that the state knows where it says.
  func begin(_ saved: [(name: String, position: Input.Position)]) throws(Service.Failure) {
    for root in roots where root == "-" && !inputs.contains(where: \.isStandardInput) {
      let input = Input()
      input.onTrouble = say
      inputs.append(input)
    }
    for (name, position) in saved where isAsked(name) { resume(name, position) }
    for root in roots where root != "-" && !Folder.isFolder(root) { try check(root) }
    siblings.removeAll()
    look()
  }

  /// Finds out about files that will not be read before anything is.
  private func check(_ path: String) throws(Service.Failure) {
    let file: OpenFile
    do throws(FileTrouble) {
      file = try OpenFile(path)
    } catch {
      guard follows else { throw .input("\(path): \(error.reason)") }
      say("\(path): \(error.reason); it is waited for")
      unreadable.insert(path)
      return
    }
    guard FileIdentity(at: path) != nil else {
      throw .input("\(path) is neither a file nor a folder; what a pipe brings is read from standard input, -")
    }
    if let format = Compression.name(file.head(8)) { throw .input("\(path) \(Compression.refusal(format))") }
  }

  /// Whether a path is, or was, among what the command line names.
  private func isAsked(_ name: String) -> Bool {
    roots.contains { $0 == name || Folder.parent(of: name) == $0 || Folder.parent(of: name) + "/" == $0 }
  }

  private func resume(_ name: String, _ position: Input.Position) {
    let inode = position.file.inode
    guard !inputs.contains(where: { $0.position.file.inode == inode && !$0.isStandardInput }) else { return }
    // Under its name, or renamed while nobody followed it.
    let renamed = FileIdentity(at: name)?.inode == inode ? name : sibling(of: name, inode)
    if let path = renamed, let file = try? OpenFile(path), file.size >= position.place.offset,
      file.head(position.head.count) == position.head
    {
      let input = add(file, from: position)
      // For the state it is still what the command line names.
      if !isAsked(path) { input.name = name }
      return
    }
    forgotten.append(position.file)
    if position.place.offset > 0 {
      say("\(name) is not the file that it was; what was not read of that one is lost")
    }
  }

  private func sibling(of name: String, _ inode: Int64) -> String? {
    let folder = Folder.parent(of: name)
    if siblings[folder] == nil {
      let files = Folder.files(in: folder).compactMap { path in FileIdentity(at: path).map { ($0.inode, path) } }
      siblings[folder] = Dictionary(files) { first, _ in first }
    }
    return siblings[folder]?[inode]
  }

  @discardableResult
  private func add(_ file: OpenFile, from position: Input.Position? = nil) -> Input {
    let input = Input(file, follows: follows, from: position)
    input.onTrouble = say
    inputs.append(input)
    return input
  }

  // MARK: Looking around

  /// Finds new files, and notes which are gone.
  func look() {
    var present: Set<FileIdentity> = []
    known = Dictionary(inputs.map { ($0.position.file, $0) }) { $1 }
    named = Dictionary(inputs.map { ($0.name, $0) }) { $1 }
    for root in roots where root != "-" {
      if Folder.isFolder(root) {
        for path in Folder.files(in: root.hasSuffix("/") ? String(root.dropLast()) : root) {
          find(path, &present)
        }
      } else {
        find(root, &present)
      }
    }
    let now = monotonicSeconds()
    for input in inputs where !input.isStandardInput {
      input.goneSince = present.contains(input.position.file) ? nil : input.goneSince ?? now
    }
  }

  private func find(_ path: String, _ present: inout Set<FileIdentity>) {
    guard let identity = FileIdentity(at: path) else { return }
    present.insert(identity)
    if let input = known[identity] {
      if input.name != path, FileIdentity(at: input.name) != identity {
        input.name = path
        input.isChanged = true
      }
      return
    }
    do throws(FileTrouble) {
      let file = try OpenFile(path)
      present.insert(file.identity)
      guard known[file.identity] == nil else { return }
      let input = add(file)
      known[file.identity] = input
      // The file that had this name before comes before it in time, too.
      if let predecessor = named[path] {
        input.position.latest = predecessor.position.latest
        input.position.heard = predecessor.position.heard
        input.clock = InputClock(latest: predecessor.position.latest)
      }
      unreadable.remove(path)
    } catch {
      if unreadable.insert(path).inserted { say("\(path): \(error.reason); it is tried again") }
    }
  }

  /// Ends inputs that are gone and quiet, and forgets those that have ended.
  func release(_ take: (Input) -> Input.Taker) {
    guard follows else { return }
    let now = monotonicSeconds()
    for input in inputs {
      guard let gone = input.goneSince, input.isAtEnd || input.hasEnded,
        now - max(gone, input.lastNews) >= patience
      else { continue }
      input.end(take(input))
      forgotten.append(input.position.file)
    }
    let gone = Set(forgotten)
    inputs.removeAll { !$0.isStandardInput && $0.hasEnded && gone.contains($0.position.file) }
  }

  /// The state has forgotten them.
  func clearForgotten() { forgotten.removeAll() }
}
