import Primitives
import TestSupport
import Testing

@testable import TLS13

/// The traces of RFC 8448, replayed to the server with the trace's random value and ephemeral key.
///
/// Two more things must be injected. The signature: the traces' key is RSA with 1,024 bits, which is too short to sign
/// with here, and PSS is randomised anyway. And the EncryptedExtensions: the traces' server sends supported_groups with
/// finite-field groups, and record_size_limit, which this server does not have. Everything else is computed.
@Suite("RFC 8448")
struct RFC8448Tests {
  struct Trace: Sendable, CustomTestStringConvertible {
    let name: String
    let groups: [NamedGroup]
    var testDescription: String { name }

    func file() throws -> VectorFile { try VectorFile("tls/rfc8448-\(name).txt") }
  }

  static let simple = Trace(name: "simple-1rtt", groups: [.x25519])
  // This server does not take x25519, which the client sent a share of, and so has to ask for P-256.
  static let helloRetry = Trace(name: "hello-retry", groups: [.secp256r1, .secp384r1])
  static let compatibility = Trace(name: "compat", groups: [.x25519])
  static let all = [simple, helloRetry, compatibility]

  /// The server of a trace.
  private func configuration(_ trace: Trace) throws -> ServerConfiguration {
    let file = try trace.file()
    let verify = try message(file.all("CertificateVerify")[0], .certificateVerify, CertificateVerify.self)
    let certificate = try message(file.all("Certificate")[0], .certificate, CertificateMessage.self)
    let serverHello = try message(#require(file.all("ServerHello").last), .serverHello, ServerHello.self)
    let extensions = try message(
      file.all("EncryptedExtensions")[0], .encryptedExtensions, EncryptedExtensions.self)
    let identity = try ServerIdentity(
      certificateChain: certificate.certificateList.map(\.certificateData),
      signer: RecordedSigner(verify.algorithm, verify.signature), names: ["server"])
    var configuration = try ServerConfiguration(identities: [identity], namedGroups: trace.groups)
    configuration.overrides.serverRandom = serverHello.random
    configuration.overrides.encryptedExtensions = extensions.extensions
    let key = file.step("server", "create an ephemeral").bytes("private key")
    configuration.overrides.ephemeralPrivateKeys = [trace.groups[0]: key]
    let retry = try message(file.all("ServerHello")[0], .serverHello, ServerHello.self)
    configuration.overrides.helloRetryRequestCookie = try retry.extensions.parse(.cookie, as: Cookie.self)?.cookie
    return configuration
  }

  private func message<Body: HandshakeBody>(_ bytes: [UInt8], _ type: HandshakeType, _: Body.Type) throws -> Body {
    try HandshakeMessage(type: type, bytes: bytes).parse(as: Body.self)
  }

  @Test("The server's flights are the trace's, byte for byte", arguments: all)
  func flights(_ trace: Trace) throws {
    let file = try trace.file()
    let server = try ServerConnection(configuration: configuration(trace))
    var sent: [UInt8] = []
    for record in file.records.filter({ $0["step"].hasPrefix("send") }) {
      // A session ticket, and the records after it under the same key, are beyond this server.
      if record["step"].hasPrefix("send application_data") { break }
      let bytes = record.bytes("complete record")
      if record["actor"] == "client" {
        #expect(sent == server.takeOutput(), "\(record.location): not all that the server should have sent")
        sent = []
        server.receive(bytes.span)
      } else if record.bytes("payload").first != HandshakeType.newSessionTicket.rawValue {
        sent += bytes
        if record["step"] == "send alert record" { server.close() }
      }
    }
    #expect(sent == server.takeOutput())
    #expect(server.isHandshakeComplete)
  }

  @Test("The trace's signature is over what the server asks to be signed", arguments: all)
  func signature(_ trace: Trace) throws {
    let file = try trace.file()
    let configuration = try configuration(trace)
    let server = ServerConnection(configuration: configuration)
    for record in file.records.filter({ $0["step"] == "send handshake record" && $0["actor"] == "client" }) {
      server.receive(record.bytes("complete record").span)
    }
    let signer = try #require(configuration.identities[0].signer as? RecordedSigner)
    let verify = try message(file.all("CertificateVerify")[0], .certificateVerify, CertificateVerify.self)
    // The modulus of the trace's certificate: an INTEGER of 129 bytes of which the first is 0.
    let certificate = hex(configuration.identities[0].certificateChain[0])
    let start = try #require(certificate.firstRange(of: "02818100")).upperBound
    let modulus = hex(certificate[start...].prefix(256))
    let key = try RSA.Signing.PublicKey(modulus: modulus.span, publicExponent: [1, 0, 1].span)
    let content = signer.content
    let isValid = key.isValidSignature(
      verify.signature.span, for: content.span, using: SHA256.self, padding: .pss(saltByteCount: 32))
    #expect(isValid)
  }

  @Test("Application data of the trace opens, and the close_notify after it is seen")
  func applicationData() throws {
    let file = try Self.simple.file()
    let server = try ServerConnection(configuration: configuration(Self.simple))
    var events: [String] = []
    for record in file.records.filter({ $0["step"].hasPrefix("send") && $0["actor"] == "client" }) {
      server.receive(record.bytes("complete record").span)
      while let event = server.nextEvent() {
        switch event {
        case .handshakeComplete: events.append("complete")
        case .applicationData(let bytes): events.append(hex(bytes))
        case .peerClosed: events.append("closed")
        case .failed(let error): events.append("\(error)")
        }
      }
    }
    #expect(events == ["complete", hex((0..<50).map { UInt8($0) }), "closed"])
  }

  @Test("Every secret is the trace's", arguments: all)
  func secrets(_ trace: Trace) throws {
    let file = try trace.file()
    let observer = SecretObserver()
    let server = try ServerConnection(configuration: configuration(trace), observer: observer)
    for record in file.records.filter({ $0["step"] == "send handshake record" && $0["actor"] == "client" }) {
      server.receive(record.bytes("complete record").span)
    }
    let steps = [
      "early_secret": ("extract secret \"early\"", "secret"),
      "handshake_secret": ("extract secret \"handshake\"", "secret"),
      "main_secret": ("extract secret \"master\"", "secret"),
      "client_handshake_traffic_secret": ("derive secret \"tls13 c hs traffic\"", "expanded"),
      "server_handshake_traffic_secret": ("derive secret \"tls13 s hs traffic\"", "expanded"),
      "client_application_traffic_secret_0": ("derive secret \"tls13 c ap traffic\"", "expanded"),
      "server_application_traffic_secret_0": ("derive secret \"tls13 s ap traffic\"", "expanded"),
      "exporter_secret": ("derive secret \"tls13 exp master\"", "expanded"),
    ]
    #expect(observer.secrets.count == steps.count)
    for (name, (step, field)) in steps {
      let record = file.step("server", step)
      #expect(observer.secrets[name] == record.bytes(field), "\(record.location): \(name)")
    }
  }

  @Test("The resumption secret is the trace's", arguments: all)
  func resumptionSecret(_ trace: Trace) throws {
    let file = try trace.file()
    let shared = file.step("server", "extract secret \"handshake\"").bytes("IKM")
    let early = EarlySecret(withoutPSKFor: .aes128GCMSHA256)
    let main = early.handshakeSecret(sharedSecret: shared.span).mainSecret()
    let step = file.step("client", "derive secret \"tls13 res master\"")
    let secret = main.resumptionSecret(step.bytes("hash"))
    #expect(SecretBytes.text(secret) == step["expanded"])
  }

  @Test("Parsing a message of the trace and writing it again gives the same bytes", arguments: all)
  func roundTrip(_ trace: Trace) throws {
    let file = try trace.file()
    for bytes in file.all("ClientHello") { try expectRoundTrip(bytes, .clientHello, ClientHello.self) }
    for bytes in file.all("ServerHello") { try expectRoundTrip(bytes, .serverHello, ServerHello.self) }
    for bytes in file.all("EncryptedExtensions") {
      try expectRoundTrip(bytes, .encryptedExtensions, EncryptedExtensions.self)
    }
    for bytes in file.all("Certificate") { try expectRoundTrip(bytes, .certificate, CertificateMessage.self) }
    for bytes in file.all("CertificateVerify") {
      try expectRoundTrip(bytes, .certificateVerify, CertificateVerify.self)
    }
    for bytes in file.all("Finished") { try expectRoundTrip(bytes, .finished, Finished.self) }
  }

  private func expectRoundTrip<Body: HandshakeBody>(
    _ bytes: [UInt8], _ type: HandshakeType, _ body: Body.Type
  ) throws {
    #expect(HandshakeMessage(try message(bytes, type, body)).bytes == bytes)
  }
}

/// Keeps every secret by its name.
final class SecretObserver: HandshakeObserver {
  private(set) var secrets: [String: [UInt8]] = [:]

  func observe(secret name: String, _ bytes: Span<UInt8>, label: String, transcriptHash: [UInt8]) {
    secrets[name] = SecretBytes.bytes(bytes)
  }
}

extension SecretBytes {
  static func bytes(_ span: Span<UInt8>) -> [UInt8] { span.indices.map { span[$0] } }
  static func text(_ secret: borrowing SecretBytes) -> String { hex(bytes(secret.span)) }
}

extension VectorFile {
  /// All values of a field, in order.
  fileprivate func all(_ field: String) -> [[UInt8]] { records.compactMap { $0.optional(field).map { hex($0) } } }

  /// The first step of `actor` that begins with `prefix`.
  fileprivate func step(_ actor: String, _ prefix: String) -> Record {
    guard let record = records.first(where: { $0["actor"] == actor && $0["step"].hasPrefix(prefix) }) else {
      preconditionFailure("no step \(prefix)")
    }
    return record
  }
}
