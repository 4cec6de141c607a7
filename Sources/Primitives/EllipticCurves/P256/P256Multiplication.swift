import BigInt
import Processor

#if arch(x86_64)
  import KernelsX86V4
#endif

// Multiples of P-256's generator and of other points by the kernels, where there are any; all else is as on the other curves.

extension P256 {
  /// `scalar` times the generator, in constant time.
  static func product(_ scalar: Scalar) -> AffinePoint<P256> {
    var product = jacobianProduct(scalar)
    defer { Wipe.zero(&product) }
    return product.affine()
  }

  private static func jacobianProduct(_ scalar: Scalar) -> JacobianPoint {
    #if arch(x86_64)
      if Processor.hasV4 { return productV4(scalar) }
    #endif
    return JacobianPoint.product(scalar)
  }

  /// `scalar`, which is not 0, times `point`, in constant time.
  static func product(_ scalar: Scalar, _ point: AffinePoint<P256>) -> AffinePoint<P256> {
    #if arch(x86_64)
      if Processor.hasV4 {
        var product = productV4(scalar, point)
        defer { Wipe.zero(&product) }
        return product.affine()
      }
    #endif
    var product = JacobianPoint.product(scalar, point)
    defer { Wipe.zero(&product) }
    return product.affine()
  }

  /// Whether x of `a` times the generator plus `b` times `point` is `r` modulo n, and the sum not infinity. All is public.
  static func hasCoordinateVarTime(_ r: Scalar, _ a: Scalar, _ b: Scalar, _ point: AffinePoint<P256>) -> Bool {
    sumVarTime(a, b, point).hasCoordinateVarTime(r)
  }

  /// `a` times the generator plus `b` times `point`, for public numbers only.
  static func sumVarTime(_ a: Scalar, _ b: Scalar, _ point: AffinePoint<P256>) -> JacobianPoint {
    #if arch(x86_64)
      if Processor.hasV4 {
        var sum = productV4VarTime(b, point)
        sum.addVarTime(productV4VarTime(a))
        return sum
      }
    #endif
    return JacobianPoint.sumVarTime(a, b, point)
  }
}

#if arch(x86_64)
  extension P256 {
    /// `scalar` times the generator, in constant time, by the kernel. Only where `Processor.hasV4`.
    @inline(never)
    static func productV4(_ scalar: Scalar) -> JacobianPoint {
      productV4(scalar) { KernelsX86V4.p256MultiplyBase($0, scalar: $1, table: $2, scratch: $3) }
    }

    /// The same for public scalars, in variable time.
    @inline(never)
    static func productV4VarTime(_ scalar: Scalar) -> JacobianPoint {
      productV4(scalar) { KernelsX86V4.p256MultiplyBaseVarTime($0, scalar: $1, table: $2, scratch: $3) }
    }

    @inline(__always)
    private static func productV4(
      _ scalar: Scalar,
      by kernel: (
        _ result: UnsafeMutablePointer<UInt64>, _ scalar: UnsafePointer<UInt64>, _ table: UnsafeRawPointer,
        _ scratch: UnsafeMutablePointer<SIMD8<UInt64>>
      ) -> Void
    ) -> JacobianPoint {
      // 1,280 bytes of scratch memory, 96 for the result and 32 for the scalar. A temporary allocation of so many bytes, or
      // with this alignment, would come from the heap.
      var memory = InlineArray<22, SIMD8<UInt64>>(repeating: .zero)
      defer { Wipe.zero(&memory) }
      return withUnsafeMutableBytes(of: &memory) { buffer in
        let words = buffer.bindMemory(to: UInt64.self)
        for i in 0..<4 { words[172 + i] = scalar.words[i] }
        let result = words.baseAddress! + 160
        buffer.baseAddress!.withMemoryRebound(to: SIMD8<UInt64>.self, capacity: 20) { scratch in
          kernel(result, words.baseAddress! + 172, UnsafeRawPointer(baseMultiples.entries), scratch)
        }
        // The words are below 2^256, and the kernel's R is 16 times ours: 2^252 is 1/16 in our form of numbers.
        let sixteenth = FieldElement(montgomery: 0, 0, 0, 1 << 60)
        return JacobianPoint(
          x: FieldElement(montgomery: result[0], result[1], result[2], result[3]) * sixteenth,
          y: FieldElement(montgomery: result[4], result[5], result[6], result[7]) * sixteenth,
          z: FieldElement(montgomery: result[8], result[9], result[10], result[11]) * sixteenth)
      }
    }
  }
#endif
