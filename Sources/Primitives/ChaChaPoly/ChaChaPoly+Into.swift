extension ChaChaPoly.Context {
  /// Copies the message to its place and encrypts it there.
  public func seal(
    _ message: Span<UInt8>, into sealed: inout MutableSpan<UInt8>, nonce: Span<UInt8>,
    authenticating additionalData: Span<UInt8>
  ) {
    sealCopy(
      of: message, into: &sealed, nonce: nonce, authenticating: additionalData, tagByteCount: ChaChaPoly.tagByteCount)
  }
}
