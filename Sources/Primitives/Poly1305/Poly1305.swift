/// The one-time authenticator Poly1305 (RFC 8439, section 2.5) while it runs, in constant time.
///
/// Long inputs go in runs of 32, 16 or 8 blocks, by halves (`Poly1305Halves`). The same source is compiled for any processor
/// and in the module of the v3 kernels (a symbolic link).
struct Poly1305: BitwiseCopyable {
  /// The hash so far.
  var hash = Poly1305Number()
  /// The multiplier.
  let r: Poly1305Number.Key
  /// r², r⁴, r⁸ and r¹⁶, made for the first long input.
  private var powers = (Poly1305Number(), Poly1305Number(), Poly1305Number(), Poly1305Number())
  private var hasPowers = false
  private let pad: UInt128

  /// Starts with the 32 bytes of a one-time key: r, clamped here, and the pad s.
  @inline(__always)
  init(key: UnsafeRawPointer) {
    r = Poly1305Number.Key(key)
    pad =
      UInt128(key.loadUnaligned(fromByteOffset: 24, as: UInt64.self)) &<< 64
      | UInt128(key.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
  }

  /// Takes whole blocks of 16 bytes.
  @inline(never)
  mutating func update(_ bytes: UnsafeRawPointer, blocks: Int) {
    var (bytes, left) = (bytes, blocks)
    if left >= 8 { makePowers() }
    while left >= 8 {
      let pairs = left >= 32 ? 16 : left >= 16 ? 8 : 4
      var halves = Poly1305Halves(hash, bytes, pairs: pairs, r)
      while halves.isUnfinished { halves.takePair() }
      hash = halves.joined(power(pairs))
      bytes += 32 &* pairs
      left &-= 2 &* pairs
    }
    hash.absorb(&bytes, 16 &* left, r)
  }

  /// Takes any number of bytes, filled up with zeros to whole blocks.
  @inline(__always)
  mutating func updatePadded(_ bytes: UnsafeRawBufferPointer) {
    if let base = bytes.baseAddress { updatePadded(base, byteCount: bytes.count) }
  }

  /// Takes any number of bytes, filled up with zeros to whole blocks.
  @inline(never)
  mutating func updatePadded(_ bytes: UnsafeRawPointer, byteCount: Int) {
    let blocks = byteCount &>> 4
    if blocks > 0 { update(bytes, blocks: blocks) }
    if byteCount & 15 > 0 {
      let (low, high) = Self.partialBlock(bytes + 16 &* blocks, byteCount & 15)
      hash.absorb(low: low, high: high, r)
    }
  }

  /// Takes a last block of 1 to 15 bytes, which a byte 1 follows (RFC 8439, section 2.5.1).
  @inline(__always)
  mutating func updateLast(_ bytes: UnsafeRawPointer, byteCount: Int) {
    let (low, high) = Self.partialBlock(bytes, byteCount)
    let one = UInt128(1) &<< UInt128(truncatingIfNeeded: 8 &* byteCount)
    hash.absorb(
      low: low | UInt64(truncatingIfNeeded: one), high: high | UInt64(truncatingIfNeeded: one &>> 64), top: 0, r)
  }

  /// Takes the block of the two lengths in bytes (RFC 8439, section 2.8).
  @inline(__always)
  mutating func updateLengths(_ first: Int, _ second: Int) {
    hash.absorb(low: UInt64(truncatingIfNeeded: first), high: UInt64(truncatingIfNeeded: second), r)
  }

  /// The first 1 to 15 bytes of a block and zeros behind them. Nothing beyond is read; the count is public.
  @inline(__always)
  private static func partialBlock(_ bytes: UnsafeRawPointer, _ count: Int) -> (low: UInt64, high: UInt64) {
    var (block, left, place): (UInt128, Int, Int) = (0, count, 0)
    @inline(__always) func take<Word: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(_: Word.Type) {
      let size = MemoryLayout<Word>.size
      guard left >= size else { return }
      let word = UInt128(truncatingIfNeeded: bytes.loadUnaligned(fromByteOffset: place, as: Word.self))
      block |= word &<< UInt128(truncatingIfNeeded: 8 &* place)
      left &-= size
      place &+= size
    }
    take(UInt64.self)
    take(UInt32.self)
    take(UInt16.self)
    take(UInt8.self)
    return (UInt64(truncatingIfNeeded: block), UInt64(truncatingIfNeeded: block &>> 64))
  }

  /// The tag.
  @inline(__always)
  var tag: UInt128 { hash.reduced &+ pad }

  /// r to the power of `pairs`, for a run of twice as many blocks: what `powers` has, and what else messages need.
  @inline(__always)
  func power(_ pairs: Int) -> Poly1305Number {
    switch pairs {
    case 16: powers.3
    case 14: powers.0 &* powers.1 &* powers.2
    case 8: powers.2
    case 6: powers.0 &* powers.1
    case 4: powers.1
    default: Poly1305Number(low: 1)
    }
  }

  /// Makes the powers, if they are not there.
  @inline(__always)
  mutating func makePowers() {
    guard !hasPowers else { return }
    hasPowers = true
    let r = r.number
    let r2 = r &* r
    let r4 = r2 &* r2
    let r8 = r4 &* r4
    powers = (r2, r4, r8, r8 &* r8)
  }
}
