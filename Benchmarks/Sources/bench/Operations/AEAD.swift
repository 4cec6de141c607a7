import Crypto
import Foundation
import Primitives

/// Sealing and opening of records, in place where a library lets them be: BoringSSL's interface gives new memory each time.
/// What is to be opened is put in its place before the clock starts; in place there is nothing left to open a second time.
func aeadOperations() -> [Operation] {
  let ciphers: [(name: String, openSSL: String, keyByteCount: Int)] = [
    ("aes128gcm", "AES-128-GCM", 16), ("aes256gcm", "AES-256-GCM", 32), ("chacha20poly1305", "ChaCha20-Poly1305", 32),
  ]
  return ciphers.flatMap { cipher in
    [true, false].flatMap { isSealing in
      messageByteCounts.map { count in
        Operation(name: "\(cipher.name)-\(isSealing ? "seal" : "open")-\(count)", byteCount: count) {
          let key = [UInt8](repeating: 7, count: cipher.keyByteCount)
          let isChaCha = cipher.name == "chacha20poly1305"
          return [
            isChaCha
              ? ours(ChaChaPoly.Context.self, key, count, isSealing)
              : ours(Primitives.AES.GCM.Context.self, key, count, isSealing),
            openSSL(cipher.openSSL, key, count, isSealing),
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

/// Copies of a sealed message, as many as a cache of the second level holds well.
private struct Sealed {
  let message: OpenSSL.Bytes
  let copies: OpenSSL.Bytes
  let copyCount: Int
  let count: Int

  init(_ message: OpenSSL.Bytes, count: Int) {
    self.message = message
    self.count = count
    copyCount = max(1, 131_072 / count)
    copies = OpenSSL.buffer(copyCount * count)
  }

  func put(at place: Int) { copies.advanced(by: place * count).update(from: message, count: count) }
  func bytes(at place: Int) -> UnsafeMutableBufferPointer<UInt8> {
    UnsafeMutableBufferPointer(start: copies + place * count, count: count)
  }
}

private func ours<Context: AEADContext & ~Copyable>(
  _: Context.Type, _ key: [UInt8], _ count: Int, _ isSealing: Bool
) -> Contender {
  let context = Shared(must { try Context(key: key.span) })
  let message = OpenSSL.buffer(count)
  var tag = [UInt8](repeating: 0, count: 16)
  func seal() {
    var data = MutableSpan(_unsafeStart: message, count: count)
    var room = tag.mutableSpan
    context.value.seal(inPlace: &data, nonce: messageNonce.span, authenticating: header.span, tag: &room)
  }
  seal()
  if isSealing { return .ours(seal) }
  let sealed = Sealed(message, count: count)
  return Contender("puretls", batch: sealed.copyCount, prepare: sealed.put(at:)) { place in
    var data = MutableSpan(_unsafeElements: sealed.bytes(at: place))
    must {
      try context.value.open(inPlace: &data, nonce: messageNonce.span, authenticating: header.span, tag: tag.span)
    }
  }
}

private func openSSL(_ cipher: String, _ key: [UInt8], _ count: Int, _ isSealing: Bool) -> Contender {
  let context = OpenSSL.AEAD(cipher, key: key, nonce: messageNonce, header: header, count: count)
  let message = OpenSSL.buffer(count)
  context.seal(message)
  if isSealing { return .openSSL { context.seal(message) } }
  let sealed = Sealed(message, count: count)
  return Contender("openssl3", batch: sealed.copyCount, prepare: sealed.put(at:)) { place in
    context.open(sealed.copies + place * count)
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
