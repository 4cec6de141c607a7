import Primitives

/// The keys of the receiving direction: opens records where they lie and counts them (RFC 9846, sections 5.2 and 5.3).
/// Nothing is allocated or copied for a record.
public struct RecordOpener: ~Copyable {
  private var secret: TrafficSecret
  private var cipher: RecordCipher
  private var nonces: SequenceNonces

  /// An opener for a traffic secret as key logs have it, as long as the suite's hash.
  ///
  /// - Throws: `.misuse` for a suite that this library does not implement, and for a secret of another length.
  public init(_ suite: CipherSuite, trafficSecret: Span<UInt8>) throws(TLSError) {
    try self.init(TrafficSecret(suite, imported: trafficSecret))
  }

  init(_ secret: consuming TrafficSecret) throws(TLSError) {
    cipher = try secret.cipher()
    nonces = SequenceNonces(iv: secret.iv())
    self.secret = secret
  }

  /// Goes on to the next generation of keys (section 7.2), when the peer has announced them; the old ones are wiped.
  public mutating func update() throws(TLSError) {
    secret = secret.next()
    cipher = try secret.cipher()
    nonces = SequenceNonces(iv: secret.iv())
  }

  /// The number of records under the current key so far.
  public var sequenceNumber: UInt64 { nonces.sequenceNumber }

  /// Opens a whole record where it lies.
  ///
  /// - Parameter record: The header and the protected body. The content begins behind the header.
  /// - Returns: What the record carries, and the length of its content without padding, in bytes.
  /// - Throws: `.peerMisbehaved` for a record that is not authentic, which does not count, or has no content type or too
  ///   much content, and for one whose header gives it another length.
  public mutating func open(
    _ record: inout MutableSpan<UInt8>
  ) throws(TLSError) -> (type: ContentType, contentByteCount: Int) {
    guard record.count >= RecordHeader.byteCount else { throw .peerMisbehaved(.recordNotAuthentic) }
    let header = RecordHeader(parsing: record.span)
    guard record.count == RecordHeader.byteCount + header.count else { throw .peerMisbehaved(.recordNotAuthentic) }
    var body = record.part(RecordHeader.byteCount..<record.count)
    return try open(header, &body)
  }

  /// The same with the header apart. A record that does not open leaves the sequence number as it was, so that refused
  /// early data can be skipped.
  mutating func open(
    _ header: RecordHeader, _ body: inout MutableSpan<UInt8>
  ) throws(TLSError) -> (type: ContentType, contentByteCount: Int) {
    let count = body.count - RecordCipher.tagByteCount
    guard count >= 0 else { throw .peerMisbehaved(.recordNotAuthentic) }
    var tag = InlineArray<16, UInt8>(repeating: 0)
    for i in 0..<RecordCipher.tagByteCount { tag[i] = body[count + i] }
    do throws(CryptoError) {
      var inner = body.part(0..<count)
      try cipher.open(inPlace: &inner, nonce: nonces.expected(), authenticating: header, tag: tag.span)
    } catch {
      throw .peerMisbehaved(.recordNotAuthentic)
    }
    nonces.advance()
    guard count <= Limits.innerPlaintextByteCount else {
      throw .peerMisbehaved(.recordTooLong(found: count, limit: Limits.innerPlaintextByteCount))
    }
    // The last byte that is not zero is the content type; what follows is padding (section 5.4).
    var last = count - 1
    while last >= 0, body[last] == 0 { last -= 1 }
    guard last >= 0 else { throw .peerMisbehaved(.missingContentType) }
    return (ContentType(rawValue: body[last]), last)
  }
}
