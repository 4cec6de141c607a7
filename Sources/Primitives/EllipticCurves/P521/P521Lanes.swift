#if arch(x86_64)
  import KernelsX86V4

  extension P521.FieldElement: LaneField {
    static var limbCount: Int { 11 }

    func store(limbs: UnsafeMutablePointer<Int64>) {
      let words = words()
      for i in 0..<11 {
        let position = 48 &* i
        var limb = words[position &>> 6] &>> UInt64(position & 63)
        if position & 63 > 16 { limb |= words[position &>> 6 &+ 1] &<< UInt64(64 &- position & 63) }
        limbs[i] = Int64(bitPattern: limb & (1 &<< 48 &- 1))
      }
    }

    init(limbs: UnsafePointer<Int64>) {
      var words = InlineArray<9, UInt64>(repeating: 0)
      var carry: Int64 = 0
      for i in 0..<11 {
        carry &+= limbs[i]
        let position = 48 &* i
        let limb = UInt64(bitPattern: carry & (1 &<< 48 &- 1))
        words[position &>> 6] |= limb &<< UInt64(position & 63)
        if position & 63 > 16 { words[position &>> 6 &+ 1] |= limb &>> UInt64(64 &- position & 63) }
        carry = carry &>> 48
      }
      // What lies above 2^521 counts once; the last carry, from 2^528 on, 2^7 times. Less than 2^10 together.
      let high = words[8] &>> 9 &+ UInt64(bitPattern: carry) &<< 7
      words[8] &= 0x1ff
      self = Self(words: words) + Self(digits: [high, 0, 0, 0, 0, 0, 0, 0, 0])
      Wipe.zero(&words)
    }

    static var workspaceByteCount: Int { KernelsX86V4.p521WorkspaceByteCount }

    static func multiply(
      _ product: UnsafeMutablePointer<Int64>, _ point: UnsafePointer<Int64>, b: UnsafePointer<Int64>,
      digits: UnsafePointer<UInt8>, count: Int, workspace: UnsafeMutableRawPointer
    ) {
      KernelsX86V4.p521Multiply(product, point, b: b, digits: digits, count: count, workspace: workspace)
    }
  }
#endif
