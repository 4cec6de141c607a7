import Primitives

/// The secret of one direction in one phase, from which its keys come (RFC 9846, section 7.3).
struct TrafficSecret: ~Copyable, ScheduledSecret {
  let suite: CipherSuite
  private let secret: SecretBytes

  init(_ suite: CipherSuite, _ secret: consuming SecretBytes) {
    self.suite = suite
    self.secret = secret
  }

  /// A secret from elsewhere, such as a key log.
  init(_ suite: CipherSuite, imported secret: Span<UInt8>) throws(TLSError) {
    guard CipherSuite.supported.contains(suite) else {
      throw .misuse(.trafficSecret(reason: "\(suite) is not implemented"))
    }
    guard secret.count == suite.hash.digestByteCount else {
      throw .misuse(
        .trafficSecret(reason: "\(secret.count) bytes where \(suite) has \(suite.hash.digestByteCount)"))
    }
    self.init(suite, SecretBytes(copying: secret))
  }

  var span: Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get { secret.span }
  }

  /// A second holder, for the keys of the records while the Finished is still to be computed.
  func copy() -> TrafficSecret { TrafficSecret(suite, secret.copy()) }

  /// The suite's cipher under [sender]_write_key.
  func cipher() throws(TLSError) -> RecordCipher {
    var bytes = InlineArray<32, UInt8>(repeating: 0)
    defer { Wipe.zero(&bytes) }
    var all = bytes.mutableSpan
    var key = all.part(0..<suite.keyByteCount)
    suite.hash.expandLabel(secret.span, "key", into: &key)
    do throws(CryptoError) {
      return try RecordCipher(suite, key: key.span)
    } catch {
      throw .internalFailure(reason: "no cipher for \(suite): \(error)")
    }
  }

  /// [sender]_write_iv.
  func iv() -> SecretBytes {
    suite.hash.expandLabel(secret.span, "iv", count: RecordCipher.nonceByteCount)
  }

  /// The verify_data of a Finished message after a transcript with that hash (section 4.4.4).
  func finishedVerifyData(_ transcriptHash: [UInt8]) -> [UInt8] {
    let key = suite.hash.expandLabel(secret.span, "finished", count: suite.hash.digestByteCount)
    return suite.hash.authenticationCode(for: transcriptHash, using: key.span)
  }

  /// application_traffic_secret_N+1 (section 7.2).
  func next() -> TrafficSecret {
    TrafficSecret(
      suite, suite.hash.expandLabel(secret.span, "traffic upd", count: suite.hash.digestByteCount))
  }
}
