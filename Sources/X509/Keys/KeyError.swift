import ASN1
import Primitives

/// Why a key could not be read, written or used. No case carries secret material.
public enum KeyError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The text is not PEM.
  case pem(PEMError)
  /// The bytes are not the DER of a key.
  case der(ASN1Error)
  /// The key's numbers break their algorithm's rules.
  case cryptographic(CryptoError)
  /// The text holds no block of the kind that was asked for; these are the labels it has.
  case notFound(expected: String, labels: [String])
  /// The key is encrypted, and no passphrase was given.
  case passphraseNeeded
  /// The passphrase does not decrypt the key, or the file is damaged.
  case wrongPassphrase
  /// An algorithm or a form that is not supported.
  case unsupported(String)
  /// Encryption parameters that break `rule`.
  case malformedEncryption(rule: String)
  /// A number of PBKDF2 iterations outside 1 to `limit`.
  case iterationCountOutOfRange(found: Int, limit: Int)
  /// The file holds a public key that does not belong to its private key.
  case publicKeyMismatch
  /// A signature algorithm that this key cannot be used with.
  case unsuitableAlgorithm(SignatureAlgorithm, key: String)

  /// What is wrong, for people.
  public var description: String {
    switch self {
    case .pem(let error): "\(error)"
    case .der(let error): "\(error)"
    case .cryptographic(let error): error.text
    case .notFound(let expected, let labels):
      "expected \(expected), found \(labels.isEmpty ? "nothing" : labels.joined(separator: ", "))"
    case .passphraseNeeded: "the key is encrypted and needs a passphrase"
    case .wrongPassphrase: "the passphrase is wrong, or the file is damaged"
    case .unsupported(let what): "\(what) is not supported"
    case .malformedEncryption(let rule): rule
    case .iterationCountOutOfRange(let found, let limit):
      "PBKDF2 with \(found) iterations is outside the accepted range of 1 to \(limit)"
    case .publicKeyMismatch: "the public key in the file does not belong to the private key"
    case .unsuitableAlgorithm(let algorithm, let key): "\(algorithm) cannot be used with a key of type \(key)"
    }
  }
}
