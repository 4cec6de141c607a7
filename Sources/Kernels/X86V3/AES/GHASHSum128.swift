#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// A sum of products of GHASH, not reduced yet.
  ///
  /// Elements are as `GHASH` in Primitives has them: the bytes of a block turned round, products divided by x¹²⁸, modulo
  /// x¹²⁸ + x¹²⁷ + x¹²⁶ + x¹²¹ + 1. A product of 128-bit polynomials is three of 64 bits (Karatsuba); the sums of the
  /// halves of the powers are in the table already.
  struct GHASHSum128 {
    typealias Block = Blocks128.Block

    private var low = Block.zero
    private var high = Block.zero
    private var mixed = Block.zero

    @inline(__always)
    init() {}

    /// Adds the product of a block and the power at an address in the table.
    @inline(__always)
    mutating func add(_ block: Block, power address: UnsafeRawPointer) {
      let power = Blocks128.load(address)
      low ^= Blocks128.lowByLow(block, power)
      high ^= Blocks128.highByHigh(block, power)
      mixed ^= Blocks128.lowByLow(
        block ^ Blocks128.exchanged(block), Blocks128.load(address + GHASHPowers128.halvesOffset))
    }

    /// The sum with its lowest word cancelled by a multiple of the modulus, whose words above the lowest are x⁵⁷ + x⁶² +
    /// x⁶³ and, a word further up, 1.
    @inline(__always)
    var middle: Block {
      mixed ^ high ^ low ^ Blocks128.exchanged(low) ^ Blocks128.lowByLow(low, Self.modulus)
    }

    /// The same with the next word: what is left is the reduced element.
    @inline(__always)
    func reduced(_ middle: Block) -> Block {
      high ^ Blocks128.exchanged(middle) ^ Blocks128.lowByLow(middle, Self.modulus)
    }

    @inline(__always)
    var reduced: Block { reduced(middle) }

    private static var modulus: Block {
      @inline(__always) get { Block(repeating: Int64(bitPattern: 0xc200_0000_0000_0000)) }
    }
  }

  /// The table of the powers of a hash key, as the kernels of this level read it: H⁹ down to H, then for each of them the
  /// sum of its two words, in both words.
  enum GHASHPowers128 {
    static let count = 9
    static let halvesOffset = count * 16
    static let byteCount = count * 32

    /// The offset of the powers for the last `count` blocks, at most 9: Hⁿ down to H.
    @inline(__always)
    static func offset(blocks count: Int) -> Int { (Self.count &- count) &* 16 }
  }

  extension KernelsX86V3 {
    /// How many bytes `ghashPowers` writes.
    public static var ghashPowersByteCount: Int { GHASHPowers128.byteCount }

    /// Writes the table of the powers of a hash key, given as the two words of the element times x.
    @inline(never)
    public static func ghashPowers(_ table: UnsafeMutableRawPointer, low: UInt64, high: UInt64) {
      var power = Blocks128.Block(Int64(bitPattern: low), Int64(bitPattern: high))
      let last = GHASHPowers128.offset(blocks: 1)
      for i in 0..<GHASHPowers128.count {
        let address = table + (last &- 16 &* i)
        Blocks128.store(power, address)
        Blocks128.store(power ^ Blocks128.exchanged(power), address + GHASHPowers128.halvesOffset)
        var sum = GHASHSum128()
        sum.add(power, power: table + last)
        power = sum.reduced
      }
    }
  }
#endif
