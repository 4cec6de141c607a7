import Primitives
import TestSupport
import Testing

/// One of the three curves behind one face, so that a test is written once. Everything goes through the public API.
struct CurveUnderTest: Sendable, CustomTestStringConvertible {
  let name: String
  /// The length of a coordinate and of a private key in bytes.
  let byteCount: Int
  /// The order of the base point.
  let order: [UInt8]
  let publicKey: @Sendable (_ privateKey: [UInt8]) throws -> [UInt8]
  let compressedPublicKey: @Sendable (_ privateKey: [UInt8]) throws -> [UInt8]
  /// Reads a point as a signing key and as a key agreement key, and writes it uncompressed.
  let readPoint: @Sendable ([UInt8]) throws -> [UInt8]
  let agree: @Sendable (_ privateKey: [UInt8], _ publicKey: [UInt8]) throws -> [UInt8]
  let sign: @Sendable (_ privateKey: [UInt8], _ message: [UInt8], _ hash: HashName) throws -> [UInt8]
  let verify:
    @Sendable (_ publicKey: [UInt8], _ signature: [UInt8], _ message: [UInt8], _ hash: HashName) throws -> Bool
  let verifyDigest: @Sendable (_ publicKey: [UInt8], _ signature: [UInt8], _ digest: [UInt8]) throws -> Bool
  /// A private key from the given random bytes, and how many bytes were drawn.
  let generate: @Sendable (_ random: [UInt8]) -> (privateKey: [UInt8], drawn: Int)

  var testDescription: String { name }

  static let all = [p256, p384, p521]

  static func named(_ name: String) -> CurveUnderTest? { all.first { $0.name == name } }
}

enum HashName: String, Sendable, CaseIterable {
  case sha1 = "SHA-1"
  case sha224 = "SHA-224"
  case sha256 = "SHA-256"
  case sha384 = "SHA-384"
  case sha512 = "SHA-512"
}

/// Random bytes that a test has chosen; it is a failure to draw more of them.
struct ChosenRandom: RandomSource {
  var bytes: [UInt8]
  var drawn = 0

  mutating func fill(_ target: inout MutableSpan<UInt8>) {
    for i in target.indices {
      target[i] = bytes[drawn]
      drawn += 1
    }
  }
}

extension SecretBytes {
  var array: [UInt8] { span.withUnsafeBufferPointer { [UInt8]($0) } }
}
