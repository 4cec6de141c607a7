import TLS13

/// Sealing TLS records: one of 2^14 bytes of content, and a megabyte in one call. Beside them `aes128gcm-seal-16384` shows what
/// of the time is the cipher's own.
func recordOperations() -> [Operation] {
  [("aes128gcm", CipherSuite.aes128GCMSHA256), ("chacha20poly1305", .chaCha20Poly1305SHA256)].flatMap { name, suite in
    [("seal", 16_384), ("batch", 1_048_576)].map { kind, count in
      Operation(name: "record-\(name)-\(kind)-\(count)", byteCount: count) {
        let sealing = Sealing(suite, count: count)
        let openSSL = OpenSSL.RecordSealing(suite.description, count: count)
        return [.ours { sealing.seal() }, .openSSL { openSSL.seal() }]
      }
    }
  }
}

/// A sealer as a closure can change it, with the buffer that a connection sends from.
private final class Sealing {
  private var sealer: RecordSealer
  private let data: [UInt8]
  private let output: UnsafeMutableBufferPointer<UInt8>

  init(_ suite: CipherSuite, count: Int) {
    let secret = [UInt8](repeating: 3, count: 32)
    sealer = must { try RecordSealer(suite, trafficSecret: secret.span) }
    data = [UInt8](repeating: 7, count: count)
    let outputByteCount = RecordSealer.byteCount(sealing: count)
    output = UnsafeMutableBufferPointer(start: OpenSSL.buffer(outputByteCount), count: outputByteCount)
  }

  func seal() {
    let data = data
    var room = MutableSpan(_unsafeElements: output)
    let taken = sealer.seal(data.span, into: &room)
    // The key is used up after 2^24 records.
    if taken < data.count { must { try sealer.update() } }
  }
}
