#if arch(x86_64)
  import _Builtin_intrinsics.intel

  typealias Vector = SIMD8<Int64>

  /// What the inner loops read beside the numbers. Permutations are data, loaded through a pointer: known at compile
  /// time they would be rewritten into slower code, and one code serves one number and two.
  struct MontgomeryConstants {
    /// `-n^-1 mod 2^52` in every lane.
    var negatedInverse = Vector(repeating: 0)
    /// All ones in lane 0 of each number, else 0.
    var firstLane = Vector(repeating: 0)
    /// Where each lane finds the lane above it, and where the lane below.
    var down = Vector(repeating: 0)
    var up = Vector(repeating: 0)
    /// `2^52 - 1`.
    var digitMask = Vector(repeating: (1 << 52) - 1)
    /// Lane i of each number in all its lanes, for i in 0..<8.
    var broadcast: InlineArray<8, Vector> = InlineArray(repeating: Vector(repeating: 0))
    /// The lanes that have one above, and one below.
    var downMask: UInt8 = 0
    var upMask: UInt8 = 0
    var lanes = 0
    var limbs = 0
  }

  /// A prepared modulus, or two, in the caller's memory: the constants, the rows of `n'`,
  /// `n`, `R² mod n` and 1, the limbs of n.
  struct MontgomeryContext {
    let size: KernelsX86V4.MontgomerySize
    let constants: UnsafeMutablePointer<MontgomeryConstants>

    /// At the first address in `memory` that is a multiple of a vector's size.
    @inline(__always)
    init(_ memory: UnsafeMutablePointer<UInt64>, _ size: KernelsX86V4.MontgomerySize) {
      self.size = size
      constants = UnsafeMutableRawPointer(memory).alignedUp(toMultipleOf: 64)
        .assumingMemoryBound(to: MontgomeryConstants.self)
    }

    static func words(_ size: KernelsX86V4.MontgomerySize) -> Int {
      // Aligning up loses less than a vector.
      MemoryLayout<MontgomeryConstants>.stride / 8 + 32 * size.rows + 8 + size.numbers * size.limbs + 8
    }

    /// `n' = (n·(-n^-1 mod 2^52) + 1) / 2^52`: a multiple of the modulus, plus one, without its lowest digit.
    var friendly: UnsafeMutablePointer<Vector> {
      UnsafeMutableRawPointer(constants + 1).assumingMemoryBound(to: Vector.self)
    }
    var modulus: UnsafeMutablePointer<Vector> { friendly + size.rows }
    var squaredRadix: UnsafeMutablePointer<Vector> { modulus + size.rows }

    var one: UnsafeMutablePointer<Vector> { squaredRadix + size.rows }

    /// A row for `multiply` while a modulus is prepared; afterwards nothing is written here.
    var scratch: UnsafeMutablePointer<Vector> { one + size.rows }

    /// Limbs of modulus number `index`.
    func limbs(_ index: Int) -> UnsafeMutablePointer<UInt64> {
      UnsafeMutableRawPointer(scratch + 1).assumingMemoryBound(to: UInt64.self) + index &* size.limbs
    }

    /// All but `squaredRadix`, which takes multiplications modulo n, and `one`.
    func initialize(_ moduli: (UnsafePointer<UInt64>, UnsafePointer<UInt64>)) {
      var c = MontgomeryConstants()
      c.lanes = size.lanes
      c.limbs = size.limbs
      for lane in 0..<8 {
        let first = lane / size.lanes * size.lanes
        let place = lane - first
        c.firstLane[lane] = place == 0 ? -1 : 0
        c.down[lane] = Int64(first + min(place + 1, size.lanes - 1))
        c.up[lane] = Int64(first + max(place - 1, 0))
        if place + 1 < size.lanes { c.downMask |= 1 << UInt8(lane) }
        if place > 0 { c.upMask |= 1 << UInt8(lane) }
        for i in 0..<size.lanes { c.broadcast[i][lane] = Int64(first + i) }
      }
      let limbCount = size.limbs
      for index in 0..<size.numbers {
        let n = index == 0 ? moduli.0 : moduli.1
        // Newton's iteration: an odd number is its own inverse modulo 8, and each round doubles the right bits.
        var inverse = n[0]
        for _ in 0..<5 { inverse = inverse &* (2 &- n[0] &* inverse) }
        let digit = (0 &- inverse) & ((1 << 52) - 1)
        for lane in 0..<size.lanes { c.negatedInverse[index * size.lanes + lane] = Int64(digit) }
        // n·digit + 1 is 0 modulo 2^52; the rest of it is at most n.
        let own = limbs(index)
        var sum = UInt128(digit) &* UInt128(n[0]) &+ 1
        for i in 0..<limbCount {
          let low = UInt64(truncatingIfNeeded: sum)
          sum = sum &>> 64
          if i + 1 < limbCount { sum = sum &+ UInt128(digit) &* UInt128(n[i + 1]) }
          own[i] = low &>> 52 | UInt64(truncatingIfNeeded: sum) &<< 12
        }
        StridedDigits.load(friendly, own, limbs: limbCount, number: index, size)
        StridedDigits.load(modulus, n, limbs: limbCount, number: index, size)
        own.update(from: n, count: limbCount)
      }
      constants.initialize(to: c)
    }
  }

  /// Exponents and how many of their bits count.
  struct MontgomeryExponents {
    let first: UnsafePointer<UInt64>
    let second: UnsafePointer<UInt64>
    let limbs: Int
    let bits: Int

    /// Bits of an exponent that one look-up takes.
    static var windowBits: Int { 5 }

    init(_ pointers: (UnsafePointer<UInt64>, UnsafePointer<UInt64>), limbs: Int, bits: Int) {
      first = pointers.0
      second = pointers.1
      self.limbs = limbs
      self.bits = min(bits, 64 * limbs)
    }

    /// The window that begins at a bit position, which is public; bits above the bound count as zero.
    @inline(__always)
    func window(_ exponent: UnsafePointer<UInt64>, _ position: Int) -> Int64 {
      let word = position &>> 6
      let offset = UInt64(truncatingIfNeeded: position & 63)
      let above = word &+ 1 < limbs ? exponent[word &+ 1] : 0
      let value = exponent[word] &>> offset | (above &<< 1) &<< (63 &- offset)
      let width = min(Self.windowBits, bits &- position)
      return Int64(truncatingIfNeeded: value & ((1 &<< UInt64(truncatingIfNeeded: width)) &- 1))
    }
  }
#endif
