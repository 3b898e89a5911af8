#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Memory for tables that are read in no order; in large pages where the system has them. Given back by `deallocate()`.
func allocateLarge(_ size: Int) -> UnsafeMutableRawPointer {
  let page = 1 << 21
  guard size >= page else { return .allocate(byteCount: size, alignment: 16) }
  let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: page)
  #if os(Linux)
    _ = madvise(memory, size, MADV_HUGEPAGE)
  #endif
  return memory
}
