import ASN1
import BigInt
import Primitives
import TLS13
import X509

/// Inputs as large as they may be, and larger, of the shapes that make careless code slow: many of everything.
enum OversizedTargets {
  static let all = shapes.map { name, make in
    Target(name: "oversized-\(name)", shape: .bytes, corpus: { [[0]] }, maximumCases: 3) { _, random in
      make(random.below(2) == 0 ? 1 : 2)
    }
  }

  /// Each takes 1 for about half of what is allowed, and 2 for as much or more.
  private static let shapes: [(String, @Sendable (Int) -> Outcome)] = [
    ("der-elements", { read(sequence(repeated([5, 0], $0 << 21))) }),
    (
      "der-extensions",
      { size in
        let all = (0..<size * 100_000).flatMap { extensionElement($0) }
        return attempt { _ = try Certificate.Extensions(derEncoded: DER.parse(sequence(all))) }
      }
    ),
    (
      "der-names",
      { size in
        let name = repeated(element(0x31, element(0x30, [6, 3, 85, 4, 3, 12, 1, 0x61])), size * 100_000)
        return attempt { _ = try DistinguishedName(derEncoded: DER.parse(sequence(name))).description }
      }
    ),
    (
      "der-set",
      { size in
        let attributes = (0..<size * 100_000).flatMap { number in
          element(0x30, [6, 3, 85, 4, 3] + element(12, Array(String(number + 100_000).utf8)))
        }
        return attempt {
          _ = try RelativeDistinguishedName(derEncoded: DER.parse(element(0x31, attributes))).description
        }
      }
    ),
    (
      "der-alternative-names",
      { size in
        let names = repeated(element(0x82, Array("host.example".utf8)), size * 200_000)
        return attempt {
          let value = try SubjectAlternativeNames(derEncoded: DER.parse(sequence(names)))
          _ = value.dnsNames.count + value.ipAddresses.count
        }
      }
    ),
    (
      "pem-lines",
      { size in
        let line = [UInt8](repeating: 0x41, count: 64) + [0x0a]
        return pem(Array("-----BEGIN X-----\n".utf8) + repeated(line, size * 260_000) + Array("-----END X-----\n".utf8))
      }
    ),
    ("pem-documents", { pem(repeated(Array("-----BEGIN X-----\nAAAA\n-----END X-----\n".utf8), $0 * 200_000)) }),
    ("pem-headers", { pem(Array("-----BEGIN X-----\n".utf8) + repeated(Array("A: b\n".utf8), $0 * 3_000_000)) }),
    ("pem-one-line", { pem([UInt8](repeating: 0x41, count: $0 << 24)) }),
    (
      "bigint-text",
      { BigUInt(String(repeating: "7", count: $0 * 100_000), radix: 10) == nil ? .refused("nil") : .accepted }
    ),
    (
      "oid-text",
      {
        ObjectIdentifier(dotted: "1.2" + String(repeating: ".3", count: $0 << 18)) == nil ? .refused("nil") : .accepted
      }
    ),
    (
      "name-text",
      { size in
        attempt { _ = try DistinguishedName(parsing: String(repeating: "/CN=a", count: size * 100_000)).description }
      }
    ),
    (
      "fernet-token",
      { size in
        attempt { _ = try Fernet(key: [UInt8](0..<32).span).decrypt(String(repeating: "A", count: size << 23)) }
      }
    ),
    (
      "tls-extensions",
      { size in
        hello((0..<size * 8000).map { ClientHellos.extension(UInt16(truncatingIfNeeded: $0 &+ 256), []) })
      }
    ),
    (
      "tls-key-shares",
      { size in
        let shares = (0..<size * 6000).flatMap { number -> [UInt8] in
          [UInt8(truncatingIfNeeded: (number + 256) >> 8), UInt8(number & 255), 0, 1, 0]
        }
        let groups = (0..<size * 6000).flatMap { [UInt8(truncatingIfNeeded: ($0 + 256) >> 8), UInt8($0 & 255)] }
        return hello([
          ClientHellos.supportedVersions, ClientHellos.signatureAlgorithms,
          ClientHellos.extension(10, ClientHellos.vector(Array(groups.prefix(20000)))),
          ClientHellos.extension(51, ClientHellos.vector(Array(shares.prefix(40000)))),
        ])
      }
    ),
    (
      "tls-protocols",
      { size in
        let names = ClientHellos.vector(repeated([1, 0x61], size * 15000))
        return hello([ClientHellos.supportedVersions, ClientHellos.extension(16, names)])
      }
    ),
    (
      "tls-fragments",
      { size in
        TLSTargets.judge(
          repeated(ClientHellos.record(22, [1]), 1) + repeated(ClientHellos.record(22, [0]), size * 70_000))
      }
    ),
  ]

  private static func repeated(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
    var all: [UInt8] = []
    all.reserveCapacity(bytes.count * count)
    for _ in 0..<count { all += bytes }
    return all
  }

  private static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    [tag] + Structure.length(content.count, width: 1, .der) + content
  }

  private static func sequence(_ content: [UInt8]) -> [UInt8] { element(0x30, content) }

  private static func extensionElement(_ number: Int) -> [UInt8] {
    let arcs = [UInt8(0x80 | (number >> 14) + 1), UInt8(0x80 | number >> 7 & 0x7f), UInt8(number & 0x7f)]
    return element(0x30, element(6, [42] + arcs) + [4, 2, 5, 0])
  }

  private static func attempt(_ body: () throws -> Void) -> Outcome {
    do {
      try body()
      return .accepted
    } catch {
      if let error = error as? ASN1Error { return .refused(Target.caseName(error.reason)) }
      if let error = error as? PEMError { return .refused(Target.caseName(error.reason)) }
      return .refused(Target.caseName(error))
    }
  }

  private static func read(_ bytes: [UInt8]) -> Outcome {
    attempt {
      var reader = try DER.parse(bytes).sequence()
      while try reader.nextIfAny() != nil {}
    }
  }

  private static func pem(_ text: [UInt8]) -> Outcome { attempt { _ = try PEMDocument.parse(text) } }

  private static func hello(_ extensions: [[UInt8]]) -> Outcome {
    let message = ClientHellos.message(extensions)
    return TLSTargets.judge(
      stride(from: 0, to: message.count, by: 16000).flatMap {
        ClientHellos.record(22, Array(message[$0..<min(message.count, $0 + 16000)]))
      })
  }
}
