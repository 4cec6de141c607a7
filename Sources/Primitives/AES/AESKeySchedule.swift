import Processor

#if arch(x86_64)
  import KernelsX86V3
#endif

extension AES {
  /// An expanded key, wiped when it goes away.
  ///
  /// It holds the round keys as FIPS 197 has them, for processors with AES instructions, and for those without as the
  /// planes that the bit-sliced code adds (`SlicedState`).
  struct KeySchedule: ~Copyable, @unchecked Sendable {
    // @unchecked: the memory is owned by this value alone and is not written after `init`.

    /// 10, 12 or 14.
    let rounds: Int
    /// Whose code the key is for.
    let level: Processor.Level
    private let storage: UnsafeMutableRawPointer
    private let byteCount: Int

    private static let maximumRounds = 14
    private static let roundKeysByteCount = 16 * 16
    private static let planesByteCount = (maximumRounds + 1) * 8 * 16

    /// The round keys as FIPS 197, section 5.2 orders their bytes: `rounds + 1` times 16.
    var roundKeys: UnsafePointer<UInt32> { UnsafePointer(storage.assumingMemoryBound(to: UInt32.self)) }

    /// The planes of the round keys, eight to a round: on the portable level only.
    var planes: UnsafePointer<SlicedState.Plane> {
      UnsafePointer((storage + Self.roundKeysByteCount).assumingMemoryBound(to: SlicedState.Plane.self))
    }

    /// Expands a key of 16, 24 or 32 bytes (FIPS 197, section 5.2).
    init(key: Span<UInt8>, level: Processor.Level = Processor.level) throws(CryptoError) {
      switch key.count {
      case 16, 24, 32: break
      default: throw .incorrectKeySize(found: key.count, expected: "16, 24 or 32")
      }
      rounds = key.count / 4 + 6
      self.level = level
      byteCount = Self.roundKeysByteCount + (level == .portable ? Self.planesByteCount : 0)
      storage = .allocate(byteCount: byteCount, alignment: 64)
      storage.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
      #if arch(x86_64)
        if level >= .v3 {
          let (storage, words) = (storage, key.count / 4)
          key.withUnsafeBytes { key in
            guard let key = key.baseAddress else { return }
            KernelsX86V3.aesExpandKey(key, words: words, into: storage)
          }
          return
        }
      #endif
      let words = storage.assumingMemoryBound(to: UInt32.self)
      let planes = (storage + Self.roundKeysByteCount).assumingMemoryBound(to: SlicedState.Plane.self)
      Self.expand(key, into: words, rounds: rounds)
      for round in 0...rounds { Self.slice(words + 4 * round, round: round, into: planes + 8 * round) }
    }

    deinit {
      Wipe.zero(UnsafeMutableRawBufferPointer(start: storage, count: byteCount))
      storage.deallocate()
    }

    /// KeyExpansion. Words are little-endian: RotWord takes the first byte, the lowest, to the top.
    private static func expand(_ key: Span<UInt8>, into words: UnsafeMutablePointer<UInt32>, rounds: Int) {
      let keyWords = key.count / 4
      for i in 0..<keyWords {
        var word: UInt32 = 0
        for j in 0..<4 { word |= UInt32(key[4 * i + j]) << UInt32(8 * j) }
        words[i] = word
      }
      var roundConstant: UInt32 = 1
      for i in keyWords..<(4 * (rounds + 1)) {
        var word = words[i - 1]
        if i % keyWords == 0 {
          word = subWord((word >> 8) | (word << 24)) ^ roundConstant
          roundConstant = (roundConstant << 1) ^ (roundConstant >> 7) * 0x11b
        } else if keyWords > 6, i % keyWords == 4 {
          word = subWord(word)
        }
        words[i] = words[i - keyWords] ^ word
      }
    }

    /// SubWord by the same circuit: each byte of the word lies in every plane with one bit of its own.
    private static func subWord(_ word: UInt32) -> UInt32 {
      @inline(__always) func plane(_ bit: UInt32) -> SlicedState.Plane { .init((word >> bit) & 0x0101_0101, 0, 0, 0) }
      var state = SlicedState(
        planes: plane(0), plane(1), plane(2), plane(3), plane(4), plane(5), plane(6), plane(7))
      state.subBytesWithoutConstant()
      let low = state.p0.x | state.p1.x << 1 | state.p2.x << 2 | state.p3.x << 3
      let high = state.p4.x << 4 | state.p5.x << 5 | state.p6.x << 6 | state.p7.x << 7
      return (low | high) ^ 0x6363_6363
    }

    /// The planes of one round key, with the column shift of its round and, from round 1 on, the S-box's constant.
    private static func slice(
      _ words: UnsafeMutablePointer<UInt32>, round: Int, into planes: UnsafeMutablePointer<SlicedState.Plane>
    ) {
      let constant: UInt32 = round == 0 ? 0 : 0x63
      for bit in 0..<8 {
        @inline(__always) func lane(_ row: Int) -> UInt32 {
          var lane: UInt32 = 0
          for column in 0..<4 {
            let byte = (words[column] >> UInt32(8 * row)) & 0xff ^ constant
            let mask = 0 &- ((byte >> UInt32(bit)) & 1)
            lane |= (mask & 0xff) << UInt32(8 * ((column + round * row) & 3))
          }
          return lane
        }
        planes[bit] = SlicedState.Plane(lane(0), lane(1), lane(2), lane(3))
      }
    }
  }
}

extension SlicedState {
  /// A state whose planes are given.
  @inline(__always)
  init(planes p0: Plane, _ p1: Plane, _ p2: Plane, _ p3: Plane, _ p4: Plane, _ p5: Plane, _ p6: Plane, _ p7: Plane) {
    (self.p0, self.p1, self.p2, self.p3) = (p0, p1, p2, p3)
    (self.p4, self.p5, self.p6, self.p7) = (p4, p5, p6, p7)
  }
}
