import Primitives
import Testing

@Suite("AEADs: properties that hold for each of them")
struct AEADTests {
  @Test("Every length from 0 to 1,024 opens to what was sealed, in place and as a message", arguments: AnyAEAD.all)
  func roundTrip(_ aead: AnyAEAD) throws {
    var random = TestBytes(seed: 1)
    for count in 0...1024 {
      let (key, nonce) = (random.next(aead.keyByteCount), random.next(12))
      let (additionalData, plaintext) = (random.next(random.number(below: 70)), random.next(count))
      let sealed = try aead.seal(key, nonce, additionalData, plaintext)
      let opened = try aead.open(key, nonce, additionalData, sealed.ciphertext, sealed.tag)
      #expect(opened.error == nil && opened.buffer == plaintext, "\(count) bytes")
      let combined = try aead.sealMessage(key, nonce, additionalData, plaintext)
      #expect(combined == nonce + sealed.ciphertext + sealed.tag, "\(count) bytes")
      #expect(try aead.openMessage(key, additionalData, combined) == plaintext, "\(count) bytes")
    }
  }

  @Test("Ciphertext and tag are the textbook's, for every length up to 300 and some long ones", arguments: AnyAEAD.all)
  func textbook(_ aead: AnyAEAD) throws {
    var random = TestBytes(seed: 2)
    for count in Array(0...300) + [511, 512, 513, 1023, 1024, 1025, 2047, 4096, 16_385] {
      let (key, nonce) = (random.next(aead.keyByteCount), random.next(12))
      let additionalData = random.next(count % 50 == 0 ? 5 : random.number(below: 200))
      let plaintext = random.next(count)
      let sealed = try aead.seal(key, nonce, additionalData, plaintext)
      let expected =
        aead.testDescription == "ChaChaPoly"
        ? Textbook.chaChaPoly(key: key, nonce: nonce, additionalData: additionalData, plaintext)
        : Textbook.gcm(key: key, nonce: nonce, additionalData: additionalData, plaintext)
      #expect(sealed == expected, "\(count) bytes")
    }
  }

  @Test("Any changed bit is refused, the error says nothing, and the buffer is zeroed", arguments: AnyAEAD.all)
  func tampering(_ aead: AnyAEAD) throws {
    var random = TestBytes(seed: 3)
    for count in [1, 15, 16, 17, 130, 300] {
      let (key, nonce) = (random.next(aead.keyByteCount), random.next(12))
      let (additionalData, plaintext) = (random.next(13), random.next(count))
      let sealed = try aead.seal(key, nonce, additionalData, plaintext)
      func refuses(_ nonce: [UInt8], _ additionalData: [UInt8], _ ciphertext: [UInt8], _ tag: [UInt8]) throws -> Bool {
        let opened = try aead.open(key, nonce, additionalData, ciphertext, tag)
        return opened.error == .authenticationFailure && opened.buffer.allSatisfy { $0 == 0 }
      }
      func flipped(_ bytes: [UInt8], _ bit: Int) -> [UInt8] {
        var bytes = bytes
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        return bytes
      }
      for bit in 0..<128 {
        #expect(try refuses(nonce, additionalData, sealed.ciphertext, flipped(sealed.tag, bit)), "tag bit \(bit)")
      }
      for bit in 0..<count * 8 {
        #expect(try refuses(nonce, additionalData, flipped(sealed.ciphertext, bit), sealed.tag), "bit \(bit)")
      }
      for bit in 0..<96 {
        #expect(try refuses(flipped(nonce, bit), additionalData, sealed.ciphertext, sealed.tag), "nonce bit \(bit)")
      }
      for bit in 0..<13 * 8 {
        #expect(try refuses(nonce, flipped(additionalData, bit), sealed.ciphertext, sealed.tag), "data bit \(bit)")
      }
      for length in [0, 4, 12, 15] {
        #expect(try refuses(nonce, additionalData, sealed.ciphertext, Array(sealed.tag.prefix(length))), "short tag")
      }
      #expect(try refuses(nonce, additionalData, sealed.ciphertext, sealed.tag + [0]), "long tag")
      #expect(try refuses([], additionalData, sealed.ciphertext, sealed.tag), "no nonce")
    }
  }

  @Test("Keys of other sizes are refused with the size found", arguments: AnyAEAD.all)
  func keySizes(_ aead: AnyAEAD) throws {
    let allowed = aead.testDescription == "ChaChaPoly" ? [32] : [16, 24, 32]
    let expected = allowed == [32] ? "32" : "16, 24 or 32"
    for count in 0...40 where !allowed.contains(count) {
      #expect(throws: CryptoError.incorrectKeySize(found: count, expected: expected)) {
        _ = try aead.seal([UInt8](repeating: 0, count: count), [UInt8](repeating: 0, count: 12), [], [])
      }
    }
  }

  @Test("A box that is too short to hold nonce and tag is refused", arguments: AnyAEAD.all)
  func shortBoxes(_ aead: AnyAEAD) throws {
    let key = [UInt8](repeating: 7, count: aead.keyByteCount)
    for count in 0..<28 {
      #expect(throws: CryptoError.self) { _ = try aead.openMessage(key, [], [UInt8](repeating: 0, count: count)) }
    }
    #expect(throws: CryptoError.authenticationFailure) {
      _ = try aead.openMessage(key, [], [UInt8](repeating: 0, count: 28))
    }
  }

  @Test("Messages without a given nonce have random ones")
  func randomNonces() throws {
    let key = SymmetricKey(data: [UInt8](repeating: 1, count: 32).span)
    let message = [UInt8]("attack at dawn".utf8)
    let boxes = try (0..<2).map { _ in try AES.GCM.seal(message.span, using: key) }
    #expect(boxes[0].nonce != boxes[1].nonce && boxes[0].nonce.bytes.count == 12)
    #expect(boxes[0].ciphertext != boxes[1].ciphertext)
    #expect(try AES.GCM.open(boxes[0], using: key) == message)
    let others = try (0..<2).map { _ in try ChaChaPoly.seal(message.span, using: key) }
    #expect(others[0].nonce != others[1].nonce)
    #expect(try ChaChaPoly.open(others[1], using: key) == message)
  }
}
