import BigInt

/// Small loops on raw memory that the cipher modes share. Counts are public.
enum ByteOperations {
  /// Adds (exclusive or) `count` bytes of `source` to `target`.
  @inline(__always)
  static func add(_ source: UnsafeRawPointer, to target: UnsafeMutableRawPointer, count: Int) {
    var i = 0
    while i + 16 <= count {
      let sum =
        target.loadUnaligned(fromByteOffset: i, as: SIMD16<UInt8>.self)
        ^ source.loadUnaligned(fromByteOffset: i, as: SIMD16<UInt8>.self)
      target.storeBytes(of: sum, toByteOffset: i, as: SIMD16<UInt8>.self)
      i += 16
    }
    while i < count {
      let sum =
        target.load(fromByteOffset: i, as: UInt8.self) ^ source.load(fromByteOffset: i, as: UInt8.self)
      target.storeBytes(of: sum, toByteOffset: i, as: UInt8.self)
      i += 1
    }
  }

  /// Whether `expected` and the 16 bytes of `found` are the same; a length other than 16 is not.
  @inline(__always)
  static func tagsMatch(_ expected: UnsafeRawPointer, _ found: UnsafeRawBufferPointer) -> Choice {
    guard found.count == 16, let base = found.baseAddress else { return .no }
    let low = expected.loadUnaligned(as: UInt64.self) ^ base.loadUnaligned(as: UInt64.self)
    let high =
      expected.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      ^ base.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    return ConstantTime.isZero(low | high)
  }
}
