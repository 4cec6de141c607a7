import Primitives
import Processor

/// AES in its modes: the kernels of each level beside the portable code.
enum AESComparisons {
  static let all: [Comparison] = [Processor.Level.v3, .v4].map { level in
    Comparison(name: "aes-gcm-\(level.name)", level: level, share: 8) { gcm(&$0, level) }
  }

  /// A message is sealed by both, and opened by the kernel; every eighth time with a changed bit.
  private static func gcm(_ operands: inout Operands, _ level: Processor.Level) -> String? {
    let key = operands.bytes([16, 24, 32][operands.below(3)])
    let nonce = operands.bytes(operands.below(8) > 0 ? 12 : 1 + operands.below(64))
    let additionalData = operands.bytes(operands.below(operands.below(8) > 0 ? 24 : 700))
    let plaintext = operands.bytes(operands.below(operands.below(16) > 0 ? 200 : 1800))
    do {
      let portable = try AES.GCM.Context(key: key.span, level: .portable)
      let kernel = try AES.GCM.Context(key: key.span, level: level)
      func seal(_ context: borrowing AES.GCM.Context) -> [UInt8] {
        var ciphertext = plaintext
        var tag = [UInt8](repeating: 0, count: 16)
        var bytes = ciphertext.mutableSpan
        var tagBytes = tag.mutableSpan
        context.seal(inPlace: &bytes, nonce: nonce.span, authenticating: additionalData.span, tag: &tagBytes)
        return ciphertext + tag
      }
      let (expected, found) = (seal(portable), seal(kernel))
      guard found == expected else {
        return "key \(key), nonce \(nonce), data \(additionalData), text \(plaintext): \(found), not \(expected)"
      }
      var received = found
      let isChanged = operands.below(8) == 0
      if isChanged { received[operands.below(received.count)] ^= 1 << UInt8(operands.below(8)) }
      let tag = Array(received.suffix(16))
      received.removeLast(16)
      var bytes = received.mutableSpan
      let isAuthentic: Bool
      do {
        try kernel.open(inPlace: &bytes, nonce: nonce.span, authenticating: additionalData.span, tag: tag.span)
        isAuthentic = true
      } catch {
        isAuthentic = false
      }
      let opened = isChanged ? [UInt8](repeating: 0, count: plaintext.count) : plaintext
      guard isAuthentic != isChanged, received == opened else {
        return "opened \(found) to \(received), \(isAuthentic ? "" : "not ")authentic; changed: \(isChanged)"
      }
      return nil
    } catch {
      return "\(error)"
    }
  }
}
