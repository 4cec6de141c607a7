import Primitives

/// The secret of one direction in one phase, from which its keys come (RFC 9846, section 7.3).
struct TrafficSecret: ~Copyable, ScheduledSecret {
  let suite: CipherSuite
  private let secret: SecretBytes

  init(_ suite: CipherSuite, _ secret: consuming SecretBytes) {
    self.suite = suite
    self.secret = secret
  }

  var span: Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get { secret.span }
  }

  /// A second holder, for the keys of the records while the Finished is still to be computed.
  func copy() -> TrafficSecret { TrafficSecret(suite, secret.copy()) }

  /// The suite's cipher under [sender]_write_key.
  func cipher() throws(TLSError) -> RecordCipher {
    let key = suite.hash.expandLabel(secret.span, "key", context: [], count: suite.keyByteCount)
    do throws(CryptoError) {
      return try RecordCipher(suite, key: key.span)
    } catch {
      throw .internalFailure(reason: "no cipher for \(suite): \(error)")
    }
  }

  /// [sender]_write_iv.
  func iv() -> SecretBytes {
    suite.hash.expandLabel(secret.span, "iv", context: [], count: RecordCipher.nonceByteCount)
  }

  /// The verify_data of a Finished message after a transcript with that hash (section 4.4.4).
  func finishedVerifyData(_ transcriptHash: [UInt8]) -> [UInt8] {
    let key = suite.hash.expandLabel(secret.span, "finished", context: [], count: suite.hash.digestByteCount)
    return suite.hash.authenticationCode(for: transcriptHash, using: key.span)
  }

  /// application_traffic_secret_N+1 (section 7.2).
  func next() -> TrafficSecret {
    TrafficSecret(
      suite, suite.hash.expandLabel(secret.span, "traffic upd", context: [], count: suite.hash.digestByteCount))
  }
}
