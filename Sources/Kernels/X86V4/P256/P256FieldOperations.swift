#if arch(x86_64)
  extension KernelsX86V4 {
    /// The arithmetic of `P256FieldLanes` on its own, so that it can be held to portable code.
    ///
    /// - Parameters:
    ///   - result: a b, a^2, a - b and a - 3b in four vectors each, below 2^256 and times 2^260.
    ///   - a: eight numbers in four vectors, of which vector i has their words i; below p and times 2^256.
    ///   - b: the same.
    @inline(never)
    public static func p256FieldOperations(
      _ result: UnsafeMutablePointer<SIMD8<UInt64>>, _ a: UnsafePointer<SIMD8<UInt64>>,
      _ b: UnsafePointer<SIMD8<UInt64>>
    ) {
      let a = P256FieldLanes(words: a[0], a[1], a[2], a[3])
      let b = P256FieldLanes(words: b[0], b[1], b[2], b[3])
      store(result, a * b)
      store(result + 4, a.squared())
      store(result + 8, a - b)
      store(result + 12, .difference(a, b, twice: b))
    }

    @inline(__always)
    private static func store(_ words: UnsafeMutablePointer<SIMD8<UInt64>>, _ number: P256FieldLanes) {
      (words[0], words[1], words[2], words[3]) = number.words
    }
  }
#endif
