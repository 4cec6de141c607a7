import BigInt
import Processor

#if arch(x86_64)
  import KernelsX86V4
#endif

extension Curve25519 {
  /// A public multiple of a public point with Z = 1.
  package struct PublicMultiple: Sendable {
    package var scalar: Scalar
    package let point: EdwardsPoint

    package init(scalar: Scalar, point: EdwardsPoint) {
      self.scalar = scalar
      self.point = point
    }
  }
}

extension Curve25519.EdwardsPoint {
  /// The digits of points lie between -15 and 15, those of the base point between -127 and 127.
  private static var width: Int { 5 }
  private static var baseWidth: Int { 8 }

  /// The sum of `multiples` and of `b * B`, for public values: its time depends on all of them.
  ///
  /// All multipliers in non-adjacent form share one chain of doublings (Strauss; Shamir's trick for two).
  static func sumVarTime(
    _ multiples: [Curve25519.PublicMultiple], base b: Curve25519.Scalar
  ) -> Curve25519.EdwardsPoint {
    #if arch(x86_64)
      if Processor.hasV4 { return sumV4VarTime(multiples, base: b) }
    #endif
    return sumPortableVarTime(multiples, base: b)
  }

  /// The same without a kernel.
  package static func sumPortableVarTime(
    _ multiples: [Curve25519.PublicMultiple], base b: Curve25519.Scalar
  ) -> Curve25519.EdwardsPoint {
    let count = multiples.count
    let digits = Self.digits(multiples)
    let baseDigits = b.nonAdjacentFormVarTime(width: baseWidth)
    // P, 3P, ..., 15P of each point.
    var odd: [Curve25519.ProjectiveAddend] = []
    odd.reserveCapacity(8 * count)
    for multiple in multiples {
      var point = multiple.point
      var twice = point
      twice.double()
      let twiceAddend = Curve25519.ProjectiveAddend(twice)
      odd.append(Curve25519.ProjectiveAddend(point))
      for _ in 1..<8 {
        point.add(twiceAddend)
        odd.append(Curve25519.ProjectiveAddend(point))
      }
    }
    let baseOdd = Curve25519.BasePointMultiples.oddMultiples
    var result = identity
    for place in (0..<256).reversed() {
      let row = place * count
      // T is needed only by an addition, which comes after one doubling in five or so when there is one point.
      if baseDigits[place] == 0 && (0..<count).allSatisfy({ digits[row + $0] == 0 }) {
        result.doubleWithoutT()
        continue
      }
      result.double()
      for i in 0..<count {
        let digit = Int(digits[row + i])
        if digit > 0 { result.add(odd[8 * i + digit / 2]) }
        if digit < 0 { result.add(-odd[8 * i - digit / 2]) }
      }
      let digit = Int(baseDigits[place])
      if digit > 0 { result.add(baseOdd[digit / 2]) }
      if digit < 0 { result.add(-baseOdd[-digit / 2]) }
    }
    return result
  }

  #if arch(x86_64)
    /// The same by the kernels of level v4.
    package static func sumV4VarTime(
      _ multiples: [Curve25519.PublicMultiple], base b: Curve25519.Scalar
    ) -> Curve25519.EdwardsPoint {
      // 8 odd multiples and their negatives of 5 vectors.
      let entrySize = 2 * 8 * 5
      let tables = UnsafeMutablePointer<SIMD4<Int64>>.allocate(capacity: entrySize * max(1, multiples.count))
      defer { tables.deallocate() }
      for (i, multiple) in multiples.enumerated() {
        multiple.point.storeOddMultiplesV4(count: 8, to: tables + entrySize * i)
      }
      let digits = Self.digits(multiples)
      let baseDigits = b.nonAdjacentFormVarTime(width: baseWidth)
      var limbs = InlineArray<20, UInt64>(repeating: 0)
      var span = limbs.mutableSpan
      span.withUnsafeMutableBufferPointer {
        KernelsX86V4.curve25519StraussVarTime(
          count: multiples.count, tables: tables, digits: digits, baseTable: baseOddMultiplesV4,
          baseDigits: baseDigits, result: $0.baseAddress!)
      }
      return Curve25519.EdwardsPoint(
        x: Curve25519.FieldElement(limbs51: limbs.span.extracting(0..<5)),
        y: Curve25519.FieldElement(limbs51: limbs.span.extracting(5..<10)),
        z: Curve25519.FieldElement(limbs51: limbs.span.extracting(15..<20)),
        t: Curve25519.FieldElement(limbs51: limbs.span.extracting(10..<15)))
    }

    private func storeOddMultiplesV4(count: Int, to table: UnsafeMutablePointer<SIMD4<Int64>>) {
      x.canonical.withWords { x in
        y.canonical.withWords { y in KernelsX86V4.curve25519OddMultiples(x: x, y: y, count: count, table: table) }
      }
    }

    /// B, 3B, ..., 127B and their negatives, 20 KiB, made on first use.
    ///
    /// nonisolated(unsafe): written here, before anybody else has it, and never again.
    nonisolated(unsafe) private static let baseOddMultiplesV4: UnsafePointer<SIMD4<Int64>> = {
      let table = UnsafeMutablePointer<SIMD4<Int64>>.allocate(capacity: 2 * 64 * 5)
      base.storeOddMultiplesV4(count: 64, to: table)
      return UnsafePointer(table)
    }()
  #endif

  /// For each of 256 places the digits of all multipliers.
  private static func digits(_ multiples: [Curve25519.PublicMultiple]) -> [Int8] {
    var digits = [Int8](repeating: 0, count: 256 * multiples.count)
    for (i, multiple) in multiples.enumerated() {
      multiple.scalar.storeNonAdjacentFormVarTime(width: width, to: &digits, from: i, stride: multiples.count)
    }
    return digits
  }
}

extension Curve25519.Scalar {
  /// The number as a sum of 2^i times odd digits below 2^(width - 1) in magnitude, any two of them at least `width`
  /// places apart. For public numbers below 2^255 and widths up to 8.
  func nonAdjacentFormVarTime(width: Int) -> [Int8] {
    var digits = [Int8](repeating: 0, count: 256)
    storeNonAdjacentFormVarTime(width: width, to: &digits, from: 0, stride: 1)
    return digits
  }

  /// The same, place i into `digits[first + i * stride]`, which are zero before.
  func storeNonAdjacentFormVarTime(width: Int, to digits: inout [Int8], from first: Int, stride: Int) {
    var carry: UInt64 = 0
    var position = 0
    while position < 256 {
      let word = position / 64
      let bit = UInt64(position % 64)
      var bits = words[word] >> bit
      if bit > 0 && word < 3 { bits |= words[word + 1] << (64 - bit) }
      // Places where bit and carry make zero and the same carry again: of zeros without one, of ones with one.
      let zeros = (bits &+ carry).trailingZeroBitCount
      if zeros > 0 {
        position += zeros
        continue
      }
      let window = Int(bits & (1 << UInt64(width) - 1)) + Int(carry)
      let isNegative = window >> (width - 1)
      digits[first + position * stride] = Int8(window - isNegative << width)
      carry = UInt64(isNegative)
      position += width
    }
  }
}
