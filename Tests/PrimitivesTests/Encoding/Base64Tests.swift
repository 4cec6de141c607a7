import Foundation
import Primitives
import Testing

@Suite("Base64")
struct Base64Tests {
  @Test(
    "RFC 4648's examples, section 10",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
      ("foobar", "Zm9vYmFy"),
    ])
  func published(_ plain: String, _ text: String) throws {
    #expect(Base64.encode(Array(plain.utf8).span) == text)
    #expect(try Base64.decode(text) == Array(plain.utf8))
    #expect(try Base64.decode(text, alphabet: .urlSafe) == Array(plain.utf8))
  }

  @Test("Random bytes are written as Foundation writes them, and read back")
  func foundation() throws {
    for count in 0..<200 {
      let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max) }
      let text = Data(bytes).base64EncodedString()
      let urlText = text.replacing("+", with: "-").replacing("/", with: "_")
      #expect(Base64.encode(bytes.span) == text)
      #expect(Base64.encode(bytes.span, alphabet: .urlSafe) == urlText)
      #expect(try Base64.decode(text) == bytes)
      #expect(try Base64.decode(urlText, alphabet: .urlSafe) == bytes)
    }
  }

  @Test("Of all four-character texts made of one varied character, exactly the alphabet is accepted")
  func everyCharacter() {
    let shared = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
    for (alphabet, last) in [(Base64.Alphabet.standard, "+/"), (.urlSafe, "-_")] {
      let allowed = shared.union(last.utf8)
      for character in UInt8.min ... .max {
        for place in 0..<3 {
          var text = Array("AAAA".utf8)
          text[place] = character
          if allowed.contains(character) {
            #expect(throws: Never.self) { try Base64.decode(text.span, alphabet: alphabet) }
          } else {
            #expect(throws: Base64Error.invalidCharacter(offset: place)) {
              try Base64.decode(text.span, alphabet: alphabet)
            }
          }
        }
      }
    }
  }

  @Test(
    "Whatever is not the one text of its bytes is refused",
    arguments: [
      ("Zg", Base64Error.incorrectLength(found: 2)), ("Zm8", .incorrectLength(found: 3)),
      ("Zm9vYg=", .incorrectLength(found: 7)), ("Zg==\n", .incorrectLength(found: 5)),
      ("Z===", .invalidCharacter(offset: 1)), ("====", .invalidCharacter(offset: 0)),
      ("Zg==Zg==", .invalidCharacter(offset: 2)), ("Zm 8", .invalidCharacter(offset: 2)),
      ("Z=g=", .invalidCharacter(offset: 1)), ("Zh==", .bitsBehindTheEnd(offset: 1)),
      ("Zm9vYmF=", .bitsBehindTheEnd(offset: 6)), ("Zm\u{e9}", .invalidCharacter(offset: 2)),
    ])
  func refused(_ text: String, _ error: Base64Error) {
    #expect(throws: error) { try Base64.decode(text) }
  }
}
