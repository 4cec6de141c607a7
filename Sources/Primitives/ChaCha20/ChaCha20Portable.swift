/// The portable inner loop of ChaCha20 (RFC 8439, section 2.3): four blocks at a time, one in each lane.
enum ChaCha20Portable {
  /// The bytes that one pass makes.
  static let batchByteCount = 256

  private typealias Words = SIMD4<UInt32>

  /// A nonce of 12 bytes as words.
  struct Nonce {
    let word0, word1, word2: UInt32

    @inline(__always)
    init(_ bytes: UnsafeRawPointer) {
      word0 = bytes.loadUnaligned(as: UInt32.self)
      word1 = bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self)
      word2 = bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
    }
  }

  /// Adds the key stream from block `counter` on to `batches` times 256 bytes in place. `key` has 32 bytes.
  @inline(never)
  static func addKeyStream(
    _ bytes: UnsafeMutableRawPointer, batches: Int, key: UnsafeRawPointer, nonce: Nonce, counter: UInt32
  ) {
    @inline(__always) func keyWord(_ i: Int) -> Words {
      Words(repeating: key.loadUnaligned(fromByteOffset: 4 * i, as: UInt32.self))
    }
    var bytes = bytes
    var counters = Words(repeating: counter) &+ Words(0, 1, 2, 3)
    for _ in 0..<batches {
      // "expand 32-byte k"
      var x0 = Words(repeating: 0x6170_7865)
      var x1 = Words(repeating: 0x3320_646e)
      var x2 = Words(repeating: 0x7962_2d32)
      var x3 = Words(repeating: 0x6b20_6574)
      var (x4, x5, x6, x7) = (keyWord(0), keyWord(1), keyWord(2), keyWord(3))
      var (x8, x9, x10, x11) = (keyWord(4), keyWord(5), keyWord(6), keyWord(7))
      var x12 = counters
      var x13 = Words(repeating: nonce.word0)
      var x14 = Words(repeating: nonce.word1)
      var x15 = Words(repeating: nonce.word2)
      for _ in 0..<10 {
        quarterRound(&x0, &x4, &x8, &x12)
        quarterRound(&x1, &x5, &x9, &x13)
        quarterRound(&x2, &x6, &x10, &x14)
        quarterRound(&x3, &x7, &x11, &x15)
        quarterRound(&x0, &x5, &x10, &x15)
        quarterRound(&x1, &x6, &x11, &x12)
        quarterRound(&x2, &x7, &x8, &x13)
        quarterRound(&x3, &x4, &x9, &x14)
      }
      x0 &+= Words(repeating: 0x6170_7865)
      x1 &+= Words(repeating: 0x3320_646e)
      x2 &+= Words(repeating: 0x7962_2d32)
      x3 &+= Words(repeating: 0x6b20_6574)
      addTransposed(x0, x1, x2, x3, to: bytes)
      addTransposed(x4 &+ keyWord(0), x5 &+ keyWord(1), x6 &+ keyWord(2), x7 &+ keyWord(3), to: bytes + 16)
      addTransposed(x8 &+ keyWord(4), x9 &+ keyWord(5), x10 &+ keyWord(6), x11 &+ keyWord(7), to: bytes + 32)
      x13 &+= Words(repeating: nonce.word0)
      x14 &+= Words(repeating: nonce.word1)
      x15 &+= Words(repeating: nonce.word2)
      addTransposed(x12 &+ counters, x13, x14, x15, to: bytes + 48)
      counters &+= Words(repeating: 4)
      bytes += batchByteCount
    }
  }

  /// RFC 8439, section 2.1, in every lane.
  @inline(__always)
  private static func quarterRound(_ a: inout Words, _ b: inout Words, _ c: inout Words, _ d: inout Words) {
    a &+= b
    d = rotateLeft16(d ^ a)
    c &+= d
    b = rotateLeft(b ^ c, 12)
    a &+= b
    d = rotateLeft(d ^ a, 8)
    c &+= d
    b = rotateLeft(b ^ c, 7)
  }

  @inline(__always)
  private static func rotateLeft(_ v: Words, _ bits: UInt32) -> Words {
    (v &<< Words(repeating: bits)) | (v &>> Words(repeating: 32 - bits))
  }

  /// A rotation by 16 bits exchanges the halves of each word, which is a shuffle.
  @inline(__always)
  private static func rotateLeft16(_ v: Words) -> Words {
    let h = unsafeBitCast(v, to: SIMD8<UInt16>.self)
    return unsafeBitCast(SIMD8(h[1], h[0], h[3], h[2], h[5], h[4], h[7], h[6]), to: Words.self)
  }

  /// Adds four successive words of each of the four blocks, which lie 64 bytes apart.
  @inline(__always)
  private static func addTransposed(
    _ a: Words, _ b: Words, _ c: Words, _ d: Words, to bytes: UnsafeMutableRawPointer
  ) {
    add(Words(a.x, b.x, c.x, d.x), to: bytes)
    add(Words(a.y, b.y, c.y, d.y), to: bytes + 64)
    add(Words(a.z, b.z, c.z, d.z), to: bytes + 128)
    add(Words(a.w, b.w, c.w, d.w), to: bytes + 192)
  }

  @inline(__always)
  private static func add(_ words: Words, to bytes: UnsafeMutableRawPointer) {
    bytes.storeBytes(of: bytes.loadUnaligned(as: Words.self) ^ words, as: Words.self)
  }

  /// Adds the key stream to any number of bytes.
  static func addKeyStream(
    _ bytes: UnsafeMutableRawPointer, byteCount: Int, key: UnsafeRawPointer, nonce: Nonce, counter: UInt32
  ) {
    let batches = byteCount / batchByteCount
    if batches > 0 { addKeyStream(bytes, batches: batches, key: key, nonce: nonce, counter: counter) }
    let done = batches * batchByteCount
    guard done < byteCount else { return }
    withUnsafeTemporaryAllocation(byteCount: batchByteCount, alignment: 16) { buffer in
      let base = buffer.baseAddress.unsafelyUnwrapped
      buffer.initializeMemory(as: UInt8.self, repeating: 0)
      let next = counter &+ UInt32(truncatingIfNeeded: 4 * batches)
      addKeyStream(base, batches: 1, key: key, nonce: nonce, counter: next)
      ByteOperations.add(base, to: bytes + done, count: byteCount - done)
      Wipe.zero(buffer)
    }
  }
}
