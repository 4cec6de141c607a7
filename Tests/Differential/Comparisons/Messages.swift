import Primitives
import Processor

/// Whole messages through the hash functions at the level in force (`PURETLS_CPU`), in pieces of any length at any place in
/// a vector, beside the definition: the message padded in an array, its blocks through the portable compression.
enum MessageComparisons {
  static let all: [Comparison] = [
    message("sha1-message", SHA1.self, SHA1Compression(), 64),
    message(
      "sha256-message", SHA256.self,
      SHA256Compression([
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
      ]), 64),
    message(
      "sha512-message", SHA512.self,
      SHA512Compression([
        0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1,
        0x510e_527f_ade6_82d1, 0x9b05_688c_2b3e_6c1f, 0x1f83_d9ab_fb41_bd6b, 0x5be0_cd19_137e_2179,
      ]), 128),
    nesting("hmac-sha1-message", SHA1.self),
    nesting("hmac-sha256-message", SHA256.self),
    nesting("hmac-sha512-message", SHA512.self),
    Comparison(name: "sha3-256-message", level: .portable, share: 4) { operands in
      pieces(&operands, SHA3_256.self) { sponge($0, rateByteCount: 136, suffix: 0b110, outputByteCount: 32) }
    },
    Comparison(name: "shake128-message", level: .portable, share: 4) { operands in
      let text = operands.bytes(operands.below(1100))
      let counts = (0..<operands.below(5)).map { _ in operands.below(300) }
      var shake = SHAKE128()
      shake.update(text.span)
      let found = counts.flatMap { shake.squeeze(count: $0) }
      let expected = sponge(text, rateByteCount: 168, suffix: 0b1_1111, outputByteCount: counts.reduce(0, +))
      return found == expected ? nil : "\(text), output in \(counts): \(found), not \(expected)"
    },
  ]

  /// FIPS 180-4, section 5.1: a one bit, zeros, and the length in bits.
  private static func message<H: HashFunction, Compression: CompressionFunction>(
    _ name: String, _: H.Type, _ initial: Compression, _ blockByteCount: Int
  ) -> Comparison {
    Comparison(name: name, level: .portable, share: 2) { operands in
      pieces(&operands, H.self) { text in
        var padded = text + [0x80]
        while (padded.count + 8) % blockByteCount != 0 || padded.count - text.count < blockByteCount / 8 - 7 {
          padded.append(0)
        }
        padded += (0..<8).map { UInt8(truncatingIfNeeded: (text.count * 8) >> (56 - 8 * $0)) }
        var state = initial
        state.compressPortable(padded.span)
        var digest = [UInt8](repeating: 0, count: H.digestByteCount)
        digest.withUnsafeMutableBytes { state.encode(into: $0) }
        return digest
      }
    }
  }

  /// HMAC beside its definition (FIPS 198-1, section 4): of a whole message, and of one in two pieces.
  private static func nesting<H: HashFunction>(_ name: String, _: H.Type) -> Comparison {
    Comparison(name: name, level: .portable, share: 4) { operands in
      let key = operands.bytes(operands.below(2 * H.blockByteCount))
      let offset = operands.below(64)
      let memory = operands.bytes(offset + operands.below(600))
      let text = memory.span.extracting(droppingFirst: offset)
      let cut = operands.below(text.count + 1)
      var mac = HMAC<H>(key: key.span)
      let whole = mac.authenticationCode(for: text)
      mac.update(text.extracting(first: cut))
      mac.update(text.extracting(droppingFirst: cut))
      var block = key.count > H.blockByteCount ? H.hash(data: key).bytes : key
      block += [UInt8](repeating: 0, count: H.blockByteCount - block.count)
      let inner = H.hash(data: block.map { $0 ^ 0x36 } + memory[offset...]).bytes
      let expected = H.hash(data: block.map { $0 ^ 0x5c } + inner).bytes
      let found = [whole, mac.finalize()].map(\.bytes)
      return found.allSatisfy { $0 == expected }
        ? nil : "\(memory[offset...]) cut at \(cut) under \(key): whole and in pieces \(found), not \(expected)"
    }
  }

  private static func pieces<H: HashFunction>(
    _ operands: inout Operands, _: H.Type, _ reference: ([UInt8]) -> [UInt8]
  ) -> String? {
    let offset = operands.below(64)
    let memory = operands.bytes(offset + operands.below(1100))
    let text = Array(memory[offset...])
    let cuts = (0..<operands.below(4)).map { _ in operands.below(text.count + 1) }.sorted()
    var hash = H()
    var appended = H.hash(data: text.span)
    for (start, end) in zip([0] + cuts, cuts + [text.count]) {
      let piece = memory.span.extracting(offset + start..<offset + end)
      // The last piece once with the end, and once before it.
      if end == text.count { appended = hash.finalize(appending: piece) }
      hash.update(piece)
    }
    let expected = reference(text)
    let whole = H.hash(data: memory.span.extracting(droppingFirst: offset))
    let found = [hash.finalize(), appended, whole].map(\.bytes)
    return found.allSatisfy { $0 == expected }
      ? nil : "\(text) cut at \(cuts): in pieces, the last with the end, and whole \(found), not \(expected)"
  }

  /// FIPS 202, section 4, word for word.
  private static func sponge(_ text: [UInt8], rateByteCount: Int, suffix: UInt8, outputByteCount: Int) -> [UInt8] {
    var padded = text + [suffix]
    while padded.count % rateByteCount != 0 { padded.append(0) }
    padded[padded.count - 1] |= 0x80
    var lanes = Keccak.Lanes(repeating: 0)
    for block in stride(from: 0, to: padded.count, by: rateByteCount) {
      for i in 0..<rateByteCount { lanes[i / 8] ^= UInt64(padded[block + i]) << UInt64(8 * (i % 8)) }
      Keccak.permutePortable(&lanes)
    }
    var output: [UInt8] = []
    while output.count < outputByteCount {
      output += (0..<rateByteCount).map { UInt8(truncatingIfNeeded: lanes[$0 / 8] >> UInt64(8 * ($0 % 8))) }
      Keccak.permutePortable(&lanes)
    }
    return Array(output.prefix(outputByteCount))
  }
}
