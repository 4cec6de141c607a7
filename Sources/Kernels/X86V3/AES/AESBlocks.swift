#if arch(x86_64)
  import _Builtin_intrinsics.intel

  extension KernelsX86V3 {
    /// Expands a key (FIPS 197, section 5.2).
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - words: Its length in 32-bit words: 4, 6 or 8.
    ///   - roundKeys: Room for `words + 7` blocks.
    @inline(never)
    public static func aesExpandKey(
      _ key: UnsafeRawPointer, words: Int, into roundKeys: UnsafeMutableRawPointer
    ) {
      var previous: UInt32 = 0
      for i in 0..<words {
        previous = key.loadUnaligned(fromByteOffset: 4 &* i, as: UInt32.self)
        roundKeys.storeBytes(of: previous, toByteOffset: 4 &* i, as: UInt32.self)
      }
      var roundConstant: UInt32 = 1
      // The place of the word within its group of `words`.
      var place = 0
      for i in words..<(4 &* (words &+ 7)) {
        if place == 0 {
          let word = subWord(previous)
          previous = (word &>> 8 | word &<< 24) ^ roundConstant
          roundConstant = (roundConstant &<< 1) ^ (roundConstant &>> 7) &* 0x11b
        } else if words > 6, place == 4 {
          previous = subWord(previous)
        }
        previous ^= roundKeys.load(fromByteOffset: 4 &* (i &- words), as: UInt32.self)
        roundKeys.storeBytes(of: previous, toByteOffset: 4 &* i, as: UInt32.self)
        place = place == words &- 1 ? 0 : place &+ 1
      }
    }

    /// The S-box on four bytes: the last round on a state of four equal columns, which ShiftRows leaves as it is.
    @inline(__always)
    private static func subWord(_ word: UInt32) -> UInt32 {
      let state = unsafeBitCast(SIMD4<UInt32>(repeating: word), to: Blocks128.Block.self)
      return unsafeBitCast(_mm_aesenclast_si128(state, .zero), to: SIMD4<UInt32>.self).x
    }

    /// The keys of the equivalent inverse cipher (FIPS 197, section 5.3.5) from the round keys, in the order of their use.
    @inline(never)
    public static func aesInvertKeys(
      _ roundKeys: UnsafeRawPointer, rounds: Int, into inverseKeys: UnsafeMutableRawPointer
    ) {
      for round in 0...rounds {
        let key = Blocks128.load(roundKeys + 16 &* (rounds &- round))
        let isInner = round > 0 && round < rounds
        Blocks128.store(isInner ? _mm_aesimc_si128(key) : key, inverseKeys + 16 &* round)
      }
    }

    /// Encrypts `count` blocks in place, each for itself.
    @inline(never)
    public static func aesEncryptBlocks(
      _ bytes: UnsafeMutableRawPointer, count: Int, keys: UnsafeRawPointer, rounds: Int
    ) {
      var bytes = bytes
      for _ in 0..<count {
        Blocks128.store(encrypt(Blocks128.load(bytes), keys: keys, rounds: rounds), bytes)
        bytes += 16
      }
    }

    /// One block through the cipher's rounds.
    @inline(__always)
    static func encrypt(_ block: Blocks128.Block, keys: UnsafeRawPointer, rounds: Int) -> Blocks128.Block {
      var key = keys
      var block = block ^ Blocks128.load(key)
      var left = rounds &- 1
      repeat {
        key += 16
        block = _mm_aesenc_si128(block, Blocks128.load(key))
        left &-= 1
      } while left > 0
      return _mm_aesenclast_si128(block, Blocks128.load(key + 16))
    }
  }
#endif
