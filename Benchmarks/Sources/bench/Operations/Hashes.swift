import Crypto
import Primitives

/// The sizes of messages in bytes: less than a block, a handshake's digest, a small record, a cookie, a full record, and a
/// message that no cache of the first level holds.
let messageByteCounts = [16, 64, 256, 1024, 16384, 1 << 20]

/// SHA-2 and SHA-3. What swift-crypto calls SHA-3 is XKCP's code in C, not BoringSSL's.
func hashOperations() -> [Operation] {
  messageByteCounts.flatMap { count in
    [
      operation("sha256", count, Primitives.SHA256.self, Crypto.SHA256.self),
      operation("sha384", count, Primitives.SHA384.self, Crypto.SHA384.self),
      operation("sha512", count, Primitives.SHA512.self, Crypto.SHA512.self),
      operation("sha3-256", count, Primitives.SHA3_256.self, Crypto.SHA3_256.self),
      extendableOutput(count),
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

/// SHAKE128 with 32 bytes of output.
private func extendableOutput(_ count: Int) -> Operation {
  Operation(name: "shake128-\(count)", byteCount: count) {
    let message = SystemRandom.bytes(count: count)
    let shake = OpenSSL.Hash("SHAKE128")
    let copy = OpenSSL.buffer(message)
    shake.extend(copy, count, to: 32)
    var output = [UInt8](repeating: 0, count: 32)
    func extend() {
      var function = SHAKE128()
      function.update(message.span)
      var room = output.mutableSpan
      function.squeeze(into: &room)
    }
    extend()
    expect(output == (0..<32).map { shake.digest[$0] }, "our output is OpenSSL's")
    return [.ours(extend), .openSSL { shake.extend(copy, count, to: 32) }]
  }
}
