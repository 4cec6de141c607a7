import Primitives

extension CryptoError {
  /// What is wrong, for people.
  var text: String {
    switch self {
    case .authenticationFailure: "the data is not authentic"
    case .incorrectKeySize(let found, let expected): "the key has a size of \(found), expected \(expected)"
    case .incorrectParameterSize(let parameter, let found, let expected):
      "\(parameter) has a size of \(found), expected \(expected)"
    case .outOfRange(let parameter, let rule): "\(parameter): \(rule)"
    case .invalidKey(let rule), .invalidPoint(let rule), .invalidSignatureEncoding(let rule): rule
    case .weakSharedSecret: "the peer's public key has small order (RFC 7748 6.1)"
    case .invalidPadding: "the padding is malformed"
    case .faultDetected: "the signature was miscomputed and withheld"
    case .randomnessFailure: "the system's source of randomness is broken"
    }
  }
}
