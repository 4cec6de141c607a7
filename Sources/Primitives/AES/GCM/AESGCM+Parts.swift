import Processor

extension AES.GCM {
  /// A message that is encrypted part by part, each of any length. The result is that of one piece.
  public struct Encryption: ~Copyable {
    private var parts: Parts

    /// Begins a message.
    ///
    /// - Parameters:
    ///   - key: 16, 24 or 32 bytes.
    ///   - nonce: Never used before with this key.
    ///   - additionalData: Bytes that are authenticated but not encrypted.
    /// - Throws: `CryptoError.incorrectKeySize`.
    public init(
      key: Span<UInt8>, nonce: Nonce, authenticating additionalData: Span<UInt8> = Span()
    ) throws(CryptoError) {
      try self.init(key: key, nonce: nonce, authenticating: additionalData, level: Processor.level)
    }

    /// The same by the code of a level that the processor has: tests compare them.
    package init(
      key: Span<UInt8>, nonce: Nonce, authenticating additionalData: Span<UInt8>, level: Processor.Level
    ) throws(CryptoError) {
      parts = try Parts(key: key, nonce: nonce.bytes.span, additionalData, level: level)
    }

    /// Encrypts the next part where it is.
    ///
    /// - Precondition: All parts together have at most 2³⁶ - 32 bytes.
    public mutating func update(inPlace bytes: inout MutableSpan<UInt8>) {
      bytes.withUnsafeMutableBytes { parts.process(isSealing: true, $0) }
    }

    /// Ends the message and writes its tag, 16 bytes.
    public consuming func finish(tag: inout MutableSpan<UInt8>) {
      precondition(tag.count == tagByteCount, "an AES-GCM tag has 16 bytes")
      tag.withUnsafeMutableBytes { tag in
        parts.withTag { tag.copyMemory(from: UnsafeRawBufferPointer(start: $0, count: tagByteCount)) }
      }
    }
  }

  /// A message that is decrypted part by part, each of any length. Nothing of the plaintext may be trusted, or shown to
  /// anybody, before `finish(tag:)` has accepted the tag.
  public struct Decryption: ~Copyable {
    private var parts: Parts

    /// Begins a message; see `Encryption`.
    ///
    /// - Throws: `CryptoError.incorrectKeySize`.
    public init(
      key: Span<UInt8>, nonce: Nonce, authenticating additionalData: Span<UInt8> = Span()
    ) throws(CryptoError) {
      try self.init(key: key, nonce: nonce, authenticating: additionalData, level: Processor.level)
    }

    /// The same by the code of a level that the processor has: tests compare them.
    package init(
      key: Span<UInt8>, nonce: Nonce, authenticating additionalData: Span<UInt8>, level: Processor.Level
    ) throws(CryptoError) {
      parts = try Parts(key: key, nonce: nonce.bytes.span, additionalData, level: level)
    }

    /// Decrypts the next part where it is.
    ///
    /// - Precondition: All parts together have at most 2³⁶ - 32 bytes.
    public mutating func update(inPlace bytes: inout MutableSpan<UInt8>) {
      bytes.withUnsafeMutableBytes { parts.process(isSealing: false, $0) }
    }

    /// Ends the message and checks its tag.
    ///
    /// - Throws: `CryptoError.authenticationFailure`: the plaintext of all parts is to be thrown away.
    public consuming func finish(tag: Span<UInt8>) throws(CryptoError) {
      let isAuthentic = tag.withUnsafeBytes { tag in
        parts.withTag { ByteOperations.tagsMatch($0, tag).declassified }
      }
      guard isAuthentic else { throw .authenticationFailure }
    }
  }

