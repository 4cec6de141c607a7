#if arch(x86_64)
  extension KernelsX86V3 {
    /// The compression function of SHA-512 (FIPS 180-4, section 6.4.2): rounds on general registers with BMI2's turns, and
    /// the message schedule on vectors beside them.
    ///
    /// `h` are the eight words of the chaining value; at `blocks` are `count` blocks of 128 bytes, at any alignment, and at
    /// `k` the 80 constants. `scratch` is room for 128 bytes, wiped at the end.
    @inline(never)
    public static func sha512Compress(
      _ h: UnsafeMutableRawPointer, _ blocks: UnsafeRawPointer, count: Int, constants k: UnsafeRawPointer,
      scratch: UnsafeMutableRawPointer
    ) {
      var state = SHA512State(h)
      var block = blocks
      for _ in 0..<count {
        let initial = state
        var schedule = SHA512Schedule(block, constants: k, sums: scratch)
        var k = k
        for _ in 0..<4 {
          k += 128
          state.rounds0(scratch)
          schedule.advance0(constants: k, sums: scratch)
          state.rounds4(scratch + 32)
          schedule.advance4(constants: k, sums: scratch)
          state.rounds0(scratch + 64)
          schedule.advance8(constants: k, sums: scratch)
          state.rounds4(scratch + 96)
          schedule.advance12(constants: k, sums: scratch)
        }
        state.rounds0(scratch)
        state.rounds4(scratch + 32)
        state.rounds0(scratch + 64)
        state.rounds4(scratch + 96)
        state.add(initial)
        block += 128
      }
      state.store(to: h)
      SHA512Schedule.wipe(sums: scratch)
    }
  }

  /// The eight variables, in general registers.
  private struct SHA512State {
    var a: UInt64
    var b: UInt64
    var c: UInt64
    var d: UInt64
    var e: UInt64
    var f: UInt64
    var g: UInt64
    var h: UInt64

    @inline(__always)
    init(_ state: UnsafeRawPointer) {
      let words = state.assumingMemoryBound(to: UInt64.self)
      (a, b, c, d) = (words[0], words[1], words[2], words[3])
      (e, f, g, h) = (words[4], words[5], words[6], words[7])
    }

    @inline(__always)
    func store(to state: UnsafeMutableRawPointer) {
      let words = state.assumingMemoryBound(to: UInt64.self)
      (words[0], words[1], words[2], words[3]) = (a, b, c, d)
      (words[4], words[5], words[6], words[7]) = (e, f, g, h)
    }

    @inline(__always)
    mutating func add(_ other: Self) {
      a &+= other.a
      b &+= other.b
      c &+= other.c
      d &+= other.d
      e &+= other.e
      f &+= other.f
      g &+= other.g
      h &+= other.h
    }

    /// Four rounds, after which the variables' roles have moved on by four.
    @inline(__always)
    mutating func rounds0(_ sums: UnsafeRawPointer) {
      Self.round(a, b, c, &d, e, f, g, &h, Self.sum(sums))
      Self.round(h, a, b, &c, d, e, f, &g, Self.sum(sums + 8))
      Self.round(g, h, a, &b, c, d, e, &f, Self.sum(sums + 16))
      Self.round(f, g, h, &a, b, c, d, &e, Self.sum(sums + 24))
    }

    /// The other four, after which they are back.
    @inline(__always)
    mutating func rounds4(_ sums: UnsafeRawPointer) {
      Self.round(e, f, g, &h, a, b, c, &d, Self.sum(sums))
      Self.round(d, e, f, &g, h, a, b, &c, Self.sum(sums + 8))
      Self.round(c, d, e, &f, g, h, a, &b, Self.sum(sums + 16))
      Self.round(b, c, d, &e, f, g, h, &a, Self.sum(sums + 24))
    }

    @inline(__always)
    private static func sum(_ place: UnsafeRawPointer) -> UInt64 { place.load(as: UInt64.self) }

    @inline(__always)
    private static func round(
      _ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: inout UInt64,
      _ e: UInt64, _ f: UInt64, _ g: UInt64, _ h: inout UInt64, _ constantAndWord: UInt64
    ) {
      // The new E is what the next round waits for, so it is summed with D inside, and what depends on the last E and takes
      // longest comes last: four instructions a round. (Summed as the standard has it, T1 and then D, it is five.) The two
      // halves of Ch(e, f, g) have no bit in common: they can be added one by one. The new A takes D out again.
      let next =
        h &+ d &+ constantAndWord &+ (e & f) &+ (~e & g) &+ (rotated(e, 14) ^ rotated(e, 18) ^ rotated(e, 41))
      // Maj in this form shares a ^ b with the next round, where it is b ^ c.
      let majority = ((a ^ b) & (b ^ c)) ^ b
      h = next &- d &+ majority &+ (rotated(a, 28) ^ rotated(a, 34) ^ rotated(a, 39))
      d = next
    }

    @inline(__always)
    private static func rotated(_ x: UInt64, _ count: UInt64) -> UInt64 { (x &>> count) | (x &<< (64 &- count)) }
  }
#endif
