/// One message of ChaCha20-Poly1305 (RFC 8439, section 2.8): several blocks of key stream at a time in vectors, and between
/// their rounds Poly1305 in words, over as many bytes. (Stitching of functions that use different units: Gueron and
/// Kounavis, "Speeding Up Cryptographic Applications by Function Stitching", 2010.)
///
/// When sealing, the hash takes the ciphertext of the step before; when opening, that of the same step, which is read before
/// it is overwritten, and what whole steps leave over comes last, with key stream made together with the one-time key. The
/// same source is compiled for any processor and in the module of the v3 kernels (a symbolic link).
struct ChaChaPolyMessage<Blocks: ChaCha20Blocks> {
  /// The key stream of one step; behind it are ChaCha20's state and the authenticator.
  private let stream: UnsafeMutableRawPointer

  /// The bytes of the caller's memory that are written, aligned to 16 bytes; secret afterwards.
  static var scratchByteCount: Int { authenticatorOffset &+ MemoryLayout<Poly1305>.stride }

  private static var authenticatorOffset: Int { Blocks.byteCount &+ Blocks.stateByteCount }

  private var state: UnsafeMutableRawPointer { @inline(__always) get { stream + Blocks.byteCount } }

  private var authenticator: UnsafeMutablePointer<Poly1305> {
    @inline(__always) get { (stream + Self.authenticatorOffset).assumingMemoryBound(to: Poly1305.self) }
  }

  /// The bytes of text that the first step's key stream does for: its first block is the one-time key (section 2.6).
  private static var firstByteCount: Int { Blocks.byteCount &- 64 }

  /// Makes the one-time key and the key stream of `count` bytes of text, which begin at block `next`: `firstByteCount` at most.
  /// The key has 32 and the nonce 12 bytes.
  @inline(__always)
  private init(
    key: UnsafeRawPointer, nonce: UnsafeRawPointer, count: Int, next: Int, scratch: UnsafeMutableRawPointer
  ) {
    stream = scratch
    let state = scratch + Blocks.byteCount
    Blocks.writeState(key: key, nonce: nonce, to: state)
    Blocks.writeFirst(64 &+ count, next: UInt32(truncatingIfNeeded: next), state: state, to: stream)
    (scratch + Self.authenticatorOffset).initializeMemory(as: Poly1305.self, to: Poly1305(key: stream))
  }

  /// Encrypts a message, in place or from one buffer to another, and writes its tag of 16 bytes.
  @inline(__always)
  static func seal(
    key: UnsafeRawPointer, nonce: UnsafeRawPointer, additionalData: UnsafeRawBufferPointer, source: UnsafeRawPointer,
    destination: UnsafeMutableRawPointer, count: Int, tag: UnsafeMutableRawPointer, scratch: UnsafeMutableRawPointer
  ) {
    let message = Self(key: key, nonce: nonce, count: min(count, firstByteCount), next: 1, scratch: scratch)
    message.authenticator.pointee.updatePadded(additionalData)
    message.encrypt(source, destination, count)
    message.finish(tag, additionalDataCount: additionalData.count, count)
  }

  /// Decrypts a message, whether or not its tag will be right, and writes the tag that it should have.
  @inline(__always)
  static func open(
    key: UnsafeRawPointer, nonce: UnsafeRawPointer, additionalData: UnsafeRawBufferPointer, source: UnsafeRawPointer,
    destination: UnsafeMutableRawPointer, count: Int, tag: UnsafeMutableRawPointer, scratch: UnsafeMutableRawPointer
  ) {
    let whole = count & ~(Blocks.byteCount &- 1)
    let message = Self(
      key: key, nonce: nonce, count: min(count &- whole, firstByteCount), next: 1 &+ whole &>> 6, scratch: scratch)
    message.authenticator.pointee.updatePadded(additionalData)
    message.decrypt(source, destination, whole: whole, rest: count &- whole)
    message.finish(tag, additionalDataCount: additionalData.count, count)
  }

