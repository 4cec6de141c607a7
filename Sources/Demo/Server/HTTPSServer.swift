#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The server that `Demo serve` and the quick start run.
enum HTTPSServer {
  /// Serves until SIGINT or SIGTERM; requests under way are then answered, and the function returns. A second signal does
  /// not wait for them.
  ///
  /// - Parameter onListening: called once all addresses are listened on, with each as it can be typed in, such as
  ///   `127.0.0.1:5684` and `[::1]:5684`.
  /// - Throws: when an address cannot be listened on, or the folder to serve cannot be opened.
  static func serve(_ options: ServeOptions, onListening: ([String]) -> Void) throws(ServeError) {
    let stopSignal = try StopSignal()
    try stopSignal.whileHandlingSignals { () throws(ServeError) in
      try serve(options, until: stopSignal, onListening: onListening)
    }
  }

  /// Serves until `stopSignal` is sent.
  static func serve(
    _ options: ServeOptions, until stopSignal: StopSignal, onListening: ([String]) -> Void
  ) throws(ServeError) {
    var files: StaticFiles?
    if let root = options.root { files = try StaticFiles(root: root) }
    let site = Site(message: options.message.map { Array($0.utf8) }, files: files, hasSink: options.hasSink)
    let poller = try SystemPoller()
    let listeners = try Listener.open(options.listen)
    defer { for listener in listeners { close(listener.descriptor) } }
    let logsAccess = options.logsAccess
    let configuration = options.configuration
    let loop = EventLoop(
      listeners: listeners, stopSignal: stopSignal, limits: options.limits, poller: poller,
      makeTransport: { TLSTransport(configuration: configuration) },
      makeSession: { peer in
        HTTPSession(
          site: site, clock: { MonotonicClock.secondsSince1970 },
          log: { line, status, byteCount in
            if logsAccess { log("\(peer) \"\(line)\" \(status) \(byteCount)") }
          })
      },
      report: { line in if logsAccess { log(line) } })
    onListening(listeners.map(\.address))
    loop.run()
  }

  /// Writes a line to standard error. A terminal's control sequences cannot be in it: request lines are visible ASCII,
  /// and what else is logged is our own.
  private static func log(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
