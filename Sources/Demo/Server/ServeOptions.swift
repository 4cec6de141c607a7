import TLS13

/// What `serve` serves, where, and to how many.
struct ServeOptions {
  /// Where to listen; the default is both loopback addresses.
  var listen: [ListenAddress] = [ListenAddress(host: "localhost", port: 5684)]
  /// Certificates, suites, groups and the key log.
  var configuration: ServerConfiguration
  /// What `/` answers, as plain text: the message, or the Fernet token that hides it.
  var message: String?
  /// The folder whose files are served.
  var root: String?
  /// Whether `POST /sink` takes uploads and answers with their length and SHA-256.
  var hasSink = false
  /// Whether each answer is noted on standard error.
  var logsAccess = false
  /// Timeouts and capacities.
  var limits = ServerLimits()

  /// Options with the defaults.
  init(configuration: ServerConfiguration) { self.configuration = configuration }
}
