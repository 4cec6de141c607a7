#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// AES-GCM (SP 800-38D) with VAES and VPCLMULQDQ on 512 bits: a message, or a part of one, in one pass.
  ///
  /// The bulk goes by steps of 32 blocks: eight vectors of counters are encrypted side by side, and between the vectors'
  /// rounds the hash takes eight vectors of ciphertext, those of the step before when sealing. Within the bulk the hash is four,
  /// one for every fourth block, each multiplied with the same powers of H⁴; the last step multiplies with Hⁿ down to H and
  /// the four are added up. (Aggregated reduction: Gueron and Kounavis, "Intel Carry-Less Multiplication Instruction
  /// and its Usage for Computing the GCM Mode", 2010; interleaving: Gueron, "AES-GCM for Efficient Authenticated
  /// Encryption - Ending the Reign of HMAC-SHA-1?", 2013.)
  struct GCM512 {
    typealias Vector = Blocks512.Vector

    private let keys: UnsafeRawPointer
    private let rounds: Int
    private let powers: UnsafeRawPointer
    private let exchange: Vector
    /// The next four counter blocks, their bytes turned round: the counter is the lowest 32-bit word.
    private var counter: Vector
    /// The lowest byte of the first of these counters.
    private var lowByte: UInt8
    /// What is to be added to the next four blocks before they are multiplied: the hash so far.
    private var hash: Vector

    /// The bytes of a step.
    private static let stepByteCount = 512

    @inline(__always)
    init(keys: UnsafeRawPointer, rounds: Int, powers: UnsafeRawPointer, state: UnsafeRawPointer) {
      (self.keys, self.rounds, self.powers) = (keys, rounds, powers)
      exchange = Blocks512.load(powers + GHASHPowers512.exchangeOffset)
      let last = Blocks512.turned(Blocks512.broadcast(state + GCMState.counterOffset))
      counter = Blocks512.add32(last, Vector(1, 0, 2, 0, 3, 0, 4, 0))
      lowByte = (state + (GCMState.counterOffset &+ 15)).load(as: UInt8.self) &+ 1
      hash = Blocks512.first((state + GCMState.hashOffset).loadUnaligned(as: Blocks512.Block.self))
    }

    // MARK: The hash

    /// Takes additional data, filled up with zeros to whole blocks.
    @inline(__always)
    mutating func absorb(_ bytes: UnsafeRawPointer, _ count: Int) {
      var bytes = bytes
      var left = count
      while left > 0 {
        let count = left < Self.stepByteCount ? left : Self.stepByteCount
        var power = powers + GHASHPowers512.offset(blocks: (count &+ 15) &>> 4)
        var sum = GHASHSum512(exchange: exchange)
        var rest = count
        while rest > 0 {
          sum.add(
            Blocks512.turned(Blocks512.load(bytes, Blocks512.mask(rest))) ^ hash, powers: power)
          hash = .zero
          bytes += 64
          power += 64
          rest &-= 64
        }
        hash = Blocks512.first(Blocks512.sum(sum.reduced))
        left &-= count
      }
    }

    /// Takes the 32 blocks of the last step.
    @inline(__always)
    private mutating func absorbStep(_ bytes: UnsafeRawPointer) {
      var sum = GHASHSum512(exchange: exchange)
      var bytes = bytes
      var power = powers + GHASHPowers512.descendingOffset
      let end = bytes + Self.stepByteCount
      while bytes < end {
        sum.add(Blocks512.turned(Blocks512.load(bytes)) ^ hash, powers: power)
        hash = .zero
        bytes += 64
        power += 64
      }
      hash = sum.reduced
    }

    // MARK: The bulk

    /// Encrypts or decrypts 32 blocks, while the hash takes the 32 at `hashed` with the powers at `power`.
    ///
    /// The loops run over rounds that LLVM cannot count: it would unroll them, and its scheduler would then part what
    /// is interleaved here.
    @inline(__always)
    private mutating func step(
      _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer, hashed: UnsafeRawPointer?,
      power: UnsafeRawPointer
    ) {
      var (a, b): (Counters512, Counters512)
      if lowByte < 225 {
        let block = Blocks512.turned(counter)
        (a, b) = (Counters512(withoutCarry: block, from: 0), Counters512(withoutCarry: block, from: 16))
      } else {
        a = Counters512(counter)
        b = Counters512(Blocks512.add32(counter, Vector(both: 16, 0)))
      }
      lowByte &+= 32
      counter = Blocks512.add32(counter, Vector(both: 32, 0))
      var key = keys
      a.addKey(key)
      b.addKey(key)
      var sum = GHASHSum512(exchange: exchange)
      if let hashed {
        var (hashed, power, hash) = (hashed, power, self.hash)
        var left = rounds & 8
        repeat {
          a.round(key + 16)
          sum.add(Blocks512.turned(Blocks512.load(hashed)) ^ hash, powers: power)
          hash = .zero
          b.round(key + 16)
          a.round(key + 32)
          sum.add(Blocks512.turned(Blocks512.load(hashed + 64)), powers: power + 64)
          b.round(key + 32)
          key += 32
          hashed += 128
          power += 128
          left &-= 2
        } while left > 0
        let middle = sum.middle
        left = rounds &- 9
        repeat {
          key += 16
          a.round(key)
          b.round(key)
          left &-= 1
        } while left > 0
        self.hash = sum.reduced(middle)
      } else {
        var left = rounds &- 1
        repeat {
          key += 16
          a.round(key)
          b.round(key)
          left &-= 1
        } while left > 0
      }
      key += 16
      a.lastRound(key, source)
      b.lastRound(key, source + 256)
      a.store(destination)
      b.store(destination + 256)
    }

    /// Encrypts `steps` steps, one at least.
    @inline(__always)
    private mutating func sealSteps(
      _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer, _ steps: Int
    ) {
      var (source, destination) = (source, destination)
      step(source, destination, hashed: nil, power: powers)
      for _ in 1..<steps {
        source += Self.stepByteCount
        let previous = destination
        destination += Self.stepByteCount
        step(source, destination, hashed: previous, power: powers)
      }
      absorbStep(destination)
    }

    /// Decrypts `steps` steps, one at least.
    @inline(__always)
    private mutating func openSteps(
      _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer, _ steps: Int
    ) {
      var (source, destination) = (source, destination)
      for i in 0..<steps {
        let isLast = i == steps &- 1
        step(
          source, destination, hashed: source, power: isLast ? powers + GHASHPowers512.descendingOffset : powers)
        source += Self.stepByteCount
        destination += Self.stepByteCount
      }
    }

    // MARK: The rest

    /// Encrypts or decrypts up to 256 bytes, `width` vectors, and adds what is hashed to `sum`.
    @inline(__always)
    private mutating func group(
      _ width: Int, isSealing: Bool, _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer, _ count: Int,
      _ sum: inout GHASHSum512, _ power: UnsafeRawPointer
    ) {
      var blocks = Counters512(counter, width)
      counter = Blocks512.add32(counter, Vector(both: UInt64(4 &* width), 0))
      var key = keys
      blocks.addKey(key)
      var left = rounds &- 1
      repeat {
        key += 16
        blocks.round(key, width)
        left &-= 1
      } while left > 0
      key += 16
      let lastKey = Blocks512.broadcast(key)
      @inline(__always) func finish(_ block: Vector, _ place: Int) {
        let mask = Blocks512.mask(count &- 64 &* place)
        let text = Blocks512.load(source + 64 &* place, mask)
        let result = _mm512_maskz_mov_epi8(mask, _mm512_aesenclast_epi128(block, lastKey ^ text))
        Blocks512.store(result, destination + 64 &* place, mask)
        let hashed = Blocks512.turned(isSealing ? result : text)
        sum.add(place == 0 ? hashed ^ hash : hashed, powers: power + 64 &* place)
      }
      finish(blocks.a, 0)
      if width > 1 { finish(blocks.b, 1) }
      if width > 2 {
        finish(blocks.c, 2)
        finish(blocks.d, 3)
      }
      hash = .zero
    }

    /// Encrypts or decrypts `count` bytes; hashes the ciphertext, filled up with zeros to whole blocks, and when `finishes`,
    /// the block of lengths.
    @inline(__always)
    mutating func process(
      isSealing: Bool, _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer, _ count: Int,
      lengths: UnsafeRawPointer, finishes: Bool
    ) {
      var (source, destination) = (source, destination)
      let steps = count &>> 9
      if steps > 0 {
        if isSealing {
          sealSteps(source, destination, steps)
        } else {
          openSteps(source, destination, steps)
        }
        hash = Blocks512.first(Blocks512.sum(hash))
        source += steps &* Self.stepByteCount
        destination += steps &* Self.stepByteCount
      }
      // At most 32 blocks and the lengths: one reduction.
      var left = count & (Self.stepByteCount &- 1)
      let blocks = (left &+ 15) &>> 4 &+ (finishes ? 1 : 0)
      guard blocks > 0 else { return }
      var power = powers + GHASHPowers512.offset(blocks: blocks)
      var sum = GHASHSum512(exchange: exchange)
      while left > 128 {
        group(4, isSealing: isSealing, source, destination, left, &sum, power)
        source += 256
        destination += 256
        power += 256
        left &-= 256
      }
      if left > 64 {
        group(2, isSealing: isSealing, source, destination, left, &sum, power)
      } else if left > 0 {
        group(1, isSealing: isSealing, source, destination, left, &sum, power)
      }
      if finishes {
        let block = Blocks512.first(lengths.loadUnaligned(as: Blocks512.Block.self))
        sum.add(
          Blocks512.turned(block) ^ hash, powers: powers + GHASHPowers512.offset(blocks: 1))
      }
      hash = Blocks512.first(Blocks512.sum(sum.reduced))
    }

    // MARK: The end

    /// The hash so far, for the next part of the message.
    @inline(__always)
    func storeHash(_ state: UnsafeMutableRawPointer) {
      (state + GCMState.hashOffset).storeBytes(of: Blocks512.first(of: hash), as: Blocks512.Block.self)
    }

    /// The encryption of the pre-counter block: the mask of the tag.
    @inline(__always)
    func mask(_ state: UnsafeRawPointer) -> Blocks512.Block {
      typealias Block = Blocks512.Block
      var key = keys
      var block =
        (state + GCMState.firstBlockOffset).loadUnaligned(as: Block.self) ^ key.loadUnaligned(as: Block.self)
      var left = rounds &- 1
      repeat {
        key += 16
        block = _mm_aesenc_si128(block, key.loadUnaligned(as: Block.self))
        left &-= 1
      } while left > 0
      return _mm_aesenclast_si128(block, (key + 16).loadUnaligned(as: Block.self))
    }

    /// Writes the tag.
    @inline(__always)
    func storeTag(_ state: UnsafeMutableRawPointer, mask: Blocks512.Block) {
      let tag = Blocks512.first(of: Blocks512.turned(hash)) ^ mask
      (state + GCMState.tagOffset).storeBytes(of: tag, as: Blocks512.Block.self)
    }
  }

  /// The names that `GCMEntries` knows this level's by.
  typealias Kernels = KernelsX86V4
  typealias GCMMessage = GCM512
#endif
