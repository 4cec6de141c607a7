import COpenSSL

extension OpenSSL {
  /// An AEAD under one key: in place, with a new nonce set for each message as a record layer does.
  struct AEAD {
    private let sealing = made(EVP_CIPHER_CTX_new())
    private let opening = made(EVP_CIPHER_CTX_new())
    private let nonce: Bytes
    private let header: Bytes
    private let headerCount: Int32
    private let tag = buffer(16)
    private let count: Int

    /// `AES-128-GCM`, `ChaCha20-Poly1305`.
    init(_ name: String, key: [UInt8], nonce: [UInt8], header: [UInt8], count: Int) {
      let cipher = made(EVP_CIPHER_fetch(nil, name, nil))
      check(EVP_EncryptInit_ex2(sealing, cipher, key, nil, nil))
      check(EVP_DecryptInit_ex2(opening, cipher, key, nil, nil))
      self.nonce = buffer(nonce)
      self.header = buffer(header)
      headerCount = Int32(header.count)
      self.count = count
    }

    /// The tag is kept for `open`.
    func seal(_ data: Bytes) {
      var written: Int32 = 0
      check(EVP_EncryptInit_ex2(sealing, nil, nil, nonce, nil))
      check(EVP_EncryptUpdate(sealing, nil, &written, header, headerCount))
      check(EVP_EncryptUpdate(sealing, data, &written, data, Int32(count)))
      check(EVP_EncryptFinal_ex(sealing, tag, &written))
      check(EVP_CIPHER_CTX_ctrl(sealing, EVP_CTRL_AEAD_GET_TAG, 16, tag))
    }

    /// What `seal` left at another place.
    func open(_ data: Bytes) {
      var written: Int32 = 0
      check(EVP_DecryptInit_ex2(opening, nil, nil, nonce, nil))
      check(EVP_DecryptUpdate(opening, nil, &written, header, headerCount))
      check(EVP_DecryptUpdate(opening, data, &written, data, Int32(count)))
      check(EVP_CIPHER_CTX_ctrl(opening, EVP_CTRL_AEAD_SET_TAG, 16, tag))
      var rest: Int32 = 0
      check(EVP_DecryptFinal_ex(opening, data + Int(written), &rest))
    }
  }

  /// HMAC under one key.
  struct MAC {
    private let context: OpaquePointer
    private let code = buffer(64)

    init(hash: String, key: [UInt8]) {
      context = made(EVP_MAC_CTX_new(made(EVP_MAC_fetch(nil, "HMAC", nil))))
      hash.withCString { name in
        var parameters = [
          OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, UnsafeMutablePointer(mutating: name), 0),
          OSSL_PARAM_construct_end(),
        ]
        check(EVP_MAC_init(context, key, key.count, &parameters))
      }
    }

    func authenticate(_ message: Bytes, _ count: Int) {
      var written = 0
      check(EVP_MAC_init(context, nil, 0, nil))
      check(EVP_MAC_update(context, message, count))
      check(EVP_MAC_final(context, code, &written, 64))
    }
  }

  /// HKDF-Expand.
  struct Expansion {
    private let context: OpaquePointer
    private let output: Bytes
    private let count: Int
    private let parameters = UnsafeMutablePointer<OSSL_PARAM>.allocate(capacity: 3)

    init(hash: String, key: [UInt8], info: [UInt8], count: Int) {
      context = made(EVP_KDF_CTX_new(made(EVP_KDF_fetch(nil, "HKDF", nil))))
      output = buffer(count)
      self.count = count
      hash.withCString { name in
        var mode = Int32(EVP_KDF_HKDF_MODE_EXPAND_ONLY)
        var settings = [
          OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, UnsafeMutablePointer(mutating: name), 0),
          OSSL_PARAM_construct_int(OSSL_KDF_PARAM_MODE, &mode),
          OSSL_PARAM_construct_end(),
        ]
        check(EVP_KDF_CTX_set_params(context, &settings))
      }
      parameters[0] = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, buffer(key), key.count)
      parameters[1] = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, buffer(info), info.count)
      parameters[2] = OSSL_PARAM_construct_end()
    }

    /// Key and info are handed over each time, as in the derivation of traffic keys.
    func expand() { check(EVP_KDF_derive(context, output, count, parameters)) }

    var bytes: [UInt8] { (0..<count).map { output[$0] } }
  }
}
