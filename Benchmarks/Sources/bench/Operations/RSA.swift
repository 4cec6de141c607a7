import Crypto
import CryptoExtras
import Foundation
import Primitives

/// The message that every signature is of: a CertificateVerify's input has about this size.
let signedMessage = [UInt8](repeating: 0x20, count: 130)

/// RSASSA-PSS with SHA-256 as in TLS 1.3, all libraries with the same key; and the search for primes.
func rsaOperations() -> [Operation] {
  [2048, 3072, 4096].flatMap { bitCount in
    [
      Operation(name: "rsa\(bitCount)-sign") { signers(RSAKeys(bitCount)) },
      Operation(name: "rsa\(bitCount)-verify") { verifiers(RSAKeys(bitCount)) },
    ]
  } + [Operation(name: "rsa2048-keygen", isRandom: true, contenders: rsaGenerators)]
}

/// One key in all libraries' forms.
private final class RSAKeys {
  let ours: Primitives.RSA.Signing.PrivateKey
  let openSSL: OpenSSL.Signer
  let boringSSL: _RSA.Signing.PrivateKey

  init(_ bitCount: Int) {
    let key = OpenSSL.Key(rsaBitCount: bitCount)
    let (n, e, d) = (key.number("n"), key.number("e"), key.number("d"))
    let (p, q) = (key.number("rsa-factor1"), key.number("rsa-factor2"))
    let (dP, dQ) = (key.number("rsa-exponent1"), key.number("rsa-exponent2"))
    let qInverse = key.number("rsa-coefficient1")
    ours = must {
      try Primitives.RSA.Signing.PrivateKey(
        modulus: n.span, publicExponent: e.span, privateExponent: d.span, prime1: p.span, prime2: q.span,
        exponent1: dP.span, exponent2: dQ.span, coefficient: qInverse.span)
    }
    openSSL = OpenSSL.Signer(key, hash: "SHA256", isPSS: true, message: signedMessage)
    boringSSL = must { try _RSA.Signing.PrivateKey(n: n, e: e, d: d, p: p, q: q) }
  }

  func signature() -> [UInt8] {
    must {
      try ours.signature(for: signedMessage.span, using: Primitives.SHA256.self, padding: .pss(saltByteCount: nil))
    }
  }
}

private func signers(_ keys: RSAKeys) -> [Contender] {
  [
    .ours { consume(keys.signature()) },
    .openSSL { keys.openSSL.sign() },
    .boringSSL { consume(must { try keys.boringSSL.signature(for: signedMessage, padding: .PSS) }) },
  ]
}

private func verifiers(_ keys: RSAKeys) -> [Contender] {
  let publicKey = keys.ours.publicKey
  let signature = keys.signature()
  let peerKey = keys.boringSSL.publicKey
  let peerSignature = _RSA.Signing.RSASignature(rawRepresentation: signature)
  return [
    .ours {
      let isValid = publicKey.isValidSignature(
        signature.span, for: signedMessage.span, using: Primitives.SHA256.self, padding: .pss(saltByteCount: nil))
      expect(isValid, "an RSA signature is valid")
    },
    .openSSL { keys.openSSL.verify() },
    .boringSSL {
      expect(peerKey.isValidSignature(peerSignature, for: signedMessage, padding: .PSS), "BoringSSL accepts ours")
    },
  ]
}

private func rsaGenerators() -> [Contender] {
  let generator = OpenSSL.KeyGenerator(rsaBitCount: 2048)
  return [
    .ours { consume(must { try Primitives.RSA.Signing.PrivateKey(modulusBitCount: 2048) }) },
    .openSSL { generator.generateKey() },
    .boringSSL { consume(must { try _RSA.Signing.PrivateKey(keySize: .bits2048) }) },
  ]
}
