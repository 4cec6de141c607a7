import ASN1
import Primitives

/// The hash functions that signatures are made with.
public enum DigestAlgorithm: Hashable, Sendable, CaseIterable {
  /// SHA-1, to verify old signatures only: collisions can be had.
  case sha1
  /// SHA-224.
  case sha224
  /// SHA-256.
  case sha256
  /// SHA-384.
  case sha384
  /// SHA-512.
  case sha512

  /// The digest's length in bytes.
  public var byteCount: Int {
    switch self {
    case .sha1: 20
    case .sha224: 28
    case .sha256: 32
    case .sha384: 48
    case .sha512: 64
    }
  }

  var objectIdentifier: ObjectIdentifier {
    switch self {
    case .sha1: AlgorithmOID.sha1
    case .sha224: AlgorithmOID.sha224
    case .sha256: AlgorithmOID.sha256
    case .sha384: AlgorithmOID.sha384
    case .sha512: AlgorithmOID.sha512
    }
  }

  init?(_ identifier: ObjectIdentifier) {
    guard let digest = Self.allCases.first(where: { $0.objectIdentifier == identifier }) else { return nil }
    self = digest
  }
}

extension DigestAlgorithm: CustomStringConvertible {
  /// The usual name, as `SHA-256`.
  public var description: String { "SHA-\(self == .sha1 ? 1 : byteCount * 8)" }
}
