import Testing

@testable import Primitives

@Suite("AES and GHASH kernels against the textbook")
struct AESKernelTests {
  private func keyStream(_ key: [UInt8], counter: UInt128, byteCount: Int) -> [UInt8] {
    let roundKeys = Textbook.expandKey(key)
    return (0..<(byteCount + 15) / 16).flatMap { Textbook.encrypt(Textbook.bytes(counter &+ UInt128($0)), roundKeys) }
  }

  @Test("CTR carries through all 128 bits of the counter", arguments: [16, 24, 32])
  func counterCarries(_ keyByteCount: Int) throws {
    var random = TestBytes(seed: 6)
    let key = random.next(keyByteCount)
    for bits in [32, 64, 96, 128] {
      for before in [1, 2, 7, 8, 9, 17, 24] {
        let counter = (bits == 128 ? 0 : (5 as UInt128) << 100 | (1 as UInt128) << bits) &- UInt128(before)
        for count in [16, 100, 128, 129, 500] {
          let zeros = [UInt8](repeating: 0, count: count)
          let found = try AES.CTR.apply(zeros.span, key: key.span, initialCounter: Textbook.bytes(counter).span)
          let expected = keyStream(key, counter: counter, byteCount: count)
          #expect(found == Array(expected.prefix(count)), "\(before) blocks before 2^\(bits), \(count) bytes")
        }
      }
    }
  }

  /// Unlike CTR: SP 800-38D's inc₃₂ leaves the other 96 bits as they are.
  @Test("GCM's counter wraps around at 2^32 without a carry")
  func counterWraps() throws {
    var random = TestBytes(seed: 7)
    let key = random.next(16)
    let schedule = try AES.KeySchedule(key: key.span, level: .portable)
    let block = random.next(12) + [0, 0, 0, 0]
    for before in 0...20 {
      var bytes = [UInt8](repeating: 0, count: 400)
      let counter = 0 &- UInt32(before)
      bytes.withUnsafeMutableBytes { bytes in
        block.withUnsafeBytes { block in
          guard let base = bytes.baseAddress, let block = block.baseAddress else { return }
          AESPortable.addKeyStream(base, byteCount: 400, block: block, counter: counter, key: schedule)
        }
      }
      let roundKeys = Textbook.expandKey(key)
      let expected = (0..<25).flatMap { i in
        Textbook.encrypt(
          Textbook.bytes(Textbook.number(block) | UInt128(counter &+ UInt32(i))), roundKeys)
      }
      #expect(bytes == expected, "\(before) blocks before the end")
    }
  }

  @Test("Nonces of every length from 1 to 80 bytes give the textbook's ciphertext and tag")
  func nonceLengths() throws {
    var random = TestBytes(seed: 8)
    for count in Array(1...80) + [128, 1000] {
      let (key, nonce) = (random.next(16), random.next(count))
      let (additionalData, plaintext) = (random.next(20), random.next(150))
      let sealed = try AnyAEAD.aes128.seal(key, nonce, additionalData, plaintext)
      let expected = Textbook.gcm(key: key, nonce: nonce, additionalData: additionalData, plaintext)
      #expect(sealed == expected, "a nonce of \(count) bytes")
    }
  }

  @Test("GHASH is the textbook's for every number of blocks up to 40 and for extreme keys and blocks")
  func ghash() {
    var random = TestBytes(seed: 9)
    let ones = [UInt8](repeating: 0xff, count: 16)
    let zeros = [UInt8](repeating: 0, count: 16)
    let single = (0..<128).map { Textbook.bytes(1 << UInt128($0)) }
    for h in [random.next(16), random.next(16), ones, zeros] + single {
      for blocks in h == zeros || single.contains(h) ? [1, 9] : Array(0...40) {
        for data in [random.next(16 * blocks), [UInt8](repeating: 0xff, count: 16 * blocks)] {
          #expect(ghash(h, data) == Textbook.bytes(Textbook.ghash(Textbook.number(h), data)), "\(blocks) blocks")
        }
      }
    }
  }

  private func ghash(_ h: [UInt8], _ data: [UInt8]) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: 16)
    h.withUnsafeBytes { h in
      data.withUnsafeBytes { data in
        result.withUnsafeMutableBytes { result in
          guard let h = h.baseAddress, let result = result.baseAddress else { return }
          let key = GHASH.Key(h: h, level: .portable)
          var hash = GHASH.Element()
          GHASHPortable.updatePadded(&hash, data, key: key.pieces)
          hash.store(to: result)
        }
      }
    }
    return result
  }

  @Test("Any one to eight blocks encrypt and decrypt as they do alone", arguments: [16, 24, 32])
  func blocks(_ keyByteCount: Int) throws {
    var random = TestBytes(seed: 10)
    for count in 1...8 {
      let key = random.next(keyByteCount)
      let plaintext = random.next(16 * count)
      let schedule = try AES.KeySchedule(key: key.span, level: .portable)
      let roundKeys = Textbook.expandKey(key)
      #expect(
        (0..<16 * roundKeys.count).map { UnsafeRawPointer(schedule.roundKeys).load(fromByteOffset: $0, as: UInt8.self) }
          == Array(roundKeys.joined()))
      var bytes = plaintext
      bytes.withUnsafeMutableBytes { bytes in
        guard let base = bytes.baseAddress else { return }
        AESPortable.encryptBlocks(base, count: count, key: schedule)
      }
      let expected = (0..<count).flatMap { Textbook.encrypt(Array(plaintext[16 * $0..<16 * $0 + 16]), roundKeys) }
      #expect(bytes == expected, "\(count) blocks")
      bytes.withUnsafeMutableBytes { bytes in
        guard let base = bytes.baseAddress else { return }
        AESPortable.decryptBlocks(base, count: count, key: schedule)
      }
      #expect(bytes == plaintext, "\(count) blocks")
    }
  }

  /// Buffers of these lengths cannot be had; the check that every entry makes can.
  @Test("The longest plaintexts are those of the standards")
  func limits() throws {
    #expect(AES.GCM.maximumPlaintextByteCount == 68_719_476_704)
    #expect(ChaChaPoly.maximumPlaintextByteCount == 274_877_906_880)
    try AES.GCM.check(plaintextByteCount: AES.GCM.maximumPlaintextByteCount)
    try ChaChaPoly.check(plaintextByteCount: ChaChaPoly.maximumPlaintextByteCount)
    #expect(throws: CryptoError.self) {
      try AES.GCM.check(plaintextByteCount: AES.GCM.maximumPlaintextByteCount + 1)
    }
    #expect(throws: CryptoError.self) {
      try ChaChaPoly.check(plaintextByteCount: ChaChaPoly.maximumPlaintextByteCount + 1)
    }
  }
}
