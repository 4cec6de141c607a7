import Crypto
import Foundation
import Primitives

/// Sealing and opening of records. Opening begins with a copy of the ciphertext in every library's row but BoringSSL's,
/// whose interface gives new memory each time anyway: in place there would be nothing left to open a second time.
func aeadOperations() -> [Operation] {
  let ciphers: [(name: String, openSSL: String, keyByteCount: Int)] = [
    ("aes128gcm", "AES-128-GCM", 16), ("aes256gcm", "AES-256-GCM", 32), ("chacha20poly1305", "ChaCha20-Poly1305", 32),
  ]
  return ciphers.flatMap { cipher in
    [true, false].flatMap { isSealing in
      [64, 1024, 16384].map { count in
        Operation(name: "\(cipher.name)-\(isSealing ? "seal" : "open")-\(count)", byteCount: count) {
          let key = [UInt8](repeating: 7, count: cipher.keyByteCount)
          let openSSL = OpenSSL.AEAD(cipher.openSSL, key: key, nonce: messageNonce, header: header, count: count)
          let isChaCha = cipher.name == "chacha20poly1305"
          return [
            isChaCha
              ? ours(ChaChaPoly.Context.self, key, count, isSealing)
              : ours(Primitives.AES.GCM.Context.self, key, count, isSealing),
            .openSSL(isSealing ? { openSSL.seal() } : { openSSL.open() }),
            isChaCha ? boringChaCha(key, count, isSealing) : boringGCM(key, count, isSealing),
          ]
        }
      }
    }
  }
}

private typealias ChaChaPoly = Primitives.ChaChaPoly

private let messageNonce = [UInt8](repeating: 3, count: 12)
/// A TLS record's additional data.
private let header: [UInt8] = [23, 3, 3, 0x40, 0x11]

private func ours<Context: AEADContext & ~Copyable>(
  _: Context.Type, _ key: [UInt8], _ count: Int, _ isSealing: Bool
) -> Contender {
  let context = Shared(must { try Context(key: key.span) })
  var bytes = [UInt8](repeating: 0, count: count)
  var tag = [UInt8](repeating: 0, count: 16)
  func seal() {
    var data = bytes.mutableSpan
    var room = tag.mutableSpan
    context.value.seal(inPlace: &data, nonce: messageNonce.span, authenticating: header.span, tag: &room)
  }
  seal()
  if isSealing { return .ours(seal) }
  let sealed = bytes
  return .ours {
    bytes.withUnsafeMutableBytes { target in sealed.withUnsafeBytes { target.copyMemory(from: $0) } }
    var data = bytes.mutableSpan
    must {
      try context.value.open(inPlace: &data, nonce: messageNonce.span, authenticating: header.span, tag: tag.span)
    }
  }
}

private func boringGCM(_ key: [UInt8], _ count: Int, _ isSealing: Bool) -> Contender {
  let key = Crypto.SymmetricKey(data: key)
  let nonce = must { try Crypto.AES.GCM.Nonce(data: messageNonce) }
  let plaintext = Data(count: count)
  let additionalData = Data(header)
  func seal() -> Crypto.AES.GCM.SealedBox {
    must { try Crypto.AES.GCM.seal(plaintext, using: key, nonce: nonce, authenticating: additionalData) }
  }
  if isSealing { return .boringSSL { consume(seal()) } }
  let box = seal()
  return .boringSSL { consume(must { try Crypto.AES.GCM.open(box, using: key, authenticating: additionalData) }) }
}

private func boringChaCha(_ key: [UInt8], _ count: Int, _ isSealing: Bool) -> Contender {
  let key = Crypto.SymmetricKey(data: key)
  let nonce = must { try Crypto.ChaChaPoly.Nonce(data: messageNonce) }
  let plaintext = Data(count: count)
  let additionalData = Data(header)
  func seal() -> Crypto.ChaChaPoly.SealedBox {
    must { try Crypto.ChaChaPoly.seal(plaintext, using: key, nonce: nonce, authenticating: additionalData) }
  }
  if isSealing { return .boringSSL { consume(seal()) } }
  let box = seal()
  return .boringSSL { consume(must { try Crypto.ChaChaPoly.open(box, using: key, authenticating: additionalData) }) }
}
