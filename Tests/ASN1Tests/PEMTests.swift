import ASN1
import Foundation
import TestSupport
import Testing

@Suite struct PEMTests {
  static let block = "-----BEGIN A B-----\nAAEC\n-----END A B-----\n"

  @Test("Blocks are found among other text, with their lines")
  func severalBlocks() throws {
    let text = "explanation\nsubject=CN\n" + Self.block + "\nmore -----BEGIN of nothing\n" + Self.block
    let documents = try PEMDocument.parse(text)
    #expect(documents.map(\.type) == ["A B", "A B"])
    #expect(documents.map(\.derBytes) == [[0, 1, 2], [0, 1, 2]])
    #expect(documents.map(\.line) == [3, 8])
  }

  @Test("Line ends, spaces at line ends, empty lines and lines of any length are taken as they come")
  func lax() throws {
    let variants = [
      "-----BEGIN A B-----\r\nAAEC\r\n-----END A B-----\r\n", "-----BEGIN A B-----\rAAEC\r-----END A B-----",
      "-----BEGIN A B-----\n\nAA\nEC  \n\n-----END A B-----", "-----BEGIN A B-----\t\nA A\tE C\n-----END A B-----  \n",
    ]
    for text in variants { #expect(try PEMDocument.parse(text).map(\.derBytes) == [[0, 1, 2]]) }
    let long = [UInt8](repeating: 7, count: 900)
    let oneLine = "-----BEGIN X-----\n\(Data(long).base64EncodedString())\n-----END X-----\n"
    #expect(try PEMDocument(oneLine, type: "X").derBytes == long)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let reason: PEMError.Reason
    let line: Int
    var testDescription: String { text }
    init(_ text: String, _ reason: PEMError.Reason, line: Int) {
      (self.text, self.reason, self.line) = (text, reason, line)
    }
  }

  static let malformedCases: [Case] = [
    Case("", .noDocument, line: 0),
    Case("text\n", .noDocument, line: 0),
    Case("-----BEGIN X-----\nAAEC\n", .missingEnd(label: "X"), line: 1),
    Case("x\n-----BEGIN X----\nAAEC\n-----END X-----\n", .malformedBoundary, line: 2),
    Case("-----BEGIN X -----\nAAEC\n-----END X -----\n", .malformedBoundary, line: 1),
    Case("-----BEGIN -----\nAAEC\n-----END -----\n", .malformedBoundary, line: 1),
    Case("-----BEGIN X-----\nAAEC\n-----END Y-----\n", .labelMismatch(begin: "X", end: "Y"), line: 3),
    Case("-----END X-----\n", .misplacedBoundary, line: 1),
    Case("-----BEGIN X-----\nAAEC\n-----BEGIN X-----\nAAEC\n-----END X-----\n", .misplacedBoundary, line: 3),
    Case("-----BEGIN X-----\n-----END X-----\n", .empty, line: 2),
    Case("-----BEGIN X-----\nAA!C\n-----END X-----\n", .invalidCharacter(column: 3), line: 2),
    Case("-----BEGIN X-----\nAAEC\nAA_C\n-----END X-----\n", .invalidCharacter(column: 3), line: 3),
    Case("-----BEGIN X-----\nAA==AAEC\n-----END X-----\n", .invalidCharacter(column: 5), line: 2),
    Case("-----BEGIN X-----\nAAE\n-----END X-----\n", .invalidPadding, line: 2),
    Case("-----BEGIN X-----\nA\n-----END X-----\n", .invalidPadding, line: 2),
    Case("-----BEGIN X-----\nAA=\n-----END X-----\n", .invalidPadding, line: 2),
    Case("-----BEGIN X-----\nAAEC=\n-----END X-----\n", .invalidPadding, line: 2),
    Case("-----BEGIN X-----\nAB==\n-----END X-----\n", .invalidPadding, line: 2),
    Case("-----BEGIN X-----\nAAB=\n-----END X-----\n", .invalidPadding, line: 2),
    Case("-----BEGIN X-----\nProc-Type: 4,ENCRYPTED\nAAEC\n-----END X-----\n", .malformedHeaders, line: 3),
    // Joining them takes time that grows with the square of their number.
    Case(
      "-----BEGIN X-----\nName: value\n" + String(repeating: " more\n", count: 1000) + "\nAAEC\n-----END X-----\n",
      .malformedHeaders, line: 66),
  ]

  @Test("Malformed text is refused with the line", arguments: malformedCases)
  func malformed(_ test: Case) {
    #expect(throws: PEMError(test.reason, line: test.line)) { try PEMDocument.parse(test.text) }
  }

  @Test("Headers of RFC 1421 are kept, continued lines joined")
  func headers() throws {
    let text = """
      -----BEGIN RSA PRIVATE KEY-----
      Proc-Type: 4,ENCRYPTED
      DEK-Info: AES-256-CBC,
       00112233

      AAEC
      -----END RSA PRIVATE KEY-----
      """
    let document = try PEMDocument(text, type: "RSA PRIVATE KEY")
    #expect(document.header("Proc-Type") == "4,ENCRYPTED")
    #expect(document.header("DEK-Info") == "AES-256-CBC,00112233")
    #expect(document.derBytes == [0, 1, 2])
    let again = try PEMDocument(document.pemString, type: document.type)
    #expect(again.headers == document.headers && again.derBytes == document.derBytes)
  }

  @Test("The block of a label is found, or the labels that there are are named")
  func labels() throws {
    #expect(throws: PEMError(.unexpectedLabel(found: ["A B"], expected: "X"), line: 1)) {
      try PEMDocument(Self.block, type: "X")
    }
  }

  @Test("Bytes of every length are written as Foundation writes them, and read back", arguments: 1...200)
  func roundTrip(_ count: Int) throws {
    var random = SplitMix64(seed: UInt64(count))
    let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    let document = PEMDocument(type: "X", derBytes: bytes)
    let expected = Data(bytes).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
    #expect(document.pemString == "-----BEGIN X-----\n\(expected)\n-----END X-----\n")
    #expect(try PEMDocument.parse(document.pemString).map(\.derBytes) == [bytes])
  }

  @Test("Mutated text never crashes the parser")
  func mutants() {
    let seed = Array("x\n-----BEGIN A-----\nProc-Type: 4,X\nB: c\n\nAAECAwQFBgc=\n-----END A-----\n".utf8)
    var random = SplitMix64(seed: 3)
    var accepted = 0
    for _ in 0..<10_000 where (try? PEMDocument.parse(Mutator.mutate(seed, using: &random))) != nil { accepted += 1 }
    #expect(accepted > 0 && accepted < 10_000)
  }
}
