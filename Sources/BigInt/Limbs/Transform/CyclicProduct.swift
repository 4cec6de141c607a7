import Processor

#if arch(x86_64)
  import KernelsX86V4
#endif

/// Products modulo B^L - 1, B = 2^64, by transforms of L words. Half the length of the whole product suffices for one half
/// of it when the other half is known, and transforms of factors that occur in several products are kept.
struct CyclicProduct {
  /// L.
  let length: Int
  /// Words of a kept transform.
  let keptWords: Int
  /// Words of scratch space.
  let scratchWords: Int
  private let portable: TransformProduct

  /// With the smallest L that is `words` or more; `words` is 64 or more and at most `Limbs.transformLimit`.
  init(words: Int) {
    portable = TransformProduct(words: words)
    #if arch(x86_64)
      if Processor.hasV4 {
        length = KernelsX86V4.transformLength(words)
        keptWords = KernelsX86V4.transformKept(words)
        scratchWords = keptWords + KernelsX86V4.transformTable(words)
        return
      }
    #endif
    length = portable.cyclicWords
    keptWords = portable.keptWords
    scratchWords = portable.scratch
  }

  /// About how long a product takes, in some unit.
  var cost: Int { length * (Int.bitWidth - length.leadingZeroBitCount + 16) }

  /// Transforms `x` of 1...L words into `kept`. That and `scratch` are aligned to 64 bytes.
  func keep(_ kept: Limbs.Target, _ x: Limbs.Source, _ xCount: Int, scratch: Limbs.Target) {
    #if arch(x86_64)
      if Processor.hasV4 {
        return KernelsX86V4.transformKeep(kept, length: length, Limbs.kernelWords(x), xCount, scratch: scratch)
      }
    #endif
    portable.keep(kept, x, xCount, scratch: scratch)
  }

  /// Sets the L words of `r` to `x`, of 1...L words, times the number transformed into `kept`; one of the two has half of
  /// `Limbs.transformLimit` at most. A product below B^L - 1 is itself. The two words above in `r` become zero.
  ///
  /// Of a product below B^L - 1, the words from number `start` on may suffice. When that is not 0, the number that they make
  /// may be too small by 1, and those below are undefined.
  func multiply(
    _ r: Limbs.Target, _ x: Limbs.Source, _ xCount: Int, kept: Limbs.Target, start: Int = 0, scratch: Limbs.Target
  ) {
    #if arch(x86_64)
      if Processor.hasV4 {
        KernelsX86V4.transformMultiply(
          Limbs.kernelWords(r), length: length, Limbs.kernelWords(x), xCount, kept: kept, start: start, scratch: scratch
        )
      } else {
        portable.multiplyCyclic(r, x, xCount, kept: kept, start: start, scratch: scratch)
      }
    #else
      portable.multiplyCyclic(r, x, xCount, kept: kept, start: start, scratch: scratch)
    #endif
    if start > 0 { return }
    add(r, r + length, 2)
    (r[length], r[length + 1]) = (0, 0)
  }

  // MARK: Residues

  /// Adds `x`, of up to L words, times B^position, position < L, to `r`.
  func add(_ r: Limbs.Target, _ x: Limbs.Source, _ xCount: Int, at position: Int = 0) {
    let lower = min(xCount, length - position)
    let carry = Limbs.add(r + position, r + position, length - position, x, lower)
    // After a carry, the words are not all ones.
    _ = Limbs.propagateCarry(r, r, from: 0, to: length, carry)
    if lower < xCount { add(r, x + lower, xCount - lower) }
  }

  /// Subtracts `x`, of up to L words, times B^position, position < L, from `r`.
  func subtract(_ r: Limbs.Target, _ x: Limbs.Source, _ xCount: Int, at position: Int = 0) {
    let lower = min(xCount, length - position)
    var borrow = Limbs.subtract(r + position, r + position, length - position, x, lower)
    // After a borrow, the words are not all zero.
    if borrow != 0 { borrow = Limbs.subtract(r, r, length, &borrow, 1) }
    if lower < xCount { subtract(r, x + lower, xCount - lower) }
  }

  /// Subtracts `r` from `x`, of up to L words: the difference is in `r`.
  func subtract(_ r: Limbs.Target, from x: Limbs.Source, _ xCount: Int) {
    var borrow = Limbs.subtract(r, x, xCount, r, xCount)
    for i in xCount..<length {
      let word = r[i]
      r[i] = 0 &- word &- borrow
      borrow |= word == 0 ? 0 : 1
    }
    // After a borrow, the words are not all zero.
    if borrow != 0 { borrow = Limbs.subtract(r, r, length, &borrow, 1) }
  }

  /// Negates `r`.
  func negate(_ r: Limbs.Target) {
    for i in 0..<length { r[i] = ~r[i] }
  }

  /// A number between -B^L and B^L times a few is known from its residue and its lowest word. Sets the lower `count` words
  /// of `r` to those of the number, in two's complement, and returns the one above, which has its sign; the number has no
  /// more words. `count <= L`.
  func lift(_ r: Limbs.Target, lowest: UInt, count: Int) -> Int {
    // The number is r + j·(B^L - 1) for a small j.
    let j = Int(bitPattern: r[0] &- lowest)
    var magnitude = j.magnitude
    let above =
      j < 0
      ? j &+ Int(bitPattern: Limbs.add(r, r, length, &magnitude, 1))
      : j &- Int(bitPattern: Limbs.subtract(r, r, length, &magnitude, 1))
    return count < length ? Int(bitPattern: r[count]) : above
  }
}
