#if arch(x86_64)
  import Builtin
  import _Builtin_intrinsics.intel.cpuid

  extension Processor {
    /// Reads CPUID (Intel's manual, volume 2, and AMD's, volume 3) and, through XGETBV, which registers the operating
    /// system keeps when it switches between threads.
    static func detectedLevel() -> Level {
      let basic = Leaf(1)
      let extended = Leaf(7)
      guard basic.ecx(has: [27]) else { return .portable }  // OSXSAVE: XGETBV may be called.
      let kept = UInt64(Builtin.int_x86_xgetbv(UInt32(0)._value))
      // XMM and YMM; SSSE3, FMA-free AVX2 and what the kernels of level v3 use beside it.
      guard
        kept & 0b110 == 0b110,
        basic.ecx(has: [1, 9, 19, 25, 28]),  // PCLMULQDQ, SSSE3, SSE4.1, AES, AVX
        extended.ebx(has: [3, 5, 8, 19, 29])  // BMI1, AVX2, BMI2, ADX, SHA
      else { return .portable }
      // Mask registers, the upper halves of ZMM0 to 15, and ZMM16 to 31.
      guard
        kept & 0b1110_0000 == 0b1110_0000,
        extended.ebx(has: [16, 17, 21, 30, 31]),  // AVX-512 F, DQ, IFMA, BW, VL
        extended.ecx(has: [9, 10])  // VAES, VPCLMULQDQ
      else { return .v3 }
      return .v4
    }

    /// One leaf of CPUID; all zeros where the processor has no such leaf.
    private struct Leaf {
      private var eax: UInt32 = 0
      private var ebx: UInt32 = 0
      private var ecx: UInt32 = 0
      private var edx: UInt32 = 0

      init(_ leaf: UInt32) {
        if __get_cpuid_count(leaf, 0, &eax, &ebx, &ecx, &edx) == 0 { (eax, ebx, ecx, edx) = (0, 0, 0, 0) }
      }

      func ebx(has bits: [UInt32]) -> Bool { bits.allSatisfy { ebx >> $0 & 1 == 1 } }
      func ecx(has bits: [UInt32]) -> Bool { bits.allSatisfy { ecx >> $0 & 1 == 1 } }
    }
  }
#else
  extension Processor {
    /// There are no kernels for other processors yet.
    static func detectedLevel() -> Level { .portable }
  }
#endif
