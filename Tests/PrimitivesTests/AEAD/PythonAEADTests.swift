import Foundation
import Primitives
import TestSupport
import Testing

/// Python with the package `cryptography`, which is OpenSSL.
private let pythonCryptography: Bool = {
  if ProcessInfo.processInfo.environment["CI"] == "true" { return true }
  guard Tool.python.isAvailable else { return false }
  return (try? Tool.python.run(["-c", "import cryptography.hazmat.primitives.ciphers.aead"]).status) == 0
}()

@Suite("AEADs against Python's cryptography")
struct PythonAEADTests {
  /// One line a case: cipher, key, nonce, additional data, plaintext; the answer is ciphertext and tag.
  private static let script = """
    import sys
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
    for line in sys.stdin:
      name, *fields = line.rstrip("\\n").split(",")
      key, nonce, data, plaintext = map(bytes.fromhex, fields)
      cipher = (ChaCha20Poly1305 if name == "ChaChaPoly" else AESGCM)(key)
      print(cipher.encrypt(nonce, plaintext, data).hex())
    """

  @Test(
    "Random messages of up to 70,000 bytes are sealed alike",
    .enabled(if: pythonCryptography, "needs python3 with the package cryptography"))
  func seal() throws {
    var random = TestBytes(seed: 11)
    var lines: [String] = []
    var expected: [String] = []
    for aead in AnyAEAD.all {
      for count in (0..<60).map({ _ in random.number(below: 2000) }) + [16_384, 16_385, 65_536, 70_000] {
        let (key, nonce) = (random.next(aead.keyByteCount), random.next(12))
        let (additionalData, plaintext) = (random.next(random.number(below: 100)), random.next(count))
        let sealed = try aead.seal(key, nonce, additionalData, plaintext)
        expected.append(hex(sealed.ciphertext + sealed.tag))
        lines.append(
          ([aead.testDescription] + [key, nonce, additionalData, plaintext].map(hex)).joined(separator: ","))
      }
    }
    let result = try Tool.python.run(["-c", Self.script], input: Array((lines.joined(separator: "\n") + "\n").utf8))
    #expect(result.status == 0, "\(result.errorText)")
    let found = result.text.split(separator: "\n").map(String.init)
    #expect(found.count == expected.count)
    for (index, pair) in zip(found, expected).enumerated() where pair.0 != pair.1 {
      Issue.record("\(lines[index].prefix(100)) is sealed differently")
    }
  }
}