  /// A message under way. Whole blocks go through the code for messages of one piece; a block that a part ends in waits for
  /// the rest of its bytes.
  struct Parts: ~Copyable {
    private let schedule: AES.KeySchedule
    private let hashKey: GHASH.Key
    private var pass: Pass
    private let additionalDataByteCount: Int
    private var byteCount = 0
    /// The key stream of the block that has begun, and its bytes of ciphertext so far, with zeros behind them.
    private var stream = Pass.Block()
    private var partial = Pass.Block()

    init(
      key: Span<UInt8>, nonce: Span<UInt8>, _ additionalData: Span<UInt8>, level: Processor.Level
    ) throws(CryptoError) {
      let schedule = try AES.KeySchedule(key: key, level: level)
      let hashKey = GHASH.Key(schedule)
      var pass = nonce.withUnsafeBytes { Pass(nonce: $0, schedule, hashKey) }
      additionalData.withUnsafeBytes { pass.absorb($0, schedule, hashKey) }
      additionalDataByteCount = additionalData.count
      self.pass = pass
      self.hashKey = hashKey
      self.schedule = schedule
    }

    /// Encrypts or decrypts the next bytes of the message.
    mutating func process(isSealing: Bool, _ bytes: UnsafeMutableRawBufferPointer) {
      precondition(
        bytes.count <= maximumPlaintextByteCount - byteCount, "an AES-GCM plaintext has at most 2^36 - 32 bytes")
      var rest = bytes[...]
      if byteCount % 16 > 0 { takePartial(isSealing: isSealing, &rest) }
      let wholeByteCount = rest.count & ~15
      if wholeByteCount > 0, let base = bytes.baseAddress {
        let position = base + rest.startIndex
        var pass = pass
        withUnsafeMutableBytes(of: &pass) { state in
          Pass.run(
            isSealing: isSealing, schedule, hashKey, state.baseAddress.unsafelyUnwrapped,
            additionalData: UnsafeRawBufferPointer(start: nil, count: 0), source: position, destination: position,
            count: wholeByteCount, finishes: false)
        }
        pass.count(blocks: wholeByteCount / 16)
        self.pass = pass
        byteCount += wholeByteCount
        rest = rest.dropFirst(wholeByteCount)
      }
      guard !rest.isEmpty else { return }
      pass.count(blocks: 1)
      var block = pass.counterBlock
      withUnsafeMutableBytes(of: &block) { block in
        AES.Blocks.encrypt(block.baseAddress.unsafelyUnwrapped, count: 1, key: schedule)
      }
      stream = block
      partial = Pass.Block()
      takePartial(isSealing: isSealing, &rest)
    }

    /// Goes on with the block whose key stream is there.
    private mutating func takePartial(isSealing: Bool, _ rest: inout Slice<UnsafeMutableRawBufferPointer>) {
      var place = byteCount % 16
      while place < 16, let byte = rest.first {
        let result = byte ^ stream[place]
        partial[place] = isSealing ? result : byte
        rest[rest.startIndex] = result
        rest = rest.dropFirst()
        place += 1
        byteCount += 1
      }
      if place == 16 { absorbPartial() }
    }

    private mutating func absorbPartial() {
      let block = partial
      var pass = pass
      withUnsafeBytes(of: block) { pass.absorb($0, schedule, hashKey) }
      self.pass = pass
    }

    /// Ends the message and hands the address of the tag to `body`.
    mutating func withTag<Result>(_ body: (UnsafeRawPointer) -> Result) -> Result {
      if byteCount % 16 > 0 { absorbPartial() }
      pass.setLengths(additionalData: additionalDataByteCount, text: byteCount)
      Wipe.zero(&stream)
      var pass = pass
      return withUnsafeMutableBytes(of: &pass) { state in
        let base = state.baseAddress.unsafelyUnwrapped
        Pass.run(
          isSealing: true, schedule, hashKey, base, additionalData: UnsafeRawBufferPointer(start: nil, count: 0),
          source: base, destination: base, count: 0, finishes: true)
        defer { Wipe.zero(state) }
        return body(base + Pass.tagOffset)
      }
    }
  }
}
