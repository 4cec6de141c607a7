/// Cuts the byte stream from the peer into records, however the transport has split it.
///
/// Every byte is copied once, from the caller's span to the record's own array, which is then decrypted in place and
/// handed on. Between calls at most one incomplete record is held.
struct RecordAssembler {
  private var header = InlineArray<5, UInt8>(repeating: 0)
  private var headerCount = 0
  private var fragment: [UInt8] = []

  /// The next complete record in `input` from `offset` on, which moves over what was taken; none when more is needed.
  mutating func next(from input: Span<UInt8>, at offset: inout Int) throws(TLSError) -> Record? {
    while headerCount < Limits.recordHeaderByteCount {
      guard offset < input.count else { return nil }
      header[headerCount] = input[offset]
      headerCount += 1
      offset += 1
      // A peer that speaks something else altogether shows it in its first byte, and is told so at once.
      if headerCount == 1 { try checkType() }
      if headerCount == Limits.recordHeaderByteCount { try checkLength() }
    }
    let parsed = Record.Header(bytes: header)
    let count = min(parsed.count - fragment.count, input.count - offset)
    fragment.append(input.extracting(offset..<offset + count))
    offset += count
    guard fragment.count == parsed.count else { return nil }
    let complete = fragment
    fragment = []
    headerCount = 0
    return Record(header: parsed, fragment: complete)
  }

  private func checkType() throws(TLSError) {
    let type = ContentType(rawValue: header[0])
    guard type.isKnown else {
      throw .peerMisbehaved(.unexpectedRecord(found: type.rawValue, expected: "a TLS record"))
    }
  }

  private mutating func checkLength() throws(TLSError) {
    let parsed = Record.Header(bytes: header)
    let limit = parsed.type == .applicationData ? Limits.ciphertextByteCount : Limits.plaintextByteCount
    guard parsed.count <= limit else {
      throw .peerMisbehaved(.recordTooLong(found: parsed.count, limit: limit))
    }
    fragment.reserveCapacity(parsed.count)
  }
}
