import ASN1
import Primitives
import X509

/// `Demo` alone: from an empty folder to an HTTPS server that curl trusts, with no questions asked.
///
/// The steps are those of the other verbs, in the order in which a person would type them; what an earlier start made
/// is used again.
struct QuickStart {
  static let defaultFolder = "demo-pki"
  static let secretMessage = "The secret message: you trust this server because you trust the one who signed for it.\n"

  static let options: [CommandOption] = [
    .optional("dir", "D", "where keys and certificates are kept, default ./\(defaultFolder)"),
    .optional("port", "P", "the port to serve, default \(ServeVerb.defaultPort)"),
    .passphraseFile,
  ]

  /// The hosts that the server's certificate is for: every name of this machine's own loopback.
  private static let names: [GeneralName] = [
    GeneralName(hostname: "localhost"), GeneralName(hostname: "127.0.0.1"), GeneralName(hostname: "::1"),
  ]

  private let folder: String
  private let passphrases: PassphraseSource

  static func start(_ words: [String]) throws(DemoError) {
    let arguments = try Arguments(words, options: options, operands: [], command: "Demo")
    let port = try arguments.number("port", in: 1...65535, otherwise: ServeVerb.defaultPort)
    let folder = arguments.optional("dir") ?? defaultFolder
    try Files.makeFolder(folder)
    let quickStart = QuickStart(folder: folder, passphrases: try passphraseSource(arguments, folder: folder))
    try quickStart.makeWhatIsMissing()
    try quickStart.serve(port: port)
  }

  private var authorityKey: String { "\(folder)/ca-key.pem" }
  private var authorityCertificate: String { "\(folder)/ca.pem" }
  private var serverKey: String { "\(folder)/server-key.pem" }
  private var serverRequest: String { "\(folder)/server.csr" }
  private var serverCertificate: String { "\(folder)/server.pem" }

  /// Where the passphrase of both keys comes from. Nobody is asked: unless one is given, a random one is made and kept
  /// beside the keys, in a file that only their owner may read.
  static func passphraseSource(
    _ arguments: Arguments, folder: String
  ) throws(DemoError) -> PassphraseSource {
    let given = PassphraseSource(arguments)
    let path = "\(folder)/passphrase.txt"
    guard !given.isGiven || Files.exists(path) else { return given }
    if !Files.exists(path) {
      // Keys that are there already were made under a passphrase that was given, and only that opens them.
      let hasKeys = Files.exists("\(folder)/ca-key.pem") || Files.exists("\(folder)/server-key.pem")
      guard !hasKeys else { return given }
      // 16 bytes, 128 bits, as digits that can be typed.
      let secret = SystemRandom.secret(count: 16)
      var line = secret.span.indices.flatMap { Array(Hex.string([secret.span[$0]]).utf8) } + [UInt8(ascii: "\n")]
      defer { Wipe.zero(&line) }
      try Files.write(line, to: path, mode: .secret, overwrite: false)
      made(path, "a random passphrase for both private keys")
    }
    return PassphraseSource(file: path)
  }

  // MARK: - Making

  private func makeWhatIsMissing() throws(DemoError) {
    let now = ASN1Time(secondsSince1970: Clock.now())
    if Files.exists(authorityKey), Files.exists(authorityCertificate) {
      let authority = try CertificateFiles.readCertificate(authorityCertificate)
      if authority.isValid(at: now) { Self.found(authorityCertificate, authority) } else { try makeAuthority() }
    } else {
      try makeAuthority()
    }
    let authority = try CertificateFiles.readCertificate(authorityCertificate)
    if Files.exists(serverKey), Files.exists(serverCertificate) {
      let server = try CertificateFiles.readCertificate(serverCertificate)
      let signedByAuthority = authority.publicKey.map { server.isSignatureValid(by: $0) } ?? false
      if server.isValid(at: now), signedByAuthority { return Self.found(serverCertificate, server) }
      Terminal.say("replaced  \(serverCertificate)  it has expired, or another authority signed it")
    }
    try makeServer(authority: authority)
  }

  /// Step 1: the authority's key under a passphrase, and its self-signed certificate.
  private func makeAuthority() throws(DemoError) {
    let key = try keyFile(authorityKey, .rsa2048, "the authority's key: RSA-2048, under the passphrase")
    let subject = try Subject.parse("/O=PureTLS/CN=PureTLS demo authority")
    let certificate = try Issuing.authority(subject: subject, key: key, days: Issuing.authorityDays)
    try CertificateFiles.write(pem: certificate.pemRepresentation, to: authorityCertificate, overwrite: true)
    Self.made(authorityCertificate, "its certificate, which it signed itself: \(certificate.subject)")
  }

  /// Steps 2 and 3: the server's key under a passphrase, its request, and the authority's signature on it.
  private func makeServer(authority: Certificate) throws(DemoError) {
    let key = try keyFile(serverKey, .p256, "the server's key: P-256, under the passphrase")
    let subject = try Subject.parse("/O=PureTLS/CN=localhost")
    let request = try Issuing.request(subject: subject, names: Self.names, key: key)
    try CertificateFiles.write(pem: request.pemRepresentation, to: serverRequest, overwrite: true)
    Self.made(serverRequest, "its request for a certificate for \(Subject.describe(Self.names))")

    let authorityKey = try KeyFiles.read(authorityKey, passphrases: passphrases)
    let received = try CertificateFiles.readRequest(serverRequest)
    let certificate = try Issuing.certificate(for: received, by: authority, key: authorityKey, days: Issuing.serverDays)
    try CertificateFiles.write(pem: certificate.pemRepresentation, to: serverCertificate, overwrite: true)
    Self.made(serverCertificate, "the certificate that the authority signed, valid until \(certificate.notValidAfter)")
  }

  /// The key in a file, or a new one.
  private func keyFile(_ path: String, _ type: KeyType, _ what: String) throws(DemoError) -> PrivateKey {
    if Files.exists(path) { return try KeyFiles.read(path, passphrases: passphrases) }
    let passphrase = try passphrases.new(for: path)
    let key = try KeyFiles.generate(type)
    try KeyFiles.write(key, to: path, passphrase: passphrase.span, traditional: false, overwrite: false)
    Self.made(path, what)
    return key
  }

  private static func made(_ path: String, _ what: String) { Terminal.say("made   \(path.padded(to: 28))  \(what)") }

  private static func found(_ path: String, _ certificate: Certificate) {
    Terminal.say("found  \(path.padded(to: 28))  \(CertificateFiles.summary(of: certificate))")
  }

  // MARK: - Serving

  /// Step 4: HTTPS with that certificate and the encrypted key.
  private func serve(port: Int) throws(DemoError) {
    let key = try KeyFiles.read(serverKey, passphrases: passphrases)
    let chain = try CertificateFiles.readChain(serverCertificate)
    let identity = try ServeVerb.identity(chain: chain, key: key, path: serverCertificate)
    var options = try ServeVerb.options([identity])
    options.listen = [ListenAddress(host: "localhost", port: UInt16(port))]
    options.message = Self.secretMessage
    try ServeVerb.serve(options) { _ in
      """

      Serving https://localhost:\(port)/. In another terminal, try
        curl --cacert \(authorityCertificate) https://localhost:\(port)/
      which prints the secret message. Without --cacert curl refuses: it does not know the authority.
      Ctrl-C stops the server.
      """
    }
  }
}
