import Primitives

/// The keys of one direction: seals or opens records in place and counts them (RFC 9846, sections 5.2 and 5.3).
struct RecordProtection: ~Copyable {
  private var secret: TrafficSecret
  private var cipher: RecordCipher
  private var iv: SecretBytes
  /// The number of records under the current key so far.
  private(set) var sequenceNumber: UInt64 = 0
  /// The number of key updates so far.
  private(set) var epoch: UInt64 = 0

  init(_ secret: consuming TrafficSecret) throws(TLSError) {
    cipher = try secret.cipher()
    iv = secret.iv()
    self.secret = secret
  }

  /// Goes on to the next generation of keys (section 7.2); the old ones are wiped.
  mutating func update() throws(TLSError) {
    secret = secret.next()
    cipher = try secret.cipher()
    iv = secret.iv()
    sequenceNumber = 0
    epoch += 1
  }

  /// How many records to seal under one key.
  var recordLimit: UInt64 { secret.suite.recordLimit }

  /// The length on the wire of a record with so much content and padding.
  static func recordByteCount(content: Int, padding: Int) -> Int {
    Limits.recordHeaderByteCount + content + 1 + padding + RecordCipher.tagByteCount
  }

  /// Appends a protected record to `output`: the content is copied there once and encrypted where it lies.
  ///
  /// `content` and `padding` together have at most 2^14 bytes.
  mutating func seal(
    _ type: ContentType, _ content: Span<UInt8>, padding: Int = 0, into output: inout [UInt8]
  ) {
    let innerCount = content.count + 1 + padding
    let header = Record.Header(.applicationData, count: innerCount + RecordCipher.tagByteCount)
    output.reserveAdditional(Self.recordByteCount(content: content.count, padding: padding))
    output.append(header.bytes.span)
    let start = output.count
    output.append(content)
    output.append(type.rawValue)
    if padding > 0 { output.append(contentsOf: repeatElement(0, count: padding)) }
    var tag = InlineArray<16, UInt8>(repeating: 0)
    sealInPlace(&output, start..<start + innerCount, header, &tag)
    output.append(tag.span)
  }

  private mutating func sealInPlace(
    _ output: inout [UInt8], _ range: Range<Int>, _ header: Record.Header, _ tag: inout InlineArray<16, UInt8>
  ) {
    let nonce = nextNonce()
    var all = output.mutableSpan
    var body = all.part(range)
    var tagSpan = tag.mutableSpan
    cipher.seal(inPlace: &body, nonce: nonce.span, authenticating: header.bytes.span, tag: &tagSpan)
    sequenceNumber += 1
  }

  /// Opens a record in place, takes off its padding, and says what it carries.
  ///
  /// A record that does not open leaves the sequence number as it was, so that refused early data can be skipped.
  mutating func open(_ record: inout Record) throws(TLSError) -> ContentType {
    let count = record.fragment.count - RecordCipher.tagByteCount
    guard count >= 0 else { throw .peerMisbehaved(.recordNotAuthentic) }
    var tag = InlineArray<16, UInt8>(repeating: 0)
    for i in 0..<RecordCipher.tagByteCount { tag[i] = record.fragment[count + i] }
    let nonce = nextNonce()
    let header = record.header
    do throws(CryptoError) {
      var all = record.fragment.mutableSpan
      var body = all.part(0..<count)
      try cipher.open(inPlace: &body, nonce: nonce.span, authenticating: header.bytes.span, tag: tag.span)
    } catch {
      throw .peerMisbehaved(.recordNotAuthentic)
    }
    sequenceNumber += 1
    guard count <= Limits.innerPlaintextByteCount else {
      throw .peerMisbehaved(.recordTooLong(found: count, limit: Limits.innerPlaintextByteCount))
    }
    return try takeContentType(&record.fragment, count)
  }

  /// The last byte that is not zero is the content type; what follows is padding and the tag (section 5.4).
  private func takeContentType(_ fragment: inout [UInt8], _ count: Int) throws(TLSError) -> ContentType {
    var last = count - 1
    while last >= 0, fragment[last] == 0 { last -= 1 }
    guard last >= 0 else { throw .peerMisbehaved(.missingContentType) }
    let type = ContentType(rawValue: fragment[last])
    fragment.removeLast(fragment.count - last)
    return type
  }

  /// The sequence number, padded on the left and combined with the static IV (section 5.3).
  private func nextNonce() -> InlineArray<12, UInt8> {
    var nonce = InlineArray<12, UInt8>(repeating: 0)
    let iv = iv.span
    for i in 0..<4 { nonce[i] = iv[i] }
    for i in 0..<8 { nonce[4 + i] = iv[4 + i] ^ UInt8(truncatingIfNeeded: sequenceNumber >> UInt64(56 - 8 * i)) }
    return nonce
  }
}
