#if arch(x86_64)
  import Builtin

  /// Adding blocks of input to a Keccak state in memory.
  ///
  /// The same source is compiled in both modules of kernels (a symbolic link).
  enum KeccakBlock {
    /// Adds the `wordCount` words at `block`, at any alignment, to the first lanes.
    ///
    /// One by one: the permutation has just stored the lanes one by one, and a vector of several would have to wait until they
    /// have reached the cache.
    @inline(__always)
    static func add(_ block: UnsafeRawPointer, wordCount: Int, to lanes: UnsafeMutablePointer<UInt64>) {
      for i in 0..<wordCount {
        lanes[i] = alone(lanes[i] ^ (block + 8 &* i).loadUnaligned(as: UInt64.self))
      }
    }

    /// `word`, which the compiler may not put into a vector with others: it takes it for an address. No instruction.
    @inline(__always)
    private static func alone(_ word: UInt64) -> UInt64 {
      let address = Builtin.int_launder_invariant_group_RawPointer(Builtin.inttoptr_Int64(word._value))
      return UInt64(Builtin.ptrtoint_Int64(address))
    }
  }
#endif
