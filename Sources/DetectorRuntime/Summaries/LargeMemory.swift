#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Memory for tables that are read in no order, in large pages where the system has them.
enum LargeMemory {
  private static let page = 1 << 21

  private static func rounded(_ size: Int) -> Int { (size + page - 1) & ~(page - 1) }

  static func allocate(_ size: Int) -> UnsafeMutableRawPointer {
    guard size >= page else { return .allocate(byteCount: size, alignment: 64) }
    #if os(Linux)
      // Not from the heap, which writes between two pieces of it: a large page has to be new as a whole.
      let rounded = rounded(size)
      guard let mapped = mmap(nil, rounded + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
        Int(bitPattern: mapped) != -1
      else { fatalError("out of memory") }
      let head = -Int(bitPattern: mapped) & (page - 1)
      if head > 0 { munmap(mapped, head) }
      let memory = mapped + head
      munmap(memory + rounded, page - head)
      _ = madvise(memory, rounded, MADV_HUGEPAGE)
      return memory
    #else
      return .allocate(byteCount: size, alignment: page)
    #endif
  }

  static func deallocate(_ memory: UnsafeMutableRawPointer, _ size: Int) {
    #if os(Linux)
      if size >= page {
        munmap(memory, rounded(size))
        return
      }
    #endif
    memory.deallocate()
  }
}
