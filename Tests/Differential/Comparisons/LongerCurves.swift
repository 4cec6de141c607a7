#if arch(x86_64)
  import BigInt
  import Primitives
  import Processor

  import KernelsX86V4

  /// P-384 and P-521, and P-256 where it shares their code: their fields and inversions against arbitrary-precision integers, the kernels that multiply points against
  /// the portable code.
  enum LongerCurveComparisons {
    static let all: [Comparison] = [p256, p384, p521].flatMap { $0.comparisons }

    private static let p256 = Curve(
      name: "p256", curve: .p256, limbCount: nil,
      prime: power(256) - power(224) + power(192) + power(96) - BigUInt(1),
      order: "115792089210356248762697446949407573529996955224135760342422259061068512044369")
    private static let p384 = Curve(
      name: "p384", curve: .p384, limbCount: 8,
      prime: power(384) - power(128) - power(96) + power(32) - BigUInt(1),
      order:
        "39402006196394479212279040100143613805079739270465446667946905279627659399113263569398956308152294913554433653942643"
    )
    private static let p521 = Curve(
      name: "p521", curve: .p521, limbCount: 11, prime: power(521) - BigUInt(1),
      order:
        "6864797660130609714981900799081393217269435300143305409394463459185543183397655394245057746333217197532963996371363321113864768612440380340372808892707005449"
    )

    private static func power(_ exponent: Int) -> BigUInt { BigUInt(1) << exponent }

    private struct Curve: Sendable {
      let name: String
      let curve: CurveArithmetic.Curve
      /// Of the lanes' field; nil where the kernel has another (see `P256Comparisons`).
      let limbCount: Int?
      let prime: BigUInt
      let order: BigUInt

      init(name: String, curve: CurveArithmetic.Curve, limbCount: Int?, prime: BigUInt, order: String) {
        guard let order = BigUInt(order, radix: 10) else { preconditionFailure("a number") }
        (self.name, self.curve, self.limbCount, self.prime, self.order) = (name, curve, limbCount, prime, order)
      }

      func words(_ value: BigUInt) -> [UInt64] {
        let words = value.words.map { UInt64($0) }
        return words + [UInt64](repeating: 0, count: (prime.bitWidth + 63) / 64 - words.count)
      }

      func integer(_ words: [UInt64]) -> BigUInt { BigUInt(words: words.map { UInt($0) }) }

      var comparisons: [Comparison] {
        var all = [
          Comparison(name: "\(name)-field-multiply-portable", level: .portable) { operands in
            let a = operands.residue(words(prime))
            let b = operands.below(4) == 0 ? a : operands.residue(words(prime))
            let product = CurveArithmetic.product(curve, a, b)
            return integer(product) == integer(a) * integer(b) % prime ? nil : "\(a) \(b): \(product)"
          },
          Comparison(name: "\(name)-inverses", level: .portable, share: 10) { operands in
            let a = operands.residue(words(order))
            let (field, scalar, varTime) = CurveArithmetic.inverses(curve, a)
            let isZero = integer(a) == BigUInt(0)
            let one = BigUInt(isZero ? 0 : 1)
            let isRight =
              integer(a) * integer(field) % prime == one && integer(a) * integer(scalar) % order == one
              && scalar == varTime && (!isZero || integer(field) == one && integer(scalar) == one)
            return isRight ? nil : "\(a): \(field) \(scalar) \(varTime)"
          },
          Comparison(name: "\(name)-point-multiply-portable", level: .portable, share: 2000) { operands in
            multiplication(&operands, by: .jacobian)
          },
          Comparison(name: "\(name)-point-multiply-v4", level: .v4, share: 2000) { operands in
            multiplication(&operands, by: .lanes)
          },
          Comparison(name: "\(name)-point-sum-portable", level: .portable, share: 2000) { operands in
            let (a, b) = (operands.residue(words(order)), operands.residue(words(order)))
            let multiple = nonZero(operands.residue(words(order)))
            let jacobian = CurveArithmetic.sum(curve, a, b, ofMultiple: multiple, .jacobian)
            let complete = CurveArithmetic.sum(curve, a, b, ofMultiple: multiple, .complete)
            return jacobian == complete ? nil : "\(a) \(b) \(multiple): \(jacobian) \(complete)"
          },
        ]
        guard let limbCount else { return all }
        all.append(
          // Four products in each case.
          Comparison(name: "\(name)-field-multiply-v4", level: .v4, share: 4) { operands in
            // All limbs that sums and differences in the formulas may have: up to 3 T.
            let bound: UInt64 = limbCount == 11 ? 3 << 48 : 3 << 49
            let memory = UnsafeMutableRawPointer.allocate(byteCount: 3 * 32 * limbCount, alignment: 32)
            defer { memory.deallocate() }
            let numbers = memory.bindMemory(to: Int64.self, capacity: 3 * 4 * limbCount)
            for i in 4 * limbCount..<3 * 4 * limbCount {
              let limb = operands.limb()
              numbers[i] = Int64(limb == .max ? bound : limb % (bound + 1))
            }
            let multiply = limbCount == 8 ? KernelsX86V4.p384FieldMultiply : KernelsX86V4.p521FieldMultiply
            multiply(memory, memory + 32 * limbCount, memory + 2 * 32 * limbCount)
            let all = (0..<3).map {
              [Int64](UnsafeBufferPointer(start: numbers + $0 * 4 * limbCount, count: 4 * limbCount))
            }
            let largest: Int64 = limbCount == 11 ? 1 << 48 + 1 << 23 : 1 << 49 + 1 << 43
            guard all[0].allSatisfy({ (0...largest).contains($0) }) else { return "\(all)" }
            for lane in 0..<4 {
              let values = all.map { integer($0, lane, limbCount) }
              if values[0] % prime != values[1] * values[2] % prime { return "\(all)" }
            }
            return nil
          })
        return all
      }

      /// A lane of limbs of 48 bits and more.
      private func integer(_ limbs: [Int64], _ lane: Int, _ limbCount: Int) -> BigUInt {
        var value = BigUInt(0)
        for i in (0..<limbCount).reversed() { value = value << 48 + BigUInt(UInt64(limbs[4 * i + lane])) }
        return value
      }

      private func multiplication(_ operands: inout Operands, by way: CurveArithmetic.Way) -> String? {
        let scalar = nonZero(operands.residue(words(order)))
        let multiple = nonZero(operands.residue(words(order)))
        let product = CurveArithmetic.product(curve, scalar, ofMultiple: multiple, way)
        let complete = CurveArithmetic.product(curve, scalar, ofMultiple: multiple, .complete)
        return product == complete ? nil : "\(scalar) \(multiple): \(product) \(complete)"
      }

      private func nonZero(_ words: [UInt64]) -> [UInt64] {
        words.allSatisfy { $0 == 0 } ? [1] + words.dropFirst() : words
      }
    }
  }
#endif
