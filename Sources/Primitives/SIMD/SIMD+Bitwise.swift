// Bitwise operators on whole vectors, for this module.
//
// The standard library's `^`, `&` and `|` work lane by lane, and in a long stretch of logic such as the AES circuit the
// optimiser leaves many of them in scalar registers: three times slower. Its masks have the same operators as single
// instructions on the whole vector. A mask's lanes are ordinary integers to those, so that the bits may be any.
// These overloads are more specific than the generic ones, and code that uses them reads as usual.

extension SIMD4 where Scalar == UInt32 {
  /// The vector's bits as a mask's.
  @inline(__always)
  private var bits: SIMDMask<SIMD4<Int32>> { unsafeBitCast(self, to: SIMDMask<SIMD4<Int32>>.self) }

  @inline(__always)
  private init(bits: SIMDMask<SIMD4<Int32>>) { self = unsafeBitCast(bits, to: Self.self) }

  @inline(__always)
  static func ^ (a: Self, b: Self) -> Self { Self(bits: a.bits .^ b.bits) }

  @inline(__always)
  static func & (a: Self, b: Self) -> Self { Self(bits: a.bits .& b.bits) }

  @inline(__always)
  static func | (a: Self, b: Self) -> Self { Self(bits: a.bits .| b.bits) }

  @inline(__always)
  static func ^= (a: inout Self, b: Self) { a = a ^ b }

  @inline(__always)
  static func &= (a: inout Self, b: Self) { a = a & b }

  @inline(__always)
  static func |= (a: inout Self, b: Self) { a = a | b }
}

extension SIMD2 where Scalar == UInt64 {
  /// The vector's bits as a mask's.
  @inline(__always)
  private var bits: SIMDMask<SIMD2<Int64>> { unsafeBitCast(self, to: SIMDMask<SIMD2<Int64>>.self) }

  @inline(__always)
  private init(bits: SIMDMask<SIMD2<Int64>>) { self = unsafeBitCast(bits, to: Self.self) }

  @inline(__always)
  static func ^ (a: Self, b: Self) -> Self { Self(bits: a.bits .^ b.bits) }

  @inline(__always)
  static func & (a: Self, b: Self) -> Self { Self(bits: a.bits .& b.bits) }

  @inline(__always)
  static func | (a: Self, b: Self) -> Self { Self(bits: a.bits .| b.bits) }

  @inline(__always)
  static func ^= (a: inout Self, b: Self) { a = a ^ b }

  @inline(__always)
  static func &= (a: inout Self, b: Self) { a = a & b }

  @inline(__always)
  static func |= (a: inout Self, b: Self) { a = a | b }
}

extension SIMD16 where Scalar == UInt8 {
  /// The vector's bits as a mask's.
  @inline(__always)
  private var bits: SIMDMask<SIMD16<Int8>> { unsafeBitCast(self, to: SIMDMask<SIMD16<Int8>>.self) }

  @inline(__always)
  private init(bits: SIMDMask<SIMD16<Int8>>) { self = unsafeBitCast(bits, to: Self.self) }

  @inline(__always)
  static func ^ (a: Self, b: Self) -> Self { Self(bits: a.bits .^ b.bits) }

  @inline(__always)
  static func & (a: Self, b: Self) -> Self { Self(bits: a.bits .& b.bits) }

  @inline(__always)
  static func | (a: Self, b: Self) -> Self { Self(bits: a.bits .| b.bits) }

  @inline(__always)
  static func ^= (a: inout Self, b: Self) { a = a ^ b }

  @inline(__always)
  static func &= (a: inout Self, b: Self) { a = a & b }

  @inline(__always)
  static func |= (a: inout Self, b: Self) { a = a | b }
}
