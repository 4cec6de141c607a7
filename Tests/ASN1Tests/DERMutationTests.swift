import ASN1
import TestSupport
import Testing

@Suite struct DERMutationTests {
  /// A little of everything.
  static let seed: [UInt8] = {
    var serializer = DER.Serializer()
    serializer.appendSequence { fields in
      fields.appendBoolean(true)
      fields.appendInteger(-70000)
      fields.append(ASN1BitString(namedBits: [0, 5]))
      fields.appendOctetString([1, 2, 3])
      fields.appendNull()
      fields.append([1, 2, 840, 113549, 1, 1, 11] as ObjectIdentifier)
      fields.append(ASN1String(utf8: "\u{e9}t\u{e9}"))
      fields.append(ASN1Time(secondsSince1970: 1_800_000_000))
      fields.append(ASN1Time(secondsSince1970: 4_000_000_000))
      fields.appendSetOf([3, 1, 2].map { ASN1Integer($0) })
      fields.appendExplicit(40) { $0.appendOctetString([UInt8](repeating: 5, count: 200)) }
    }
    return serializer.bytes
  }()

  @Test("Mutated DER never crashes, and what a type reads it writes the same: one value, one encoding")
  func mutants() throws {
    var random = SplitMix64(seed: 4)
    var accepted = 0
    for _ in 0..<30_000 {
      guard let node = try? DER.parse(Mutator.mutate(Self.seed, using: &random)) else { continue }
      accepted += 1
      check(node)
    }
    #expect(accepted > 100)
  }

  private func check(_ node: DER.Node) {
    guard !node.identifier.isConstructed else {
      _ = try? node.setOf(node.identifier)
      for child in (try? node.sequenceOf(node.identifier)) ?? [] { check(child) }
      return
    }
    var written: [UInt8]?
    switch node.identifier {
    case .boolean: _ = try? node.boolean()
    case .null: try? node.null()
    case .octetString: written = (try? ASN1OctetString(derEncoded: node))?.derBytes
    case .integer:
      _ = try? node.int()
      written = (try? ASN1Integer(derEncoded: node))?.derBytes
    case .bitString: written = (try? ASN1BitString(derEncoded: node))?.derBytes
    case .objectIdentifier:
      let identifier = try? ObjectIdentifier(derEncoded: node)
      _ = identifier?.description
      written = identifier?.derBytes
    case .utcTime: written = (try? ASN1Time(derEncoded: node))?.derBytes
    case .generalizedTime: written = (try? GeneralizedTime(derEncoded: node))?.derBytes
    default:
      let string = try? ASN1String(derEncoded: node)
      _ = string?.string
      written = string?.derBytes
    }
    if let written, written != Array(node.encodedBytes) {
      Issue.record("\(hex(Array(node.encodedBytes))) became \(hex(written))")
    }
  }
}
