/// What a completed handshake has settled.
public struct HandshakeInfo: Sendable, Equatable {
  /// The record protection and hash.
  public let cipherSuite: CipherSuite
  /// The group of the key exchange.
  public let namedGroup: NamedGroup
  /// The scheme with which the server signed.
  public let signatureScheme: SignatureScheme
  /// The host that the client asked for, in lower case and without a trailing dot; none if it asked for none. It comes
  /// from the client: printable ASCII, and nothing more is known of it.
  public let serverName: String?
  /// The application protocol that both agreed on; none without ALPN.
  public let applicationProtocol: String?
  /// Whether the client had to be asked for another key share.
  public let usedHelloRetryRequest: Bool
}
