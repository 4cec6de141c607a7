#if arch(x86_64)
  import _Builtin_intrinsics.intel
#endif

extension Curve25519 {
  /// The three steps of arithmetic on words of 64 bits. Carries are values, never branches: a 128-bit intermediate
  /// compiles to `mul`, `add` and `adc`.
  enum Words {
    /// The low word of `a * b + sum + carry`; the high word is left in `carry`.
    ///
    /// It cannot overflow: (2^64 - 1)^2 + 2 (2^64 - 1) = 2^128 - 1.
    @inline(__always)
    static func multiplyAdd(_ a: UInt64, _ b: UInt64, _ sum: UInt64, _ carry: inout UInt64) -> UInt64 {
      let wide = UInt128(a) &* UInt128(b) &+ UInt128(sum) &+ UInt128(carry)
      carry = UInt64(truncatingIfNeeded: wide &>> 64)
      return UInt64(truncatingIfNeeded: wide)
    }

    /// The low word of `a + b + carry`; `carry` is 0 or 1 before and after.
    @inline(__always)
    static func add(_ a: UInt64, _ b: UInt64, _ carry: inout UInt64) -> UInt64 {
      #if arch(x86_64)
        // Chains of these become `adc` and nothing else, which LLVM does not always see in sums of 128 bits.
        var sum: UInt64 = 0
        let carryIn = UInt8(truncatingIfNeeded: carry)
        carry = UInt64(_withUnprotectedUnsafeMutablePointer(to: &sum) { _addcarry_u64(carryIn, a, b, $0) })
        return sum
      #else
        let wide = UInt128(a) &+ UInt128(b) &+ UInt128(carry)
        carry = UInt64(truncatingIfNeeded: wide &>> 64)
        return UInt64(truncatingIfNeeded: wide)
      #endif
    }

    /// The low word of `a - b - borrow`; `borrow` is 0 or 1 before and after.
    @inline(__always)
    static func subtract(_ a: UInt64, _ b: UInt64, _ borrow: inout UInt64) -> UInt64 {
      #if arch(x86_64)
        var difference: UInt64 = 0
        let borrowIn = UInt8(truncatingIfNeeded: borrow)
        borrow = UInt64(_withUnprotectedUnsafeMutablePointer(to: &difference) { _subborrow_u64(borrowIn, a, b, $0) })
        return difference
      #else
        let wide = UInt128(a) &- UInt128(b) &- UInt128(borrow)
        borrow = UInt64(truncatingIfNeeded: wide &>> 64) & 1
        return UInt64(truncatingIfNeeded: wide)
      #endif
    }

    /// The low and the high word of `a * b`.
    @inline(__always)
    static func multiply(_ a: UInt64, _ b: UInt64) -> (low: UInt64, high: UInt64) {
      let wide = UInt128(a) &* UInt128(b)
      return (UInt64(truncatingIfNeeded: wide), UInt64(truncatingIfNeeded: wide &>> 64))
    }

    /// The 64-bit little-endian word at byte `offset`.
    @inline(__always)
    static func load(_ bytes: Span<UInt8>, at offset: Int) -> UInt64 {
      precondition(offset >= 0 && offset <= bytes.count - 8)
      return bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }
    }

    /// Writes `word` as 8 little-endian bytes at `offset`.
    @inline(__always)
    static func store(_ word: UInt64, to bytes: inout MutableSpan<UInt8>, at offset: Int) {
      precondition(offset >= 0 && offset <= bytes.count - 8)
      bytes.withUnsafeMutableBytes { $0.storeBytes(of: word.littleEndian, toByteOffset: offset, as: UInt64.self) }
    }
  }
}
