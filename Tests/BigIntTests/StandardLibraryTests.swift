import BigInt
import Testing

/// The standard library's own integers are the specification: whatever they can represent, `BigInt` and `BigUInt` must
/// do alike, also in generic code.
@Suite struct StandardLibraryTests {
  /// What generic code over any integer type sees of a pair, widened to 128 bits.
  struct Results: Equatable {
    var values: [Int128] = []
    var flags: [Bool] = []

    init<T: BinaryInteger>(_ a: T, _ b: T) {
      values += [a & b, a | b, a ^ b, a, b].map { Int128($0) }
      if T.isSigned || a >= b { values.append(Int128(a - b)) }
      if b != 0 {
        let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
        values += [a / b, a % b, quotient, remainder].map { Int128($0) }
      }
      values += [a.signum(), b.signum()].map { Int128($0) } + [Int128(a.magnitude), Int128(b.magnitude)]
      values += [a + b, a * b].map { Int128($0) }
      if a != 0 { values.append(Int128(a.trailingZeroBitCount)) }
      for count in [0, 1, 3, 7, 8, 63, 64, 65, 200] { values.append(Int128(a >> count)) }
      for count in [-9, -1, 0, 1, 9] { values += [a << count, a >> count].map { Int128($0) } }
      values.append(Int128(a >> UInt64.max))
      values.append(Int128(a << Int64.min))
      values += [Int128(Int8(truncatingIfNeeded: a)), Int128(UInt8(truncatingIfNeeded: a))]
      values += [Int128(UInt64(truncatingIfNeeded: a)), Int128(Int8(clamping: a)), Int128(UInt16(clamping: a))]
      values += [Int8(exactly: a).map { Int128($0) } ?? 999, UInt8(exactly: a).map { Int128($0) } ?? 999]
      flags = [a < b, a <= b, a == b, a != b, a > b, a.isMultiple(of: b), a < 7, a == 7, a > UInt8(7), a != Int8(-7)]
      flags += [a < Int16(-3), a == UInt64.max, UInt64.max > b, Int8.min < b, Int64.min == b]
      flags += [Double(exactly: a) == nil, Float(a) == Float(Int128(a)), Double(a) == Double(Int128(a))]
      flags += [String(a) == String(Int128(a)), "\(a)" == "\(Int128(a))"]
    }
  }

