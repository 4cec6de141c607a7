#if arch(x86_64)
  extension Kernels {
    /// The compression function of SHA-512 (FIPS 180-4, section 6.4.2): rounds, and the message schedule on vectors between their
    /// instructions. The same source is compiled in both modules of ordered kernels (a symbolic link): `Kernels` and `SHA512State`
    /// are those of the module.
    ///
    /// `h` are the eight words of the chaining value; at `blocks` are `count` blocks of 128 bytes, at any alignment, and at
    /// `k` the 80 constants. `scratch` is room for 128 bytes, wiped at the end; that its vectors do not lie across cache lines
    /// it should be aligned to 32.
    @inline(never)
    public static func sha512Compress(
      _ h: UnsafeMutableRawPointer, _ blocks: UnsafeRawPointer, count: Int, constants k: UnsafeRawPointer,
      scratch: UnsafeMutableRawPointer
    ) {
      var state = SHA512State(h)
      var block = blocks
      for _ in 0..<count {
        var schedule = SHA512Schedule(block, constants: k, sums: scratch)
        // Five copies instead of the loop were 3 % faster at length and slower in short messages, as if without the target of a
        // branch the processor did not change over to its cache of decoded instructions.
        var k = k
        for _ in 0..<4 {
          k += 128
          state.rounds(scratch) { schedule.advance($0, constants: k, sums: scratch) }
        }
        state.rounds(scratch) { _ in }
        state.add(to: h)
        block += 128
      }
      SHA512Schedule.wipe(sums: scratch)
    }
  }
#endif
