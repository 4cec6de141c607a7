#if arch(x86_64)
  import KernelsX86V4

  extension P384.FieldElement: LaneField {
    static var limbCount: Int { 8 }

    func store(limbs: UnsafeMutablePointer<Int64>) {
      let plain = leavingMontgomery()
      let words: InlineArray<6, UInt64> = [plain.w0, plain.w1, plain.w2, plain.w3, plain.w4, plain.w5]
      Limbs48.store(words, to: limbs, count: Self.limbCount)
    }

    init(limbs: UnsafePointer<Int64>) {
      var (words, carry): (InlineArray<6, UInt64>, Int64) = Limbs48.load(limbs, count: Self.limbCount)
      // The last carry, from 2^384 on, is at most 4; the words are below 2p. In Montgomery's form what is added is
      // carry 2^384, which is `carry` in plain.
      let low = Self.subtractingPrime(words[0], words[1], words[2], words[3], words[4], words[5], top: 0)
      let high = Self(montgomery: UInt64(bitPattern: carry), 0, 0, 0, 0, 0)
      self = (low + high * Self.rSquared) * Self.rSquared
      Wipe.zero(&words)
    }

    static var workspaceByteCount: Int { KernelsX86V4.p384WorkspaceByteCount }

    static func multiply(
      _ product: UnsafeMutablePointer<Int64>, _ point: UnsafePointer<Int64>, b: UnsafePointer<Int64>,
      digits: UnsafePointer<UInt8>, count: Int, workspace: UnsafeMutableRawPointer
    ) {
      KernelsX86V4.p384Multiply(product, point, b: b, digits: digits, count: count, workspace: workspace)
    }
  }
#endif
