import Primitives
import TestSupport
import Testing

/// Where messages end and are cut: padding, blocks in two places, words that lie across.
@Suite("Hash functions: every length")
struct HashLengthTests {
  private let message = (0..<1024).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }

  /// The SHA-256 of what `output` gives for the first 0 to 1024 bytes of the message, one after the other. The expected
  /// values are those of Python's hashlib.
  private func check(_ expected: String, _ output: (ArraySlice<UInt8>) -> [UInt8]) {
    var all = SHA256()
    for count in 0...message.count { all.update(data: output(message[..<count])) }
    #expect(all.finalize().description == expected)
  }

  /// A copy of `bytes` that begins one byte, three, five or seven after a multiple of 8.
  private func unaligned(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let offset = 1 + 2 * (bytes.count % 4)
    return ([UInt8](repeating: 0xee, count: offset) + bytes)[offset...]
  }

  private func check<H: HashFunction>(_: H.Type, _ expected: String) {
    check(expected) { H.hash(data: $0).bytes }
    check(expected) { H.hash(data: unaligned($0)).bytes }
    check(expected) { bytes in
      var hash = H()
      for byte in bytes { hash.update(data: [byte]) }
      return hash.finalize().bytes
    }
  }

  @Test("Digests of messages of 0 to 1024 bytes are hashlib's, wherever they lie and byte by byte")
  func digests() {
    check(InsecureMD5.self, "0346cc6c0d1876354ccd363c54c67fd90902e5a0961bd56b0da9ad2ad543b25c")
    check(SHA1.self, "3183e3dfe4aad92971d5b205df165f602898b5f7ea106664fd6844ce99d297a5")
    check(SHA224.self, "c24682d3b4a515ba95a86ca9172038198df20fdc1a075be5bd238b97d8edb577")
    check(SHA256.self, "d73201abf833b96566ba96c52e683962040486b0dd40b9275b18ec817371ec31")
    check(SHA384.self, "e0fa8925405ffbde56fa1e2e156b452724c83bbdadde45cc4afaf6f3640a9b31")
    check(SHA512.self, "246d3e5fb039e814f9b7ff04f957fa96472610cbc48796cf35e0b149a77c0902")
    check(SHA512_224.self, "193a740dde76536e76fbcf01523444e41b11343c30bd51bcea672191b7f51c58")
    check(SHA512_256.self, "75d88afcd061b720db699702b064106e588fafba22c2e69ffbd3c02f8564559e")
    check(SHA3_256.self, "eef286b199c91639baef019ed5bc032375eb7434bb1656a2639b0100d7a0e670")
    check(SHA3_384.self, "c67d38e4e0f3a5a57b5cf6cbd52a4f5a748c95d1067777137a5176b33e53dc3e")
    check(SHA3_512.self, "2982ccf3fad0453061ba27b3711039f30d802d694d9963bae1f99434b15f1aa5")
  }

  @Test("SHAKE's outputs of 0 to 1024 bytes, for messages as long, are hashlib's")
  func outputs() {
    check("400cf4d4811f3caaa1b5b889ff411f2ccab610dcafaa16f6f9763a4b1256227c") {
      SHAKE128.hash(data: unaligned($0), outputByteCount: $0.count)
    }
    check("4c4a7eae2774accaba95f29ec500e40ae098c2c381afd600c47b2a04969228e9") {
      SHAKE256.hash(data: unaligned($0), outputByteCount: $0.count)
    }
  }

  @Test("HMAC of 0 to 1024 bytes, under keys a quarter as long, is Python's")
  func codes() {
    check("1f41cf61e621f6a77ed1c4f91c0c2954c6fee9dfff2f5de3dbe80a3a06107e56") { bytes in
      let key = Array(bytes[..<(bytes.count / 4)])
      return HMAC<SHA256>.authenticationCode(for: Array(bytes).span, using: key.span).bytes
    }
    check("c5e51518f02b566645bd4793052a2dcaa2d161545125577acfea2e2ed39ca6f9") { bytes in
      var code = HMAC<SHA512>(key: Array(bytes[..<(bytes.count / 4)]).span)
      code.update(data: bytes)
      return code.finalize().bytes
    }
  }

  private func checkCuts<H: HashFunction>(_: H.Type) {
    for count in [0, 1, 2 * H.blockByteCount - 17, 2 * H.blockByteCount, 3 * H.blockByteCount + 5] {
      let expected = H.hash(data: message[..<count])
      for cut in 0...count {
        var hash = H()
        hash.update(data: message[..<cut])
        let rest = Array(message[cut..<count])
        #expect(
          hash.finalize(appending: rest.span) == expected,
          "\(H.self): \(count) bytes, the last \(rest.count) with the end")
        // That left the state as it was.
        hash.update(rest.span)
        #expect(hash.finalize() == expected, "\(H.self): \(count) bytes, cut at \(cut)")
      }
    }
  }

  @Test("A message cut in two at any place has the digest of the whole")
  func cuts() {
    checkCuts(InsecureMD5.self)
    checkCuts(SHA1.self)
    checkCuts(SHA256.self)
    checkCuts(SHA384.self)
    checkCuts(SHA512.self)
    checkCuts(SHA3_256.self)
    checkCuts(SHA3_512.self)
  }
}
