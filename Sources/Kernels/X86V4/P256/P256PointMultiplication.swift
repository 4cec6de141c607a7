#if arch(x86_64)
  extension KernelsX86V4 {
    /// How many bytes `p256Multiply` and `p256MultiplyVarTime` work in, 64-byte aligned: 16 multiples and the chosen one,
    /// or 8. The caller wipes them after the former.
    public static var p256WorkspaceByteCount: Int { 17 * P256QuadEntry.vectorCount * 32 }

    /// `scalar`, which is from 1 to n - 1, times a point of P-256, in constant time.
    ///
    /// The scalar has 52 signed digits of 5 bits (Booth's recoding), from -16 to 16. With m the digits read so far, a sum is that
    /// of 32 m P and d P. They are neither equal nor opposite unless both are infinity: 32 m >= 32 but for m = 0, 32 m + d is not
    /// above the scalar and so not n, and if 32 m were d modulo n, then d = 15 (n is 17 modulo 32), but 32 m + d = n + 30 is
    /// above the scalar. Where one of them is infinity, the other is selected.
    ///
    /// - Parameters:
    ///   - product: 12 words: X, Y and Z, with x = X/Z^2 and y = Y/Z^3, below 2^256 and times 2^256.
    ///   - scalar: four words.
    ///   - point: x and y, four words each, below p and times 2^256.
    @inline(never)
    public static func p256Multiply(
      _ product: UnsafeMutablePointer<UInt64>, scalar: UnsafePointer<UInt64>, point: UnsafePointer<UInt64>,
      workspace: UnsafeMutableRawPointer
    ) {
      typealias Vector = P256Quad.Vector
      let order = P256QuadLanes()
      let table = workspace.assumingMemoryBound(to: Vector.self)
      let entryCount = P256QuadEntry.vectorCount
      let chosen = table + 16 &* entryCount
      let none = Vector(repeating: 0)

      // P, 2P, ..., 16P.
      var sum = P256QuadPoint(affine: point)
      let base = P256QuadEntry(sum, order)
      base.store(to: table)
      sum.double(times: 1, order)
      P256QuadEntry(sum, order).store(to: table + entryCount)
      for j in 2..<16 {
        sum.add(base, isNegative: none, order)
        P256QuadEntry(sum, order).store(to: table + j &* entryCount)
      }

      var isInfinity = Vector(repeating: -1)
      var place = 51
      while true {
        let bits = bits(scalar, from: 5 &* place &- 1)
        // The top bit counts -32, and is carried into the next digit.
        let sign = 0 &- (bits &>> 5)
        let positive = (bits &+ 1) &>> 1
        let magnitude = positive ^ sign & (positive ^ (32 &- positive))
        select(chosen, table, magnitude)
        let entry = P256QuadEntry(from: chosen)
        let isNegative = Vector(repeating: sign)
        let isZero = Vector(repeating: (magnitude &- 1) &>> 63)
        var next = sum
        next.add(entry, isNegative: isNegative & order.only2, order)
        let started = next.lanes.replaced(by: entry.point(isNegative: isNegative, order).lanes, where: isInfinity)
        sum = P256QuadPoint(started.replaced(by: sum.lanes, where: isZero))
        isInfinity = isInfinity & isZero
        if place == 0 { break }
        sum.double(times: 5, order)
        place &-= 1
      }
      sum.store(to: product, isInfinity: isInfinity)
    }

    /// Six bits of the scalar, with zeros below bit 0 and above bit 255.
    @inline(__always)
    private static func bits(_ scalar: UnsafePointer<UInt64>, from first: Int) -> Int64 {
      if first < 0 { return Int64(bitPattern: (scalar[0] &<< 1) & 63) }
      let (index, shift) = (first &>> 6, UInt64(truncatingIfNeeded: first & 63))
      var value = scalar[index] &>> shift
      if index < 3 { value |= (scalar[index &+ 1] &<< 1) &<< (63 &- shift) }
      return Int64(bitPattern: value & 63)
    }

    /// Copies the entry for a magnitude from 1 to 16; zeros for 0. All entries are read.
    ///
    /// It is a function of its own, and goes through memory, because LLVM would move what is done to the entry afterwards into
    /// the loop.
    @inline(never)
    private static func select(
      _ chosen: UnsafeMutablePointer<P256Quad.Vector>, _ table: UnsafePointer<P256Quad.Vector>, _ magnitude: Int64
    ) {
      typealias Wide = SIMD8<Int64>
      let entries = UnsafeRawPointer(table)
      let wanted = Wide(repeating: magnitude)
      let none = Wide(repeating: 0)
      var (e0, e1, e2, e3, e4) = (none, none, none, none, none)
      var counter = Wide(repeating: 1)
      for j in 0..<16 {
        let entry = entries + j &* 320
        let isWanted = counter .== wanted
        e0.replace(with: entry.load(fromByteOffset: 0, as: Wide.self), where: isWanted)
        e1.replace(with: entry.load(fromByteOffset: 64, as: Wide.self), where: isWanted)
        e2.replace(with: entry.load(fromByteOffset: 128, as: Wide.self), where: isWanted)
        e3.replace(with: entry.load(fromByteOffset: 192, as: Wide.self), where: isWanted)
        e4.replace(with: entry.load(fromByteOffset: 256, as: Wide.self), where: isWanted)
        counter &+= Wide(repeating: 1)
      }
      let result = UnsafeMutableRawPointer(chosen)
      result.storeBytes(of: e0, toByteOffset: 0, as: Wide.self)
      result.storeBytes(of: e1, toByteOffset: 64, as: Wide.self)
      result.storeBytes(of: e2, toByteOffset: 128, as: Wide.self)
      result.storeBytes(of: e3, toByteOffset: 192, as: Wide.self)
      result.storeBytes(of: e4, toByteOffset: 256, as: Wide.self)
    }

    /// The same for public numbers, in variable time: the scalar, which is not 0, is in width-5 non-adjacent form (Solinas 2000), with
    /// digits from -15 to 15.
    ///
    /// Where a digit d is added, the sum before it is m P with m a positive multiple of 32, since the digits before d are 0 for
    /// four places at least: it is not |d|. Modulo n, m could only be equal or opposite to d for the last digit, where m + d is
    /// the scalar, below n; m = n - d is not, and m = n + d is a multiple of 32 only for d = 15 (n is 17 modulo 32).
    ///
    /// - Parameter digits: `count` pairs of a place i and a digit, which counts 2^i times, from the lowest on.
    @inline(never)
    public static func p256MultiplyVarTime(
      _ product: UnsafeMutablePointer<UInt64>, digits: UnsafePointer<Int16>, count: Int,
      point: UnsafePointer<UInt64>, workspace: UnsafeMutableRawPointer
    ) {
      typealias Vector = P256Quad.Vector
      let order = P256QuadLanes()
      let table = workspace.assumingMemoryBound(to: Vector.self)
      let entryCount = P256QuadEntry.vectorCount
      let none = Vector(repeating: 0)

      // P, 3P, ..., 15P.
      var sum = P256QuadPoint(affine: point)
      P256QuadEntry(sum, order).store(to: table)
      var twice = sum
      twice.double(times: 1, order)
      let step = P256QuadEntry(twice, order)
      for j in 1..<8 {
        sum.add(step, isNegative: none, order)
        P256QuadEntry(sum, order).store(to: table + j &* entryCount)
      }

      // The highest digit is positive.
      sum = entry(table, digits[2 &* count &- 1]).point(isNegative: none, order)
      var index = count &- 1
      while index > 0 {
        let place = digits[2 &* index]
        index &-= 1
        let digit = digits[2 &* index &+ 1]
        sum.double(times: Int(place &- digits[2 &* index]), order)
        let isNegative = Vector(repeating: Int64(digit) &>> 63) & order.only2
        sum.add(entry(table, digit), isNegative: isNegative, order)
      }
      if digits[0] > 0 { sum.double(times: Int(digits[0]), order) }
      sum.store(to: product, isInfinity: none)
    }

    /// The entry for the magnitude of an odd digit.
    @inline(__always)
    private static func entry(_ table: UnsafePointer<P256Quad.Vector>, _ digit: Int16) -> P256QuadEntry {
      let magnitude = Int(digit < 0 ? 0 &- digit : digit)
      return P256QuadEntry(from: table + (magnitude &>> 1) &* P256QuadEntry.vectorCount)
    }

    /// Four products modulo p, for comparisons: `a b / 2^312`, in five vectors of limbs of 52 bits each.
    @inline(never)
    public static func p256QuadMultiply(
      _ product: UnsafeMutablePointer<SIMD4<Int64>>, _ a: UnsafePointer<SIMD4<Int64>>,
      _ b: UnsafePointer<SIMD4<Int64>>
    ) {
      (P256Quad(from: a) * P256Quad(from: b)).carried.store(to: product)
    }
  }
#endif
