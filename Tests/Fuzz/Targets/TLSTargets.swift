import ASN1
import Primitives
import TLS13
import X509

/// The server's end of TLS, as the network sees it.
enum TLSTargets {
  static let all = [message, clientHello, helloRetry, ciphertext, plaintext]

  private static let identity: ServerIdentity? = {
    do {
      let key = try X509Corpus.key(.ed25519)
      let certificate = try CertificateAuthority.selfSigned(
        subject: X509Corpus.name ?? DistinguishedName(), privateKey: key,
        validity: .init(days: 30, from: 1_800_000_000))
      // An authority's key usage forbids signing handshakes, so it issues another certificate for the same key.
      let request = try CertificateSigningRequest(
        subject: X509Corpus.name ?? DistinguishedName(),
        extensions: Certificate.Extensions { SubjectAlternativeNames([.dnsName("host.example")]) }, privateKey: key)
      let leaf = try CertificateAuthority.issue(
        request, issuer: certificate, issuerPrivateKey: key, validity: .init(days: 30, from: 1_800_000_000))
      return try ServerIdentity(certificateChain: [leaf.derBytes], privateKey: X509Corpus.key(.ed25519))
    } catch {
      say("no identity: \(error)")
      return nil
    }
  }()

  private static func configuration(
    groups: [NamedGroup], applicationProtocols: [String] = []
  ) -> ServerConfiguration? {
    guard let identity else { return nil }
    return try? ServerConfiguration(
      identities: [identity], cipherSuites: [.aes128GCMSHA256], namedGroups: groups,
      applicationProtocols: applicationProtocols, requiresKnownServerName: false)
  }

  private static let ordinary = configuration(groups: [.x25519])
  /// Takes a group that no hello here has a share of: everything is read and judged, and then asked for again, without
  /// the cost of an agreement and a signature.
  private static let asking = configuration(groups: [.secp384r1], applicationProtocols: ["http/1.1"])

  /// Each message and each extension by itself, with the code that the handshake reads it with.
  static let message = Target(
    name: "tls-message", shape: .tls, corpus: { try ClientHellos.messages() }
  ) { input, _ in
    let message = Array(input.dropFirst(5))
    var end = 0
    var fields = 0
    for field in HandshakeAnatomy.fields(of: message) {
      fields += 1
      guard field.range.lowerBound >= 0, field.range.upperBound <= message.count else {
        return .broken("\(field.structure).\(field.name) is at \(field.range) of \(message.count) bytes")
      }
      end = max(end, field.range.upperBound)
    }
    // A message that was read to its end may still be refused for what it says; that is the server's campaign.
    return end == message.count && fields > 2 ? .accepted : .refused("ends early")
  }

  /// Everything before a first answer: records, fragments, the ClientHello and each extension.
  static let clientHello = Target(
    name: "tls-client-hello", shape: .tls, corpus: { try ClientHellos.corpus() }
  ) { input, random in
    guard let configuration = random.oneIn(16) ? ordinary : asking else { return .broken("no configuration") }
    let run = ServerRun(configuration)
    run.feed(input, &random)
    if random.oneIn(8) { run.use(&random) }
    return run.outcome()
  }

  /// One stream, at once, to a server that asks for another share.
  static func judge(_ stream: [UInt8]) -> Outcome {
    guard let configuration = asking else { return .broken("no configuration") }
    let run = ServerRun(configuration)
    var random = Xoshiro(seed: 7)
    run.feed(stream, &random)
    return run.outcome()
  }

  /// The second ClientHello after a HelloRetryRequest.
  static let helloRetry = Target(
    name: "tls-hello-retry", shape: .tls, corpus: { ClientHellos.retryCorpus() }
  ) { input, random in
    guard let configuration = ordinary else { return .broken("no configuration") }
    let run = ServerRun(configuration)
    run.feed(input, &random)
    return run.outcome()
  }

