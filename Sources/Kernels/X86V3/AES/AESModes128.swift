#if arch(x86_64)
  import _Builtin_intrinsics.intel

  extension KernelsX86V3 {
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
      var counter = Blocks128.turned(Blocks128.load(counterBlock))
      var (source, destination, left) = (source, destination, count)
      while left >= 128 {
        var blocks = Counters128(counter, keys)
        counter = Blocks128.add32(counter, Blocks128.Block(8, 0))
        var key = keys
        var round = rounds &- 1
        repeat {
          key += 16
          blocks.firstHalfRound(key)
          blocks.secondHalfRound(key)
          round &-= 1
        } while round > 0
        blocks.lastRound(key + 16, source, to: destination)
        source += 128
        destination += 128
        left &-= 128
      }
      while left > 0 {
        let stream = encrypt(Blocks128.turned(counter), keys: keys, rounds: rounds)
        counter = Blocks128.add32(counter, Blocks128.Block(1, 0))
        if left >= 16 {
          Blocks128.store(stream ^ Blocks128.load(source), destination)
        } else {
          PartialBlock.store(stream ^ PartialBlock.load(source, left), destination, left)
        }
        source += 16
        destination += 16
        left &-= 16
      }
    }

    /// Encrypts `count` blocks in place by cipher block chaining.
    @inline(never)
    public static func aesCBCEncrypt(
      keys: UnsafeRawPointer, rounds: Int, iv: UnsafeRawPointer, _ bytes: UnsafeMutableRawPointer, count: Int
    ) {
      var bytes = bytes
      var block = Blocks128.load(iv)
      for _ in 0..<count {
        block = encrypt(block ^ Blocks128.load(bytes), keys: keys, rounds: rounds)
        Blocks128.store(block, bytes)
        bytes += 16
      }
    }

    /// Chains bytes, filled up with zeros to whole blocks, into the block at `mac` (CBC-MAC).
    @inline(never)
    public static func aesCBCMAC(
      keys: UnsafeRawPointer, rounds: Int, mac: UnsafeMutableRawPointer, _ bytes: UnsafeRawPointer, count: Int
    ) {
      var (bytes, left) = (bytes, count)
      var block = Blocks128.load(mac)
      while left > 0 {
        block ^= left >= 16 ? Blocks128.load(bytes) : PartialBlock.load(bytes, left)
        block = encrypt(block, keys: keys, rounds: rounds)
        bytes += 16
        left &-= 16
      }
      Blocks128.store(block, mac)
    }

    /// Decrypts `count` blocks in place by cipher block chaining: eight side by side. `keys` are those of
    /// `aesInvertKeys`.
    @inline(never)
    public static func aesCBCDecrypt(
      keys: UnsafeRawPointer, rounds: Int, iv: UnsafeRawPointer, _ bytes: UnsafeMutableRawPointer, count: Int
    ) {
      typealias Block = Blocks128.Block
      var (bytes, left) = (bytes, count)
      var previous = Blocks128.load(iv)
      while left >= 8 {
        let first = Blocks128.load(keys)
        @inline(__always) func block(_ place: Int) -> Block { Blocks128.load(bytes + 16 &* place) ^ first }
        var (a, b, c, d) = (block(0), block(1), block(2), block(3))
        var (e, f, g, h) = (block(4), block(5), block(6), block(7))
        var address = keys
        var round = rounds &- 1
        repeat {
          address += 16
          let key = Blocks128.load(address)
          a = _mm_aesdec_si128(a, key)
          b = _mm_aesdec_si128(b, key)
          c = _mm_aesdec_si128(c, key)
          d = _mm_aesdec_si128(d, key)
          e = _mm_aesdec_si128(e, key)
          f = _mm_aesdec_si128(f, key)
          g = _mm_aesdec_si128(g, key)
          h = _mm_aesdec_si128(h, key)
          round &-= 1
        } while round > 0
        let last = Blocks128.load(address + 16)
        // Each block is written after the one behind it has been read.
        @inline(__always) func finish(_ block: Block, _ place: Int) {
          let ciphertext = Blocks128.load(bytes + 16 &* place)
          Blocks128.store(_mm_aesdeclast_si128(block, last ^ previous), bytes + 16 &* place)
          previous = ciphertext
        }
        finish(a, 0)
        finish(b, 1)
        finish(c, 2)
        finish(d, 3)
        finish(e, 4)
        finish(f, 5)
        finish(g, 6)
        finish(h, 7)
        bytes += 128
        left &-= 8
      }
      while left > 0 {
        let ciphertext = Blocks128.load(bytes)
        var block = ciphertext ^ Blocks128.load(keys)
        var address = keys
        var round = rounds &- 1
        repeat {
          address += 16
          block = _mm_aesdec_si128(block, Blocks128.load(address))
          round &-= 1
        } while round > 0
        Blocks128.store(_mm_aesdeclast_si128(block, Blocks128.load(address + 16) ^ previous), bytes)
        previous = ciphertext
        bytes += 16
        left &-= 1
      }
    }
  }
#endif
