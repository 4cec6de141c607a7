import Primitives
import TestSupport
import Testing

@Suite("HMAC")
struct HMACTests {
  private func code<H: HashFunction>(_: H.Type, _ message: [UInt8], _ key: [UInt8]) -> [UInt8] {
    HMAC<H>.authenticationCode(for: message.span, using: key.span).bytes
  }

  private func isValid<H: HashFunction>(_: H.Type, _ code: [UInt8], _ message: [UInt8], _ key: [UInt8]) -> Bool {
    HMAC<H>.isValidAuthenticationCode(code.span, authenticating: message.span, using: key.span)
  }

  private func check<H: HashFunction>(_: H.Type, _ file: String) throws {
    for record in try VectorFile("mac/HMAC-\(file).txt").records {
      let (key, message, code) = (record.bytes("Key"), record.bytes("Msg"), record.bytes("MD"))
      #expect(self.code(H.self, message, key) == code, "\(record.location)")
      #expect(isValid(H.self, code, message, key), "\(record.location)")
      // The same in the midst of another message, which then goes on as if nothing had been.
      var other = HMAC<H>(key: key.span)
      other.update(message.span.extracting(first: message.count / 2))
      #expect(other.authenticationCode(for: message.span).bytes == code, "\(record.location)")
      other.update(message.span.extracting(droppingFirst: message.count / 2))
      #expect(other.finalize().bytes == code, "\(record.location)")
    }
  }

  @Test("RFC 2202's codes with MD5 and SHA-1, RFC 4231's with SHA-2")
  func published() throws {
    try check(InsecureMD5.self, "MD5")
    try check(SHA1.self, "SHA1")
    try check(SHA224.self, "SHA224")
    try check(SHA256.self, "SHA256")
    try check(SHA384.self, "SHA384")
    try check(SHA512.self, "SHA512")
  }

  /// RFC 4231 section 4.6 publishes only the first 128 bits of this one.
  @Test("RFC 4231's truncated code begins the full one, and is not accepted in its place")
  func truncation() {
    let key = [UInt8](repeating: 0x0c, count: 20)
    let message = Array("Test With Truncation".utf8)
    let code = code(SHA256.self, message, key)
    #expect(Array(code[..<16]) == hex("a3b6167473100ee06e0c796c2955552b"))
    #expect(!isValid(SHA256.self, Array(code[..<16]), message, key))
  }

  @Test("A code with any one bit changed is refused")
  func everyBit() {
    let (key, message) = (Array("key".utf8), Array("message".utf8))
    let code = code(SHA384.self, message, key)
    for bit in 0..<code.count * 8 {
      var wrong = code
      wrong[bit / 8] ^= 1 << (bit % 8)
      #expect(!isValid(SHA384.self, wrong, message, key), "bit \(bit)")
    }
    #expect(!isValid(SHA384.self, [], message, key))
    #expect(!isValid(SHA384.self, code + [0], message, key))
  }

  /// The definition, H((K ^ opad) || H((K ^ ipad) || text)), for every length of key around the block's.
  private func checkDefinition<H: HashFunction>(_: H.Type) {
    let message = Array("what the code is of".utf8)
    for keyCount in 0...H.blockByteCount + 3 {
      let key = (0..<keyCount).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 1) }
      var padded = keyCount > H.blockByteCount ? H.hash(data: key).bytes : key
      padded += [UInt8](repeating: 0, count: H.blockByteCount - padded.count)
      let inner = H.hash(data: padded.map { $0 ^ 0x36 } + message).bytes
      let expected = H.hash(data: padded.map { $0 ^ 0x5c } + inner).bytes
      #expect(code(H.self, message, key) == expected, "\(H.self), \(keyCount) bytes")
    }
  }

  @Test("Keys of every length follow RFC 2104's definition")
  func definition() {
    checkDefinition(SHA1.self)
    checkDefinition(SHA256.self)
    checkDefinition(SHA512.self)
    checkDefinition(SHA512_256.self)
  }

  @Test("A code can be read midway, copied, and begun again under the same key")
  func streaming() {
    let key = Array("a key".utf8)
    func code(_ text: String) -> [UInt8] { self.code(SHA256.self, Array(text.utf8), key) }
    var hmac = HMAC<SHA256>(key: key.span)
    hmac.update(data: "one".utf8)
    #expect(hmac.finalize().bytes == code("one"))
    var other = hmac.copy()
    hmac.update(data: " two".utf8)
    other.update(data: " three".utf8)
    #expect(hmac.finalize().bytes == code("one two"))
    #expect(other.finalize().bytes == code("one three"))
    hmac.reset()
    hmac.update(data: "four".utf8)
    let (right, wrong) = (hmac.isValid(code("four").span), hmac.isValid(code("one two").span))
    #expect(right)
    #expect(!wrong)
  }
}
