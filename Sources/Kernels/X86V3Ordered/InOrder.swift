#if arch(x86_64)
  import Builtin
  import _Builtin_intrinsics.intel

  /// Means to hold the compiler to the order of the source. None is an instruction.
  enum InOrder {
    /// Nothing that is written after this is computed before it.
    ///
    /// It is a memory fence for a signal handler in the same thread. To the pass that shortens the lives of registers by moving
    /// instructions up (LLVM's LiveRangeShrink), it has effects of its own, and is not passed.
    @inline(__always)
    static func fence() { Builtin.fence_seqcst_singlethread() }

    /// `word`, computed here and just so: what is done to it later is not merged with what has led to it, such as sums whose
    /// terms are added in an order that makes the one that comes last wait for others. It is taken for an address.
    @inline(__always)
    static func value(_ word: UInt64) -> UInt64 {
      fence()
      let address = Builtin.int_launder_invariant_group_RawPointer(Builtin.inttoptr_Int64(word._value))
      return UInt64(Builtin.ptrtoint_Int64(address))
    }

    /// `words`, computed here.
    @inline(__always)
    static func value(_ words: __m128i) -> __m128i {
      fence()
      return words
    }

    /// `words`, computed here.
    @inline(__always)
    static func value(_ words: __m256i) -> __m256i {
      fence()
      return words
    }
  }
#endif
