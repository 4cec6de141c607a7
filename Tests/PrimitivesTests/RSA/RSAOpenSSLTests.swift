import Foundation
import TestSupport
import Testing

@testable import Primitives

@Suite("RSA: OpenSSL", .enabled(if: Tool.openssl.isAvailable, "needs openssl"))
struct RSAOpenSSLTests {
  private static let pss = ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest"]

  @Test(
    "OpenSSL finds new keys sound, verifies their signatures, and signs what verifies here", arguments: [2048, 4096])
  func bothWays(bitCount: Int) throws {
    let key = try RSA.Signing.PrivateKey(modulusBitCount: bitCount)
    let numbers = RSANumbers(key)
    let folder = try TemporaryFolder()
    func write(_ name: String, _ bytes: [UInt8]) throws {
      try Data(bytes).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
    }
    func openssl(_ arguments: [String]) throws -> Tool.Result { try Tool.openssl.run(arguments, in: folder.path) }
    let message = Array("OpenSSL and PureTLS".utf8)
    try write("key.der", numbers.der)
    try write("public.der", numbers.publicDER)
    try write("message", message)
    let check = try openssl(["rsa", "-inform", "DER", "-in", "key.der", "-check", "-noout"])
    #expect(check.status == 0 && (check.text + check.errorText).contains("RSA key ok"), "\(check.errorText)")
    #expect(try openssl(["rsa", "-inform", "DER", "-in", "key.der", "-out", "key.pem"]).status == 0)
    let convert = try openssl(["rsa", "-RSAPublicKey_in", "-inform", "DER", "-in", "public.der", "-out", "public.pem"])
    #expect(convert.status == 0, "\(convert.errorText)")

    for (padding, options) in [(RSA.Signing.Padding.pkcs1v15, []), (.pss(), Self.pss)] {
      try write("signature", key.signature(for: message.span, using: SHA384.self, padding: padding))
      let verified = try openssl(
        ["dgst", "-sha384", "-verify", "public.pem", "-signature", "signature"] + options + ["message"])
      #expect(verified.status == 0, "\(padding): \(verified.text)\(verified.errorText)")
      let signed = try openssl(["dgst", "-sha384", "-sign", "key.pem", "-out", "theirs"] + options + ["message"])
      #expect(signed.status == 0, "\(signed.errorText)")
      let theirs = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/theirs")))
      let publicKey = key.publicKey
      #expect(publicKey.accepts(theirs, for: message, using: SHA384.self, padding: padding))
    }
  }
}