  /// Encrypts `count` bytes and hashes the ciphertext.
  @inline(__always)
  private func encrypt(_ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer, _ count: Int) {
    var (position, hashed) = (min(count, Self.firstByteCount), 0)
    Self.add(stream + 64, source, destination, position)
    guard position < count else { return authenticator.pointee.updatePadded(destination, byteCount: count) }
    ChaCha20State.advance(state, blocks: Blocks.byteCount &>> 6)
    authenticator.pointee.makePowers()
    while count &- position >= Blocks.byteCount {
      step(source + position, destination + position, hashing: destination + hashed, pairs: (position &- hashed) &>> 5)
      hashed = position
      position &+= Blocks.byteCount
    }
    if position < count {
      makeStream(hashing: destination + hashed, pairs: (position &- hashed) &>> 5)
      Self.add(stream, source + position, destination + position, count &- position)
      hashed = position
    }
    authenticator.pointee.updatePadded(destination + hashed, byteCount: count &- hashed)
  }

  /// Hashes ciphertext and decrypts it: whole steps, then a rest whose key stream has been made with the one-time key.
  @inline(__always)
  private func decrypt(_ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer, whole: Int, rest: Int) {
    ChaCha20State.advance(state, blocks: 1)
    var position = 0
    if whole > 0 { authenticator.pointee.makePowers() }
    while position < whole {
      step(source + position, destination + position, hashing: source + position, pairs: Blocks.byteCount &>> 5)
      position &+= Blocks.byteCount
    }
    authenticator.pointee.updatePadded(source + position, byteCount: rest)
    let first = min(rest, Self.firstByteCount)
    Self.add(stream + 64, source + position, destination + position, first)
    guard first < rest else { return }
    // Less than a block is left.
    position &+= first
    ChaCha20State.advance(state, blocks: first &>> 6)
    Blocks.writeFirst(64, next: 0, state: state, to: stream)
    Self.add(stream, source + position, destination + position, rest &- first)
  }

  /// Hashes the lengths and writes the tag of 16 bytes.
  @inline(__always)
  private func finish(_ tag: UnsafeMutableRawPointer, additionalDataCount: Int, _ count: Int) {
    authenticator.pointee.updateLengths(additionalDataCount, count)
    tag.storeBytes(of: authenticator.pointee.tag, as: UInt128.self)
  }

  /// Adds the next blocks of key stream to `source` while the hash takes twice `pairs` blocks, for which there must be a
  /// power of r.
  @inline(never)
  private static func step(
    _ state: UnsafeMutableRawPointer, _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer,
    _ authenticator: UnsafeMutablePointer<Poly1305>, _ hashed: UnsafeRawPointer, pairs: Int
  ) {
    var blocks = Blocks(state: state)
    var halves = Poly1305Halves(authenticator.pointee.hash, hashed, pairs: pairs, authenticator.pointee.r)
    var left = ChaCha20State.doubleRounds(state)
    while left > 0 {
      blocks.doubleRound(&halves)
      left &-= 1
    }
    authenticator.pointee.hash = halves.joined(authenticator.pointee.power(pairs))
    blocks.finish(state: state, source, destination)
    ChaCha20State.advance(state, blocks: Blocks.byteCount &>> 6)
  }

  @inline(__always)
  private func step(
    _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer, hashing hashed: UnsafeRawPointer, pairs: Int
  ) {
    Self.step(state, source, destination, authenticator, hashed, pairs: pairs)
  }

  /// The same with key stream instead of text.
  @inline(__always)
  private func makeStream(hashing hashed: UnsafeRawPointer, pairs: Int) {
    for place in 0..<Blocks.byteCount / 16 {
      stream.storeBytes(of: .zero, toByteOffset: 16 &* place, as: SIMD4<UInt32>.self)
    }
    step(stream, stream, hashing: hashed, pairs: pairs)
  }

  /// Adds key stream from memory.
  @inline(never)
  private static func add(
    _ stream: UnsafeRawPointer, _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer, _ count: Int
  ) {
    var place = 0
    @inline(__always) func add<Word: BitwiseCopyable>(_: Word.Type, _ xor: (Word, Word) -> Word) {
      let sum = xor(
        source.loadUnaligned(fromByteOffset: place, as: Word.self),
        stream.loadUnaligned(fromByteOffset: place, as: Word.self))
      destination.storeBytes(of: sum, toByteOffset: place, as: Word.self)
      place &+= MemoryLayout<Word>.size
    }
    while place &+ 16 <= count { add(SIMD4<UInt32>.self, ^) }
    if place &+ 8 <= count { add(UInt64.self, ^) }
    while place < count { add(UInt8.self, ^) }
  }
}
