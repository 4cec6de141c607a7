/// A certificate chain with its private key, under the names that it serves. One identity serves any number of
/// connections at once.
public final class ServerIdentity: Sendable {
  /// The chain in DER, the server's own certificate first.
  public let certificateChain: [[UInt8]]
  /// The host names that choose this identity, in lower case; `*.example.com` stands for any one label in the first
  /// place.
  public let names: [String]
  let signer: any HandshakeSigner

  /// The longest chain in bytes: it must fit one Certificate message, and clients give up far earlier.
  static let maximumChainByteCount = 1 << 17

  init(certificateChain: [[UInt8]], signer: any HandshakeSigner, names: [String]) throws(TLSError) {
    guard let leaf = certificateChain.first, !leaf.isEmpty else {
      throw .misuse(.configuration(reason: "an identity without a certificate"))
    }
    let byteCount = certificateChain.reduce(0) { $0 + $1.count }
    guard byteCount <= Self.maximumChainByteCount else {
      throw .misuse(
        .configuration(reason: "a chain of \(byteCount) bytes where \(Self.maximumChainByteCount) can be sent"))
    }
    self.certificateChain = certificateChain
    self.signer = signer
    self.names = names.map(ServerName.normalized)
  }

  /// How well this identity serves `host`, which is in lower case.
  func match(_ host: String) -> Match {
    if names.contains(host) { return .exact }
    // A wildcard stands for the whole first label and nothing else (RFC 9525, section 6.3).
    guard let dot = host.firstIndex(of: "."), dot != host.startIndex else { return .none }
    return names.contains("*" + host[dot...]) ? .wildcard : .none
  }

  enum Match { case exact, wildcard, none }
}
