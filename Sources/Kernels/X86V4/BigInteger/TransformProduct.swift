#if arch(x86_64)
  import _Builtin_intrinsics.intel

  extension KernelsX86V4 {
    /// The most words of a product by transforms, of which the shorter factor has half at most: its coefficients are below
    /// 2^128·3·2^20 < 2^149.6. There are roots of 1 for twice as many.
    public static var transformLimit: Int { 3 &<< 21 }

    /// How many words of product a transform has room for that has `words` at least: eight times a power of two, or three
    /// times that.
    @inline(__always)
    static func transformSize(_ words: Int) -> TransformSize {
      var vectors = 8
      while vectors &* 8 < words { vectors &*= 2 }
      if vectors >= 32, vectors &* 6 >= words { return TransformSize(vectors: vectors / 4, isTripled: true) }
      return TransformSize(vectors: vectors, isTripled: false)
    }

    struct TransformSize {
      /// Vectors of one transform; there are three when `isTripled`.
      let vectors: Int
      let isTripled: Bool

      /// Vectors of all.
      @inline(__always)
      var length: Int { isTripled ? 3 &* vectors : vectors }
    }

    /// The words of scratch space that `transformMultiply` needs.
    public static func transformScratch(_ words: Int) -> Int {
      let size = transformSize(words)
      return size.length &* 32 &+ Transform.tableWords(count: size.vectors)
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
      let size = transformSize(xCount &+ yCount)
      let length = size.length
      let first = scratch.assumingMemoryBound(to: Prime50.Block.self)
      let other = first + 3 &* length
      let isSquare = x == y && xCount == yCount
      var number = 0
      while number < Prime50.count {
        let data = first + number &* length
        let stage = TransformStage(number, size, table: other + length)
        stage.forward(data, x, xCount)
        if !isSquare { stage.forward(other, y, yCount) }
        stage.multiply(data, isSquare ? data : other)
        number &+= 1
      }
      combine(r, 0, xCount &+ yCount, first, size)
    }

    @inline(never)
    static func combine(
      _ r: UnsafeMutablePointer<UInt64>, _ start: Int, _ end: Int, _ data: Transform.Data, _ size: TransformSize
    ) {
      let length = size.length
      ChineseRemainder(count: size.vectors, isTripled: size.isTripled)
        .combine(r, start, end, data, data + length, data + 2 &* length, length: length)
    }
  }

  /// The transforms of a product modulo one of the primes.
  struct TransformStage {
    private let number: Int
    private let size: KernelsX86V4.TransformSize
    private let transform: Transform
    private let triple: TransformTriple

    /// Fills `table` with the roots.
    @inline(__always)
    init(_ number: Int, _ size: KernelsX86V4.TransformSize, table: Transform.Data) {
      self.number = number
      self.size = size
      let table = UnsafeMutableRawPointer(table).assumingMemoryBound(to: Int64.self)
      transform = Transform(number, count: size.vectors, table: table)
      triple = TransformTriple(number, count: size.vectors)
    }

    /// Sets `data` to the transform, below 4p, of the polynomial whose coefficients are the words.
    @inline(__always)
    func forward(_ data: Transform.Data, _ words: UnsafePointer<UInt64>, _ count: Int) {
      Self.load(data, size.length, words, count, number)
      if size.isTripled { triple.forward(data) }
      var at = 0
      while at < size.length {
        transform.forward(data + at)
        at &+= size.vectors
      }
    }

    /// Replaces the transform in `a` by its product with that in `b`, which may be `a`, and transforms that back.
    @inline(__always)
    func multiply(_ a: Transform.Data, _ b: Transform.Data) {
      var at = 0
      while at < size.length {
        transform.multiplyPointwise(a + at, b + at)
        transform.backward(a + at)
        at &+= size.vectors
      }
      if size.isTripled { triple.backward(a) }
    }

    /// As `forward`, for `multiply` by a kept transform.
    @inline(__always)
    func keep(_ data: Transform.Data, _ words: UnsafePointer<UInt64>, _ count: Int) {
      forward(data, words, count)
      var at = 0
      while at < size.length {
        transform.turn(data + at)
        at &+= size.vectors
      }
    }

    /// Replaces the transform in `a` by its product with the kept one, and transforms that back.
    @inline(__always)
    func multiply(_ a: Transform.Data, kept b: Transform.Data) {
      var at = 0
      while at < size.length {
        transform.multiplyPointwise(a + at, turned: b + at)
        transform.backward(a + at)
        at &+= size.vectors
      }
      if size.isTripled { triple.backward(a) }
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
