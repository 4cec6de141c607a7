#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// A sum of products of GHASH, four blocks side by side, not reduced yet.
  ///
  /// Elements are as `GHASH` in Primitives has them: the bytes of a block turned round, products divided by x¹²⁸, modulo
  /// x¹²⁸ + x¹²⁷ + x¹²⁶ + x¹²¹ + 1. A product of 128-bit polynomials is three of 64 bits (Karatsuba); the sums of the
  /// halves of the powers are in the table already.
  ///
  /// The indices that exchange the words of a block come from memory: where LLVM can see a shuffle it takes whole loops apart,
  /// word by word, as a product needs only one of two words.
  struct GHASHSum512 {
    typealias Vector = Blocks512.Vector

    private var low = Vector.zero
    private var high = Vector.zero
    private var mixed = Vector.zero
    private let exchange: Vector

    /// Zero; `exchange` are the indices from the table of powers.
    @inline(__always)
    init(exchange: Vector) { self.exchange = exchange }

    @inline(__always)
    private func exchanged(_ a: Vector) -> Vector { _mm512_shuffle_epi8(a, exchange) }

    /// Adds the products of four blocks and four powers.
    @inline(__always)
    mutating func add(_ blocks: Vector, powers: UnsafeRawPointer) {
      let power = Blocks512.load(powers)
      low ^= Blocks512.lowByLow(blocks, power)
      high ^= Blocks512.highByHigh(blocks, power)
      mixed ^= Blocks512.lowByLow(
        blocks ^ exchanged(blocks), Blocks512.load(powers + GHASHPowers512.halvesOffset))
    }

    /// The sum with its lowest word cancelled by a multiple of the modulus, whose words above the lowest are x⁵⁷ + x⁶² +
    /// x⁶³ and, a word further up, 1.
    @inline(__always)
    var middle: Vector {
      let cancelled = Blocks512.lowByLow(low, Self.modulus)
      return mixed ^ high ^ low ^ exchanged(low) ^ cancelled
    }

    /// The same with the next word: what is left are the reduced elements.
    @inline(__always)
    func reduced(_ middle: Vector) -> Vector {
      let cancelled = Blocks512.lowByLow(middle, Self.modulus)
      return high ^ exchanged(middle) ^ cancelled
    }

    @inline(__always)
    var reduced: Vector { reduced(middle) }

    /// The product of each block of `a` with the block of `b` at its place.
    @inline(__always)
    static func product(_ a: Vector, _ b: Vector) -> Vector {
      var sum = GHASHSum512(exchange: Blocks512.exchangeIndices)
      sum.low = Blocks512.lowByLow(a, b)
      sum.high = Blocks512.highByHigh(a, b)
      sum.mixed = Blocks512.lowByLow(a ^ Blocks512.exchanged(a), b ^ Blocks512.exchanged(b))
      return sum.reduced
    }

    private static var modulus: Vector {
      @inline(__always) get { Vector(both: 0xc200_0000_0000_0000, 0xc200_0000_0000_0000) }
    }
  }
#endif
