#if arch(x86_64)
  import Builtin

  /// A lane of a single state.
  protocol KeccakWordLane: KeccakLane {
    init(word: UInt64)
    var word: UInt64 { get }
  }

  /// Keccak on one state in memory: 25 words, in the standard's order. At `constants` are the 24 of iota.
  ///
  /// The same source is compiled in both modules of kernels (a symbolic link).
  extension KeccakState where Lane: KeccakWordLane {
    /// The permutation.
    @inline(__always)
    static func permute(_ words: UnsafeMutablePointer<UInt64>, _ constants: UnsafePointer<UInt64>) {
      permute(words, constants) { Lane(word: words[$0]).settled }
    }

    /// Takes `count` blocks of input at `blocks`, at any alignment, each of `wordsPerBlock` words (at most 25): each is added to the
    /// first lanes, and the state permuted.
    @inline(__always)
    static func absorb(
      _ blocks: UnsafeRawPointer, count: Int, wordsPerBlock: Int, into words: UnsafeMutablePointer<UInt64>,
      _ constants: UnsafePointer<UInt64>
    ) {
      // The rates of SHA3-256 and SHAKE256, and of SHAKE128, as constants: then a block is added as the lanes are read.
      switch wordsPerBlock {
      case 17: absorbAll(blocks, count, 17, words, constants)
      case 21: absorbAll(blocks, count, 21, words, constants)
      default:
        for block in 0..<count {
          let block = blocks + 8 &* block &* wordsPerBlock
          for i in 0..<wordsPerBlock { words[i] = (words[i] ^ (block + 8 &* i).loadUnaligned(as: UInt64.self)).alone }
          permute(words, constants)
        }
      }
    }

    @inline(__always)
    private static func absorbAll(
      _ blocks: UnsafeRawPointer, _ count: Int, _ wordsPerBlock: Int, _ words: UnsafeMutablePointer<UInt64>,
      _ constants: UnsafePointer<UInt64>
    ) {
      for block in 0..<count {
        let block = blocks + 8 &* block &* wordsPerBlock
        permute(words, constants) { i in
          let lane = Lane(word: words[i])
          if i >= wordsPerBlock { return lane.settled }
          return Lane.xor(lane, Lane(word: (block + 8 &* i).loadUnaligned(as: UInt64.self))).settled
        }
      }
    }

    /// The permutation of the state whose lanes `lane` tells, one by one: so the permutation before has stored them, and a vector of
    /// several would have to wait until they have reached the cache.
    @inline(__always)
    private static func permute(
      _ words: UnsafeMutablePointer<UInt64>, _ constants: UnsafePointer<UInt64>, _ lane: (Int) -> Lane
    ) {
      var state = KeccakState(lane)
      state.permute { Lane(word: constants[$0]) }
      state.store { words[$0] = $1.word }
    }
  }

  extension UInt64 {
    /// The same word, which the compiler may neither regroup with others nor put into a vector with them: it takes it for an address.
    /// No instruction.
    @inline(__always)
    var alone: Self {
      let address = Builtin.int_launder_invariant_group_RawPointer(Builtin.inttoptr_Int64(_value))
      return Self(Builtin.ptrtoint_Int64(address))
    }
  }
#endif
