#if os(Linux)
  import Foundation
  import Testing

  @testable import Demo

  @Suite("Stopping")
  struct StopSignalTests {
    @Test("SIGINT and SIGTERM ask the server to stop, SIGPIPE is ignored, and the handlers of before come back")
    func signals() throws {
      let stopSignal = try StopSignal()
      let before = sigaction.current(SIGINT)
      try stopSignal.whileHandlingSignals { () throws(ServeError) in
        #expect(stopSignal.takeRequests() == 0)
        kill(getpid(), SIGINT)
        kill(getpid(), SIGTERM)
        kill(getpid(), SIGPIPE)
        // A signal to the process may be delivered to any of its threads, a moment later.
        var requests = 0
        for _ in 0..<1000 where requests < 2 {
          requests += stopSignal.takeRequests()
          usleep(1000)
        }
        #expect(requests == 2)
        #expect(sigaction.current(SIGINT) != before)
      }
      #expect(sigaction.current(SIGINT) == before)
    }
  }

  extension sigaction {
    /// The address of a signal's handler; the default is 0.
    fileprivate static func current(_ signal: Int32) -> UInt {
      var action = sigaction()
      sigaction(signal, nil, &action)
      return withUnsafeBytes(of: action.__sigaction_handler) { $0.loadUnaligned(as: UInt.self) }
    }
  }
#endif
