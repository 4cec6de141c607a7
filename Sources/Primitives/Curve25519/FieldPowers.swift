import BigInt
import Processor

#if arch(x86_64)
  import KernelsX86V4
#endif

extension Curve25519.FieldElement {
  /// The square of the square ..., `count` times; the count is public.
  @inline(never)
  func squared(times count: Int) -> Self {
    var result = self
    for _ in 0..<count { result = result.squared }
    return result
  }

  /// z^(2^250 - 1).
  private var power250: Self {
    // zN is z^(2^N - 1), except z2 and z9, which are plain powers.
    let z2 = squared
    let z9 = z2.squared(times: 2) * self
    let z5 = (z9 * z2).squared * z9
    let z10 = z5.squared(times: 5) * z5
    let z20 = z10.squared(times: 10) * z10
    let z40 = z20.squared(times: 20) * z20
    let z50 = z40.squared(times: 10) * z10
    let z100 = z50.squared(times: 50) * z50
    let z200 = z100.squared(times: 100) * z100
    return z200.squared(times: 50) * z50
  }

  /// The inverse, by division steps (`ModularInversion`); zero for zero.
  @inline(never)
  package var inverted: Self {
    let p: InlineArray<4, UInt64> = [0xffff_ffff_ffff_ffed, .max, .max, .max >> 1]
    let value = canonical
    let inverse = ModularInversion256(modulus: p, bitCount: 255).inverse(of: [value.w0, value.w1, value.w2, value.w3])
    return Self(inverse[0], inverse[1], inverse[2], inverse[3])
  }

  /// z^((p - 5) / 8), the core of a square root. (p - 5) / 8 = 2^252 - 3.
  @inline(never)
  package var raisedToSquareRootPower: Self { power250.squared(times: 2) * self }

  /// The same of many numbers.
  static func raisedToSquareRootPower(_ values: [Self]) -> [Self] {
    #if arch(x86_64)
      if Processor.hasV4 { return raisedToSquareRootPowerV4(values) }
    #endif
    return values.map(\.raisedToSquareRootPower)
  }

  #if arch(x86_64)
    /// The same by the kernel of level v4, which takes eight at a time.
    package static func raisedToSquareRootPowerV4(_ values: [Self]) -> [Self] {
      var powers: [Self] = []
      powers.reserveCapacity(values.count)
      for first in stride(from: 0, to: values.count, by: 8) {
        let count = min(8, values.count - first)
        var words = [UInt64](repeating: 0, count: 8 * 4)
        for i in 0..<count {
          let value = values[first + i].canonical
          (words[4 * i], words[4 * i + 1]) = (value.w0, value.w1)
          (words[4 * i + 2], words[4 * i + 3]) = (value.w2, value.w3)
        }
        var limbs = [UInt64](repeating: 0, count: 8 * 5)
        KernelsX86V4.curve25519SquareRootPowers(words, result: &limbs)
        for i in 0..<count { powers.append(Self(limbs51: limbs.span.extracting(5 * i..<5 * i + 5))) }
      }
      return powers
    }
  #endif

  /// A square root of `u / v`, and whether there is one (RFC 8032, section 5.1.3, steps 2 and 3).
  static func squareRoot(ofRatio u: Self, _ v: Self) -> (root: Self, exists: Choice) {
    squareRoot(ofRatio: u, v, power: radicand(ofRatio: u, v).raisedToSquareRootPower)
  }

  /// u v^7, whose power (p - 5) / 8 gives the root.
  static func radicand(ofRatio u: Self, _ v: Self) -> Self {
    let v3 = v.squared * v
    return u * v3.squared * v
  }

  /// The same with the power of the radicand.
  static func squareRoot(ofRatio u: Self, _ v: Self, power: Self) -> (root: Self, exists: Choice) {
    let candidate = u * v.squared * v * power
    let check = v * candidate.squared
    let isRoot = (check - u).isZero
    let isRootOfNegative = (check + u).isZero
    return (.select(isRootOfNegative, candidate * squareRootOfMinusOne, candidate), isRoot | isRootOfNegative)
  }

  /// The inverses of all `values`, none of them zero, with one inversion (Montgomery's trick).
  static func inverses(of values: [Self]) -> [Self] {
    var result: [Self] = []
    result.reserveCapacity(values.count)
    var product = one
    for value in values {
      result.append(product)
      product = product * value
    }
    var inverse = product.inverted
    for i in values.indices.reversed() {
      result[i] = result[i] * inverse
      inverse = inverse * values[i]
    }
    return result
  }

  /// 2^((p - 1) / 4), a square root of -1.
  static var squareRootOfMinusOne: Self {
    Self(0xc4ee_1b27_4a0e_a0b0, 0x2f43_1806_ad2f_e478, 0x2b4d_0099_3dfb_d7a7, 0x2b83_2480_4fc1_df0b)
  }
}
