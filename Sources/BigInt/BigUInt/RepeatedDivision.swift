/// Division of many numbers by the same divisor: its reciprocal and its transforms are computed once.
final class RepeatedDivision {
  let divisor: BigUInt
  private let shift: Int
  private var prepared: Prepared?

  /// `divisor` is not zero.
  init(_ divisor: BigUInt) {
    self.divisor = divisor
    shift = divisor.limbs[divisor.limbs.count - 1].leadingZeroBitCount
  }

  /// As `BigUInt.quotientAndRemainder(dividingBy:)`.
  func quotientAndRemainder(_ dividend: BigUInt) -> (quotient: BigUInt, remainder: BigUInt) {
    let n = divisor.limbs.count
    let quotientWords = dividend.limbs.count - n + 1
    guard ReciprocalDivision.isFastest(quotientWords, n) else {
      return dividend.quotientAndRemainder(dividingBy: divisor)
    }
    let prepared = self.prepared ?? Prepared(divisor, shift)
    self.prepared = prepared
    var remainder = BigUInt()
    let quotient = BigUInt(count: quotientWords) { q in
      withUnsafeTemporaryAllocation(of: UInt.self, capacity: quotientWords + n) { buffer in
        guard let a = buffer.baseAddress else { return }
        a[quotientWords + n - 1] = dividend.withWords { x, count in Limbs.shiftLeft(a, x, count, shift) }
        // The word shifted out is below the divisor's top word, so there is no word above.
        _ = prepared.division.divide(q, a, quotientWords, prepared.space)
        remainder = BigUInt(count: n) { r in Limbs.shiftRight(r, a, n, shift) }
      }
    }
    return (quotient, remainder)
  }

  /// Memory with the divisor, shifted, and what division by it needs.
  private final class Prepared {
    let division: ReciprocalDivision
    let space: ReciprocalDivision.Space
    private let memory: UnsafeMutableRawPointer

    /// For quotients as long as the divisor.
    init(_ divisor: BigUInt, _ shift: Int) {
      let n = divisor.limbs.count
      let shifted = divisor << shift
      // The divisor's place is known only in the memory whose size depends on the division.
      let own = AlignedWords.bytes([n])
      let size = shifted.withWords { words, n in ReciprocalDivision(words, n, quotientWords: n) }.space
      memory = .allocate(byteCount: own + AlignedWords.bytes(size), alignment: 64)
      var words = AlignedWords(memory)
      let place = words.take(n)
      shifted.withWords { source, n in place.update(from: source, count: n) }
      division = ReciprocalDivision(place, n, quotientWords: n)
      space = division.prepare(&words)
    }

    deinit { memory.deallocate() }
  }
}
