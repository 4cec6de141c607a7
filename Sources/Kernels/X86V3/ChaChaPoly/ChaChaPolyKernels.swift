#if arch(x86_64)
  extension KernelsX86V3 {
    /// The bytes of memory that the kernels of ChaCha20-Poly1305 work with; secret afterwards.
    public static var chaChaPolyScratchByteCount: Int { ChaChaPolyMessage<ChaCha20x8>.scratchByteCount }

    /// Encrypts a message and writes its tag.
    ///
    /// - Parameters:
    ///   - key: 32 bytes.
    ///   - nonce: 12 bytes.
    ///   - additionalData: Bytes that are authenticated only.
    ///   - source: The plaintext.
    ///   - destination: Room for as many bytes: the same place, or apart from `source`.
    ///   - count: The number of bytes.
    ///   - tag: Room for 16 bytes.
    ///   - scratch: `chaChaPolyScratchByteCount` bytes, aligned to 16.
    @inline(never)
    public static func chaChaPolySeal(
      key: UnsafeRawPointer, nonce: UnsafeRawPointer, additionalData: UnsafeRawBufferPointer, source: UnsafeRawPointer,
      destination: UnsafeMutableRawPointer, count: Int, tag: UnsafeMutableRawPointer, scratch: UnsafeMutableRawPointer
    ) {
      ChaChaPolyMessage<ChaCha20x8>.seal(
        key: key, nonce: nonce, additionalData: additionalData, source: source, destination: destination, count: count,
        tag: tag, scratch: scratch)
    }

    /// Decrypts a message, whether or not its tag will be right, and writes the tag that it should have; otherwise as
    /// `chaChaPolySeal`.
    @inline(never)
    public static func chaChaPolyOpen(
      key: UnsafeRawPointer, nonce: UnsafeRawPointer, additionalData: UnsafeRawBufferPointer, source: UnsafeRawPointer,
      destination: UnsafeMutableRawPointer, count: Int, tag: UnsafeMutableRawPointer, scratch: UnsafeMutableRawPointer
    ) {
      ChaChaPolyMessage<ChaCha20x8>.open(
        key: key, nonce: nonce, additionalData: additionalData, source: source, destination: destination, count: count,
        tag: tag, scratch: scratch)
    }
  }
#endif
