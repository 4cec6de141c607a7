#if arch(x86_64)
  /// Products modulo 2^64L - 1, where L is the number of words that a transform has room for: what a product has above L
  /// words is added at the bottom. Transforms of factors that occur in several products are kept.
  extension KernelsX86V4 {
    /// The smallest L that is `words` or more.
    public static func transformLength(_ words: Int) -> Int { 8 &* transformSize(words).length }

    /// The words of a kept transform.
    public static func transformKept(_ words: Int) -> Int { 24 &* transformSize(words).length }

    /// The words of scratch space that `transformKeep` needs; `transformMultiply` by a kept transform needs those of one
    /// more besides.
    public static func transformTable(_ words: Int) -> Int { Transform.tableWords(count: transformSize(words).vectors) }

    /// Transforms `x` into `kept`. It has from one word to `length`, which is a `transformLength`. `kept` and `scratch` are
    /// aligned to 64 bytes.
    @inline(never)
    public static func transformKeep(
      _ kept: UnsafeMutableRawPointer, length: Int, _ x: UnsafePointer<UInt64>, _ xCount: Int,
      scratch: UnsafeMutableRawPointer
    ) {
      let size = transformSize(length)
      let data = kept.assumingMemoryBound(to: Prime50.Block.self)
      let table = scratch.assumingMemoryBound(to: Prime50.Block.self)
      var number = 0
      while number < Prime50.count {
        TransformStage(number, size, table: table).keep(data + number &* size.length, x, xCount)
        number &+= 1
      }
    }

    /// Sets the `length + 2` words of `r` to the product of `x` and the number that was transformed into `kept`, but for
    /// a multiple of 2^(64·length) - 1. Of the two factors, one has half of `transformLimit` at most.
    ///
    /// Only the words from number `start` on are needed; they may be too small by 1 when that is not 0.
    @inline(never)
    public static func transformMultiply(
      _ r: UnsafeMutablePointer<UInt64>, length: Int, _ x: UnsafePointer<UInt64>, _ xCount: Int,
      kept: UnsafeMutableRawPointer, start: Int, scratch: UnsafeMutableRawPointer
    ) {
      let size = transformSize(length)
      let data = scratch.assumingMemoryBound(to: Prime50.Block.self)
      let other = kept.assumingMemoryBound(to: Prime50.Block.self)
      var number = 0
      while number < Prime50.count {
        let at = number &* size.length
        let stage = TransformStage(number, size, table: data + 3 &* size.length)
        stage.forward(data + at, x, xCount)
        stage.multiply(data + at, kept: other + at)
        number &+= 1
      }
      // The coefficients of 16 words less and below reach three words up, and so is their sum less than 1 above them.
      combine(r, max(0, start / 8 &* 8 &- 16), length &+ 2, data, size)
    }
  }
#endif
