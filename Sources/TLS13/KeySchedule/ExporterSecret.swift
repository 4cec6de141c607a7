import Primitives

/// The secret from which applications get keys of their own (RFC 9846, section 7.5).
struct ExporterSecret: ~Copyable, ScheduledSecret {
  private let hash: HashAlgorithm
  private let secret: SecretBytes

  init(_ hash: HashAlgorithm, _ secret: consuming SecretBytes) {
    self.hash = hash
    self.secret = secret
  }

  var span: Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get { secret.span }
  }

  /// The longest label: with "tls13 " in front it must fit a length of one byte.
  static let maximumLabelByteCount = 249

  /// TLS-Exporter(label, context, count).
  func keyingMaterial(label: String, context: [UInt8], count: Int) throws(TLSError) -> SecretBytes {
    guard label.utf8.count <= Self.maximumLabelByteCount else {
      throw .misuse(.exporterArgument(reason: "a label of more than \(Self.maximumLabelByteCount) bytes"))
    }
    guard (0...255 * hash.digestByteCount).contains(count) else {
      throw .misuse(.exporterArgument(reason: "\(count) bytes where 0 to \(255 * hash.digestByteCount) can be had"))
    }
    let derived = hash.deriveSecret(secret.span, label, transcriptHash: hash.hash(Span()))
    return hash.expandLabel(derived.span, "exporter", context: hash.hash(context.span).span, count: count)
  }
}
