import Primitives

let rsaScenarios = [
  // With a new key, all numbers of which are secret but the modulus and the public exponent. Widths are public: they are
  // read from the first bytes, which stay known.
  Scenario(name: "rsa2048-sign") {
    let known = try RSA.Signing.PrivateKey(modulusBitCount: 2048)
    func secretCopy(_ number: borrowing SecretBytes) -> UnsafeBufferPointer<UInt8> {
      let span = number.span
      return secret(span.indices.map { span[$0] }, knownCount: 8)
    }
    let key = try RSA.Signing.PrivateKey(
      modulus: known.modulus.span, publicExponent: known.publicExponent.span,
      privateExponent: secretCopy(known.privateExponent).span, prime1: secretCopy(known.prime1).span,
      prime2: secretCopy(known.prime2).span, exponent1: secretCopy(known.exponent1).span,
      exponent2: secretCopy(known.exponent2).span, coefficient: secretCopy(known.coefficient).span)
    consume(try key.signature(for: bytes(130).span, using: SHA256.self, padding: .pss(saltByteCount: nil)))
  }
]
