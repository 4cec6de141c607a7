import BigInt
import Primitives
import Processor

#if arch(x86_64)
  import KernelsX86V4
#endif

/// P-256: the field against arbitrary-precision integers, lanes against the field, and multiplications against the complete formulas.
enum P256Comparisons {
  private typealias Campaign = P256.Campaign

  static let all: [Comparison] = portable + kernels

  private static let portable: [Comparison] = [
    Comparison(name: "p256-field", level: .portable, share: 20) { operands in
      let (a, b) = (operands.residue(Campaign.prime), operands.residue(Campaign.prime))
      let found = Campaign.field(a, b)
      let (x, y, p) = (integer(a), integer(b), integer(Campaign.prime))
      // What is in Montgomery's form for R is divided by R in a product.
      let products = [x * y, x * x, (x + p - y) * r, (x + p + p + p - y - y - y) * r, (x + y) * r, x * (x + y)]
      for (place, product) in products.enumerated() where integer(found[place]) * r % p != product % p {
        return "operation \(place) of \(a) and \(b): \(found[place])"
      }
      let one = x == BigUInt(0) ? BigUInt(0) : r * r % p
      for place in 6...7 where integer(found[place]) * x % p != one { return "1/\(a): \(found[place])" }
      return nil
    },
    Comparison(name: "p256-base", level: .portable, share: 100) { operands in
      let k = operands.residue(Campaign.order)
      return difference(Campaign.base(k, .portable), Campaign.base(k, .complete), "\(k) G")
    },
    Comparison(name: "p256-product", level: .portable, share: 200) { operands in
      let (k, q) = (nonZero(operands.residue(Campaign.order)), nonZero(operands.residue(Campaign.order)))
      return difference(
        Campaign.product(k, q, isComplete: false), Campaign.product(k, q, isComplete: true), "\(k) (\(q) G)")
    },
    Comparison(name: "p256-check", level: .portable, share: 200) { operands in
      let q = nonZero(operands.residue(Campaign.order))
      var (a, b) = (operands.residue(Campaign.order), nonZero(operands.residue(Campaign.order)))
      // At times a is b q or its negative, so that equal or opposite points are added.
      let (n, product) = (integer(Campaign.order), integer(b) * integer(q) % integer(Campaign.order))
      switch operands.below(8) {
      case 0: a = words(product)
      case 1: a = words((n - product) % n)
      case 2: b = [1, 0, 0, 0]
      default: break
      }
      var r = nonZero(Campaign.coordinate(a, b, q))
      if operands.below(2) == 0 { r[operands.below(4)] ^= 1 << UInt64(operands.below(64)) }
      if integer(r) >= n { r = [1, 0, 0, 0] }
      let found = Campaign.check(r, a, b, q, isComplete: false)
      return found == Campaign.check(r, a, b, q, isComplete: true) ? nil : "\(r) of \(a) G + \(b) (\(q) G): \(found)"
    },
  ]

  #if arch(x86_64)
    private static let kernels: [Comparison] = [
      Comparison(name: "p256-field-v4", level: .v4, share: 20) { operands in
        var (a, b): ([[UInt64]], [[UInt64]]) = ([], [])
        for _ in 0..<8 {
          a.append(operands.residue(Campaign.prime))
          b.append(operands.residue(Campaign.prime))
        }
        let found = Campaign.fieldV4(a, b)
        for lane in 0..<8 where found[lane] != Array(Campaign.field(a[lane], b[lane]).prefix(4)) {
          return "\(a[lane]) and \(b[lane]): \(found[lane])"
        }
        return nil
      },
      Comparison(name: "p256-base-v4", level: .v4, share: 20) { operands in
        let k = operands.residue(Campaign.order)
        return difference(Campaign.base(k, .v4), Campaign.base(k, .portable), "\(k) G")
      },
      Comparison(name: "p256-base-vartime-v4", level: .v4, share: 20) { operands in
        let k = operands.residue(Campaign.order)
        return difference(Campaign.base(k, .v4VarTime), Campaign.base(k, .portable), "\(k) G")
      },
      Comparison(name: "p256-quad-v4", level: .v4, share: 4) { operands in
        // All limbs that factors may have, four numbers in five vectors.
        func vectors() -> [SIMD4<Int64>] {
          (0..<5).map { _ in SIMD4((0..<4).map { _ in Int64(bitPattern: operands.limb()) & limbMask }) }
        }
        let (a, b) = (vectors(), vectors())
        var product = [SIMD4<Int64>](repeating: SIMD4(), count: 5)
        KernelsX86V4.p256QuadMultiply(&product, a, b)
        for lane in 0..<4 {
          let (x, y, z) = (number(a, lane), number(b, lane), number(product, lane))
          let isCarried = product.allSatisfy { (0...limbMask).contains($0[lane]) }
          let isReduced = isCarried && z < p + (BigUInt(1) << 208)
          if !isReduced || (z << 312) % p != x * y % p { return "\(x) \(y): \(z)" }
        }
        return nil
      },
      Comparison(name: "p256-point-v4", level: .v4, share: 100) { operands in
        let (k, q) = (nonZero(operands.residue(Campaign.order)), nonZero(operands.residue(Campaign.order)))
        let expected = Campaign.multiple(k, q, .portable)
        if let found = difference(Campaign.multiple(k, q, .v4), expected, "\(k) (\(q) G)") { return found }
        return difference(Campaign.multiple(k, q, .v4VarTime), expected, "\(k) (\(q) G) in variable time")
      },
    ]

    private static let p = integer(Campaign.prime)
    private static let limbMask: Int64 = (1 << 52) - 1

    /// A lane of five limbs of 52 bits.
    private static func number(_ limbs: [SIMD4<Int64>], _ lane: Int) -> BigUInt {
      limbs.reversed().reduce(BigUInt(0)) { ($0 << 52) + BigUInt(UInt64($1[lane])) }
    }
  #else
    private static let kernels: [Comparison] = []
  #endif

  private static let r = BigUInt(1) << 256

  private static func integer(_ words: [UInt64]) -> BigUInt { BigUInt(words: words.map { UInt($0) }) }

  private static func words(_ integer: BigUInt) -> [UInt64] {
    let words = integer.words.map { UInt64($0) }
    return words + [UInt64](repeating: 0, count: 4 - words.count)
  }

  private static func nonZero(_ words: [UInt64]) -> [UInt64] { words == [0, 0, 0, 0] ? [1, 0, 0, 0] : words }

  private static func difference(_ found: [UInt64], _ expected: [UInt64], _ what: String) -> String? {
    found == expected ? nil : "\(what): \(found), not \(expected)"
  }
}
