/// Finds matches and their groups by following all threads of a program at once: in linear time and, unlike `PatternSearch`,
/// in memory that does not depend on the text. It prefers the same match.
struct PatternSimulation {
  private let pattern: CompiledPattern
  private let text: Str
  private let instructions: UnsafePointer<UInt8>
  private let classes: UnsafePointer<UInt8>
  private let firstSymbols: UnsafePointer<UInt8>
  private let firstInstruction: Int
  /// Two for each group.
  private let slotCount: Int
  // One block of memory; see `withSimulation`.
  private var current: ThreadList
  private var following: ThreadList
  private let stack: UnsafeMutablePointer<Int32>
  /// The slots of the match found last; -1 where a group took no part.
  let result: UnsafeMutablePointer<Int32>

  /// The threads at one place of the text, preferred ones first, each with its slots.
  private struct ThreadList {
    /// The number of threads, then the number of instructions reached, which is at least that.
    let counts: UnsafeMutablePointer<Int32>
    /// Whether an instruction has been reached, and where it stands in `dense`: a sparse set.
    let sparse: UnsafeMutablePointer<Int32>
    let dense: UnsafeMutablePointer<Int32>
    let threads: UnsafeMutablePointer<Int32>
    let slots: UnsafeMutablePointer<Int32>

    var count: Int {
      get { Int(counts[0]) }
      nonmutating set { counts[0] = Int32(truncatingIfNeeded: newValue) }
    }

    @inline(__always)
    func reach(_ pc: Int) -> Bool {
      let index = Int(sparse[pc])
      let reached = Int(counts[1])
      if index >= 0, index < reached, dense[index] == Int32(truncatingIfNeeded: pc) { return false }
      sparse[pc] = Int32(truncatingIfNeeded: reached)
      dense[reached] = Int32(truncatingIfNeeded: pc)
      counts[1] += 1
      return true
    }

    func clear() {
      counts[0] = 0
      counts[1] = 0
    }
  }

