import Primitives

/// The client's side of record protection with TLS_AES_128_GCM_SHA256, from RFC 9846 and the primitives alone.
struct RecordSealer: ~Copyable {
  private var secret: [UInt8]
  private var context: AES.GCM.Context
  private var iv: [UInt8]
  private var sequenceNumber: UInt64 = 0

  init(secret: [UInt8]) throws {
    self.secret = secret
    context = try AES.GCM.Context(key: Self.expand(secret, "key", 16).span)
    iv = Self.expand(secret, "iv", 12)
  }

  /// Section 7.2.
  mutating func update() throws {
    self = try RecordSealer(secret: Self.expand(secret, "traffic upd", 32))
  }

  /// HKDF-Expand-Label with an empty context (section 7.1).
  static func expand(_ secret: [UInt8], _ label: String, _ count: Int) -> [UInt8] {
    let info =
      [UInt8(count >> 8), UInt8(count & 255)] + ClientHellos.vector(Array("tls13 \(label)".utf8), width: 1) + [0]
    let output = HKDF<SHA256>.expand(pseudoRandomKey: secret.span, info: info.span, outputByteCount: count)
    var bytes: [UInt8] = []
    for index in output.span.indices { bytes.append(output.span[index]) }
    return bytes
  }

  /// The client's Finished message (section 4.4.4).
  static func finished(secret: [UInt8], transcriptHash: [UInt8]) -> [UInt8] {
    let key = expand(secret, "finished", 32)
    return [20, 0, 0, 32] + HMAC<SHA256>.authenticationCode(for: transcriptHash.span, using: key.span).bytes
  }

  /// A record with this content, type and padding inside.
  mutating func seal(_ type: UInt8, _ content: [UInt8], padding: Int = 0) -> [UInt8] {
    sealInner(content + [type] + [UInt8](repeating: 0, count: padding))
  }

  /// A record around this, which need not be well-formed.
  mutating func sealInner(_ inner: [UInt8]) -> [UInt8] {
    var body = inner
    let header: [UInt8] = [23, 3, 3] + Structure.length(inner.count + 16, width: 2, .tls)
    var nonce = iv
    for index in 0..<8 { nonce[4 + index] ^= UInt8(truncatingIfNeeded: sequenceNumber >> UInt64(56 - 8 * index)) }
    var tag = [UInt8](repeating: 0, count: 16)
    var bodySpan = body.mutableSpan
    var tagSpan = tag.mutableSpan
    context.seal(inPlace: &bodySpan, nonce: nonce.span, authenticating: header.span, tag: &tagSpan)
    sequenceNumber += 1
    return header + body + tag
  }
}
