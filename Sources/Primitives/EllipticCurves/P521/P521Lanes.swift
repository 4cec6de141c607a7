#if arch(x86_64)
  import KernelsX86V4

  extension P521.FieldElement: LaneField {
    static var limbCount: Int { 11 }

    func store(limbs: UnsafeMutablePointer<Int64>) {
      Limbs48.store(words(), to: limbs, count: Self.limbCount)
    }

    init(limbs: UnsafePointer<Int64>) {
      var (words, carry): (InlineArray<9, UInt64>, Int64) = Limbs48.load(limbs, count: Self.limbCount)
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
