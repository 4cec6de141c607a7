#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The system's errors in words.
enum SystemError {
  static func description(_ code: Int32) -> String { String(cString: strerror(code)) }
}

/// Time that only goes forward, in milliseconds.
enum MonotonicClock {
  static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
  }

  /// The time of day, in seconds since 1970.
  static var secondsSince1970: Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int(time.tv_sec)
  }
}

/// The few system calls that the event loop makes, with their outcomes as values.
enum SystemCalls {
  /// What reading or writing without waiting came to.
  enum Outcome: Equatable {
    case bytes(Int)
    /// The other side has closed (reading only).
    case end
    case wouldBlock
    case failed(Int32)
  }

  /// Makes a descriptor never wait, and never be inherited.
  static func prepare(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  static func receive(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Outcome {
    outcome { recv(descriptor, buffer.baseAddress, buffer.count, 0) }
  }

  /// Sends without a SIGPIPE where the system can promise that for one call; elsewhere the signal is ignored anyhow.
  static func send(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Outcome {
    #if canImport(Glibc)
      outcome { Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL)) }
    #else
      outcome { Darwin.send(descriptor, bytes.baseAddress, bytes.count, 0) }
    #endif
  }

  private static func outcome(of call: () -> Int) -> Outcome {
    while true {
      let count = call()
      if count > 0 { return .bytes(count) }
      if count == 0 { return .end }
      let code = errno
      if code == EINTR { continue }
      return code == EAGAIN || code == EWOULDBLOCK ? .wouldBlock : .failed(code)
    }
  }

  /// Sends small packets at once: answers are written whole, and waiting for more to join them only delays.
  static func disableDelay(_ descriptor: Int32) {
    var yes: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
  }

  /// No more output on this socket; input still arrives.
  static func shutDownOutput(_ descriptor: Int32) {
    #if canImport(Glibc)
      shutdown(descriptor, Int32(SHUT_WR))
    #else
      shutdown(descriptor, SHUT_WR)
    #endif
  }
}