  /// Runs `body` with a simulation of `pattern` on `text`.
  static func with<Result>(
    _ pattern: CompiledPattern, _ text: Str, _ body: (inout PatternSimulation) -> Result
  ) -> Result {
    let count = pattern.instructionCount
    let slotCount = 2 * pattern.groupCount
    // Two lists of counts, sparse, dense, threads and slots; the stack of `follow`; working slots; the result.
    let total = 2 * count * (3 + slotCount) + 4 + 6 * (count + slotCount) + 2 * slotCount
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: total) { memory in
      var simulation = PatternSimulation(
        pattern, text, slotCount, memory.baseAddress.unsafelyUnwrapped)
      return body(&simulation)
    }
  }

  private init(
    _ pattern: CompiledPattern, _ text: Str, _ slotCount: Int, _ memory: UnsafeMutablePointer<Int32>
  ) {
    self.pattern = pattern
    self.text = text
    instructions = pattern.instructionPlace
    classes = pattern.classPlaces
    firstSymbols = pattern.firstSymbols
    firstInstruction = pattern.firstInstruction
    self.slotCount = slotCount
    let count = pattern.instructionCount
    var free = memory
    func take(_ size: Int) -> UnsafeMutablePointer<Int32> {
      defer { free += size }
      return free
    }
    current = ThreadList(
      counts: take(2), sparse: take(count), dense: take(count), threads: take(count), slots: take(count * slotCount))
    following = ThreadList(
      counts: take(2), sparse: take(count), dense: take(count), threads: take(count), slots: take(count * slotCount))
    result = take(slotCount)
    working = take(slotCount)
    stack = take(6 * (count + slotCount))
  }

  private let working: UnsafeMutablePointer<Int32>

  /// Finds the first match that begins at or after `start`; its slots are then in `result`.
  mutating func find(from start: Int, _ demand: PatternSearch.Demand) -> Bool {
    current.clear()
    var isFound = false
    var place = start
    while place <= text.count {
      if current.count == 0 {
        if isFound || (demand == .atStart && place > start) { break }
        // No thread is alive: skip what no match can begin with.
        while demand != .atStart, place < text.count, !canBegin(firstSymbols, text[place]) || text[place] & 0xC0 == 0x80
        { place += 1 }
        // What was reached at the place before, such as an assertion that did not hold, may be reached again here.
        current.clear()
      }
      if !isFound, demand != .atStart || place == start {
        for slot in 0..<slotCount { working[slot] = -1 }
        follow(current, firstInstruction, place)
      }
      let (scalar, width) = place < text.count ? scalar(in: text, at: place) : (0, 1)
      following.clear()
      var index = 0
      while index < current.count {
        let slots = current.slots + index * slotCount
        switch pattern.instruction(Int(current.threads[index]), instructions, classes) {
        case .match:
          if demand == .atEnd && place < text.count { break }
          result.update(from: slots, count: slotCount)
          isFound = true
          // Threads after this one are less preferred.
          current.count = index
        case .character(let members, let next):
          if place < text.count, classContains(members, scalar) {
            working.update(from: slots, count: slotCount)
            follow(following, next, place + width)
          }
        case .split, .save, .assertion: break
        }
        index += 1
      }
      swap(&current, &following)
      place += width
    }
    return isFound
  }

  /// Adds the threads that `pc` leads to at `place` without consuming, with the slots in `working`.
  private func follow(_ list: ThreadList, _ pc: Int, _ place: Int) {
    var depth = 1
    stack[0] = Int32(truncatingIfNeeded: pc)
    stack[1] = 0
    while depth > 0 {
      depth -= 1
      let entry = stack[2 * depth]
      if entry < 0 {
        working[Int(-entry - 1)] = stack[2 * depth + 1]
        continue
      }
      var pc = Int(entry)
      while list.reach(pc) {
        switch pattern.instruction(pc, instructions, classes) {
        case .match, .character:
          list.threads[list.count] = Int32(truncatingIfNeeded: pc)
          (list.slots + list.count * slotCount).update(from: working, count: slotCount)
          list.count += 1
        case .split(let first, let second):
          stack[2 * depth] = Int32(truncatingIfNeeded: second)
          depth += 1
          pc = first
          continue
        case .save(let slot, let next):
          // Put back once everything behind has been followed.
          stack[2 * depth] = Int32(truncatingIfNeeded: -slot - 1)
          stack[2 * depth + 1] = working[slot]
          depth += 1
          working[slot] = Int32(truncatingIfNeeded: place)
          pc = next
          continue
        case .assertion(let kind, let next):
          if assertionHolds(kind, text, place) {
            pc = next
            continue
          }
        }
        break
      }
    }
  }
}

/// Whether an assertion of the program holds at `place`; the numbers are the compiler's.
private func assertionHolds(_ kind: Int, _ text: Str, _ place: Int) -> Bool {
  switch kind {
  case 0: return place == 0
  case 1: return place == text.count
  case 2: return place == 0 || text[place - 1] == 0x0A
  case 3: return place == text.count || text[place] == 0x0A
  default: break
  }
  let isUnicode = kind < 10
  let before = wordBefore(text, place, isUnicode)
  let after = wordAfter(text, place, isUnicode)
  switch kind {
  case 4, 10: return before != after
  case 5, 11: return before == after
  case 6: return !before && after
  case 7: return before && !after
  case 8: return !before
  default: return !after
  }
}

private func isWord(_ scalar: UInt32, _ isUnicode: Bool) -> Bool {
  guard scalar >= 0x80 else {
    let byte = UInt8(truncatingIfNeeded: scalar)
    return isDigit(byte) || isAsciiLetter(byte) || byte == 0x5F
  }
  return isUnicode && isPerlMember(2, scalar)
}

private func wordBefore(_ text: Str, _ place: Int, _ isUnicode: Bool) -> Bool {
  guard place > 0 else { return false }
  var start = place - 1
  while start > 0, place - start < 4, text[start] & 0xC0 == 0x80 { start -= 1 }
  return isWord(scalar(in: text, at: start).scalar, isUnicode)
}

private func wordAfter(_ text: Str, _ place: Int, _ isUnicode: Bool) -> Bool {
  place < text.count && isWord(scalar(in: text, at: place).scalar, isUnicode)
}
