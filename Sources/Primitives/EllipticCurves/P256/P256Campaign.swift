import BigInt
import Processor

#if arch(x86_64)
  import KernelsX86V4
#endif

extension P256 {
  /// Several ways to one result, in words, for the campaign of comparisons: points as x and y in Montgomery's form, zeros for
  /// infinity; numbers below p or n, least significant word first.
  package enum Campaign {
    package static var order: [UInt64] { (0..<4).map { GroupOrder.modulus[$0] } }
    package static var prime: [UInt64] { [.max, 0xffff_ffff, 0, 0xffff_ffff_0000_0001] }

    /// What to compute k G with.
    package enum Base { case complete, portable, v4, v4VarTime }

    package static func base(_ k: [UInt64], _ way: Base) -> [UInt64] {
      switch way {
      case .complete: return words(baseMultiples.multiply(scalar(k)).affine())
      case .portable: return words(JacobianPoint.product(scalar(k)).affine())
      case .v4, .v4VarTime:
        #if arch(x86_64)
          return words((way == .v4 ? productV4(scalar(k)) : productV4VarTime(scalar(k))).affine())
        #else
          return []
        #endif
      }
    }

    /// k (q G), in Jacobian coordinates or with the complete formulas.
    package static func product(_ k: [UInt64], _ q: [UInt64], isComplete: Bool) -> [UInt64] {
      let point = P256.product(scalar(q))
      if isComplete { return words(ProjectivePoint.multiply(scalar(k), ProjectivePoint(point)).affine()) }
      return words(P256.product(scalar(k), point))
    }

    /// What to compute k (q G) with.
    package enum Multiple { case portable, v4, v4VarTime }

    /// k (q G), k not 0.
    package static func multiple(_ k: [UInt64], _ q: [UInt64], _ way: Multiple) -> [UInt64] {
      let point = P256.product(scalar(q))
      switch way {
      case .portable: return words(JacobianPoint.product(scalar(k), point).affine())
      #if arch(x86_64)
        case .v4: return words(productV4(scalar(k), point).affine())
        case .v4VarTime: return words(productV4VarTime(scalar(k), point).affine())
      #else
        default: return []
      #endif
      }
    }

    /// Whether x of a G + b (q G) is r modulo n, in the same two ways.
    package static func check(_ r: [UInt64], _ a: [UInt64], _ b: [UInt64], _ q: [UInt64], isComplete: Bool) -> Bool {
      let point = P256.product(scalar(q))
      if !isComplete { return hasCoordinateVarTime(scalar(r), scalar(a), scalar(b), point) }
      let sum = ProjectivePoint.doubleMultiplyVarTime(scalar(a), scalar(b), ProjectivePoint(point))
      return !sum.isIdentity.declassified && scalar(r).isCoordinateVarTime(sum.x, over: sum.z)
    }

    /// x of a G + b (q G) modulo n.
    package static func coordinate(_ a: [UInt64], _ b: [UInt64], _ q: [UInt64]) -> [UInt64] {
      let point = P256.product(scalar(q))
      let sum = ProjectivePoint.doubleMultiplyVarTime(scalar(a), scalar(b), ProjectivePoint(point)).affine()
      let x = Scalar(coordinate: sum.x)
      return (0..<4).map { x.words[$0] }
    }

    /// a b, a^2, a - b, a - 3b, a + b, a (a + b) and 1/a twice, as numbers in Montgomery's form.
    package static func field(_ a: [UInt64], _ b: [UInt64]) -> [[UInt64]] {
      let (a, b) = (element(a), element(b))
      let results = [a * b, a.squared(), a - b, a - b - b - b, a + b, a * .factor(adding: a, b)]
      return (results + [a.inverted(), a.invertedVarTime()]).map(words)
    }

    #if arch(x86_64)
      /// The first four of these for eight pairs, in lanes.
      package static func fieldV4(_ a: [[UInt64]], _ b: [[UInt64]]) -> [[[UInt64]]] {
        func vectors(_ numbers: [[UInt64]]) -> [SIMD8<UInt64>] {
          (0..<4).map { word in SIMD8((0..<8).map { numbers[$0][word] }) }
        }
        var result = [SIMD8<UInt64>](repeating: SIMD8(), count: 16)
        KernelsX86V4.p256FieldOperations(&result, vectors(a), vectors(b))
        let sixteenth = FieldElement(montgomery: 0, 0, 0, 1 << 60)
        return (0..<8).map { lane in
          (0..<4).map { operation in
            words(element((0..<4).map { result[4 * operation + $0][lane] }) * sixteenth)
          }
        }
      }
    #endif

    private static func element(_ words: [UInt64]) -> FieldElement {
      FieldElement(montgomery: words[0], words[1], words[2], words[3])
    }

    private static func words(_ element: FieldElement) -> [UInt64] { [element.w0, element.w1, element.w2, element.w3] }

    private static func words(_ point: AffinePoint<P256>) -> [UInt64] { words(point.x) + words(point.y) }

    private static func scalar(_ words: [UInt64]) -> Scalar {
      let bytes = words.reversed().flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) } }
      return Scalar.load(bytes.span).scalar
    }
  }
}
