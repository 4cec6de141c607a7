import Primitives

// Key and data are secret, the nonce and the additional data are not.

private func seal<Context: AEADContext & ~Copyable>(_: Context.Type, keyByteCount: Int) throws {
  let context = try Context(key: secret(bytes(keyByteCount)).span)
  let nonce = bytes(12)
  let header = bytes(5)
  var data = UnsafeMutableBufferPointer(mutating: secret(bytes(1000))).mutableSpan
  var tagBytes = [UInt8](repeating: 0, count: 16)
  var tag = tagBytes.mutableSpan
  context.seal(inPlace: &data, nonce: nonce.span, authenticating: header.span, tag: &tag)
  try context.open(inPlace: &data, nonce: nonce.span, authenticating: header.span, tag: tag.span)
}

let symmetricScenarios = [
  Scenario(name: "aes128gcm") { try seal(AES.GCM.Context.self, keyByteCount: 16) },
  Scenario(name: "aes256gcm") { try seal(AES.GCM.Context.self, keyByteCount: 32) },
  Scenario(name: "chacha20poly1305") { try seal(ChaChaPoly.Context.self, keyByteCount: 32) },
  Scenario(name: "hashes") {
    let data = secret(bytes(1000))
    consume(SHA1.hash(data: data.span))
    consume(SHA256.hash(data: data.span))
    consume(SHA384.hash(data: data.span))
    consume(SHA512.hash(data: data.span))
  },
  Scenario(name: "hmac-hkdf-pbkdf2") {
    var hmac = HMAC<SHA256>(key: secret(bytes(32)).span)
    hmac.update(secret(bytes(200)).span)
    consume(hmac.finalize())
    consume(
      HKDF<SHA384>.expand(pseudoRandomKey: secret(bytes(48)).span, info: bytes(50).span, outputByteCount: 100))
    consume(
      try PBKDF2<SHA256>.deriveKey(
        password: secret(bytes(20)).span, salt: bytes(16).span, iterations: 10, outputByteCount: 40))
  },
]
