import BigInt
import Primitives
import TestSupport

/// Numbers as text, base64, and Fernet tokens.
enum PrimitivesTargets {
  static let all = [numbers, base64, fernet, fernetAuthentic]

  static let numbers = Target(
    name: "bigint-text", shape: .text,
    corpus: {
      [
        "0", "1", "18446744073709551616", "340282366920938463463374607431768211455", "zz9", "+12", "-12",
        "ffffffffffffffff",
      ]
      .map { Array($0.utf8) } + [[UInt8](repeating: 0x37, count: 400)]
    },
    dictionary: ["-", "+", "_", "0", "00000000", "9999999999999999999", "z", "\u{661}", " "]
  ) { input, random in
    let text = String(decoding: input, as: UTF8.self)
    let radix = 2 + random.below(35)
    guard let value = BigUInt(text, radix: radix) else { return .refused("nil") }
    let again = String(value, radix: radix)
    guard BigUInt(again, radix: radix) == value else { return .broken("radix \(radix): \(text) reads as \(again)") }
    guard value.bitWidth > 4096 || BigUInt(bigEndianBytes: value.bigEndianBytes()) == value else {
      return .broken("radix \(radix): the bytes of \(text) read as another number")
    }
    return .accepted
  }

  static let base64 = Target(
    "primitives-base64", .text, dictionary: ["=", "==", "===", "-", "_", "+", "/", "\n", " ", "\u{0}", "\u{e9}"],
    corpus: { ["", "AA==", "AAA=", "AAAA", "+/+/", "aGVsbG8gd29ybGQ="].map { Array($0.utf8) } },
    kind: { (error: Base64Error) in Target.caseName(error) }
  ) { (input: [UInt8]) throws(Base64Error) -> String? in
    let bytes = try Base64.decode(input.span)
    return Array(Base64.encode(bytes.span).utf8) == input ? nil : "two texts for the same bytes"
  }

  private static let fernetKey = [UInt8](0..<32)

  private static func tokens() throws -> [[UInt8]] {
    let records = try VectorFile("fernet/invalid.txt").records + VectorFile("fernet/verify.txt").records
    return try records.map { Array($0["token"].utf8) }
      + [0, 1, 16, 40].map { try token([UInt8](repeating: 7, count: $0)) }
  }

  /// A token whose IV is not random, so that a case can be made again.
  private static func token(_ message: [UInt8]) throws -> [UInt8] {
    let iv = [UInt8](1...16)
    let now: [UInt8] = [0, 0, 0, 0, 0x6b, 0x49, 0xd2, 0]
    let ciphertext = try AES.CBC.encrypt(
      message.span, key: fernetKey.span.extracting(16..<32), iv: iv.span, padding: .pkcs7)
    return authenticated([0x80] + now + iv + ciphertext)
  }

  private static func authenticated(_ content: [UInt8]) -> [UInt8] {
    let code = HMAC<SHA256>.authenticationCode(for: content.span, using: fernetKey.span.extracting(0..<16))
    let token = content + code.bytes
    return Array(Base64.encode(token.span, alphabet: .urlSafe).utf8)
  }

  private static func open(_ token: String) throws(CryptoError) -> String? {
    let fernet = try Fernet(key: fernetKey.span)
    let message = try fernet.decrypt(token)
    _ = try fernet.time(of: token)
    _ = try? fernet.decrypt(token, ttl: 60, now: 1_800_000_010)
    _ = try? fernet.decrypt(token, ttl: .max, now: 0)
    _ = try? fernet.decrypt(token, ttl: 0, now: .max)
    return message.count < token.utf8.count ? nil : "a message longer than its token"
  }

  static let fernet = Target(
    "fernet-token", .text, dictionary: ["=", "==", "gAAAAA", "-", "_", "/", "+"], corpus: tokens,
    kind: { (error: CryptoError) in Target.caseName(error) }
  ) { (input: [UInt8]) throws(CryptoError) -> String? in try open(String(decoding: input, as: UTF8.self)) }

  /// Tokens that are damaged and then authenticated: only so does anything behind the MAC see bad input.
  static let fernetAuthentic = Target(
    "fernet-authentic", .bytes,
    corpus: {
      try tokens().compactMap { token in
        (try? Base64.decode(token.span, alphabet: .urlSafe)).map { Array($0.dropLast(32)) }
      }
    },
    kind: { (error: CryptoError) in Target.caseName(error) }
  ) { (input: [UInt8]) throws(CryptoError) -> String? in
    try open(String(decoding: authenticated(input), as: UTF8.self))
  }
}
