/// Why a cryptographic operation was refused. No case ever carries secret material.
public enum CryptoError: Error, Equatable, Sendable {
  /// A tag, MAC or token does not match: the data or the key is not the one it was made with.
  case authenticationFailure
  /// A key has the wrong length, in bytes; `expected` lists what is allowed, in words.
  case incorrectKeySize(found: Int, expected: String)
  /// A parameter other than the key has the wrong length, in bytes.
  case incorrectParameterSize(parameter: String, found: Int, expected: String)
  /// A number is outside the range its standard allows.
  case outOfRange(parameter: String, rule: String)
  /// Bytes that are no valid public or private key; `rule` names what was broken.
  case invalidKey(rule: String)
  /// Bytes that are no point on the curve, or the point at infinity where none is allowed.
  case invalidPoint(rule: String)
  /// A key agreement whose result would be zero: the peer's public value has small order (RFC 7748, section 6.1).
  case weakSharedSecret
  /// A signature whose encoding is malformed (a well-formed wrong one is a plain `false`).
  case invalidSignatureEncoding(rule: String)
  /// Padding that does not follow its standard, in data that is not authenticated.
  case invalidPadding
  /// The check of a fresh signature failed: the machine miscomputed, and the result was withheld.
  case faultDetected
  /// The source of randomness gave no usable numbers in as many tries as the standard allows: it is broken.
  case randomnessFailure
}
