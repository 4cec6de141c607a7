import Primitives

/// A nonce for one record. It cannot be copied, and what seals or opens with it uses it up: no two records are sealed with
/// one nonce by mistake.
struct RecordNonce: ~Copyable {
  private let bytes: InlineArray<12, UInt8>

  fileprivate init(_ bytes: InlineArray<12, UInt8>) { self.bytes = bytes }

  /// The nonce as the cipher takes it.
  var span: Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get { bytes.span }
  }
}

/// The nonces of one key in one direction: the sequence number of the record, padded on the left to the nonce's length and
/// combined with the static IV (RFC 9846, section 5.3). They exist only here, and come one after the other.
struct SequenceNonces: ~Copyable {
  private let iv: SecretBytes
  /// The number of records so far, which is the next one's sequence number.
  private(set) var sequenceNumber: UInt64 = 0

  /// `iv` is [sender]_write_iv, 12 bytes.
  init(iv: consuming SecretBytes) {
    precondition(iv.count == RecordCipher.nonceByteCount, "an IV has 12 bytes")
    self.iv = iv
  }

  /// The nonce to seal the next record with. It is never given out again.
  mutating func next() -> RecordNonce {
    let nonce = expected()
    advance()
    return nonce
  }

  /// The nonce that the peer has sealed the next record with. A record that does not open with it was not the peer's, and
  /// does not count.
  func expected() -> RecordNonce {
    var nonce = InlineArray<12, UInt8>(repeating: 0)
    let iv = iv.span
    for i in 0..<4 { nonce[i] = iv[i] }
    for i in 0..<8 { nonce[4 + i] = iv[4 + i] ^ UInt8(truncatingIfNeeded: sequenceNumber >> UInt64(56 - 8 * i)) }
    return RecordNonce(nonce)
  }

  /// Counts a record that has opened.
  mutating func advance() {
    // Section 5.3: sequence numbers do not wrap. Keys are updated long before (`Limits`).
    precondition(sequenceNumber < .max, "the sequence numbers of a key are used up")
    sequenceNumber += 1
  }
}
