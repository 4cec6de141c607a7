#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Poly1305 over one message: a few blocks one by one, many in groups of eight, one in each lane.
  ///
  /// Before a group is taken, the lanes are multiplied with r⁸, and with the last one by r⁸ down to r, then added up. Up to
  /// eight groups share one reduction: each is multiplied with r⁶⁴, r⁵⁶ and so on. (Goll and Gueron, "Vectorization of
  /// Poly1305 Message Authentication Code", 2015.)
  struct Poly1305Hash512 {
    let r: Poly1305Number.Key
    private let pad: UInt128
    /// The hash of what has been taken.
    var hash = Poly1305Number()
    /// The multipliers r⁸ down to r, a lane for each block of a group, then r⁶⁴, r⁵⁶, ..., r⁸, of which only the last
    /// `groupLimit` have been made.
    private let powers: UnsafeMutableRawPointer
    /// How many groups share a reduction: 8, 4, 2, 1, or 0 when there are no powers.
    private let groupLimit: Int

    /// The bytes of the table of powers.
    static let powersByteCount = 2 * Poly1305Lanes.Multiplier.byteCount

    private static let groupByteCount = 128

    /// From here on groups are faster than blocks one by one: the powers have to be made.
    private static let leastByteCount = 384

    /// Starts with the 32 bytes of a one-time key and room for the powers that make sense for inputs of up to `count` bytes.
    @inline(__always)
    init(key: UnsafeRawPointer, powers: UnsafeMutableRawPointer, count: Int) {
      r = Poly1305Number.Key(key)
      pad = key.loadUnaligned(fromByteOffset: 16, as: UInt128.self)
      self.powers = powers
      groupLimit = count < Self.leastByteCount ? 0 : count < 1024 ? 2 : count < 3072 ? 4 : 8
      if groupLimit > 0 { Self.makePowers(r, powers, groupLimit) }
    }

    @inline(never)
    private static func makePowers(
      _ r: Poly1305Number.Key, _ powers: UnsafeMutableRawPointer, _ groupLimit: Int
    ) {
      var power = r.number
      var block = 7
      while true {
        let (place, limbs) = (powers + 8 &* Poly1305Lanes.lane(block: block), power.limbs)
        place.storeBytes(of: limbs.0, as: UInt64.self)
        place.storeBytes(of: limbs.1, toByteOffset: 64, as: UInt64.self)
        place.storeBytes(of: limbs.2, toByteOffset: 128, as: UInt64.self)
        place.storeBytes(of: limbs.1 &* 20, toByteOffset: 192, as: UInt64.self)
        place.storeBytes(of: limbs.2 &* 20, toByteOffset: 256, as: UInt64.self)
        if block == 0 { break }
        power.multiply(r)
        block &-= 1
      }
      // The powers of s = r⁸: s in all lanes; s² and s in turns; s⁴ down to s twice; s⁸ down to s.
      typealias Lanes = Poly1305Lanes
      var lanes = Lanes(repeating: power)
      if groupLimit >= 2 {
        let square = Lanes.product(lanes, Lanes.Multiplier(lanes))
        lanes = Lanes.blend(0b1010_1010, square, lanes)
        if groupLimit >= 4 {
          lanes = Lanes.blend(0b1100_1100, Lanes.product(lanes, Lanes.Multiplier(square)), lanes)
          if groupLimit >= 8 {
            let fourth = Lanes.Multiplier(lanes.broadcast(lane: 4))
            lanes = Lanes.blend(0b1111_0000, Lanes.product(lanes, fourth), lanes)
          }
        }
      }
      Lanes.Multiplier(lanes).store(powers + Lanes.Multiplier.byteCount)
    }

    /// Takes any number of bytes, filled up with zeros to whole blocks.
    @inline(__always)
    mutating func absorbPadded(_ bytes: UnsafeRawPointer, _ count: Int) {
      var (bytes, left) = (bytes, count)
      if groupLimit > 0, left >= Self.leastByteCount {
        let taken = left & ~(Self.groupByteCount &- 1)
        absorbGroups(bytes, taken &>> 7)
        bytes += taken
        left &-= taken
      }
      hash.absorb(&bytes, left & ~15, r)
      left &= 15
      if left > 0 {
        let mask = UInt16(truncatingIfNeeded: (1 as UInt32) &<< UInt32(truncatingIfNeeded: left)) &- 1
        let block = _mm_maskz_loadu_epi8(mask, bytes)
        absorb(UInt64(bitPattern: block.x), UInt64(bitPattern: block.y))
      }
    }

    /// Takes a block.
    @inline(__always)
    mutating func absorb(_ low: UInt64, _ high: UInt64) { hash.absorb(low: low, high: high, r) }

    /// Takes `count` groups, one at least.
    @inline(__always)
    private mutating func absorbGroups(_ bytes: UnsafeRawPointer, _ count: Int) {
      hash = Self.hash(bytes, count, hash, powers, groupLimit)
    }

    @inline(never)
    private static func hash(
      _ bytes: UnsafeRawPointer, _ count: Int, _ hash: Poly1305Number, _ powers: UnsafeRawPointer, _ groupLimit: Int
    ) -> Poly1305Number {
      typealias Lanes = Poly1305Lanes
      var (bytes, left) = (bytes, count &- 1)
      var lanes = Lanes(first: hash)
      let end = powers + Lanes.Multiplier.byteCount + 64
      while left > 0 {
        let groups = left < groupLimit ? left : groupLimit
        left &-= groups
        var power = end - 8 &* groups
        var products = Lanes.Products()
        products.add(lanes &+ Lanes(blocks: bytes), Lanes.Multiplier(repeating: power))
        bytes += groupByteCount
        power += 8
        while power < end {
          products.add(Lanes(blocks: bytes), Lanes.Multiplier(repeating: power))
          bytes += groupByteCount
          power += 8
        }
        lanes = products.reduced()
      }
      return Lanes.product(lanes &+ Lanes(blocks: bytes), Lanes.Multiplier(powers)).sum
    }

    @inline(__always)
    func wipe() { if groupLimit > 0 { Blocks512.wipe(powers, Self.powersByteCount) } }

    @inline(__always)
    var tag: UInt128 { hash.reduced &+ pad }
  }

  extension KernelsX86V4 {
    /// The bytes of memory that `poly1305` works with; it wipes them.
    public static var poly1305ScratchByteCount: Int { Poly1305Hash512.powersByteCount }

    /// The tag of a message of whole blocks. The kernels of ChaCha20-Poly1305 do the same; here the key may be one that no
    /// key stream leads to.
    ///
    /// - Parameters:
    ///   - key: 32 bytes.
    ///   - bytes: The message.
    ///   - count: The number of its bytes, a multiple of 16.
    ///   - tag: Room for 16 bytes.
    ///   - scratch: `poly1305ScratchByteCount` bytes.
    @inline(never)
    public static func poly1305(
      key: UnsafeRawPointer, _ bytes: UnsafeRawPointer, count: Int, tag: UnsafeMutableRawPointer,
      scratch: UnsafeMutableRawPointer
    ) {
      var authenticator = Poly1305Hash512(key: key, powers: scratch, count: count)
      authenticator.absorbPadded(bytes, count)
      tag.storeBytes(of: authenticator.tag, as: UInt128.self)
      authenticator.wipe()
    }
  }
#endif