  @Test("BigInt does as Int128 does")
  func signed() {
    let edges = Samples.edges.filter { $0.bitWidth <= 60 }
    #expect(edges.count > 30)
    for a in edges { for b in edges { #expect(Results(a, b) == Results(Int128(a), Int128(b)), "\(a), \(b)") } }
    for a in -9...9 { for b in -9...9 { #expect(Results(BigInt(a), BigInt(b)) == Results(Int128(a), Int128(b))) } }
  }

  @Test("BigUInt does as UInt128 does")
  func unsigned() {
    let edges = Samples.edges.filter { $0.bitWidth <= 60 && !$0.isNegative }.map(\.magnitude)
    #expect(edges.count > 15)
    for a in edges { for b in edges { #expect(Results(a, b) == Results(UInt128(a), UInt128(b)), "\(a), \(b)") } }
  }

  @Test("Two's complement words are those of the standard library's, sign-extended")
  func words() {
    for a in Samples.edges where a.bitWidth <= 128 {
      let expected = Array(Int128(truncatingIfNeeded: a).words)
      let words = a.words + Array(repeating: a.isNegative ? UInt.max : 0, count: 2)
      #expect(Array(words[..<2]) == expected, "\(a)")
      #expect(BigInt(twosComplementWords: words) == a)
      #expect(BigInt(Int128(truncatingIfNeeded: a)) == a)
      #expect(Int128(exactly: a) == Int128(truncatingIfNeeded: a))
    }
    #expect(BigInt(-1).words == [.max])
    #expect(BigInt(0).words == [0])
    #expect(BigUInt(0).words == [0])
    #expect((BigInt(1) << 63).words == [1 << 63, 0])
    #expect((-(BigInt(1) << 63)).words == [1 << 63])
  }

  @Test("The bit width is the shortest: with a sign for BigInt, without one for BigUInt")
  func bitWidths() {
    for (value, width) in [(0, 1), (-1, 1), (1, 2), (-2, 2), (2, 3), (127, 8), (-128, 8), (128, 9), (-129, 9)] {
      #expect(BigInt(value).bitWidth == width, "\(value)")
    }
    for (value, width) in [(0, 0), (1, 1), (2, 2), (255, 8), (256, 9)] {
      #expect(BigUInt(value).bitWidth == width, "\(value)")
    }
    #expect(BigInt(Int.min).bitWidth == 64)
    #expect(BigUInt(0).trailingZeroBitCount == 0)
    #expect(BigInt(0).trailingZeroBitCount == 1)
  }

  @Test("Conversions between integer types keep the value, clamp or fail")
  func integerConversions() {
    #expect(BigUInt(exactly: -1) == nil)
    #expect(BigUInt(exactly: BigInt(-5)) == nil)
    #expect(BigUInt(clamping: -5) == 0)
    #expect(BigUInt(clamping: Int8(5)) == 5)
    #expect(BigUInt(truncatingIfNeeded: -1 as Int) == BigUInt(UInt.max))
    #expect(BigInt(truncatingIfNeeded: -1 as Int8) == -1)
    #expect(BigInt(UInt64.max) == 18_446_744_073_709_551_615)
    #expect(BigInt(Int128.min) == -(BigInt(1) << 127))
    #expect(UInt64(exactly: BigUInt(1) << 64) == nil)
    #expect(Int64(exactly: -(BigInt(1) << 63)) == Int64.min)
    #expect(Int64(exactly: BigInt(1) << 63) == nil)
    #expect(Int32(clamping: -(BigInt(1) << 70)) == Int32.min)
    #expect(UInt32(clamping: BigInt(1) << 70) == UInt32.max)
    #expect(BigInt(-7) == -7 as Int8 && BigUInt(7) == 7 as Int8 && BigUInt(UInt.max) != -1 as Int)
    #expect(BigUInt(0) > (-1 as Int) && BigUInt(1) << 80 > Int.max && BigInt(-1) << 80 < Int.min)
    #expect(numericCast(BigInt(300)) as UInt16 == 300)
  }

  @Test("Conversions from floating point truncate, or are exact or nil")
  func floatConversions() {
    #expect(BigInt(-2.9) == -2 && BigInt(2.9) == 2 && BigUInt(2.9) == 2 && BigUInt(-0.9) == 0 && BigInt(-0.0) == 0)
    #expect(
      BigInt(exactly: 2.5) == nil && BigInt(exactly: Double.nan) == nil && BigInt(exactly: Double.infinity) == nil)
    #expect(BigUInt(exactly: -1.0) == nil && BigUInt(exactly: -0.0) == 0 && BigUInt(exactly: 3 as Float) == 3)
    #expect(BigInt(exactly: -Double.greatestFiniteMagnitude) == -(((BigInt(1) << 53) - 1) << 971))
    #expect(BigInt(Double.leastNonzeroMagnitude) == 0 && BigInt(1e300) == BigInt(exactly: 1e300))
    #expect(Double(BigInt(1) << 2_000) == .infinity && Double(-(BigInt(1) << 2_000)) == -.infinity)
    #expect(Double(exactly: (BigInt(1) << 53) + 1) == nil && Double(exactly: BigInt(1) << 100) == 0x1p100)
    var samples = Samples(seed: 11)
    for _ in 0..<500 {
      let double = Double(bitPattern: samples.next())
      guard double.isFinite else { continue }
      let whole = double.rounded(.towardZero)
      #expect(Double(BigInt(double)) == whole, "\(double)")
      #expect(BigInt(exactly: double).map { Double($0) } == (whole == double ? double : nil), "\(double)")
    }
  }

  @Test("Literals of any size are read in full")
  func literals() {
    #expect(0x1_0000_0000_0000_0000_0000_0000_0000_0000 as BigUInt == BigUInt(1) << 128)
    #expect(-0x8000_0000_0000_0000 as BigInt == BigInt(Int.min))
    #expect(18_446_744_073_709_551_616 as BigInt == BigInt(1) << 64)
    #expect(-170_141_183_460_469_231_731_687_303_715_884_105_729 as BigInt == -(BigInt(1) << 127) - 1)
    #expect(18_446_744_073_709_551_615 as BigUInt == BigUInt(UInt.max))
  }

  @Test("Texts are read as Int and UInt read them")
  func texts() {
    let texts = [
      "", "+", "-", "0", "-0", "+0", "00012", "12", "-12", "+12", " 12", "12 ", "1_2", "0x12", "1-2", "--1", "+-1", "a",
      "zZ", "-Zz", "9", "1.0", "\u{0661}", "12\u{0301}",
    ]
    for text in texts {
      for radix in [2, 3, 10, 16, 36] {
        #expect(BigInt(text, radix: radix) == Int(text, radix: radix).map { BigInt($0) }, "\(text) in \(radix)")
        #expect(BigUInt(text, radix: radix) == UInt(text, radix: radix).map { BigUInt($0) }, "\(text) in \(radix)")
      }
      #expect(BigInt(text) == Int(text).map { BigInt($0) }, "\(text)")
    }
    #expect(String(BigInt(-255), radix: 16, uppercase: true) == "-FF" && String(BigUInt(0), radix: 2) == "0")
    #expect(String(describing: BigInt(-255)) == "-255" && "\(BigUInt(255))" == "255")
  }

  @Test("Ranges and strides work, and distances do not overflow")
  func strides() {
    let start = BigUInt(1) << 100
    #expect(Array(start..<start + 3) == [start, start + 1, start + 2])
    #expect(Array(stride(from: BigUInt(5), through: 0, by: -2)) == [5, 3, 1])
    #expect(Array(stride(from: BigUInt(4), through: 0, by: -2)) == [4, 2, 0])
    #expect(Array(stride(from: BigUInt(4), to: 0, by: -3)) == [4, 1])
    #expect(start.distance(to: 0) == -(BigInt(1) << 100))
    #expect(BigInt(-3).advanced(by: BigInt(1) << 64) == (BigInt(1) << 64) - 3)
    #expect((BigInt(-2)...BigInt(2)).reduce(0, +) == 0)
  }

  @Test("Equal values have equal hashes, however they were made")
  func hashes() {
    for a in Samples.edges {
      let detour = ((a << 130) + 1) >> 130
      #expect(detour == a && detour.hashValue == a.hashValue)
      #expect((-(-a)).hashValue == a.hashValue)
    }
    #expect(-BigInt(0) == 0 && !(-BigInt(0)).isNegative)
    var zeroed = BigInt(-5)
    zeroed.magnitude = 0
    #expect(zeroed == 0 && !zeroed.isNegative)
  }

  @Test("What has no result traps")
  func traps() async {
    await #expect(processExitsWith: .failure) { _ = BigUInt(1) - BigUInt(2) }
    await #expect(processExitsWith: .failure) {
      var value = BigUInt(1) << 64
      value -= (BigUInt(1) << 64) + 1
    }
    await #expect(processExitsWith: .failure) { _ = BigUInt(1) / BigUInt(0) }
    await #expect(processExitsWith: .failure) { _ = BigInt(1) % BigInt(0) }
    await #expect(processExitsWith: .failure) { _ = BigUInt(-1 as Int) }
    await #expect(processExitsWith: .failure) { _ = BigUInt(BigInt(-1)) }
    await #expect(processExitsWith: .failure) { _ = BigInt(Double.nan) }
    await #expect(processExitsWith: .failure) { _ = Int64(BigInt(1) << 63) }
    await #expect(processExitsWith: .failure) { _ = BigUInt(256).bigEndianBytes(count: 1) }
    await #expect(processExitsWith: .success) { _ = BigUInt(2) - BigUInt(2) }
  }
}
