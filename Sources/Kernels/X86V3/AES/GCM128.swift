#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// AES-GCM (SP 800-38D) with AES-NI and PCLMULQDQ: a message, or a part of one, in one pass.
  ///
  /// The bulk goes by steps of 8 blocks: eight counters are encrypted side by side, and between the rounds the hash takes
  /// eight blocks of ciphertext, those of the step before when sealing. (Gueron and Kounavis, "Intel Carry-Less
  /// Multiplication Instruction and its Usage for Computing the GCM Mode", 2010; interleaving: Gueron, "AES-GCM for
  /// Efficient Authenticated Encryption - Ending the Reign of HMAC-SHA-1?", 2013.)
  struct GCM128 {
    typealias Block = Blocks128.Block

    private let keys: UnsafeRawPointer
    private let rounds: Int
    private let powers: UnsafeRawPointer
    /// The next counter block, its bytes turned round: the counter is the lowest 32-bit word.
    private var counter: Block
    /// The hash so far, to be added to the next block.
    private var hash: Block

    /// The bytes of a step.
    private static let stepByteCount = 128

    @inline(__always)
    init(keys: UnsafeRawPointer, rounds: Int, powers: UnsafeRawPointer, state: UnsafeRawPointer) {
      (self.keys, self.rounds, self.powers) = (keys, rounds, powers)
      counter = Blocks128.add32(Blocks128.turned(Blocks128.load(state + GCMState.counterOffset)), Block(1, 0))
      hash = Blocks128.load(state + GCMState.hashOffset)
    }

    /// Takes additional data, filled up with zeros to whole blocks.
    @inline(__always)
    mutating func absorb(_ bytes: UnsafeRawPointer, _ count: Int) {
      var bytes = bytes
      var left = count
      while left > 0 {
        let count = left < Self.stepByteCount ? left : Self.stepByteCount
        var power = powers + GHASHPowers128.offset(blocks: (count &+ 15) &>> 4)
        var sum = GHASHSum128()
        var rest = count
        while rest > 0 {
          let block = rest < 16 ? PartialBlock.load(bytes, rest) : Blocks128.load(bytes)
          sum.add(Blocks128.turned(block) ^ hash, power: power)
          hash = .zero
          bytes += 16
          power += 16
          rest &-= 16
        }
        hash = sum.reduced
        left &-= count
      }
    }

    /// Encrypts or decrypts 8 blocks, while the hash takes the 8 at `hashed`.
    ///
    /// A product is four operations within the processor, and the number of operations is the bound: on Zen 4 these
    /// instructions without any dependency take 8.9 cycles a block for 10 rounds and 10.0 for 14, and as they are 10.1 and
    /// 11.1. To come near, a block is hashed beside each round, and where there are more than 10, beside every other one of
    /// the later rounds. The loops run over rounds that LLVM cannot count: it would unroll them, and its scheduler would then
    /// part what is interleaved here.
    @inline(__always)
    private mutating func step(
      _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer, hashed: UnsafeRawPointer?
    ) {
      var blocks = Counters128(counter, keys)
      counter = Blocks128.add32(counter, Block(8, 0))
      var key = keys + 16
      @inline(__always) func round() {
        blocks.firstHalfRound(key)
        blocks.secondHalfRound(key)
        key += 16
      }
      if let hashed {
        var sum = GHASHSum128()
        var (hashed, hash) = (hashed, hash)
        var power = powers + GHASHPowers128.offset(blocks: 8)
        @inline(__always) func roundWithBlock() {
          blocks.firstHalfRound(key)
          sum.add(Blocks128.turned(Blocks128.load(hashed)) ^ hash, power: power)
          blocks.secondHalfRound(key)
          hash = .zero
          hashed += 16
          power += 16
          key += 16
        }
        // 8 blocks: 18 - rounds and rounds - 10. With the round after them, rounds - 1 rounds.
        var left = 18 &- rounds
        repeat {
          roundWithBlock()
          left &-= 1
        } while left > 0
        left = rounds &- 10
        while left > 0 {
          round()
          roundWithBlock()
          left &-= 1
        }
        round()
        self.hash = sum.reduced
      } else {
        var left = rounds &- 1
        repeat {
          round()
          left &-= 1
        } while left > 0
      }
      blocks.lastRound(key, source, to: destination)
    }

    /// Encrypts or decrypts the last 1 to 127 bytes, at most `width` blocks, and adds what is hashed to `sum`.
    @inline(__always)
    private mutating func rest(
      _ width: Int, isSealing: Bool, _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer, _ count: Int,
      _ sum: inout GHASHSum128, _ powers: UnsafeRawPointer
    ) {
      var blocks = Counters128(counter, keys, width)
      var key = keys
      var left = rounds &- 1
      repeat {
        key += 16
        blocks.firstHalfRound(key)
        if width > 4 { blocks.secondHalfRound(key) }
        left &-= 1
      } while left > 0
      blocks.lastRound(key + 16, width)
      var (source, destination, power, count) = (source, destination, powers, count)
      @inline(__always) func finish(_ stream: Block) {
        guard count > 0 else { return }
        let hashed: Block
        if count >= 16 {
          let text = Blocks128.load(source)
          let result = stream ^ text
          Blocks128.store(result, destination)
          hashed = isSealing ? result : text
        } else {
          let text = PartialBlock.load(source, count)
          let result = PartialBlock.cut(stream ^ text, count)
          PartialBlock.store(result, destination, count)
          hashed = isSealing ? result : text
        }
        sum.add(Blocks128.turned(hashed) ^ hash, power: power)
        hash = .zero
        source += 16
        destination += 16
        power += 16
        count &-= 16
      }
      finish(blocks.a)
      finish(blocks.b)
      finish(blocks.c)
      finish(blocks.d)
      guard width > 4 else { return }
      finish(blocks.e)
      finish(blocks.f)
      finish(blocks.g)
      finish(blocks.h)
    }

    /// Encrypts or decrypts `count` bytes; hashes the ciphertext, filled up with zeros to whole blocks, and when `finishes`,
    /// the block of lengths.
    @inline(__always)
    mutating func process(
      isSealing: Bool, _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer, _ count: Int,
      lengths: UnsafeRawPointer, finishes: Bool
    ) {
      var (source, destination) = (source, destination)
      var left = count
      if isSealing, left >= Self.stepByteCount {
        step(source, destination, hashed: nil)
        left &-= Self.stepByteCount
        while left >= Self.stepByteCount {
          source += Self.stepByteCount
          let previous = destination
          destination += Self.stepByteCount
          step(source, destination, hashed: previous)
          left &-= Self.stepByteCount
        }
        absorb(destination, Self.stepByteCount)
        source += Self.stepByteCount
        destination += Self.stepByteCount
      }
      while left >= Self.stepByteCount {
        step(source, destination, hashed: source)
        source += Self.stepByteCount
        destination += Self.stepByteCount
        left &-= Self.stepByteCount
      }
      // At most 8 blocks and the lengths: one reduction.
      let blocks = (left &+ 15) &>> 4 &+ (finishes ? 1 : 0)
      guard blocks > 0 else { return }
      let powers = powers + GHASHPowers128.offset(blocks: blocks)
      var sum = GHASHSum128()
      if left > 64 {
        rest(8, isSealing: isSealing, source, destination, left, &sum, powers)
      } else if left > 0 {
        rest(4, isSealing: isSealing, source, destination, left, &sum, powers)
      }
      if finishes {
        sum.add(
          Blocks128.turned(Blocks128.load(lengths)) ^ hash, power: self.powers + GHASHPowers128.offset(blocks: 1))
      }
      hash = sum.reduced
    }

    /// The hash so far, for the next part of the message.
    @inline(__always)
    func storeHash(_ state: UnsafeMutableRawPointer) { Blocks128.store(hash, state + GCMState.hashOffset) }

    /// The encryption of the pre-counter block: the mask of the tag.
    @inline(__always)
    func mask(_ state: UnsafeRawPointer) -> Block {
      KernelsX86V3.encrypt(Blocks128.load(state + GCMState.firstBlockOffset), keys: keys, rounds: rounds)
    }

    /// Writes the tag.
    @inline(__always)
    func storeTag(_ state: UnsafeMutableRawPointer, mask: Block) {
      Blocks128.store(Blocks128.turned(hash) ^ mask, state + GCMState.tagOffset)
    }
  }

  /// The names that `GCMEntries` knows this level's by.
  typealias Kernels = KernelsX86V3
  typealias GCMMessage = GCM128
#endif
