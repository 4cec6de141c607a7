import Primitives

/// The hash of a cipher suite, and the functions of the key schedule made from it (RFC 9846, section 7.1).
enum HashAlgorithm: Sendable {
  case sha256, sha384

  /// The length of a digest, and of every secret of the schedule, in bytes: Hash.length.
  var digestByteCount: Int {
    switch self {
    case .sha256: SHA256.digestByteCount
    case .sha384: SHA384.digestByteCount
    }
  }

  func hash(_ data: Span<UInt8>) -> [UInt8] {
    switch self {
    case .sha256: SHA256.hash(data: data).bytes
    case .sha384: SHA384.hash(data: data).bytes
    }
  }

  /// HKDF-Extract.
  func extract(salt: Span<UInt8>, inputKeyMaterial: Span<UInt8>) -> SecretBytes {
    switch self {
    case .sha256: HKDF<SHA256>.extract(inputKeyMaterial: inputKeyMaterial, salt: salt)
    case .sha384: HKDF<SHA384>.extract(inputKeyMaterial: inputKeyMaterial, salt: salt)
    }
  }

  /// HKDF-Expand-Label. Labels have at most 249 bytes and contexts at most 255.
  func expandLabel(_ secret: Span<UInt8>, _ label: String, context: [UInt8], count: Int) -> SecretBytes {
    var info = MessageWriter()
    info.uint16(UInt16(count))
    info.opaqueVector(lengthByteCount: 1, Array("tls13 ".utf8) + Array(label.utf8))
    info.opaqueVector(lengthByteCount: 1, context)
    return switch self {
    case .sha256: HKDF<SHA256>.expand(pseudoRandomKey: secret, info: info.bytes.span, outputByteCount: count)
    case .sha384: HKDF<SHA384>.expand(pseudoRandomKey: secret, info: info.bytes.span, outputByteCount: count)
    }
  }

  /// Derive-Secret, with the hash of the messages already taken.
  func deriveSecret(_ secret: Span<UInt8>, _ label: String, transcriptHash: [UInt8]) -> SecretBytes {
    expandLabel(secret, label, context: transcriptHash, count: digestByteCount)
  }

  /// HMAC of `data` under `key`.
  func authenticationCode(for data: [UInt8], using key: Span<UInt8>) -> [UInt8] {
    switch self {
    case .sha256: HMAC<SHA256>.authenticationCode(for: data.span, using: key).bytes
    case .sha384: HMAC<SHA384>.authenticationCode(for: data.span, using: key).bytes
    }
  }
}

extension CipherSuite {
  /// The hash of the suite's key schedule and transcript.
  var hash: HashAlgorithm { self == .aes256GCMSHA384 ? .sha384 : .sha256 }

  /// key_length of RFC 9846, section 7.3, in bytes.
  var keyByteCount: Int { self == .aes128GCMSHA256 ? 16 : 32 }

  /// How many records to protect under one key (section 5.5).
  var recordLimit: UInt64 {
    self == .chaCha20Poly1305SHA256 ? Limits.chaChaPolyRecordCount : Limits.aesGCMRecordCount
  }
}
