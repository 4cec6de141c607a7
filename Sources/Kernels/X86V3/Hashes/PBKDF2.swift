#if arch(x86_64)
  extension KernelsX86V3 {
    /// The iterations of PBKDF2 (RFC 8018, section 5.2) with HMAC-SHA-256: each code is that of the one before.
    ///
    /// At `words` are four times eight words of 32 bits: the chaining values after the inner and the outer padded key, the
    /// last code, and the sum (exclusive or) of codes, to which `iterations` more are added. The last two change.
    @inline(never)
    public static func pbkdf2SHA256(_ words: UnsafeMutableRawPointer, iterations: Int) {
      let inner = SHA256State(words)
      let outer = SHA256State(words + 32)
      var code = SHA256State(words + 64)
      var sum = SHA256State(words + 96)
      for _ in 0..<iterations {
        var state = inner
        state.compressDigest(code)
        code = outer
        code.compressDigest(state)
        sum.exclusiveOr(code)
      }
      code.store(to: words + 64)
      sum.store(to: words + 96)
    }

    /// The same for two blocks of output: another code and another sum follow. One alone waits for its own results: two
    /// take hardly longer than one.
    @inline(never)
    public static func pbkdf2SHA256Twice(_ words: UnsafeMutableRawPointer, iterations: Int) {
      let inner = SHA256State(words)
      let outer = SHA256State(words + 32)
      var code = SHA256Pair(SHA256State(words + 64), SHA256State(words + 128))
      var sum = SHA256Pair(SHA256State(words + 96), SHA256State(words + 160))
      for _ in 0..<iterations {
        var state = SHA256Pair(inner, inner)
        state.compressDigests(code)
        code = SHA256Pair(outer, outer)
        code.compressDigests(state)
        sum.x.exclusiveOr(code.x)
        sum.y.exclusiveOr(code.y)
      }
      code.x.store(to: words + 64)
      sum.x.store(to: words + 96)
      code.y.store(to: words + 128)
      sum.y.store(to: words + 160)
    }
  }

  /// What follows a digest in a block under HMAC: the one bit, and the length in bits of a padded key and a digest.
  private let padding = SIMD4<UInt32>(0x8000_0000, 0, 0, 0)
  private let length = SIMD4<UInt32>(0, 0, 0, (64 + 32) * 8)

  extension SHA256State {
    @inline(__always)
    fileprivate mutating func compressDigest(_ digest: SHA256State) {
      compress(digest.abcd, digest.efgh, padding, length)
    }

    @inline(__always)
    fileprivate mutating func exclusiveOr(_ other: SHA256State) {
      abef ^= other.abef
      cdgh ^= other.cdgh
    }
  }

  /// Two messages in turns.
  private struct SHA256Pair: SHA256Variables {
    struct Words: SHA256Words {
      var x: SIMD4<UInt32>
      var y: SIMD4<UInt32>

      @inline(__always)
      static func next(_ a: Words, _ b: Words, _ c: Words, _ d: Words) -> Words {
        Words(x: .next(a.x, b.x, c.x, d.x), y: .next(a.y, b.y, c.y, d.y))
      }
    }

    var x: SHA256State
    var y: SHA256State

    @inline(__always)
    init(_ x: SHA256State, _ y: SHA256State) { (self.x, self.y) = (x, y) }

    @inline(__always)
    mutating func rounds(_ w: Words, _ k: SIMD4<UInt32>) {
      x.rounds(w.x, k)
      y.rounds(w.y, k)
    }

    @inline(__always)
    mutating func add(_ other: SHA256Pair) {
      x.add(other.x)
      y.add(other.y)
    }

    @inline(__always)
    mutating func compressDigests(_ digests: SHA256Pair) {
      compress(
        Words(x: digests.x.abcd, y: digests.y.abcd), Words(x: digests.x.efgh, y: digests.y.efgh),
        Words(x: padding, y: padding), Words(x: length, y: length))
    }
  }
#endif
