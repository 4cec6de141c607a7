import BigInt
import Processor

#if arch(x86_64)
  import KernelsX86V4
#endif

extension P256 {
  /// Multiples of the generator, each in a cache line of its own, so that multiplying it takes additions only:
  /// (j + 1) 2^(6 i) G at 32 i + j.
  ///
  /// @unchecked Sendable: the memory is written here once, and never again nor freed.
  struct BaseTable: @unchecked Sendable {
    private let entries: UnsafePointer<AffinePoint<P256>>

    private static var width: Int { P256.baseWindowBitCount }
    private static var rowCount: Int { 1 &<< (width &- 1) }
    private static var digitCount: Int { SignedDigit.count(bitCount: 256, width: width) }

    init(_ multiples: BaseMultiples<P256>) {
      let memory = UnsafeMutableRawPointer.allocate(byteCount: 64 * multiples.points.count, alignment: 64)
      entries = UnsafePointer(
        memory.initializeMemory(as: AffinePoint<P256>.self, from: multiples.points, count: multiples.points.count))
    }

    /// `scalar` times the generator, in constant time.
    func product(_ scalar: Scalar) -> JacobianPoint {
      #if arch(x86_64)
        if Processor.hasV4 { return productV4(scalar) }
      #endif
      return productPortable(scalar)
    }

    #if arch(x86_64)
      func productV4(_ scalar: Scalar) -> JacobianPoint {
        withUnsafeTemporaryAllocation(byteCount: 1408, alignment: 64) { buffer in
          // 1,280 bytes of scratch memory, 96 for the result and 32 for the scalar.
          buffer.initializeMemory(as: UInt64.self, repeating: 0)
          let words = buffer.bindMemory(to: UInt64.self)
          for i in 0..<4 { words[172 + i] = scalar.words[i] }
          let result = words.baseAddress! + 160
          buffer.baseAddress!.withMemoryRebound(to: SIMD8<UInt64>.self, capacity: 20) { scratch in
            KernelsX86V4.p256MultiplyBase(
              result, scalar: words.baseAddress! + 172, table: UnsafeRawPointer(entries), scratch: scratch)
          }
          defer { Wipe.zero(buffer) }
          // The words are below 2^256, and the kernel's R is 16 times ours: 2^252 is 1/16 in our form of numbers.
          let sixteenth = FieldElement(montgomery: 0, 0, 0, 1 << 60)
          return JacobianPoint(
            x: FieldElement(montgomery: result[0], result[1], result[2], result[3]) * sixteenth,
            y: FieldElement(montgomery: result[4], result[5], result[6], result[7]) * sixteenth,
            z: FieldElement(montgomery: result[8], result[9], result[10], result[11]) * sixteenth)
        }
      }
    #endif

    /// Every entry of a row is read, whatever the digit.
    ///
    /// The sum of the rows below row i is less than 0.51 2^(6 i) in magnitude, what it is added to at least 2^(6 i): they are
    /// neither equal nor opposite as integers. As multiples of a point of order n they could only be so in the last row: an
    /// entry 2^256 and a sum 2^256 - n, but then the scalar were 2^257 - n, which is more than n. So infinity is the
    /// only exception, and it is selected.
    @inline(never)
    func productPortable(_ scalar: Scalar) -> JacobianPoint {
      var sum = JacobianPoint.infinity
      var masks = InlineArray<64, UInt64>(repeating: 0)
      for index in 0..<Self.digitCount {
        let digit = SignedDigit(index, width: Self.width, of: scalar)
        TableMasks.fill(&masks, magnitude: digit.magnitude, count: Self.rowCount)
        // Digit 0 leaves (0, 0), which is no point.
        var entry = AffinePoint<P256>(x: .zero, y: .zero)
        for j in 0..<Self.rowCount {
          let point = entries[index &* Self.rowCount &+ j]
          entry.x.formUnion(point.x, under: masks[unchecked: j])
          entry.y.formUnion(point.y, under: masks[unchecked: j])
        }
        entry.y = .select(digit.isNegative, -entry.y, entry.y)
        sum.add(entry, unless: ConstantTime.isZero(digit.magnitude).opaque)
      }
      return sum
    }

    /// Adds `scalar` times the generator. The scalar is public: digits choose indices and branches.
    func addProductVarTime(_ scalar: Scalar, to sum: inout JacobianPoint) {
      #if arch(x86_64)
        if Processor.hasV4 { return sum.addVarTime(productV4(scalar)) }
      #endif
      for index in 0..<Self.digitCount {
        let digit = SignedDigit(index, width: Self.width, of: scalar)
        guard digit.magnitude != 0 else { continue }
        var entry = entries[index &* Self.rowCount &+ Int(truncatingIfNeeded: digit.magnitude) &- 1]
        if digit.isNegative.declassified { entry.y = -entry.y }
        sum.addVarTime(entry)
      }
    }
  }
}
