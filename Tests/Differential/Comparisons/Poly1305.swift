import BigInt
import Primitives
import Processor

/// Poly1305 against arbitrary-precision integers: alone, where r may be any, and at every level in ChaCha20-Poly1305.
enum Poly1305Comparisons {
  static let all: [Comparison] =
    [Comparison(name: "poly1305", level: .portable, share: 20, disagreement: alone)]
    + Processor.Level.allCases.map { level in
      Comparison(name: "chacha20-poly1305-tag-\(level.name)", level: level, share: 20) { opens(&$0, level) }
    }

  private static let p = (BigUInt(1) << 130) - BigUInt(5)
  private static let bit128 = BigUInt(1) << 128

  private static func alone(_ operands: inout Operands) -> String? {
    let key = bytes(operands.limbs(4))
    var message = bytes(operands.limbs(2 * operands.below(70)))
    let r = multiplier(key)
    if operands.below(2) == 0 {
      forceLastBlock(of: &message, r, from: BigUInt(0), &operands) { $0 * inverse(r) % p }
    } else {
      message += operands.bytes(operands.below(16))
    }
    let expected = tag(hash(message, r), key)
    let found = ChaChaPoly.Campaign.poly1305(key: key, message)
    return found == expected ? nil : "key \(key), message \(message): \(found), not \(expected)"
  }

  /// Ciphertext is chosen, and opens with the tag that it should have.
  private static func opens(_ operands: inout Operands, _ level: Processor.Level) -> String? {
    let (key, nonce) = (bytes(operands.limbs(4)), operands.bytes(12))
    let oneTimeKey = ChaChaPoly.Campaign.keyStream(key: key, nonce: nonce, counter: 0, byteCount: 32)
    let r = multiplier(oneTimeKey)
    let additionalData = bytes(operands.limbs(operands.below(operands.below(8) > 0 ? 4 : 80)))
    let paddedData = additionalData + [UInt8](repeating: 0, count: -additionalData.count & 15)
    var ciphertext = bytes(operands.limbs(2 * operands.below(operands.below(4) > 0 ? 40 : 120)))
    func lengths() -> [UInt8] { bytes([UInt64(additionalData.count), UInt64(ciphertext.count)]) }
    if operands.below(2) == 0 {
      let last = integer(lengths()) + bit128
      forceLastBlock(of: &ciphertext, r, from: hash(paddedData, r), &operands) {
        ($0 * inverse(r) + p - last) * inverse(r) % p
      }
    } else {
      ciphertext += operands.bytes(operands.below(16))
    }
    let paddedText = ciphertext + [UInt8](repeating: 0, count: -ciphertext.count & 15)
    let expected = tag(hash(paddedData + paddedText + lengths(), r), oneTimeKey)
    let stream = ChaChaPoly.Campaign.keyStream(key: key, nonce: nonce, counter: 1, byteCount: ciphertext.count)
    var opened = ciphertext
    var text = opened.mutableSpan
    do throws(CryptoError) {
      let context = try ChaChaPoly.Context(key: key.span, level: level)
      try context.open(inPlace: &text, nonce: nonce.span, authenticating: additionalData.span, tag: expected.span)
    } catch {
      return "key \(key), nonce \(nonce), data \(additionalData), text \(ciphertext): tag \(expected) refused"
    }
    guard opened == zip(ciphertext, stream).map({ $0 ^ $1 }) else {
      return "key \(key), nonce \(nonce), data \(additionalData), text \(ciphertext): opened to \(opened)"
    }
    return nil
  }

  /// Replaces a message's last block by one that brings the last hash close to p, if one of a few attempts finds it.
  /// `before` is what has to be the hash after that block.
  private static func forceLastBlock(
    of message: inout [UInt8], _ r: BigUInt, from start: BigUInt, _ operands: inout Operands,
    _ before: (BigUInt) -> BigUInt
  ) {
    guard !message.isEmpty, r != BigUInt(0) else { return }
    let hash = hash(message.dropLast(16), r, from: start)
    for _ in 0..<6 {
      let distance = BigUInt(operands.below(12))
      let target = operands.below(2) == 0 ? distance : p - BigUInt(1) - distance
      let number = (before(target) + p - hash) % p
      guard number >= bit128, number < bit128 + bit128 else { continue }
      let block = bytes((number - bit128).words.map { UInt64($0) })
      message.replaceSubrange(
        message.count - 16..<message.count, with: (block + [UInt8](repeating: 0, count: 16))[..<16])
      return
    }
  }

  private static func multiplier(_ key: [UInt8]) -> BigUInt {
    let clamp: [UInt8] = [255, 255, 255, 15, 252, 255, 255, 15, 252, 255, 255, 15, 252, 255, 255, 15]
    return integer(zip(key, clamp).map { $0 & $1 })
  }

  private static func inverse(_ r: BigUInt) -> BigUInt { r.powerVarTime(p - BigUInt(2), modulus: p) }

  /// RFC 8439, section 2.5.1.
  private static func hash(_ message: some Collection<UInt8>, _ r: BigUInt, from start: BigUInt = BigUInt(0)) -> BigUInt
  {
    var (hash, rest) = (start, message[...])
    while !rest.isEmpty {
      hash = (hash + integer(rest.prefix(16) + [1])) * r % p
      rest = rest.dropFirst(16)
    }
    return hash
  }

  private static func tag(_ hash: BigUInt, _ key: [UInt8]) -> [UInt8] {
    let sum = (hash + integer(key[16...])).words.map { UInt64($0) } + [0, 0]
    return bytes(Array(sum[..<2]))
  }

  private static func bytes(_ words: [UInt64]) -> [UInt8] {
    words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
  }

  private static func integer(_ bytes: some Collection<UInt8>) -> BigUInt {
    let padded = Array(bytes) + [UInt8](repeating: 0, count: -bytes.count & 7)
    return BigUInt(
      words: stride(from: 0, to: padded.count, by: 8).map { start in
        padded[start..<start + 8].reversed().reduce(UInt(0)) { $0 << 8 | UInt($1) }
      })
  }
}
