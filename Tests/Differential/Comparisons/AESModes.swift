import Primitives
import Processor

/// AES in counter mode, chained, and in GCM part by part: the kernels of each level beside the portable code.
enum AESModeComparisons {
  static let all: [Comparison] = [Processor.Level.v3, .v4].flatMap { level in
    [
      Comparison(name: "aes-ctr-\(level.name)", level: level, share: 2) { counterMode(&$0, level) },
      Comparison(name: "aes-cbc-\(level.name)", level: level, share: 4) { chained(&$0, level) },
      Comparison(name: "aes-gcm-parts-\(level.name)", level: level, share: 8) { parts(&$0, level) },
    ]
  }

  /// Counters begin beside the ends of 32, 64 and 128 bits half of the time; the text lies anywhere in a vector.
  private static func counterMode(_ operands: inout Operands, _ level: Processor.Level) -> String? {
    let key = operands.bytes([16, 24, 32][operands.below(3)])
    var counter = operands.bytes(16)
    if operands.below(2) == 0 {
      for i in [12, 8, 0][operands.below(3)]..<16 { counter[i] = 0xff }
      counter[15] = 255 - UInt8(operands.below(40))
    }
    let offset = operands.below(64)
    let text = operands.bytes(offset + operands.below(600))
    func applied(_ level: Processor.Level) throws(CryptoError) -> [UInt8] {
      var result = text
      var span = result.mutableSpan
      var bytes = span._mutatingExtracting(droppingFirst: offset)
      try AES.CTR.apply(inPlace: &bytes, key: key.span, initialCounter: counter.span, level: level)
      return result
    }
    do throws(CryptoError) {
      let (expected, found) = (try applied(.portable), try applied(level))
      return expected == found
        ? nil : "key \(key), counter \(counter), from \(offset) in \(text): \(found), not \(expected)"
    } catch {
      return "\(error)"
    }
  }

  private static func chained(_ operands: inout Operands, _ level: Processor.Level) -> String? {
    let key = operands.bytes([16, 24, 32][operands.below(3)])
    let iv = operands.bytes(16)
    let text = operands.bytes(operands.below(400))
    do throws(CryptoError) {
      let expected = try AES.CBC.encrypt(text.span, key: key.span, iv: iv.span, padding: .pkcs7, level: .portable)
      let found = try AES.CBC.encrypt(text.span, key: key.span, iv: iv.span, padding: .pkcs7, level: level)
      let opened = try AES.CBC.decryptToSecret(found.span, key: key.span, iv: iv.span, padding: .pkcs7, level: level)
      return expected == found && text == opened.span.withUnsafeBytes({ Array($0) })
        ? nil : "key \(key), vector \(iv), text \(text): \(found), not \(expected), or not opened to the text"
    } catch {
      return "\(error)"
    }
  }

  /// One message in parts of any length, at any place in a vector, beside the same in one piece.
  private static func parts(_ operands: inout Operands, _ level: Processor.Level) -> String? {
    let key = operands.bytes([16, 24, 32][operands.below(3)])
    let nonceBytes = operands.bytes(operands.below(8) > 0 ? 12 : 1 + operands.below(64))
    let data = operands.bytes(operands.below(40))
    let offset = operands.below(64)
    let text = operands.bytes(operands.below(900))
    let cuts = (0..<operands.below(6)).map { _ in operands.below(text.count + 1) }.sorted()
    let places = zip([0] + cuts, cuts + [text.count])
    do throws(CryptoError) {
      let nonce = try AES.GCM.Nonce(data: nonceBytes.span)
      let whole = try AES.GCM.Context(key: key.span, level: .portable)
      var expected = text
      var expectedTag = [UInt8](repeating: 0, count: 16)
      var room = expectedTag.mutableSpan
      var expectedSpan = expected.mutableSpan
      whole.seal(inPlace: &expectedSpan, nonce: nonceBytes.span, authenticating: data.span, tag: &room)

      var found = [UInt8](repeating: 0, count: offset) + text
      var tag = [UInt8](repeating: 0, count: 16)
      var encryption = try AES.GCM.Encryption(
        key: key.span, nonce: nonce, authenticating: data.span, level: level)
      var bytes = found.mutableSpan
      for (start, end) in places {
        var part = bytes._mutatingExtracting(offset + start..<offset + end)
        encryption.update(inPlace: &part)
      }
      var tagRoom = tag.mutableSpan
      encryption.finish(tag: &tagRoom)
      guard found.dropFirst(offset) == expected[...], tag == expectedTag else {
        return "key \(key), nonce \(nonceBytes), data \(data), from \(offset), cut at \(cuts), text \(text): \(found)"
      }

      var decryption = try AES.GCM.Decryption(
        key: key.span, nonce: nonce, authenticating: data.span, level: level)
      var sealed = found.mutableSpan
      for (start, end) in places {
        var part = sealed._mutatingExtracting(offset + start..<offset + end)
        decryption.update(inPlace: &part)
      }
      try decryption.finish(tag: tag.span)
      return found.dropFirst(offset) == text[...]
        ? nil : "key \(key), nonce \(nonceBytes), data \(data), cut at \(cuts): opened to \(found), not \(text)"
    } catch {
      return "\(error)"
    }
  }
}
