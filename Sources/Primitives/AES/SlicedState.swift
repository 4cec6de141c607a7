/// Eight AES states, bit-sliced.
///
/// Plane `b` holds bit `b` of every byte of all eight states. Its lane `r` belongs to row `r` of the state, byte `c` of
/// that lane to column `c`, and bit `j` of that byte to block `j`. With a row to a lane, the rotations of MixColumns are
/// lane shuffles, and a rotation of a row by columns is a rotation of the lane by whole bytes.
///
/// ShiftRows is never carried out. After `s` rounds, the byte of row `r`, column `c` sits at column `c + s·r`, and
/// MixColumns reads accordingly (fixslicing: Adomnicai and Peyrin, "Fixslicing AES-like Ciphers", TCHES 2021). The
/// round keys are stored with the shift of their round, and the last shift is undone when the blocks are written.
struct SlicedState {
  typealias Plane = SIMD4<UInt32>

  var p0, p1, p2, p3, p4, p5, p6, p7: Plane

  /// The planes of eight blocks, each given with a row of the state in every lane (`AESBlock.rows`).
  @inline(__always)
  init(
    rows b0: Plane, _ b1: Plane, _ b2: Plane, _ b3: Plane, _ b4: Plane, _ b5: Plane, _ b6: Plane, _ b7: Plane
  ) {
    (p0, p1, p2, p3, p4, p5, p6, p7) = (b0, b1, b2, b3, b4, b5, b6, b7)
    transposeBits()
  }

  /// Transposes the 8 × 8 bits at every byte position: blocks to planes, and planes to blocks.
  @inline(__always)
  mutating func transposeBits() {
    Self.swapBits(&p0, &p1, 1, 0x5555_5555)
    Self.swapBits(&p2, &p3, 1, 0x5555_5555)
    Self.swapBits(&p4, &p5, 1, 0x5555_5555)
    Self.swapBits(&p6, &p7, 1, 0x5555_5555)
    Self.swapBits(&p0, &p2, 2, 0x3333_3333)
    Self.swapBits(&p1, &p3, 2, 0x3333_3333)
    Self.swapBits(&p4, &p6, 2, 0x3333_3333)
    Self.swapBits(&p5, &p7, 2, 0x3333_3333)
    Self.swapBits(&p0, &p4, 4, 0x0f0f_0f0f)
    Self.swapBits(&p1, &p5, 4, 0x0f0f_0f0f)
    Self.swapBits(&p2, &p6, 4, 0x0f0f_0f0f)
    Self.swapBits(&p3, &p7, 4, 0x0f0f_0f0f)
  }

  /// Exchanges the bits of `a` under `mask << shift` with those of `b` under `mask`.
  @inline(__always)
  private static func swapBits(_ a: inout Plane, _ b: inout Plane, _ shift: UInt32, _ mask: UInt32) {
    let difference = ((a &>> Plane(repeating: shift)) ^ b) & Plane(repeating: mask)
    b ^= difference
    a ^= difference &<< Plane(repeating: shift)
  }

  /// AddRoundKey, with the key's eight planes.
  @inline(__always)
  mutating func addRoundKey(_ key: UnsafePointer<Plane>) {
    p0 ^= key[0]
    p1 ^= key[1]
    p2 ^= key[2]
    p3 ^= key[3]
    p4 ^= key[4]
    p5 ^= key[5]
    p6 ^= key[6]
    p7 ^= key[7]
  }

  /// Undoes the shifts left over after an even number of rounds: two columns for rows 1 and 3, or none.
  @inline(__always)
  mutating func undoShift(rounds: Int) {
    guard rounds & 3 == 2 else { return }
    p0 = Self.swapHalvesOfOddRows(p0)
    p1 = Self.swapHalvesOfOddRows(p1)
    p2 = Self.swapHalvesOfOddRows(p2)
    p3 = Self.swapHalvesOfOddRows(p3)
    p4 = Self.swapHalvesOfOddRows(p4)
    p5 = Self.swapHalvesOfOddRows(p5)
    p6 = Self.swapHalvesOfOddRows(p6)
    p7 = Self.swapHalvesOfOddRows(p7)
  }

  @inline(__always)
  private static func swapHalvesOfOddRows(_ plane: Plane) -> Plane {
    let odd = Plane(0, .max, 0, .max)
    return (plane & ~odd) | (rotate(plane, 16) & odd)
  }

  /// Every lane rotated to the right by `bits`, which is 0, 8, 16 or 24.
  @inline(__always)
  static func rotate(_ plane: Plane, _ bits: UInt32) -> Plane {
    bits == 0 ? plane : (plane &>> Plane(repeating: bits)) | (plane &<< Plane(repeating: 32 - bits))
  }
}

/// The order of bytes in one block.
enum AESBlock {
  /// The transpose of the block's 4 × 4 bytes: columns, as FIPS 197 fills them, to rows, and back.
  @inline(__always)
  static func transpose(_ block: SIMD16<UInt8>) -> SIMD16<UInt8> {
    interleaveHalves(interleaveHalves(block))
  }

  @inline(__always)
  private static func interleaveHalves(_ v: SIMD16<UInt8>) -> SIMD16<UInt8> {
    SIMD16(v[0], v[8], v[1], v[9], v[2], v[10], v[3], v[11], v[4], v[12], v[5], v[13], v[6], v[14], v[7], v[15])
  }

  /// The rows of the state made from the 16 bytes at `pointer`.
  @inline(__always)
  static func rows(_ pointer: UnsafeRawPointer) -> SIMD4<UInt32> {
    unsafeBitCast(transpose(pointer.loadUnaligned(as: SIMD16<UInt8>.self)), to: SIMD4<UInt32>.self)
  }

  /// The 16 bytes of the block with these rows.
  @inline(__always)
  static func bytes(rows: SIMD4<UInt32>) -> SIMD16<UInt8> {
    transpose(unsafeBitCast(rows, to: SIMD16<UInt8>.self))
  }
}
