#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A way to tell a running server to stop, from another thread or a signal handler: a byte through a pipe, which wakes
/// the server wherever it waits.
final class StopSignal: Sendable {
  /// Becomes readable when the server is to stop.
  let readEnd: Int32
  private let writeEnd: Int32

  init() throws(ServeError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .system(call: "pipe", reason: SystemError.description(errno)) }
    for end in ends { SystemCalls.prepare(end) }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// Asks the server to stop; asked a second time, it does not wait for requests under way.
  func send() { Self.wake(writeEnd) }

  /// The number of requests to stop since the last call.
  func takeRequests() -> Int {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = read(readEnd, &bytes, bytes.count)
    return max(0, count)
  }

  private static func wake(_ descriptor: Int32) {
    var byte: UInt8 = 1
    _ = write(descriptor, &byte, 1)
  }

  /// Runs `body` with SIGINT and SIGTERM turned into requests to stop, and SIGPIPE ignored.
  func whileHandlingSignals<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) {
    Self.handled = writeEnd
    // A handler may only do what is safe at any point of the program: write(2) is.
    let handler: @convention(c) (Int32) -> Void = { _ in
      let saved = errno
      var byte: UInt8 = 1
      _ = write(StopSignal.handled, &byte, 1)
      errno = saved
    }
    let before = (signal(SIGINT, handler), signal(SIGTERM, handler), signal(SIGPIPE, SIG_IGN))
    // Whoever started this process from a thread with blocked signals has handed the mask down.
    var stopping = sigset_t()
    var mask = sigset_t()
    sigemptyset(&stopping)
    sigaddset(&stopping, SIGINT)
    sigaddset(&stopping, SIGTERM)
    pthread_sigmask(SIG_UNBLOCK, &stopping, &mask)
    defer {
      pthread_sigmask(SIG_SETMASK, &mask, nil)
      signal(SIGINT, before.0)
      signal(SIGTERM, before.1)
      signal(SIGPIPE, before.2)
    }
    try body()
  }

  /// The pipe that signals go to. Written before the handler is installed, and read by it alone.
  nonisolated(unsafe) private static var handled: Int32 = -1
}