  /// A handshake up to the server's Finished.
  private static func begin() -> ServerRun? {
    guard let configuration = ordinary else { return nil }
    let run = ServerRun(configuration)
    var random = Xoshiro(seed: 7)
    run.feed(ClientHellos.record(22, ClientHellos.plain), &random)
    return run.clientHandshakeSecret.isEmpty || run.transcriptHash.isEmpty ? nil : run
  }

  /// Stands for the client's Finished, whose content depends on the connection.
  private static let finishedMark: [UInt8] = [20, 0, 0, 32] + [UInt8](repeating: 0xf1, count: 32)
  private static let keyUpdate: [UInt8] = [24, 0, 0, 1, 0]
  private static let requestedKeyUpdate: [UInt8] = [24, 0, 0, 1, 1]

  /// What a client says from its Finished on, as plaintext records.
  private static func scripts() -> [[UInt8]] {
    func record(_ type: UInt8, _ content: [UInt8]) -> [UInt8] { ClientHellos.record(type, content) }
    let data = record(23, [UInt8](repeating: 0x61, count: 50))
    let finished = record(22, finishedMark)
    let close = record(21, [1, 0])
    return [
      finished + data + close, finished + record(23, [1]), finished + record(22, keyUpdate) + close,
      finished + data + record(22, keyUpdate) + data + record(22, requestedKeyUpdate) + data + close,
      finished + record(23, []) + data + record(21, [1, 90]) + close,
      record(22, Array(finishedMark.prefix(10))) + record(22, Array(finishedMark.dropFirst(10))) + data,
      record(21, [2, 40]), finished + record(22, ClientHellos.plain), finished + record(20, [1]),
      finished + record(23, [UInt8](repeating: 0, count: 16384)) + close,
    ]
  }

  /// The records of a script, sealed; whatever is not a record any more goes in as it is.
  private static func seal(_ script: [UInt8], for run: ServerRun, _ random: inout Xoshiro) throws -> [UInt8] {
    var sealer = try RecordSealer(secret: run.clientHandshakeSecret)
    var stream: [UInt8] = []
    var position = 0
    while position + 5 <= script.count {
      let count = Int(script[position + 3]) << 8 | Int(script[position + 4])
      let end = min(script.count, position + 5 + count)
      var content = Array(script[position + 5..<end])
      let type = script[position]
      position = end
      let isFinished = content == finishedMark
      if isFinished {
        content = RecordSealer.finished(secret: run.clientHandshakeSecret, transcriptHash: run.transcriptHash)
      }
      // At times without padding, with some, or without a type.
      let sealed =
        switch random.below(40) {
        case 0: sealer.sealInner(content)
        case 1: sealer.seal(type, content, padding: random.below(300))
        case 2: sealer.seal(type, content, padding: max(0, 16384 - content.count))
        default: sealer.seal(type, content)
        }
      stream += sealed
      if isFinished { sealer = try RecordSealer(secret: run.clientApplicationSecret) }
      if content == keyUpdate || content == requestedKeyUpdate { try sealer.update() }
    }
    if random.oneIn(8) { stream += script[position...] }
    return stream
  }

  /// Well-protected records whose content is damaged.
  static let plaintext = Target(name: "tls-plaintext-in-records", shape: .tls, corpus: scripts) {
    input, random in
    guard let run = begin(), let stream = try? seal(input, for: run, &random) else { return .broken("no handshake") }
    run.feed(stream, &random)
    if random.oneIn(4) { run.use(&random) }
    return run.outcome()
  }

  /// Protected records that are damaged: the script is left alone, and the ciphertext is not.
  static let ciphertext = Target(
    name: "tls-protected-records", shape: .bytes, corpus: { (0..<scripts().count).map { [UInt8($0)] } }
  ) { input, random in
    let all = scripts()
    let script = all[Int(input.first ?? 0) % all.count]
    guard let run = begin(), let stream = try? seal(script, for: run, &random) else { return .broken("no handshake") }
    let damaged = Mutator(corpus: [stream], shape: .tls, dictionary: []).input(&random)
    run.feed(damaged, &random)
    if random.oneIn(4) { run.use(&random) }
    return run.outcome()
  }
}
