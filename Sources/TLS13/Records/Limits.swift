/// Every limit on what a peer may make this endpoint hold or compute, with its reason.
enum Limits {
  // MARK: Lengths that the RFC sets (section 5.1 and 5.2)

  /// The content of a record.
  static let plaintextByteCount = 1 << 14
  /// A protected record's content, type and padding.
  static let innerPlaintextByteCount = plaintextByteCount + 1
  /// A protected record's body on the wire, whatever the algorithm.
  static let ciphertextByteCount = plaintextByteCount + 256

  // MARK: What a client may make the server hold

  /// A ClientHello. Real ones have up to a few kilobytes, even with post-quantum key shares and encrypted hellos; the
  /// syntax allows twice this. Nothing is authenticated yet, so this bounds what anybody may park here.
  static let clientHelloByteCount = 1 << 16
  /// Any later message: Finished (at most 48 bytes) and KeyUpdate (1 byte), with room to tell what a longer one was.
  static let laterMessageByteCount = 64

  // MARK: What a client may make the server do

  /// Ciphertext of refused early data to skip. Clients size it by a ticket that some other server of this name gave out;
  /// the usual allowances are 14 and 16 KiB, and this is four of the larger.
  static let skippedEarlyDataByteCount = 1 << 16
  /// change_cipher_spec records, which are dropped unread. An honest client sends one.
  static let changeCipherSpecCount = 16
  /// Protected records in a row without content. They are allowed as cover traffic, yet cost a decryption each.
  static let consecutiveEmptyRecordCount = 32
  /// KeyUpdates in a row without application data. Each costs two key derivations and perhaps an answer.
  static let consecutiveKeyUpdateCount = 32
  /// user_canceled alerts, which announce a close_notify and mean nothing else.
  static let warningAlertCount = 4

  // MARK: What this endpoint does with its own keys (sections 5.5 and 4.6.3)

  /// Full-size records under one AES-GCM key: the RFC allows about 2^24.5; a power of two below needs no estimate.
  static let aesGCMRecordCount: UInt64 = 1 << 24
  /// Records under one ChaCha20-Poly1305 key: the sequence number would wrap before the algorithm's limit.
  static let chaChaPolyRecordCount = UInt64.max - 1
  /// Key updates of one's own in a connection.
  static let sendingEpoch: UInt64 = (1 << 48) - 1
}
