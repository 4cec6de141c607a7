#if arch(x86_64)
  import KernelsX86V4

  extension P256.FieldElement: LaneField {
    static var limbCount: Int { 6 }

    func store(limbs: UnsafeMutablePointer<Int64>) {
      let plain = leavingMontgomery()
      let words: InlineArray<5, UInt64> = [plain.w0, plain.w1, plain.w2, plain.w3, 0]
      for i in 0..<6 {
        let position = 48 &* i
        var limb = words[position &>> 6] &>> UInt64(position & 63)
        if position & 63 > 16 { limb |= words[position &>> 6 &+ 1] &<< UInt64(64 &- position & 63) }
        limbs[i] = Int64(bitPattern: limb & (1 &<< 48 &- 1))
      }
    }

    init(limbs: UnsafePointer<Int64>) {
      var words = InlineArray<5, UInt64>(repeating: 0)
      var carry: Int64 = 0
      for i in 0..<6 {
        carry &+= limbs[i]
        let position = 48 &* i
        let limb = UInt64(bitPattern: carry & (1 &<< 48 &- 1))
        words[position &>> 6] |= limb &<< UInt64(position & 63)
        if position & 63 > 16 { words[position &>> 6 &+ 1] |= limb &>> UInt64(64 &- position & 63) }
        carry = carry &>> 48
      }
      // What exceeds 2^256 is below 2^35; the rest is below 2p. In Montgomery's form what is added is the excess times 2^256,
      // which is the excess in plain.
      let low = Self.subtractingPrime(words[0], words[1], words[2], words[3], top: 0)
      let high = Self(montgomery: words[4] | UInt64(bitPattern: carry) &<< 32, 0, 0, 0)
      self = (low + high * Self.rSquared) * Self.rSquared
      Wipe.zero(&words)
    }

    static var workspaceByteCount: Int { KernelsX86V4.p256WorkspaceByteCount }

    static func multiply(
      _ product: UnsafeMutablePointer<Int64>, _ point: UnsafePointer<Int64>, b: UnsafePointer<Int64>,
      digits: UnsafePointer<UInt8>, count: Int, workspace: UnsafeMutableRawPointer
    ) {
      KernelsX86V4.p256Multiply(product, point, b: b, digits: digits, count: count, workspace: workspace)
    }
  }
#endif
