import TLS13
import X509

/// `Demo serve`: HTTPS over TLS 1.3.
enum ServeVerb: Verb {
  static let name = "serve"
  static let summary = "serve a message or a folder over HTTPS"
  static let discussion = """
    Serves until Ctrl-C. CERT holds the server's certificate and, after it, those of authorities between it and the one
    that clients trust. With several pairs of --cert and --key, in the same order, the name that a client asks for (SNI)
    chooses among them; the first is for all others.

    With SSLKEYLOGFILE set in the environment, the secrets of each connection are appended to that file, for Wireshark.
    """
  static let defaultPort = 5684
  static let options: [CommandOption] = [
    .repeated("cert", "FILE", "the server's certificate chain", required: true),
    .repeated("key", "FILE", "its private key", required: true),
    .repeated("listen", "HOST:PORT", "where to listen, default localhost:\(defaultPort)"),
    .optional("message", "TEXT", "what / answers"),
    .optional("fernet-key", "FILE", "serve the message as a Fernet token under this key"),
    .optional("root", "DIR", "serve the files in this folder"),
    .flag("sink", "take uploads: POST /sink answers with their length and SHA-256"),
    .optional("suites", "LIST", "cipher suites, the preferred first, default \(list(CipherSuite.supported))"),
    .optional("groups", "LIST", "key exchange groups, the preferred first, default \(list(NamedGroup.supported))"),
    .flag("log", "print a line on standard error for each answer"),
    .passphraseFile,
  ]

  static func run(_ arguments: Arguments) throws(DemoError) {
    let certificates = arguments.all("cert")
    let keys = arguments.all("key")
    guard certificates.count == keys.count else {
      throw .usage(
        "there are \(certificates.count) --cert and \(keys.count) --key", "give each certificate its key")
    }
    let message = try message(arguments)
    guard message != nil || arguments.has("root") || arguments.has("sink") else {
      throw .usage("there is nothing to serve", "give --message, --root or --sink")
    }
    let addresses = try arguments.all("listen").map { text throws(DemoError) in try address(text) }
    var identities: [ServerIdentity] = []
    for (certificate, key) in zip(certificates, keys) {
      let chain = try CertificateFiles.readChain(certificate)
      let privateKey = try KeyFiles.read(key, passphrases: PassphraseSource(arguments))
      identities.append(try identity(chain: chain, key: privateKey, path: certificate))
    }
    var options = try options(
      identities,
      suites: try choose(arguments.optional("suites"), from: CipherSuite.supported, option: "suites"),
      groups: try choose(arguments.optional("groups"), from: NamedGroup.supported, option: "groups"))
    if !addresses.isEmpty { options.listen = addresses }
    options.message = message
    options.root = arguments.optional("root")
    options.hasSink = arguments.has("sink")
    options.logsAccess = arguments.has("log")
    try serve(options) { "Serving on \($0.map { "https://\($0)/" }.joined(separator: " and "))" }
  }

  // MARK: - For the quick start too

  static func identity(
    chain: [Certificate], key: consuming PrivateKey, path: String
  ) throws(DemoError) -> ServerIdentity {
    do {
      return try ServerIdentity(certificateChain: chain.map(\.derBytes), privateKey: key)
    } catch {
      throw .failed("\(path) cannot be served", "\(error)".escapingControls)
    }
  }

  static func options(
    _ identities: [ServerIdentity], suites: [CipherSuite] = CipherSuite.supported,
    groups: [NamedGroup] = NamedGroup.supported
  ) throws(DemoError) -> ServeOptions {
    do {
      let configuration = try ServerConfiguration(
        identities: identities, cipherSuites: suites, namedGroups: groups,
        applicationProtocols: ["http/1.1", "http/1.0"],
        keyLog: try KeyLogFile.fromEnvironment())
      return ServeOptions(configuration: configuration)
    } catch let error as DemoError {
      throw error
    } catch {
      throw .failed("the server cannot be set up", "\(error)".escapingControls)
    }
  }

  /// Serves until it is told to stop. `announcement` makes the text that says where.
  static func serve(_ options: ServeOptions, announcement: ([String]) -> String) throws(DemoError) {
    do {
      try HTTPSServer.serve(options) { Terminal.say(announcement($0)) }
    } catch .listen(let address, let reason) {
      throw .failed("cannot listen on \(address): \(reason)", "stop what listens there, or choose another port")
    } catch {
      throw .failed("the server cannot start", "\(error)".escapingControls)
    }
    Terminal.say("Stopped.")
  }

  // MARK: - Options

  private static func message(_ arguments: Arguments) throws(DemoError) -> String? {
    guard let keyFile = arguments.optional("fernet-key") else { return arguments.optional("message") }
    guard let message = arguments.optional("message") else {
      throw .usage("--fernet-key has no message to encrypt", "give --message as well")
    }
    let fernet = try FernetVerb.readKey(keyFile)
    let bytes = Array(message.utf8)
    return fernet.encrypt(bytes.span, now: UInt64(max(0, Clock.now())))
  }

  private static func address(_ text: String) throws(DemoError) -> ListenAddress {
    do {
      return try ListenAddress(parsing: text, defaultPort: UInt16(defaultPort))
    } catch {
      throw .usage("--listen: \(error)".escapingControls, "write it as localhost:5684, 127.0.0.1:5684 or [::1]:5684")
    }
  }

  private static func list(_ choices: [some CustomStringConvertible]) -> String {
    choices.map { "\($0)" }.joined(separator: ",")
  }

  /// The choices that a comma-separated list names, in its order.
  private static func choose<Choice: CustomStringConvertible>(
    _ text: String?, from choices: [Choice], option: String
  ) throws(DemoError) -> [Choice] {
    guard let text else { return choices }
    var chosen: [Choice] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let choice = choices.first(where: { "\($0)".lowercased() == name.lowercased() }) else {
        throw .usage("--\(option): there is no '\(name)'", "choose from \(list(choices))")
      }
      chosen.append(choice)
    }
    return chosen
  }
}
