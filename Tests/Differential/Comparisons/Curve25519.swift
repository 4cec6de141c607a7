import Primitives
import Processor

#if arch(x86_64)
  import KernelsX86V3
  import KernelsX86V4
#endif

/// Kernels of Curve25519 against portable code.
enum Curve25519Comparisons {
  private typealias Element = Curve25519.FieldElement
  private typealias Scalar = Curve25519.Scalar

  private static let p: [UInt64] = [.max - 18, .max, .max, .max >> 1]

  /// Any four words, or a residue, or one of the points of small order and their like.
  private static func element(_ operands: inout Operands) -> Element {
    number(operands.below(4) == 0 ? operands.residue(p) : operands.limbs(4))
  }

  private static func number(_ words: [UInt64]) -> Element { Element(words[0], words[1], words[2], words[3]) }

  private static func text(_ element: Element) -> String {
    let value = element.canonical
    return [value.w3, value.w2, value.w1, value.w0].map { String($0, radix: 16) }.joined(separator: "_")
  }

  private static func difference(_ operands: [Element], _ ours: Element, _ expected: Element) -> String? {
    text(ours) == text(expected) ? nil : "\(operands.map(text)): \(text(ours)), not \(text(expected))"
  }

  #if arch(x86_64)
    static let all: [Comparison] = [
      Comparison(name: "curve25519-multiply-v3", level: .v3) { operands in
        let (a, b) = (element(&operands), element(&operands))
        var product = [UInt64](repeating: 0, count: 4)
        var square = product
        a.withWords { a in
          b.withWords { b in KernelsX86V3.curve25519Multiply(a, b, product: &product, square: &square) }
        }
        return difference([a, b], number(product), a * b) ?? difference([a], number(square), a.squared)
      },
      Comparison(name: "curve25519-invert", level: .portable, share: 10) { operands in
        let a = element(&operands)
        return difference([a], a * a.inverted * a, a) ?? difference([a], a.inverted.inverted, a)
      },
      Comparison(name: "curve25519-square-root-v4", level: .v4, share: 100) { operands in
        let values = (0..<8).map { _ in element(&operands) }
        for (value, power) in zip(values, Element.raisedToSquareRootPowerV4(values)) {
          if let found = difference([value], power, value.raisedToSquareRootPower) { return found }
        }
        return nil
      },
      Comparison(name: "curve25519-multiply-v4", level: .v4, disagreement: multiplyLanes),
      Comparison(name: "x25519-ladder-v3", level: .v3, share: 100) { operands in
        let (scalar, u) = (scalar(&operands), point(&operands))
        return difference([u], Curve25519.X25519.multiplyV3(scalar, u), Curve25519.X25519.multiplyPortable(scalar, u))
      },
      Comparison(name: "x25519-ladder-v4", level: .v4, share: 100) { operands in
        let (scalar, u) = (scalar(&operands), point(&operands))
        return difference([u], Curve25519.X25519.multiplyV4(scalar, u), Curve25519.X25519.multiplyPortable(scalar, u))
      },
      Comparison(name: "ed25519-base-multiple-v4", level: .v4, share: 50) { operands in
        let scalar = scalar(&operands)
        let ours = Curve25519.BasePointMultiples.multiplyV4(scalar)
        let expected = Curve25519.BasePointMultiples.multiplyPortable(scalar)
        return difference(ours, expected)
      },
      Comparison(name: "ed25519-sum-v4", level: .v4, share: 100) { operands in
        let multiples = (0..<operands.below(4)).map { _ in
          Curve25519.PublicMultiple(scalar: scalar(&operands), point: edwardsPoint(&operands))
        }
        let base = scalar(&operands)
        let ours = Curve25519.EdwardsPoint.sumV4VarTime(multiples, base: base)
        let expected = Curve25519.EdwardsPoint.sumPortableVarTime(multiples, base: base)
        return difference(ours, expected)
      },
    ]

    /// The same x = X/Z and y = Y/Z, with Z not zero, and T as X Y = Z T.
    private static func difference(_ ours: Curve25519.EdwardsPoint, _ expected: Curve25519.EdwardsPoint) -> String? {
      difference([ours.x], ours.x * expected.z, expected.x * ours.z)
        ?? difference([ours.y], ours.y * expected.z, expected.y * ours.z)
        ?? difference([ours.t], ours.t * ours.z, ours.x * ours.y)
        ?? difference([ours.z], ours.z * ours.z.inverted, .one)
    }

