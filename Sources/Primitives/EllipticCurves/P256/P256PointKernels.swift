#if arch(x86_64)
  import BigInt
  import KernelsX86V4

  extension P256 {
    /// `scalar`, which is not 0, times `point`, in constant time, by the kernel. Only where `Processor.hasV4`.
    @inline(never)
    static func productV4(_ scalar: Scalar, _ point: AffinePoint<P256>) -> JacobianPoint {
      withRoom(for: point) { product, coordinates, number, workspace in
        number.withMemoryRebound(to: UInt64.self, capacity: 4) { words in
          for i in 0..<4 { words[i] = scalar.words[i] }
          KernelsX86V4.p256Multiply(product, scalar: words, point: coordinates, workspace: workspace)
        }
      }
    }

    /// `scalar` times `point`, for public numbers, in variable time.
    @inline(never)
    static func productV4VarTime(_ scalar: Scalar, _ point: AffinePoint<P256>) -> JacobianPoint {
      let form = NonAdjacentForm(varTime: scalar)
      // In the 257 places of a number below 2^256 and a carry there is room for 52 digits.
      guard 1...52 ~= form.count else { return .infinity }
      let digits = form.digits.span
      return withRoom(for: point) { product, coordinates, pairs, workspace in
        for i in 0..<form.count {
          pairs[2 &* i] = digits[i].place
          pairs[2 &* i &+ 1] = Int16(digits[i].value)
        }
        KernelsX86V4.p256MultiplyVarTime(
          product, digits: pairs, count: form.count, point: coordinates, workspace: workspace)
      }
    }

    /// Gives room for a product, the point's coordinates, the scalar in up to 52 pairs, and what a kernel works in. All is wiped.
    @inline(__always)
    private static func withRoom(
      for point: AffinePoint<P256>,
      _ multiply: (
        _ product: UnsafeMutablePointer<UInt64>, _ coordinates: UnsafeMutablePointer<UInt64>,
        _ scalar: UnsafeMutablePointer<Int16>, _ workspace: UnsafeMutableRawPointer
      ) -> Void
    ) -> JacobianPoint {
      let workspaceByteCount = KernelsX86V4.p256WorkspaceByteCount
      // 96 bytes for the product, 64 for the point and 208 for the scalar.
      return withUnsafeTemporaryAllocation(byteCount: workspaceByteCount + 368, alignment: 64) { memory in
        guard let workspace = memory.baseAddress else { preconditionFailure("the buffer is not empty") }
        let product = (workspace + workspaceByteCount).bindMemory(to: UInt64.self, capacity: 20)
        let scalar = UnsafeMutableRawPointer(product + 20).bindMemory(to: Int16.self, capacity: 104)
        let coordinates = product + 12
        store(point.x, to: coordinates)
        store(point.y, to: coordinates + 4)
        multiply(product, coordinates, scalar, workspace)
        defer { Wipe.zero(memory) }
        return JacobianPoint(x: element(product), y: element(product + 4), z: element(product + 8))
      }
    }

    @inline(__always)
    private static func store(_ element: FieldElement, to words: UnsafeMutablePointer<UInt64>) {
      (words[0], words[1], words[2], words[3]) = (element.w0, element.w1, element.w2, element.w3)
    }

    /// The number in four words, which is below 2p.
    @inline(__always)
    private static func element(_ words: UnsafePointer<UInt64>) -> FieldElement {
      FieldElement.subtractingPrime(words[0], words[1], words[2], words[3], top: 0)
    }
  }
#endif
