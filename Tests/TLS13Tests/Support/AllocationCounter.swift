#if os(Linux)
  import Foundation
  import Glibc

  /// Counts the allocations of a thread. The linker puts the functions below in the place of the C library's (`--defsym` in
  /// Package.swift), so that nothing in the process can allocate without passing here: neither arrays and objects, nor closures,
  /// nor temporary memory that did not fit the stack.
  enum AllocationCounter {
    // Every thread reads the first; only the thread that it names writes the second. Nobody watches without the lock.
    fileprivate nonisolated(unsafe) static var watchedThread: pthread_t = 0
    fileprivate nonisolated(unsafe) static var allocations = 0
    private static let lock = NSLock()

    /// The number of allocations that `body` makes on this thread.
    static func count(_ body: () throws -> Void) rethrows -> Int {
      lock.lock()
      defer { lock.unlock() }
      allocations = 0
      watchedThread = pthread_self()
      defer { watchedThread = 0 }
      try body()
      return allocations
    }

    @inline(__always)
    fileprivate static func note() {
      if watchedThread != 0, watchedThread == pthread_self() { allocations &+= 1 }
    }
  }

  @_extern(c, "__libc_malloc") private func allocate(_ count: Int) -> UnsafeMutableRawPointer?
  @_extern(c, "__libc_calloc") private func allocateZeroed(_ count: Int, _ size: Int) -> UnsafeMutableRawPointer?
  @_extern(c, "__libc_realloc") private func reallocate(_ old: UnsafeMutableRawPointer?, _ count: Int)
    -> UnsafeMutableRawPointer?
  @_extern(c, "__libc_memalign") private func allocateAligned(_ alignment: Int, _ count: Int)
    -> UnsafeMutableRawPointer?

  /// The C library's `malloc`, counted.
  @_cdecl("pureTLSCounted_malloc")
  public func countedMalloc(_ count: Int) -> UnsafeMutableRawPointer? {
    AllocationCounter.note()
    return allocate(count)
  }

  /// The C library's `calloc`, counted.
  @_cdecl("pureTLSCounted_calloc")
  public func countedCalloc(_ count: Int, _ size: Int) -> UnsafeMutableRawPointer? {
    AllocationCounter.note()
    return allocateZeroed(count, size)
  }

  /// The C library's `realloc`, counted.
  @_cdecl("pureTLSCounted_realloc")
  public func countedRealloc(_ old: UnsafeMutableRawPointer?, _ count: Int) -> UnsafeMutableRawPointer? {
    AllocationCounter.note()
    return reallocate(old, count)
  }

  /// The C library's `aligned_alloc`, counted.
  @_cdecl("pureTLSCounted_aligned_alloc")
  public func countedAlignedAlloc(_ alignment: Int, _ count: Int) -> UnsafeMutableRawPointer? {
    AllocationCounter.note()
    return allocateAligned(alignment, count)
  }

  /// The C library's `posix_memalign`, counted.
  @_cdecl("pureTLSCounted_posix_memalign")
  public func countedPosixMemalign(
    _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>, _ alignment: Int, _ count: Int
  ) -> Int32 {
    AllocationCounter.note()
    guard let memory = allocateAligned(alignment, count) else { return ENOMEM }
    result.pointee = memory
    return 0
  }
#endif
