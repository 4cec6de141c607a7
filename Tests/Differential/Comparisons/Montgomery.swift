import BigInt
import Processor

/// Powers modulo odd numbers: kernels beside the portable loops.
enum MontgomeryComparisons {
  static let all: [Comparison] =
    [Processor.Level.v3, .v4].flatMap { level in
      ((level == .v4 ? [] : [8, 12, 128]) + [16, 24, 32, 48, 64]).flatMap { limbs in powers(limbs, level) }
    }
    + [16, 24, 32].map { limbs in
      Comparison(name: "montgomery-\(64 * limbs)-pair-v4", level: .v4, share: 40 * limbs) { operands in
        let (n, x) = modulusAndBase(&operands, limbs: limbs)
        let (m, y) = modulusAndBase(&operands, limbs: limbs)
        guard let p = Modulus(SecretLimbs(n.span)), let q = Modulus(SecretLimbs(m.span)) else { return "no modulus" }
        let (d, e) = (operands.limbs(limbs), operands.limbs(limbs))
        let dP = SecretLimbs(d.span)
        let dQ = SecretLimbs(e.span)
        var a = SecretLimbs(x.span)
        var b = SecretLimbs(y.span)
        let bits = max(p.bitWidth, q.bitWidth)
        let expected = [
          words(p.powPortable(a, dP, exponentBitWidth: bits)), words(q.powPortable(b, dQ, exponentBitWidth: bits)),
        ]
        ModulusPair(p, q).pow(&a, dP, &b, dQ)
        let found = [words(a), words(b)]
        return found == expected ? nil : "\(x)^\(d) mod \(n), \(y)^\(e) mod \(m): \(found), portable \(expected)"
      }
    }

  private static func powers(_ limbs: Int, _ level: Processor.Level) -> [Comparison] {
    [
      Comparison(name: "montgomery-\(64 * limbs)-multiply-\(level.name)", level: level, share: limbs / 4) { operands in
        let (n, x) = modulusAndBase(&operands, limbs: limbs)
        // Few multiplications, so that many operands are seen: a square, a product, and both.
        return powersVarTime(n, x, [1, 2, 3, 5, 6, 7][operands.below(6)], level)
      },
      Comparison(name: "montgomery-\(64 * limbs)-public-\(level.name)", level: level, share: 2 * limbs) { operands in
        let (n, x) = modulusAndBase(&operands, limbs: limbs)
        return powersVarTime(n, x, operands.below(4) == 0 ? operands.limb() | 1 : 65537, level)
      },
      Comparison(name: "montgomery-\(64 * limbs)-power-\(level.name)", level: level, share: 10 * limbs) { operands in
        let (n, x) = modulusAndBase(&operands, limbs: limbs)
        guard let modulus = Modulus(SecretLimbs(n.span), level: level) else { return "no modulus: \(n)" }
        let exponent = operands.limbs(1 + operands.below(2))
        let bits = operands.below(64 * exponent.count + 1)
        let e = SecretLimbs(exponent.span)
        let base = SecretLimbs(x.span)
        let expected = words(modulus.powPortable(base, e, exponentBitWidth: bits))
        let found = words(modulus.pow(base, e, exponentBitWidth: bits))
        return found == expected ? nil : "\(x)^\(exponent) (\(bits) bits) mod \(n): \(found), portable \(expected)"
      },
    ]
  }

  /// An odd modulus whose top tile is not zero, and any number of as many limbs.
  private static func modulusAndBase(_ operands: inout Operands, limbs: Int) -> (n: [UInt64], x: [UInt64]) {
    var n = operands.limbs(limbs)
    n[0] |= 1
    if n[(limbs - 4)...].allSatisfy({ $0 == 0 }) { n[limbs - 1] = 1 << UInt64(operands.below(64)) }
    return (n, operands.below(2) == 0 ? operands.residue(trimmed(n)) + zeros(n) : operands.limbs(limbs))
  }

  private static func trimmed(_ n: [UInt64]) -> [UInt64] { Array(n[...(n.lastIndex { $0 != 0 } ?? 0)]) }
  private static func zeros(_ n: [UInt64]) -> [UInt64] { [UInt64](repeating: 0, count: n.count - trimmed(n).count) }

  private static func powersVarTime(_ n: [UInt64], _ x: [UInt64], _ exponent: UInt64, _ level: Processor.Level)
    -> String?
  {
    guard let modulus = Modulus(SecretLimbs(n.span), level: level) else { return "no modulus: \(n)" }
    let base = SecretLimbs(x.span)
    let expected = words(modulus.powPortableVarTime(base, exponent))
    let found = words(modulus.powVarTime(base, exponent))
    return found == expected ? nil : "\(x)^\(exponent) mod \(n): \(found), portable \(expected)"
  }

  private static func words(_ x: borrowing SecretLimbs) -> [UInt64] {
    let span = x.span
    return span.indices.map { span[$0] }
  }
}
