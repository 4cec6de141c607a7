import BigInt
import Processor

#if arch(x86_64)
  import KernelsX86V3
  import KernelsX86V4
#endif

extension Curve25519 {
  /// The function X25519 (RFC 7748, section 5) without its encodings.
  package enum X25519 {
    /// The u-coordinate of `scalar` times the point with u-coordinate `u`; zero for the point at infinity.
    static func multiply(_ scalar: Scalar, _ u: FieldElement) -> FieldElement {
      #if arch(x86_64)
        switch Processor.level {
        case .v4: return multiplyV4(scalar, u)
        case .v3: return multiplyV3(scalar, u)
        case .portable: break
        }
      #endif
      return multiplyPortable(scalar, u)
    }

    /// The Montgomery ladder of RFC 7748: 255 equal steps, whatever the bits are. Each step's words differ from call to
    /// call only in value, never in where they are kept or in what is executed.
    @inline(never)
    package static func multiplyPortable(_ scalar: Scalar, _ u: FieldElement) -> FieldElement {
      var x2 = FieldElement.one
      var z2 = FieldElement.zero
      var x3 = u
      var z3 = FieldElement.one
      var swap: UInt64 = 0
      var position = 254
      while position >= 0 {
        let bit = (scalar.words[position &>> 6] &>> UInt64(position & 63)) & 1
        let choice = Choice(bit: swap ^ bit)
        FieldElement.swap(choice, &x2, &x3)
        FieldElement.swap(choice, &z2, &z3)
        swap = bit

        let a = x2 + z2
        let b = x2 - z2
        let c = x3 + z3
        let d = x3 - z3
        let aa = a.squared
        let bb = b.squared
        let e = aa - bb
        let da = d * a
        let cb = c * b
        x3 = (da + cb).squared
        z3 = u * (da - cb).squared
        x2 = aa * bb
        z2 = e * (aa + e.multiplied(by: 121665))
        position &-= 1
      }
      let choice = Choice(bit: swap)
      FieldElement.swap(choice, &x2, &x3)
      FieldElement.swap(choice, &z2, &z3)
      return x2 * z2.inverted
    }

    #if arch(x86_64)
      /// The same by the kernel of level v3.
      @inline(never)
      package static func multiplyV3(_ scalar: Scalar, _ u: FieldElement) -> FieldElement {
        var point = (x: FieldElement.zero, z: FieldElement.zero)
        scalar.withWords { scalar in
          u.withWords { u in
            withUnsafeMutableBytes(of: &point) {
              KernelsX86V3.curve25519Ladder(
                scalar: scalar, u: u, result: $0.assumingMemoryBound(to: UInt64.self).baseAddress!)
            }
          }
        }
        let result = point.x * point.z.inverted
        Wipe.zero(&point.x)
        Wipe.zero(&point.z)
        return result
      }

      /// The same by the kernel of level v4.
      @inline(never)
      package static func multiplyV4(_ scalar: Scalar, _ u: FieldElement) -> FieldElement {
        var limbs = InlineArray<10, UInt64>(repeating: 0)
        scalar.withWords { scalar in
          u.withWords { u in
            var span = limbs.mutableSpan
            span.withUnsafeMutableBufferPointer {
              KernelsX86V4.curve25519Ladder(scalar: scalar, u: u, result: $0.baseAddress!)
            }
          }
        }
        let x = FieldElement(limbs51: limbs.span.extracting(0..<5))
        let z = FieldElement(limbs51: limbs.span.extracting(5..<10))
        Wipe.zero(&limbs)
        return x * z.inverted
      }
    #endif

    /// The u-coordinate of `scalar` times the base point u = 9, by way of the Edwards curve, where a table makes it three
    /// times faster: u = (1 + y) / (1 - y) (RFC 7748, section 4.1).
    static func multiplyBase(_ scalar: Scalar) -> FieldElement {
      let point = BasePointMultiples.multiply(scalar)
      return (point.z + point.y) * (point.z - point.y).inverted
    }
  }
}
