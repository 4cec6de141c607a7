import Primitives
import Synchronization

@testable import TLS13

/// A signer whose "signature" is a hash of scheme and content: enough to see that the right content was signed.
struct HashSigner: HandshakeSigner {
  var schemes: [SignatureScheme]

  init(_ schemes: [SignatureScheme] = [.ecdsaSecp256r1SHA256]) { self.schemes = schemes }

  func signature(for content: [UInt8], scheme: SignatureScheme) throws(TLSError) -> [UInt8] {
    Self.expected(content, scheme)
  }

  static func expected(_ content: [UInt8], _ scheme: SignatureScheme) -> [UInt8] {
    SHA256.hash(data: [UInt8(scheme.rawValue >> 8), UInt8(scheme.rawValue & 255)] + content).bytes
  }
}

/// A signer that returns a signature made elsewhere, and keeps what it was asked to sign.
final class RecordedSigner: HandshakeSigner {
  let schemes: [SignatureScheme]
  private let recorded: [UInt8]
  private let asked = Mutex<[UInt8]>([])

  /// What the server asked to be signed.
  var content: [UInt8] { asked.withLock { $0 } }

  init(_ scheme: SignatureScheme, _ recorded: [UInt8]) {
    schemes = [scheme]
    self.recorded = recorded
  }

  func signature(for content: [UInt8], scheme: SignatureScheme) throws(TLSError) -> [UInt8] {
    asked.withLock { $0 = content }
    return recorded
  }
}

/// A signer whose key does not work.
struct BrokenSigner: HandshakeSigner {
  var schemes: [SignatureScheme] { [.ecdsaSecp256r1SHA256] }

  func signature(for content: [UInt8], scheme: SignatureScheme) throws(TLSError) -> [UInt8] {
    throw .internalFailure(reason: "a key that does not work")
  }
}

extension ServerIdentity {
  /// An identity whose certificate is the bytes of its first name.
  static func test(
    _ names: [String] = ["example.com"], _ schemes: [SignatureScheme] = [.ecdsaSecp256r1SHA256],
    chain: [[UInt8]]? = nil
  ) -> ServerIdentity {
    do {
      return try ServerIdentity(
        certificateChain: chain ?? [Array("certificate of \(names.first ?? "nobody")".utf8)],
        signer: HashSigner(schemes), names: names)
    } catch {
      preconditionFailure("\(error)")
    }
  }
}

extension ServerConfiguration {
  static func test(
    _ identities: [ServerIdentity] = [.test()], cipherSuites: [CipherSuite] = CipherSuite.supported,
    namedGroups: [NamedGroup] = NamedGroup.supported, applicationProtocols: [String] = [],
    requiresKnownServerName: Bool = false, paddingBlockByteCount: Int = 0,
    keyLog: (@Sendable (String) -> Void)? = nil
  ) -> ServerConfiguration {
    do {
      return try ServerConfiguration(
        identities: identities, cipherSuites: cipherSuites, namedGroups: namedGroups,
        applicationProtocols: applicationProtocols, requiresKnownServerName: requiresKnownServerName,
        paddingBlockByteCount: paddingBlockByteCount, keyLog: keyLog)
    } catch {
      preconditionFailure("\(error)")
    }
  }
}