    /// Limbs up to the bound that the kernel is promised, 2^51 + 2^17 - 1, at times all of them.
    private static func multiplyLanes(_ operands: inout Operands) -> String? {
      let bound: UInt64 = (1 << 51) + (1 << 17)
      func limb(_ operands: inout Operands) -> Int64 {
        let choice = operands.next()
        switch choice & 7 {
        case 0, 1: return Int64(bound - 1 - (choice >> 60))
        case 2: return Int64(choice >> 62)
        default: return Int64(operands.next() % bound)
        }
      }
      func vectors(_ operands: inout Operands) -> [SIMD4<Int64>] {
        (0..<5).map { _ in
          SIMD4(limb(&operands), limb(&operands), limb(&operands), limb(&operands))
        }
      }
      func element(_ vectors: [SIMD4<Int64>], _ lane: Int) -> Element {
        vectors.reversed().reduce(Element.zero) { $0 * Element(1 << 51, 0, 0, 0) + Element(UInt64($1[lane]), 0, 0, 0) }
      }
      let (a, b) = (vectors(&operands), vectors(&operands))
      var result = [SIMD4<Int64>](repeating: .zero, count: 5)
      var square = result
      KernelsX86V4.curve25519Multiply(a, b, product: &result, square: &square)
      for lane in 0..<4 {
        let factors = [element(a, lane), element(b, lane)]
        if let found = difference(factors, element(result, lane), factors[0] * factors[1]) { return found }
        if let found = difference(factors, element(square, lane), factors[0].squared) { return found }
        if (result + square).contains(where: { UInt64($0[lane]) >= bound }) { return "\(a) \(b): a limb is too large" }
      }
      return nil
    }
  #else
    static let all: [Comparison] = []
  #endif

  /// A clamped scalar, or any below 2^255: the ladder does not need the bits that clamping sets.
  private static func scalar(_ operands: inout Operands) -> Scalar {
    var words = operands.limbs(4)
    words[3] &= .max >> 1
    if operands.next() & 1 == 0 {
      words[0] &= ~7
      words[3] |= 1 << 62
    }
    return Scalar(words: [words[0], words[1], words[2], words[3]])
  }

  /// A multiple of the base point, or a point of order 8, 4, 2 or 1; with Z = 1.
  private static func edwardsPoint(_ operands: inout Operands) -> Curve25519.EdwardsPoint {
    var point = Curve25519.BasePointMultiples.multiplyPortable(scalar(&operands))
    if operands.below(4) == 0 {
      // L times any point leaves its part of small order; the twist's y has no x, and then this stays a multiple of B.
      let bytes = operands.bytes(32)
      guard let any = Curve25519.EdwardsPoint(decoding: bytes.span) else { return edwardsPoint(&operands) }
      let order = Scalar(words: Scalar.order)
      let none = Scalar(words: [0, 0, 0, 0])
      point = .sumPortableVarTime([Curve25519.PublicMultiple(scalar: order, point: any)], base: none)
    }
    let inverse = point.z.inverted
    let (x, y) = (point.x * inverse, point.y * inverse)
    return Curve25519.EdwardsPoint(x: x, y: y, z: .one, t: x * y)
  }

  /// A u-coordinate below 2^255, of a point of the curve or of its twist; often one of small order.
  private static func point(_ operands: inout Operands) -> Element {
    let orderEight: [(UInt64, UInt64, UInt64, UInt64)] = [
      (0xaeb8_413b_7c7a_ebe0, 0x6ac4_9ff1_fae3_5616, 0xfdb1_329c_eb8d_09da, 0x00b8_495f_1605_6286),
      (0x248c_50a3_bc95_9c5f, 0x5bef_839c_55b1_d0b1, 0x868e_1c58_c45c_4404, 0x5711_9fd0_dd4e_22d8),
    ]
    switch operands.below(16) {
    case 0: return Element(operands.next() & 3, 0, 0, 0)
    case 1: return Element(.max - 18 - 2 + (operands.next() & 3), .max, .max, .max >> 1)
    case 2:
      let words = orderEight[operands.below(2)]
      return Element(words.0, words.1, words.2, words.3)
    default:
      var element = element(&operands)
      element.w3 &= .max >> 1
      return element
    }
  }
}
