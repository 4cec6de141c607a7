import Primitives
import Processor

/// The AEADs: the kernels of each level beside the portable code.
enum AEADComparisons {
  static let all: [Comparison] =
    [Processor.Level.v3, .v4].flatMap { level in
      [
        Comparison(name: "aes-gcm-\(level.name)", level: level, share: 8) { gcm(&$0, level) },
        Comparison(name: "aes-ccm-\(level.name)", level: level, share: 16) { ccm(&$0, level) },
        Comparison(name: "chacha20-poly1305-\(level.name)", level: level, share: 8) { chaChaPoly(&$0, level) },
      ]
    }

  private static func gcm(_ operands: inout Operands, _ level: Processor.Level) -> String? {
    let key = operands.bytes([16, 24, 32][operands.below(3)])
    let nonce = operands.bytes(operands.below(8) > 0 ? 12 : 1 + operands.below(64))
    do throws(CryptoError) {
      let portable = try AES.GCM.Context(key: key.span, level: .portable)
      let kernel = try AES.GCM.Context(key: key.span, level: level)
      return disagreement(portable, kernel, key: key, nonce: nonce, tagByteCount: 16, &operands)
    } catch {
      return "\(error)"
    }
  }

  private static func ccm(_ operands: inout Operands, _ level: Processor.Level) -> String? {
    let key = operands.bytes([16, 24, 32][operands.below(3)])
    let nonce = operands.bytes(7 + operands.below(7))
    let tagByteCount = 4 + 2 * operands.below(7)
    do throws(CryptoError) {
      let portable = try AES.CCM.Context(key: key.span, tagByteCount: tagByteCount, level: .portable)
      let kernel = try AES.CCM.Context(key: key.span, tagByteCount: tagByteCount, level: level)
      return disagreement(portable, kernel, key: key, nonce: nonce, tagByteCount: tagByteCount, &operands)
    } catch {
      return "\(error)"
    }
  }

  private static func chaChaPoly(_ operands: inout Operands, _ level: Processor.Level) -> String? {
    let key = operands.limbs(4).flatMap { limb in (0..<8).map { UInt8(truncatingIfNeeded: limb >> (8 * $0)) } }
    let nonce = operands.bytes(12)
    do throws(CryptoError) {
      let portable = try ChaChaPoly.Context(key: key.span, level: .portable)
      let kernel = try ChaChaPoly.Context(key: key.span, level: level)
      return disagreement(portable, kernel, key: key, nonce: nonce, tagByteCount: 16, &operands)
    } catch {
      return "\(error)"
    }
  }

  /// A message is sealed by both and opened by the kernel, every eighth time with a changed bit.
  private static func disagreement<Context: AEADContext & ~Copyable>(
    _ portable: borrowing Context, _ kernel: borrowing Context, key: [UInt8], nonce: [UInt8], tagByteCount: Int,
    _ operands: inout Operands
  ) -> String? {
    let additionalData = operands.bytes(operands.below(operands.below(8) > 0 ? 24 : 700))
    let plaintext = operands.bytes(operands.below([300, 300, 300, 1800, 300, 300, 1100, 9000][operands.below(8)]))
    let expected = seal(portable, nonce, additionalData, plaintext, tagByteCount)
    let found = seal(kernel, nonce, additionalData, plaintext, tagByteCount)
    guard found == expected else {
      return "key \(key), nonce \(nonce), data \(additionalData), text \(plaintext): \(found), not \(expected)"
    }
    var received = found
    let isChanged = operands.below(8) == 0
    if isChanged { received[operands.below(received.count)] ^= 1 << UInt8(operands.below(8)) }
    let tag = Array(received.suffix(tagByteCount))
    received.removeLast(tagByteCount)
    var bytes = received.mutableSpan
    var isAuthentic = true
    do throws(CryptoError) {
      try kernel.open(inPlace: &bytes, nonce: nonce.span, authenticating: additionalData.span, tag: tag.span)
    } catch {
      isAuthentic = false
    }
    let opened = isChanged ? [UInt8](repeating: 0, count: plaintext.count) : plaintext
    guard isAuthentic != isChanged, received == opened else {
      let opening = "\(found) opened to \(received), authentic: \(isAuthentic)"
      return "key \(key), nonce \(nonce), data \(additionalData): \(opening)"
    }
    return nil
  }

  private static func seal<Context: AEADContext & ~Copyable>(
    _ context: borrowing Context, _ nonce: [UInt8], _ additionalData: [UInt8], _ plaintext: [UInt8],
    _ tagByteCount: Int
  ) -> [UInt8] {
    var ciphertext = plaintext
    var tag = [UInt8](repeating: 0, count: tagByteCount)
    var bytes = ciphertext.mutableSpan
    var tagBytes = tag.mutableSpan
    context.seal(inPlace: &bytes, nonce: nonce.span, authenticating: additionalData.span, tag: &tagBytes)
    return ciphertext + tag
  }
}
