import COpenSSL

extension OpenSSL {
  /// A key pair.
  struct Key {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    /// A new RSA key.
    init(rsaBitCount: Int) { self.init(KeyGenerator(rsaBitCount: rsaBitCount).next()) }

    /// One of the numbers of an RSA key, most significant byte first.
    func number(_ name: String) -> [UInt8] {
      var number: OpaquePointer?
      check(EVP_PKEY_get_bn_param(pointer, name, &number))
      let value = made(number)
      defer { BN_clear_free(value) }
      var bytes = [UInt8](repeating: 0, count: (Int(BN_num_bits(value)) + 7) / 8)
      BN_bn2bin(value, &bytes)
      return bytes
    }
  }

  /// Makes keys of one kind.
  struct KeyGenerator {
    private let context: OpaquePointer

    init(rsaBitCount: Int) {
      self.init("RSA")
      check(EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(rsaBitCount)))
    }

    init(curve: String) {
      self.init("EC")
      check(EVP_PKEY_CTX_set_group_name(context, curve))
    }

    /// `X25519`, `ED25519`.
    init(_ algorithm: String) {
      context = made(EVP_PKEY_CTX_new_from_name(nil, algorithm, nil))
      check(EVP_PKEY_keygen_init(context))
    }

    func next() -> OpaquePointer {
      var key: OpaquePointer?
      check(EVP_PKEY_generate(context, &key))
      return made(key)
    }

    func generateKey() { EVP_PKEY_free(next()) }

    /// Makes a key and encodes its public half, as for a TLS key share.
    func generateShare() {
      let key = next()
      var share: Bytes?
      let count = EVP_PKEY_get1_encoded_public_key(key, &share)
      consume(share)
      expect(count > 0, "OpenSSL gave no public key")
      CRYPTO_free(share, #file, #line)
      EVP_PKEY_free(key)
    }
  }

  /// Signs one message, and verifies that signature, with the hash taken each time.
  struct Signer {
    private let hash: Hash
    private let message: Bytes
    private let messageCount: Int
    private let signing: OpaquePointer
    private let verifying: OpaquePointer
    /// Where `sign` writes; `verify` keeps the first signature, as ECDSA's in DER vary in length.
    private let room = buffer(1024)
    private let signature = buffer(1024)
    private let signatureCount: Int

    init(_ key: Key, hash name: String, isPSS: Bool, message: [UInt8]) {
      let hash = Hash(name)
      func context(_ initialise: (OpaquePointer) -> Int32) -> OpaquePointer {
        let context = made(EVP_PKEY_CTX_new(key.pointer, nil))
        check(initialise(context))
        check(EVP_PKEY_CTX_set_signature_md(context, hash.algorithm))
        if isPSS {
          check(EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING))
          check(EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST))
        }
        return context
      }
      self.hash = hash
      self.message = buffer(message)
      messageCount = message.count
      signing = context(EVP_PKEY_sign_init)
      verifying = context(EVP_PKEY_verify_init)
      hash.hash(self.message, messageCount)
      var count = 1024
      check(EVP_PKEY_sign(signing, signature, &count, hash.digest, hash.byteCount))
      signatureCount = count
    }

    func sign() {
      hash.hash(message, messageCount)
      var count = 1024
      check(EVP_PKEY_sign(signing, room, &count, hash.digest, hash.byteCount))
      consume(count)
    }

    func verify() {
      hash.hash(message, messageCount)
      check(EVP_PKEY_verify(verifying, signature, signatureCount, hash.digest, hash.byteCount))
    }
  }

  /// Diffie-Hellman with one peer's public key.
  struct Agreement {
    private let context: OpaquePointer
    private let secret = buffer(66)

    init(_ key: Key, with peer: Key) {
      context = made(EVP_PKEY_CTX_new(key.pointer, nil))
      check(EVP_PKEY_derive_init(context))
      check(EVP_PKEY_derive_set_peer(context, peer.pointer))
    }

    func agree() {
      var count = 66
      check(EVP_PKEY_derive(context, secret, &count))
      consume(secret.pointee)
    }
  }

  /// Ed25519, which OpenSSL offers in one call only, hash and all.
  struct EdwardsSigner {
    private let message: Bytes
    private let messageCount: Int
    private let signing = made(EVP_MD_CTX_new())
    private let verifying = made(EVP_MD_CTX_new())
    private let signature = buffer(64)

    init(_ key: Key, message: [UInt8]) {
      self.message = buffer(message)
      messageCount = message.count
      check(EVP_DigestSignInit(signing, nil, nil, nil, key.pointer))
      check(EVP_DigestVerifyInit(verifying, nil, nil, nil, key.pointer))
      sign()
    }

    func sign() {
      var count = 64
      check(EVP_DigestSign(signing, signature, &count, message, messageCount))
      consume(count)
    }

    func verify() { check(EVP_DigestVerify(verifying, signature, 64, message, messageCount)) }
  }
}
