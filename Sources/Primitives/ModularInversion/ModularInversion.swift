import BigInt

/// Inversion modulo an odd number by Bernstein and Yang's gcd, in constant time ("Fast constant-time gcd computation and
/// modular inversion", TCHES 2019), several times faster than Fermat's power m - 2.
///
/// Division steps take (f, g) from (m, a) to (+-1, 0); what they do to f and g they do to (d, e), from (0, 1), modulo m, so
/// that d a = f and e a = g all along, and in the end d or -d is the inverse. Runs of steps are found from the lowest words
/// alone (`DivisionSteps`) and then applied to all of f, g, d and e at once, in digits of 62 bits, the highest signed, as
/// Wuille describes it ("The safegcd implementation in libsecp256k1 explained").
///
/// How many steps are enough for any a below m, when delta starts at 1/2: 590 for m below 2^256 (Wuille, "Bounds on
/// divsteps iterations in safegcd"), and floor((45907 b + 26313)/19929) for m below 2^b in general (Harrison's proof for
/// s2n-bignum): 885 for 384 bits, 1201 for 521. The runs make 590, 885 and 1239.
///
/// Numbers are plain residues in words of 64 bits, least significant first. In Montgomery's form a R is to become R/a: the
/// inverse of a R is 1/(a R), so one Montgomery multiplication of it by R^3 mod m does it.
///
/// Everything here is inlined, so that it becomes code for one length and one modulus: call it from a function that is
/// `@inline(never)`.
struct ModularInversion<let wordCount: Int, let digitCount: Int>: Sendable {
  /// m.
  private let modulus: Digits
  /// 1/m modulo 2^62.
  private let inverse: Int64
  /// Runs of division steps.
  private let runCount: Int

  typealias WordArray = InlineArray<wordCount, UInt64>
  private typealias Digits = InlineArray<digitCount, Int64>

  @inline(__always)
  private static var mask: Int64 { 1 &<< 62 &- 1 }

  /// For an odd modulus below 2^`bitCount`, which is at most 62 `digitCount` - 2.
  @inline(__always)
  init(modulus: WordArray, bitCount: Int) {
    self.modulus = Self.digits(modulus)
    let steps = bitCount <= 256 ? 590 : (45907 &* bitCount &+ 26313) / 19929
    runCount = (steps &+ DivisionSteps.count &- 1) / DivisionSteps.count
    // Newton's iteration doubles the right bits, three of m itself to begin with: 6, 12, 24, 48, 96.
    let m = Int64(bitPattern: modulus[0])
    var inverse = m
    for _ in 0..<5 { inverse = inverse &* (2 &- m &* inverse) }
    self.inverse = inverse & Self.mask
  }

  /// The number below m whose product with `value`, below m, is 1 modulo m; 0 for 0. Constant time, for m prime to
  /// `value`.
  @inline(__always)
  func inverse(of value: WordArray) -> WordArray {
    var f = modulus
    var g = Self.digits(value)
    var d = Digits(repeating: 0)
    var e = d
    e[0] = 1
    var zeta: Int64 = -1
    for _ in 0..<runCount {
      let steps = DivisionSteps(f[0], g[0], zeta: &zeta)
      update(&d, &e, steps)
      Self.divide(&f, &g, steps, digitCount)
    }
    var result = words(d, isNegated: f[digitCount &- 1] &>> 63)
    Wipe.zero(&g)
    Wipe.zero(&d)
    Wipe.zero(&e)
    defer { Wipe.zero(&result) }
    return result
  }

  /// The same for public numbers, in variable time.
  @inline(__always)
  func inverseVarTime(of value: WordArray) -> WordArray {
    var f = modulus
    var g = Self.digits(value)
    var d = Digits(repeating: 0)
    var e = d
    e[0] = 1
    var eta: Int64 = -1
    // f and g take fewer and fewer digits.
    var length = digitCount
    while true {
      let steps = DivisionSteps(varTime: f[0], g[0], eta: &eta)
      update(&d, &e, steps)
      Self.divide(&f, &g, steps, length)
      var all: Int64 = 0
      for i in 0..<length { all |= g[i] }
      if all == 0 { break }
      // A highest digit of 0 or -1 is no more than the sign, for which the one below has room.
      while length > 1, f[length &- 1] == f[length &- 1] &>> 63, g[length &- 1] == g[length &- 1] &>> 63 {
        f[length &- 2] |= f[length &- 1] &<< 62
        g[length &- 2] |= g[length &- 1] &<< 62
        length &-= 1
      }
    }
    return words(d, isNegated: f[length &- 1] &>> 63)
  }

  /// (f, g) times the matrix, divided by 2^62, which is exact. Magnitudes stay at most m: a row's sum is at most 2^62.
  @inline(__always)
  private static func divide(_ f: inout Digits, _ g: inout Digits, _ steps: DivisionSteps, _ length: Int) {
    // A product and sum of two terms of each row is below 2^125 + 2^66.
    var sumF = product(steps.u, f[unchecked: 0]) &+ product(steps.v, g[unchecked: 0])
    var sumG = product(steps.q, f[unchecked: 0]) &+ product(steps.r, g[unchecked: 0])
    for i in 1..<length {
      let (fi, gi) = (f[unchecked: i], g[unchecked: i])
      sumF = sumF &>> 62 &+ product(steps.u, fi) &+ product(steps.v, gi)
      sumG = sumG &>> 62 &+ product(steps.q, fi) &+ product(steps.r, gi)
      f[unchecked: i &- 1] = Int64(truncatingIfNeeded: sumF) & mask
      g[unchecked: i &- 1] = Int64(truncatingIfNeeded: sumG) & mask
    }
    f[unchecked: length &- 1] = Int64(truncatingIfNeeded: sumF &>> 62)
    g[unchecked: length &- 1] = Int64(truncatingIfNeeded: sumG &>> 62)
  }

