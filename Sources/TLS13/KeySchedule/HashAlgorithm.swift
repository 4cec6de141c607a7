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

  /// HKDF-Expand-Label into `output`, which the caller wipes. Labels have at most 249 bytes and contexts at most 255.
  /// Nothing is allocated.
  func expandLabel(
    _ secret: Span<UInt8>, _ label: String, context: Span<UInt8> = Span(), into output: inout MutableSpan<UInt8>
  ) {
    let info = HKDFLabel(length: output.count, label: label, context: context)
    switch self {
    case .sha256: HKDF<SHA256>.expand(pseudoRandomKey: secret, info: info.span, into: &output)
    case .sha384: HKDF<SHA384>.expand(pseudoRandomKey: secret, info: info.span, into: &output)
    }
  }

  /// The same into memory of its own.
  func expandLabel(
    _ secret: Span<UInt8>, _ label: String, context: Span<UInt8> = Span(), count: Int
  ) -> SecretBytes {
    var bytes = SecretBytes(count: count)
    var output = bytes.mutableSpan
    expandLabel(secret, label, context: context, into: &output)
    return bytes
  }

  /// Derive-Secret, with the hash of the messages already taken.
  func deriveSecret(_ secret: Span<UInt8>, _ label: String, transcriptHash: [UInt8]) -> SecretBytes {
    expandLabel(secret, label, context: transcriptHash.span, count: digestByteCount)
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
