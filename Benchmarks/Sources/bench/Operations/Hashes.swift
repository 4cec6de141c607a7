import Crypto
import Primitives

/// SHA-2.
func hashOperations() -> [Operation] {
  [64, 1024, 16384].flatMap { count in
    [
      operation("sha256", count, Primitives.SHA256.self, Crypto.SHA256.self),
      operation("sha384", count, Primitives.SHA384.self, Crypto.SHA384.self),
      operation("sha512", count, Primitives.SHA512.self, Crypto.SHA512.self),
    ]
  }
}

private func operation<H: Primitives.HashFunction, Peer: Crypto.HashFunction>(
  _ name: String, _ count: Int, _: H.Type, _: Peer.Type
) -> Operation {
  Operation(name: "\(name)-\(count)", byteCount: count) {
    let message = SystemRandom.bytes(count: count)
    let hash = OpenSSL.Hash(name.uppercased())
    let copy = OpenSSL.buffer(message)
    hash.hash(copy, count)
    let digest = (0..<hash.byteCount).map { hash.digest[$0] }
    expect(H.hash(data: message.span).bytes == digest, "our digest is OpenSSL's")
    return [
      .ours { consume(H.hash(data: message.span)) },
      .openSSL { hash.hash(copy, count) },
      .boringSSL { consume(Peer.hash(data: message)) },
    ]
  }
}
