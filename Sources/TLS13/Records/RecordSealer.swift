import Primitives

/// The keys of the sending direction: seals records, any number in one call, straight into the buffer that they are sent
/// from, and counts them (RFC 9846, sections 5.2 and 5.3). Nothing is allocated for a record.
///
/// No nonce is taken from outside, and none is used twice: make one sealer from a traffic secret, ever.
public struct RecordSealer: ~Copyable {
  private var secret: TrafficSecret
  private var cipher: RecordCipher
  private var nonces: SequenceNonces
  /// The number of key updates so far.
  private(set) var epoch: UInt64 = 0
  private let overriddenLimit: UInt64?

  /// A sealer for a traffic secret as key logs have it, as long as the suite's hash.
  ///
  /// - Throws: `.misuse` for a suite that this library does not implement, and for a secret of another length.
  public init(_ suite: CipherSuite, trafficSecret: Span<UInt8>) throws(TLSError) {
    try self.init(TrafficSecret(suite, imported: trafficSecret))
  }

  /// `recordLimit` takes the place of the suite's limit: tests cannot seal 2^24 records.
  init(_ secret: consuming TrafficSecret, recordLimit: UInt64? = nil) throws(TLSError) {
    cipher = try secret.cipher()
    nonces = SequenceNonces(iv: secret.iv())
    self.secret = secret
    overriddenLimit = recordLimit
  }

  /// Goes on to the next generation of keys (section 7.2), which the peer must have been told; the old ones are wiped.
  public mutating func update() throws(TLSError) {
    secret = secret.next()
    cipher = try secret.cipher()
    nonces = SequenceNonces(iv: secret.iv())
    epoch += 1
  }

  /// The number of records under the current key so far.
  public var sequenceNumber: UInt64 { nonces.sequenceNumber }

  /// How many records of application data the current key may still protect before it is to be updated (section 5.5).
  public var remainingRecordCount: UInt64 {
    let limit = overriddenLimit ?? secret.suite.recordLimit
    return limit - min(limit, sequenceNumber)
  }

  // MARK: Lengths

  /// The length on the wire of a record with so much content and padding, in bytes.
  static func recordByteCount(content: Int, padding: Int) -> Int {
    RecordHeader.byteCount + content + 1 + padding + RecordCipher.tagByteCount
  }

  /// The length on the wire of that much application data, in records as full as may be.
  public static func byteCount(sealing contentByteCount: Int) -> Int { byteCount(sealing: contentByteCount, .none) }

  static func byteCount(sealing contentByteCount: Int, _ padding: RecordPadding) -> Int {
    let (full, rest) = contentByteCount.quotientAndRemainder(dividingBy: Limits.plaintextByteCount)
    let fullByteCount = full * recordByteCount(content: Limits.plaintextByteCount, padding: 0)
    return rest == 0 ? fullByteCount : fullByteCount + recordByteCount(content: rest, padding: padding.count(for: rest))
  }

  // MARK: Sealing

  /// Seals application data in records as full as may be, as far as the key may still be used, into the first bytes of
  /// `room`, of which there must be `byteCount(sealing:)` for all of `data`.
  ///
  /// - Returns: How many bytes of `data` were sealed: less than all when the key must be updated before the rest.
  public mutating func seal(_ data: Span<UInt8>, into room: inout MutableSpan<UInt8>) -> Int {
    sealApplicationData(data, padding: .none, into: &room)
  }

  mutating func sealApplicationData(
    _ data: Span<UInt8>, padding: RecordPadding, into room: inout MutableSpan<UInt8>
  ) -> Int {
    let allowed = Int(clamping: remainingRecordCount)
    let records = min(allowed, (data.count + Limits.plaintextByteCount - 1) / Limits.plaintextByteCount)
    let taken = min(data.count, records * Limits.plaintextByteCount)
    // The one switch of a batch.
    switch cipher {
    case .aesGCM(let context):
      Self.seal(.applicationData, data.extracting(0..<taken), padding, with: context, &nonces, into: &room)
    case .chaChaPoly(let context):
      Self.seal(.applicationData, data.extracting(0..<taken), padding, with: context, &nonces, into: &room)
    }
    return taken
  }

  /// Seals one record, which may be of any type, have any padding and be empty, into `room`, which is as long as the record
  /// (`recordByteCount`). What ends a connection or updates a key is still sealed when the key's limit has been reached.
  mutating func sealRecord(
    _ type: ContentType, _ content: Span<UInt8>, padding: Int = 0, into room: inout MutableSpan<UInt8>
  ) {
    switch cipher {
    case .aesGCM(let context):
      Self.sealRecord(type, content, padding: padding, with: context, nonces.next(), into: &room)
    case .chaChaPoly(let context):
      Self.sealRecord(type, content, padding: padding, with: context, nonces.next(), into: &room)
    }
  }

  private static func seal<Context: AEADContext & ~Copyable>(
    _ type: ContentType, _ content: Span<UInt8>, _ padding: RecordPadding, with context: borrowing Context,
    _ nonces: inout SequenceNonces, into room: inout MutableSpan<UInt8>
  ) {
    var start = 0
    var place = 0
    while start < content.count {
      let end = min(start + Limits.plaintextByteCount, content.count)
      let zeros = padding.count(for: end - start)
      let byteCount = recordByteCount(content: end - start, padding: zeros)
      var record = room.part(place..<place + byteCount)
      sealRecord(
        type, content.extracting(start..<end), padding: zeros, with: context, nonces.next(), into: &record)
      place += byteCount
      start = end
    }
  }

  /// TLSCiphertext around TLSInnerPlaintext: the content is encrypted on the way to its place; type and zeros are written
  /// where they belong and encrypted there.
  @inline(__always)
  private static func sealRecord<Context: AEADContext & ~Copyable>(
    _ type: ContentType, _ content: Span<UInt8>, padding: Int, with context: borrowing Context,
    _ nonce: consuming RecordNonce, into record: inout MutableSpan<UInt8>
  ) {
    let header = RecordHeader(.applicationData, count: record.count - RecordHeader.byteCount)
    for i in 0..<RecordHeader.byteCount { record[i] = header.bytes[i] }
    let typePlace = RecordHeader.byteCount + content.count
    record[typePlace] = type.rawValue
    if padding > 0 { for i in 1...padding { record[typePlace + i] = 0 } }
    var sealed = record.part(RecordHeader.byteCount..<record.count)
    context.seal(content, into: &sealed, nonce: nonce.span, authenticating: header.bytes.span)
  }
}
