#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Keeps one bad case from losing the others: when a case crashes or takes too long, a signal handler writes its
/// error line and replaces the process by a new one that goes on with the next case.
///
/// All that the handler needs is prepared beforehand, since a handler may not allocate.
enum CaseGuard {
  // Written before a case begins, read by the handler in the same thread.
  nonisolated(unsafe) private static var descriptor: Int32 = -1
  nonisolated(unsafe) private static var prefix = ByteBuffer(capacity: 1 << 12)
  nonisolated(unsafe) private static var words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
  nonisolated(unsafe) private static var nextIndex: UnsafeMutablePointer<CChar>?
  nonisolated(unsafe) private static var program: UnsafeMutablePointer<CChar>?
  nonisolated(unsafe) private static var isRunning = false
  nonisolated(unsafe) private static var isOneCase = false

  /// Sets the handlers.
  static func install(restarting arguments: Arguments, output: String) {
    descriptor = open(output, O_WRONLY | O_CREAT | O_APPEND, 0o644)
    // The same command line with another --from.
    var line = [CommandLine.arguments[0]]
    for option in ["--to", "--events", "--table", "--now", "--output", "--time-limit"]
      + ReferenceLists.Files.optionNames
    {
      for value in arguments.all(option) { line += [option, value] }
    }
    line += ["--"] + arguments.operands
    line.insert(contentsOf: ["--from", "00000000000", "--batch", "1"], at: 1)
    let copies = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: line.count + 1)
    for (index, word) in line.enumerated() { copies[index] = strdup(word) }
    copies[line.count] = nil
    words = copies
    nextIndex = copies[2]
    program = strdup("/proc/self/exe")

    // A stack of its own, so that running out of stack can be handled.
    var stack = stack_t()
    stack.ss_size = 1 << 16
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: 1 << 16, alignment: 16)
    sigaltstack(&stack, nil)
    for signal in [SIGALRM, SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT] {
      var action = sigaction()
      #if canImport(Darwin)
        action.__sigaction_u.__sa_handler = { CaseGuard.handle($0) }
      #else
        action.__sigaction_handler.sa_handler = { CaseGuard.handle($0) }
      #endif
      action.sa_flags = Int32(bitPattern: UInt32(SA_ONSTACK) | UInt32(bitPattern: Int32(SA_NODEFER)))
      sigaction(signal, &action, nil)
    }
  }

  /// A case begins, or the reading of the events of so many cases; it may take so many seconds.
  ///
  /// If reading for several cases fails, no error is written: the new process reads for one case at a time and so
  /// finds out which it is.
  static func begin(_ id: StaticString, index: Int, batch: Int, seconds: UInt32) {
    isOneCase = batch == 1
    prefix.truncate()
    prefix.append("{\"id\":")
    appendJSON(string: Str(id), to: prefix)
    prefix.append(",\"error\":\"")
    var rest = batch == 1 ? index + 1 : index
    for position in stride(from: 10, through: 0, by: -1) {
      nextIndex?[position] = CChar(0x30 + rest % 10)
      rest /= 10
    }
    isRunning = true
    alarm(seconds)
  }

  static func end() {
    alarm(0)
    isRunning = false
  }

  private static func handle(_ number: Int32) {
    guard isRunning, let words, let program else {
      signal(number, SIG_DFL)
      raise(number)
      return
    }
    let bytes = prefix.bytes
    if isOneCase { _ = write(descriptor, bytes.baseAddress, bytes.count) }
    let text: StaticString =
      switch number {
      case SIGALRM: "time limit\"}\n"
      case SIGSEGV, SIGBUS: "crashed: invalid memory access or stack overflow\"}\n"
      default: "crashed: trap\"}\n"
      }
    if isOneCase { _ = write(descriptor, text.utf8Start, text.utf8CodeUnitCount) }
    var none = sigset_t()
    sigemptyset(&none)
    sigprocmask(SIG_SETMASK, &none, nil)
    execv(program, words)
    _exit(70)
  }
}
