/// A regular expression that only the data knows: of a column, a watchlist, a computed text.
///
/// Generated code calls it for each row; a thread keeps the patterns that it met last. One that is no regular expression
/// matches nothing, and the first few of them are told on standard error.
public func compiledPattern(_ text: Str) -> CompiledPattern { PatternCache.ofThread.pattern(text) }

/// The compiled patterns of a thread, by their text.
///
/// There are two generations: what is met moves to the younger one, and when that is full the older one is given up. So
/// memory is bounded, and what is in use stays.
final class PatternCache {
  /// The most patterns of a generation, and the most bytes of their programs.
  private static let mostPatterns = 1024
  private static let mostBytes = 8 << 20
  /// Longer texts are not compiled: a pattern of this length is a mistake in the data.
  private static let longest = 16 << 10

  private struct Compiled {
    let pattern: CompiledPattern
    /// Of the program; 0 for what is no regular expression.
    let size: Int
  }

  private var younger: [PatternText: Compiled] = [:]
  private var older: [PatternText: Compiled] = [:]
  private var bytes = 0
  /// The matchers of `parse_user_agent`, by the address of their patterns.
  var userAgents: [(patterns: UnsafePointer<UInt8>, matcher: UserAgentMatcher)] = []
  private var last: (text: Str, pattern: CompiledPattern)?
  private var told = 0
  private static let mostTold = 10

  /// The cache of this thread; it stays until the thread ends.
  static var ofThread: PatternCache {
    let slot = RegexEngine.threadSlot()
    if let known = slot.pointee { return Unmanaged<PatternCache>.fromOpaque(known).takeUnretainedValue() }
    let cache = PatternCache()
    slot.pointee = Unmanaged.passRetained(cache).toOpaque()
    return cache
  }

  func pattern(_ text: Str) -> CompiledPattern {
    if let last, last.text.count == text.count, equalBytes(last.text.base, text.base, text.count) {
      return last.pattern
    }
    let key = PatternText(text: text)
    if let index = younger.index(forKey: key) {
      let known = younger[index]
      last = (known.key.text, known.value.pattern)
      return known.value.pattern
    }
    if let index = older.index(forKey: key) {
      let known = older.remove(at: index)
      return keep(known.key, known.value)
    }
    let owned = PatternText(text: copied(text.bytes))
    return keep(owned, compile(text))
  }

  /// The number of patterns that are kept.
  var count: Int { younger.count + older.count }

  private func keep(_ text: PatternText, _ compiled: Compiled) -> CompiledPattern {
    if younger.count >= Self.mostPatterns || bytes >= Self.mostBytes {
      for (text, compiled) in older {
        if compiled.size > 0 {
          RegexEngine.forget(compiled.pattern.base)
          compiled.pattern.base.deallocate()
        }
        text.text.base.deallocate()
      }
      older = younger
      younger = [:]
      bytes = 0
    }
    younger[text] = compiled
    bytes += text.text.count + compiled.size
    last = (text.text, compiled.pattern)
    return compiled.pattern
  }

  private func compile(_ text: Str) -> Compiled {
    guard text.count <= Self.longest else { return refused(text, "it is too long") }
    do {
      let program = copied(try RegexCompiler.compileQuickly(text.description).utf8)
      return Compiled(pattern: CompiledPattern(program: program), size: program.count)
    } catch {
      return refused(text, "\(error.reason), at character \(error.offset + 1)")
    }
  }

  private func refused(_ text: Str, _ reason: String) -> Compiled {
    told += 1
    if told <= Self.mostTold {
      let start = String(text.description.prefix(100))
      let rest = told == Self.mostTold ? "; others are not told" : ""
      writeError("detector: warning: no regular expression, it matches nothing: '\(start)': \(reason)\(rest)\n")
    }
    return Compiled(pattern: Self.nothing, size: 0)
  }

  /// What matches no text.
  private static let nothing = CompiledPattern(program: copied(nothingText.utf8))

  static let nothingText = (try? RegexCompiler.compileQuickly(#"[^\s\S]"#)) ?? ""
}

/// The text of a pattern, by its bytes.
private struct PatternText: Hashable {
  let text: Str

  static func == (a: PatternText, b: PatternText) -> Bool {
    a.text.count == b.text.count && equalBytes(a.text.base, b.text.base, a.text.count)
  }
  func hash(into hasher: inout Hasher) { hasher.combine(hashOfBytes(text, 0)) }
}

/// A copy that its owner gives back.
private func copied(_ bytes: some Collection<UInt8>) -> Str {
  let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(bytes.count, 1))
  _ = memory.initialize(from: bytes)
  return Str(base: UnsafePointer(memory.baseAddress.unsafelyUnwrapped), count: bytes.count)
}
