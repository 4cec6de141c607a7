#if arch(x86_64)
  import _Builtin_intrinsics.intel

  extension KernelsX86V4 {
    /// Adds the key stream of counter mode. The counter is the big-endian number in the last four bytes of the block at
    /// `counterBlock`, whose other bytes stay as they are; it wraps around at 2³².
    ///
    /// - Parameters:
    ///   - keys: The `rounds + 1` round keys.
    ///   - rounds: 10, 12 or 14.
    ///   - counterBlock: The first counter block.
    ///   - source: The text.
    ///   - destination: Room for as many bytes: the same place, or apart from `source`.
    ///   - count: The number of bytes.
    @inline(never)
    public static func aesCTR(
      keys: UnsafeRawPointer, rounds: Int, counterBlock: UnsafeRawPointer, source: UnsafeRawPointer,
      destination: UnsafeMutableRawPointer, count: Int
    ) {
      typealias Vector = Blocks512.Vector
      var counter = Blocks512.add32(
        Blocks512.turned(Blocks512.broadcast(counterBlock)), Vector(0, 0, 1, 0, 2, 0, 3, 0))
      var (source, destination, left) = (source, destination, count)
      while left >= 512 {
        var (a, b) = (Counters512(counter), Counters512(Blocks512.add32(counter, Vector(both: 16, 0))))
        counter = Blocks512.add32(counter, Vector(both: 32, 0))
        var key = keys
        a.addKey(key)
        b.addKey(key)
        var round = rounds &- 1
        repeat {
          key += 16
          a.round(key)
          b.round(key)
          round &-= 1
        } while round > 0
        key += 16
        a.lastRound(key, source)
        b.lastRound(key, source + 256)
        a.store(destination)
        b.store(destination + 256)
        source += 512
        destination += 512
        left &-= 512
      }
      while left > 0 {
        var blocks = Counters512(counter)
        counter = Blocks512.add32(counter, Vector(both: 16, 0))
        var key = keys
        blocks.addKey(key)
        var round = rounds &- 1
        repeat {
          key += 16
          blocks.round(key)
          round &-= 1
        } while round > 0
        let last = Blocks512.broadcast(key + 16)
        @inline(__always) func finish(_ block: Vector, _ place: Int) {
          let mask = Blocks512.mask(left &- 64 &* place)
          let text = Blocks512.load(source + 64 &* place, mask)
          Blocks512.store(_mm512_aesenclast_epi128(block, last ^ text), destination + 64 &* place, mask)
        }
        finish(blocks.a, 0)
        finish(blocks.b, 1)
        finish(blocks.c, 2)
        finish(blocks.d, 3)
        source += 256
        destination += 256
        left &-= 256
      }
    }

    /// Decrypts `count` blocks in place by cipher block chaining: sixteen side by side. `keys` are those of
    /// `KernelsX86V3.aesInvertKeys`.
    @inline(never)
    public static func aesCBCDecrypt(
      keys: UnsafeRawPointer, rounds: Int, iv: UnsafeRawPointer, _ bytes: UnsafeMutableRawPointer, count: Int
    ) {
      typealias Vector = Blocks512.Vector
      var (bytes, left) = (bytes, 16 &* count)
      // The last block of this vector and the first three of the next one are what is added to the next one.
      var previous = Blocks512.broadcast(iv)
      let shift = Vector(6, 7, 8, 9, 10, 11, 12, 13)
      while left > 0 {
        let (mask0, mask1) = (Blocks512.mask(left), Blocks512.mask(left &- 64))
        let (mask2, mask3) = (Blocks512.mask(left &- 128), Blocks512.mask(left &- 192))
        let (c0, c1) = (Blocks512.load(bytes, mask0), Blocks512.load(bytes + 64, mask1))
        let (c2, c3) = (Blocks512.load(bytes + 128, mask2), Blocks512.load(bytes + 192, mask3))
        let first = Blocks512.broadcast(keys)
        var (a, b, c, d) = (c0 ^ first, c1 ^ first, c2 ^ first, c3 ^ first)
        var address = keys
        var round = rounds &- 1
        repeat {
          address += 16
          let key = Blocks512.broadcast(address)
          a = _mm512_aesdec_epi128(a, key)
          b = _mm512_aesdec_epi128(b, key)
          c = _mm512_aesdec_epi128(c, key)
          d = _mm512_aesdec_epi128(d, key)
          round &-= 1
        } while round > 0
        let last = Blocks512.broadcast(address + 16)
        a = _mm512_aesdeclast_epi128(a, last ^ _mm512_permutex2var_epi64(previous, shift, c0))
        b = _mm512_aesdeclast_epi128(b, last ^ _mm512_permutex2var_epi64(c0, shift, c1))
        c = _mm512_aesdeclast_epi128(c, last ^ _mm512_permutex2var_epi64(c1, shift, c2))
        d = _mm512_aesdeclast_epi128(d, last ^ _mm512_permutex2var_epi64(c2, shift, c3))
        Blocks512.store(a, bytes, mask0)
        Blocks512.store(b, bytes + 64, mask1)
        Blocks512.store(c, bytes + 128, mask2)
        Blocks512.store(d, bytes + 192, mask3)
        previous = c3
        bytes += 256
        left &-= 256
      }
    }
  }
#endif
