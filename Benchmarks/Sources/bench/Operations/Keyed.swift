import COpenSSL
import Crypto
import CryptoExtras
import Foundation
import Primitives

/// HMAC, HKDF and PBKDF2, all with SHA-256.
func keyedOperations() -> [Operation] {
  messageByteCounts.map(hmac) + [expansion(), passwordDerivation(iterations: 600_000)]
}

private let key = [UInt8](repeating: 9, count: 32)

private func hmac(_ count: Int) -> Operation {
  Operation(name: "hmac-sha256-\(count)", byteCount: count) {
    let message = SystemRandom.bytes(count: count)
    let ours = Shared(Primitives.HMAC<Primitives.SHA256>(key: key.span))
    let openSSL = OpenSSL.MAC(hash: "SHA256", key: key)
    let copy = OpenSSL.buffer(message)
    let peerKey = Crypto.SymmetricKey(data: key)
    return [
      .ours { consume(ours.value.authenticationCode(for: message.span)) },
      .openSSL { openSSL.authenticate(copy, count) },
      .boringSSL { consume(Crypto.HMAC<Crypto.SHA256>.authenticationCode(for: message, using: peerKey)) },
    ]
  }
}

/// HKDF-Expand-Label (RFC 9846, section 7.1): 32 bytes with the label "c hs traffic" and a transcript hash.
private func expansion() -> Operation {
  Operation(name: "hkdf-expand-label-32") {
    let label = Array("tls13 c hs traffic".utf8)
    let info = [0, 32, UInt8(label.count)] + label + [32] + [UInt8](repeating: 5, count: 32)
    let openSSL = OpenSSL.Expansion(hash: "SHA256", key: key, info: info, count: 32)
    openSSL.expand()
    let ours = Primitives.HKDF<Primitives.SHA256>.expand(
      pseudoRandomKey: key.span, info: info.span, outputByteCount: 32)
    expect((0..<32).map { ours.span[$0] } == openSSL.bytes, "our HKDF is OpenSSL's")
    return [
      .ours {
        consume(
          Primitives.HKDF<Primitives.SHA256>.expand(
            pseudoRandomKey: key.span, info: info.span, outputByteCount: 32))
      },
      .openSSL { openSSL.expand() },
      .boringSSL {
        consume(Crypto.HKDF<Crypto.SHA256>.expand(pseudoRandomKey: key, info: info, outputByteCount: 32))
      },
    ]
  }
}

private func passwordDerivation(iterations: Int) -> Operation {
  Operation(name: "pbkdf2-sha256-\(iterations)") {
    let password = Array("correct horse battery staple".utf8)
    let salt = [UInt8](repeating: 1, count: 16)
    let output = OpenSSL.buffer(32)
    return [
      .ours {
        consume(
          must {
            try Primitives.PBKDF2<Primitives.SHA256>.deriveKey(
              password: password.span, salt: salt.span, iterations: iterations, outputByteCount: 32)
          })
      },
      .openSSL {
        password.withUnsafeBytes { password in
          OpenSSL.check(
            PKCS5_PBKDF2_HMAC(
              password.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(password.count), salt, Int32(salt.count),
              Int32(iterations), EVP_sha256(), 32, output))
        }
      },
      .boringSSL {
        consume(
          must {
            try KDF.Insecure.PBKDF2.deriveKey(
              from: password, salt: salt, using: .sha256, outputByteCount: 32, rounds: iterations)
          })
      },
    ]
  }
}