  /// (d, e) times the matrix, divided by 2^62 modulo m; d and e are above -2m and below m before and after.
  ///
  /// Where d or e is negative, m is added to it (as u m to the row's sum), which leaves them between -m and m; the row's sum,
  /// divided, is then between -m and m, and the multiple of m that makes the division exact is between -m and 0.
  @inline(__always)
  private func update(_ d: inout Digits, _ e: inout Digits, _ steps: DivisionSteps) {
    let m = modulus
    let dSign = d[digitCount &- 1] &>> 63
    let eSign = e[digitCount &- 1] &>> 63
    var multipleD = steps.u & dSign &+ steps.v & eSign
    var multipleE = steps.q & dSign &+ steps.r & eSign
    var sumD = Self.product(steps.u, d[0]) &+ Self.product(steps.v, e[0])
    var sumE = Self.product(steps.q, d[0]) &+ Self.product(steps.r, e[0])
    multipleD = multipleD &- (inverse &* Int64(truncatingIfNeeded: sumD) &+ multipleD) & Self.mask
    multipleE = multipleE &- (inverse &* Int64(truncatingIfNeeded: sumE) &+ multipleE) & Self.mask
    sumD = sumD &+ Self.product(multipleD, m[0])
    sumE = sumE &+ Self.product(multipleE, m[0])
    for i in 1..<digitCount {
      let (di, ei, mi) = (d[unchecked: i], e[unchecked: i], m[unchecked: i])
      sumD = sumD &>> 62 &+ Self.product(steps.u, di) &+ Self.product(steps.v, ei) &+ Self.product(multipleD, mi)
      sumE = sumE &>> 62 &+ Self.product(steps.q, di) &+ Self.product(steps.r, ei) &+ Self.product(multipleE, mi)
      d[unchecked: i &- 1] = Int64(truncatingIfNeeded: sumD) & Self.mask
      e[unchecked: i &- 1] = Int64(truncatingIfNeeded: sumE) & Self.mask
    }
    d[unchecked: digitCount &- 1] = Int64(truncatingIfNeeded: sumD &>> 62)
    e[unchecked: digitCount &- 1] = Int64(truncatingIfNeeded: sumE &>> 62)
  }

  @inline(__always)
  private static func product(_ a: Int64, _ b: Int64) -> Int128 { Int128(a) &* Int128(b) }

  /// `d`, or its negative where the mask is all ones, brought from between -2m and m to between 0 and m - 1.
  @inline(__always)
  private func words(_ d: Digits, isNegated mask: Int64) -> WordArray {
    var value = d
    // To between -m and m, with its sign, and then to below m.
    addModulus(to: &value, under: value[digitCount &- 1] &>> 63)
    for i in 0..<digitCount { value[i] = (value[i] ^ mask) &- mask }
    Self.carry(&value)
    addModulus(to: &value, under: value[digitCount &- 1] &>> 63)
    var words = WordArray(repeating: 0)
    for i in 0..<wordCount {
      // A word begins in digit 64 i / 62 and ends in the next one, 124 bits on, at the earliest.
      let (index, shift) = (64 &* i / 62, Int64(64 &* i % 62))
      words[i] = UInt64(bitPattern: value[index]) &>> UInt64(shift)
      if index &+ 1 < digitCount { words[i] |= UInt64(bitPattern: value[index &+ 1]) &<< UInt64(62 &- shift) }
      // Where the word begins in the last bits but one or two of a digit, the next ends before the word does.
      if index &+ 2 < digitCount, shift > 60 {
        words[i] |= UInt64(bitPattern: value[index &+ 2]) &<< UInt64(124 &- shift)
      }
    }
    Wipe.zero(&value)
    return words
  }

  @inline(__always)
  private func addModulus(to value: inout Digits, under mask: Int64) {
    for i in 0..<digitCount { value[i] = value[i] &+ modulus[i] & mask }
    Self.carry(&value)
  }

  /// Digits between 0 and 2^62 - 1 but for the highest, which keeps the sign.
  @inline(__always)
  private static func carry(_ value: inout Digits) {
    for i in 1..<digitCount {
      value[i] = value[i] &+ value[i &- 1] &>> 62
      value[i &- 1] = value[i &- 1] & mask
    }
  }

  @inline(__always)
  private static func digits(_ words: WordArray) -> Digits {
    var digits = Digits(repeating: 0)
    for i in 0..<digitCount {
      let (index, shift) = (62 &* i / 64, UInt64(62 &* i % 64))
      guard index < wordCount else { break }
      var digit = words[index] &>> shift
      if shift > 2, index &+ 1 < wordCount { digit |= words[index &+ 1] &<< (64 &- shift) }
      digits[i] = Int64(bitPattern: digit) & mask
    }
    return digits
  }
}

/// For moduli below 2^256, such as P-256's and Curve25519's: 10 runs of division steps.
typealias ModularInversion256 = ModularInversion<4, 5>
/// For moduli below 2^384: 15 runs.
typealias ModularInversion384 = ModularInversion<6, 7>
/// For moduli below 2^521: 21 runs.
typealias ModularInversion521 = ModularInversion<9, 9>
