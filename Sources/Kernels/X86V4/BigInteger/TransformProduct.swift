#if arch(x86_64)
  import _Builtin_intrinsics.intel

  extension KernelsX86V4 {
    /// The most words of a product by transforms: there are roots of 1 for no more.
    public static var transformLimit: Int { 3 &<< 22 }

    /// How many words of product a transform has room for that has `words` at least: eight times a power of two, or three
    /// times that.
    @inline(__always)
    static func transformSize(_ words: Int) -> (vectors: Int, isTripled: Bool) {
      var vectors = 8
      while vectors &* 8 < words { vectors &*= 2 }
      if vectors >= 32, vectors &* 6 >= words { return (vectors / 4, true) }
      return (vectors, false)
    }

    /// The words of scratch space that `transformMultiply` needs.
    public static func transformScratch(_ words: Int) -> Int {
      let (vectors, isTripled) = transformSize(words)
      return (isTripled ? 3 : 1) &* vectors &* 32 &+ Transform.tableWords(count: vectors)
    }

    /// Sets the `xCount + yCount` words of `r` to `x * y`. The words of the factors are coefficients of polynomials, whose
    /// product is computed modulo three primes by number-theoretic transforms (Pollard, "The fast Fourier transform in a
    /// finite field", Mathematics of Computation 25, 1971). Its coefficients are below 2^128·min(xCount, yCount), the
    /// product of the primes is above 2^149.9.
    ///
    /// `r` overlaps neither factor; neither is empty; `xCount + yCount <= transformLimit`. `scratch` is aligned to 64 bytes and
    /// has `transformScratch(xCount + yCount)` words. A square, `y == x`, takes two thirds of the time.
    @inline(never)
    public static func transformMultiply(
      _ r: UnsafeMutablePointer<UInt64>, _ x: UnsafePointer<UInt64>, _ xCount: Int, _ y: UnsafePointer<UInt64>,
      _ yCount: Int, scratch: UnsafeMutableRawPointer
    ) {
      let (vectors, isTripled) = transformSize(xCount &+ yCount)
      let parts = isTripled ? 3 : 1
      let length = parts &* vectors
      let first = scratch.assumingMemoryBound(to: Prime50.Block.self)
      let other = first + 3 &* length
      let table = UnsafeMutableRawPointer(other + length).assumingMemoryBound(to: Int64.self)
      var number = 0
      while number < Prime50.count {
        let data = first + number &* length
        let transform = Transform(number, count: vectors, table: table)
        let triple = TransformTriple(number, count: vectors)
        let isSquare = x == y && xCount == yCount
        load(data, length, x, xCount, number)
        if !isSquare { load(other, length, y, yCount, number) }
        if isTripled {
          triple.forward(data)
          if !isSquare { triple.forward(other) }
        }
        var part = 0
        while part < parts {
          let a = data + part &* vectors
          let b = isSquare ? a : other + part &* vectors
          transform.forward(a)
          if !isSquare { transform.forward(b) }
          transform.multiplyPointwise(a, b)
          transform.backward(a)
          part &+= 1
        }
        if isTripled { triple.backward(data) }
        number &+= 1
      }
      combine(r, xCount &+ yCount, first, length, vectors, isTripled)
    }

    @inline(never)
    private static func combine(
      _ r: UnsafeMutablePointer<UInt64>, _ words: Int, _ data: Transform.Data, _ length: Int, _ vectors: Int,
      _ isTripled: Bool
    ) {
      ChineseRemainder(count: vectors, isTripled: isTripled)
        .combine(r, words, data, data + length, data + 2 &* length)
    }

    /// Sets `length` vectors of `data` to the remainders, below 4p, of `count` words, and zeros above.
    @inline(never)
    private static func load(
      _ data: Transform.Data, _ length: Int, _ words: UnsafePointer<UInt64>, _ count: Int, _ number: Int
    ) {
      let prime = Prime50(number)
      let one = prime.constant(1)
      // 2^52 modulo p: p lies between 2^50 - 2^50/2^20 and 2^50.
      let power = prime.constant(1 &<< 52 &- 4 &* Prime50.value(number))
      var i = 0
      var left = count
      while left > 0 {
        let part: Prime50.Block
        if left >= 8 {
          part = UnsafeRawPointer(words + 8 &* i).loadUnaligned(as: Prime50.Block.self)
        } else {
          part = _mm512_maskz_loadu_epi64(UInt8(truncatingIfNeeded: 1 &<< left &- 1), words + 8 &* i)
        }
        data[i] = prime.multiply(part & prime.mask, one) &+ prime.multiply(_mm512_srli_epi64(part, 52), power)
        i &+= 1
        left &-= 8
      }
      while i < length {
        data[i] = Prime50.Block(repeating: 0)
        i &+= 1
      }
    }
  }
#endif
