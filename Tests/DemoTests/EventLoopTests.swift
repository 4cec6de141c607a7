#if os(Linux)
  import Foundation
  import Primitives
  import TestSupport
  import Testing

  @testable import Demo

  /// The event loop over real sockets, with a transport that does not encrypt: what is tested here is who waits for whom.
  @Suite("The event loop", .timeLimit(.minutes(10)))
  struct EventLoopTests {
    /// A transport that passes bytes through.
    private final class PlainTransport: SecureTransport {
      private var events: [TransportEvent] = [.ready]
      private var output: [UInt8] = []

      func receive(_ bytes: inout MutableSpan<UInt8>, applicationData deliver: (Span<UInt8>) -> Void) {
        deliver(bytes.span)
      }
      func receiveEndOfStream() { events.append(.peerClosed) }
      func nextEvent() -> TransportEvent? { events.isEmpty ? nil : events.removeFirst() }
      func send(_ bytes: Span<UInt8>) { output += bytes.withUnsafeBufferPointer { [UInt8]($0) } }
      var outputByteCount: Int { output.count }
      func drainOutput(_ write: (Span<UInt8>) -> Int) {
        guard !output.isEmpty else { return }
        output.removeFirst(write(output.span))
      }
      func close() {}
    }

    /// A transport whose handshake never ends.
    private final class SilentTransport: SecureTransport {
      func receive(_ bytes: inout MutableSpan<UInt8>, applicationData deliver: (Span<UInt8>) -> Void) {}
      func receiveEndOfStream() {}
      func nextEvent() -> TransportEvent? { nil }
      func send(_ bytes: Span<UInt8>) {}
      var outputByteCount: Int { 0 }
      func drainOutput(_ write: (Span<UInt8>) -> Int) {}
      func close() {}
    }

    /// Collects what happens for a while, and reports new connections before everything else.
    private final class ListenerFirstPoller: Poller {
      private let inner: SystemPoller
      var listeners: Set<Int32> = []

      init() throws(ServeError) { inner = try SystemPoller() }
      func set(_ descriptor: Int32, reading: Bool, writing: Bool) {
        inner.set(descriptor, reading: reading, writing: writing)
      }
      func remove(_ descriptor: Int32) { inner.remove(descriptor) }
      func wait(milliseconds: Int32) -> [PollEvent] {
        Thread.sleep(forTimeInterval: 0.2)
        let events = inner.wait(milliseconds: milliseconds)
        return events.filter { listeners.contains($0.descriptor) }
          + events.filter { !listeners.contains($0.descriptor) }
      }
    }

    /// A server in a thread of its own.
    private final class Running {
      let ports: [UInt16]
      private let stopSignal: StopSignal
      private let finished = DispatchSemaphore(value: 0)

      init(
        root: String? = nil, hosts: [String] = ["localhost"], limits: ServerLimits = ServerLimits(),
        usesPoll: Bool = false,
        isSilent: Bool = false, reportsListenersFirst: Bool = false
      ) throws {
        let listeners = try Listener.open(hosts.map { ListenAddress(host: $0, port: 0) })
        ports = listeners.map(\.port)
        let stopSignal = try StopSignal()
        self.stopSignal = stopSignal
        let thread = Thread { [finished] in
          do {
            let site = Site(
              message: Array("hello\n".utf8),
              files: try root.map { path throws(ServeError) in try StaticFiles(root: path) },
              hasSink: true)
            var poller: any Poller = usesPoll ? try PollPoller() : try SystemPoller()
            if reportsListenersFirst {
              let collecting = try ListenerFirstPoller()
              collecting.listeners = Set(listeners.map(\.descriptor))
              poller = collecting
            }
            let loop = EventLoop(
              listeners: listeners, stopSignal: stopSignal, limits: limits, poller: poller,
              makeTransport: { () -> any SecureTransport in isSilent ? SilentTransport() : PlainTransport() },
              makeSession: { _ in HTTPSession(site: site, clock: { 0 }) }, report: { _ in })
            loop.run()
          } catch {
            Issue.record(error)
          }
          for listener in listeners { close(listener.descriptor) }
          finished.signal()
        }
        thread.start()
      }

      /// Stops it; false when that takes longer than `seconds`.
      @discardableResult
      func stop(within seconds: Double = 10) -> Bool {
        stopSignal.send()
        return finished.wait(timeout: .now() + seconds) == .success
      }
    }

    /// A blocking client.
    private struct Client: ~Copyable {
      let descriptor: Int32

      init(port: UInt16, receiveBuffer: Int32 = 0) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if receiveBuffer > 0 {
          var size = receiveBuffer
          setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, 4)
        }
        var timeout = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let code = withUnsafePointer(to: &address) {
          $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
          }
        }
        try #require(code == 0)
      }

      deinit { close(descriptor) }

      /// A second descriptor of the connection, which is the caller's to close.
      func detached() -> Int32 { dup(descriptor) }

      func send(_ text: String) { send(Array(text.utf8)) }

      func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
          let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
          guard count > 0 else { return }
          rest = rest.dropFirst(count)
        }
      }

      func read(atMost count: Int = 65536) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
          initialized = max(0, recv(descriptor, buffer.baseAddress, count, 0))
        }
      }

      func readToEnd() -> [UInt8] {
        var all: [UInt8] = []
        while true {
          let piece = read()
          if piece.isEmpty { return all }
          all += piece
        }
      }

      func get(_ path: String) -> String {
        send("GET \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        return String(decoding: readToEnd(), as: UTF8.self)
      }
    }

    @Test("Both loopback addresses answer, with either poller, and a stop is clean", arguments: [false, true])
    func basics(_ usesPoll: Bool) throws {
      let server = try Running(usesPoll: usesPoll)
      #expect(Set(server.ports).count == 1)
      for _ in 0..<20 {
        let client = try Client(port: server.ports[0])
        #expect(client.get("/").hasSuffix("\r\n\r\nhello\n"))
      }
      let waiting = try Client(port: server.ports[0])
      waiting.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(!waiting.read().isEmpty)
      #expect(server.stop(within: 1))
      #expect(waiting.read().isEmpty)
    }

    @Test("Silent, slow and half-hearted clients delay nobody")
    func slowClients() throws {
      let server = try Running()
      let silent = try Client(port: server.ports[0])
      let slow = try Client(port: server.ports[0])
      slow.send("GET / HT")
      let uploading = try Client(port: server.ports[0])
      uploading.send("POST /sink HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nabc")
      let start = Date()
      for _ in 0..<50 {
        let client = try Client(port: server.ports[0])
        #expect(client.get("/").hasSuffix("hello\n"))
      }
      #expect(Date().timeIntervalSince(start) < 5)
      slow.send("TP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(String(decoding: slow.readToEnd(), as: UTF8.self).hasSuffix("hello\n"))
      silent.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(String(decoding: silent.readToEnd(), as: UTF8.self).hasSuffix("hello\n"))
      server.stop()
    }

    @Test("A client that takes nothing holds up its own answer only, which then arrives whole")
    func stalledDownload() throws {
      let folder = try TemporaryFolder()
      let content = (0..<20_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 8) }
      try Data(content).write(to: URL(fileURLWithPath: folder.path + "/big"))
      let server = try Running(root: folder.path)
      let stalled = try Client(port: server.ports[0], receiveBuffer: 4096)
      stalled.send("GET /big HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      for _ in 0..<5 {
        let other = try Client(port: server.ports[0])
        #expect(other.get("/").hasSuffix("hello\n"))
      }
      let answer = stalled.readToEnd()
      #expect(answer.suffix(content.count).elementsEqual(content))
      server.stop()
    }

    @Test("A long upload is measured, and so is one that is followed by more requests")
    func upload() throws {
      let server = try Running()
      let content = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 &* 13 ^ $0 >> 7) }
      let client = try Client(port: server.ports[0])
      client.send("POST /sink HTTP/1.1\r\nHost: a\r\nContent-Length: \(content.count)\r\n\r\n")
      client.send(content)
      client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      let answer = String(decoding: client.readToEnd(), as: UTF8.self)
      #expect(answer.contains("\(content.count) \(hex(SHA256.hash(data: content).bytes))\n"))
      #expect(answer.hasSuffix("hello\n"))
      server.stop()
    }

    @Test("An answer that comes before the upload has ended reaches the client")
    func earlyAnswer() throws {
      let server = try Running()
      let client = try Client(port: server.ports[0])
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n")
      client.send([UInt8](repeating: 0, count: 1_000_000))
      #expect(String(decoding: client.readToEnd(), as: UTF8.self).hasPrefix("HTTP/1.1 413 "))
      server.stop()
    }

    @Test("Deadlines: for the handshake, for an idle connection, for a request's head")
    func deadlines() throws {
      var limits = ServerLimits()
      limits.handshakeTime = 300
      limits.idleTime = 900
      limits.headTime = 300
      let server = try Running(limits: limits)
      let late = try Client(port: server.ports[0])
      late.send("GET / HTT")
      #expect(String(decoding: late.readToEnd(), as: UTF8.self).hasPrefix("HTTP/1.1 408 "))
      let idle = try Client(port: server.ports[0])
      idle.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(String(decoding: idle.readToEnd(), as: UTF8.self).hasSuffix("hello\n"))
      server.stop()

      let silentServer = try Running(limits: limits, isSilent: true)
      let start = Date()
      let client = try Client(port: silentServer.ports[0])
      client.send("what is this")
      #expect(client.readToEnd().isEmpty)
      #expect(Date().timeIntervalSince(start) < 5)
      silentServer.stop()
    }

    @Test("At the limit, a new client takes the place of an idle one, and waits where all are busy")
    func connectionLimit() throws {
      var limits = ServerLimits()
      limits.connectionCount = 3
      let server = try Running(limits: limits)
      let idle = try Client(port: server.ports[0])
      idle.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(!idle.read().isEmpty)
      let busy = try Client(port: server.ports[0])
      let other = try Client(port: server.ports[0])
      for client in [busy.descriptor, other.descriptor] {
        _ = Array("GET / HT".utf8).withUnsafeBytes { Glibc.send(client, $0.baseAddress, $0.count, 0) }
      }
      Thread.sleep(forTimeInterval: 0.2)
      let next = try Client(port: server.ports[0])
      #expect(next.get("/").hasSuffix("hello\n"))
      #expect(idle.read().isEmpty)

      let third = try Client(port: server.ports[0])
      third.send("GET / HT")
      Thread.sleep(forTimeInterval: 0.1)
      let waiting = try Client(port: server.ports[0])
      waiting.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      Thread.sleep(forTimeInterval: 0.1)
      third.send("TP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(String(decoding: third.readToEnd(), as: UTF8.self).hasSuffix("hello\n"))
      #expect(String(decoding: waiting.readToEnd(), as: UTF8.self).hasSuffix("hello\n"))
      server.stop()
    }

    @Test("What is reported of a connection that had to make room does not end the one that takes its descriptor")
    func descriptorReuse() throws {
      var limits = ServerLimits()
      limits.connectionCount = 1
      let server = try Running(limits: limits, reportsListenersFirst: true)
      let old = try Client(port: server.ports[0])
      old.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(!old.read().isEmpty)
      // Closing with this option resets the connection, which is reported as a hang-up.
      var option = linger(l_onoff: 1, l_linger: 0)
      setsockopt(old.descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
      _ = consume old
      let new = try Client(port: server.ports[0])
      Thread.sleep(forTimeInterval: 0.6)
      #expect(new.get("/").hasSuffix("hello\n"))
      server.stop()
    }

    @Test("Silent clients that take every place are let go of when others come")
    func silentCrowd() throws {
      var limits = ServerLimits()
      limits.connectionCount = 3
      limits.handshakeGrace = 200
      let server = try Running(limits: limits)
      let start = Date()
      let crowd = [
        try Client(port: server.ports[0]).detached(), try Client(port: server.ports[0]).detached(),
        try Client(port: server.ports[0]).detached(), try Client(port: server.ports[0]).detached(),
      ]
      let client = try Client(port: server.ports[0])
      #expect(client.get("/").hasSuffix("hello\n"))
      #expect(Date().timeIntervalSince(start) < 5)
      for descriptor in crowd { close(descriptor) }
      server.stop()
    }

    @Test("Addresses to listen on")
    func addresses() throws {
      #expect(try ListenAddress(parsing: "localhost:1") == ListenAddress(host: "localhost", port: 1))
      #expect(try ListenAddress(parsing: "[::1]:443") == ListenAddress(host: "::1", port: 443))
      #expect(try ListenAddress(parsing: "[::1]") == ListenAddress(host: "::1", port: 5684))
      #expect(try ListenAddress(parsing: "127.0.0.1") == ListenAddress(host: "127.0.0.1", port: 5684))
      #expect(try ListenAddress(parsing: ":80") == ListenAddress(host: "", port: 80))
      #expect(try ListenAddress(parsing: "*:0") == ListenAddress(host: "", port: 0))
      for text in ["::1:80", "a:", "a:65536", "a:-1", "a:+1", "[::1", "[::1]80", "a:b"] {
        #expect(throws: ServeError.self, "\(text)") { try ListenAddress(parsing: text) }
      }
      #expect(throws: ServeError.self) { try Listener.open([ListenAddress(host: "256.0.0.1", port: 0)]) }
      let taken = try Listener.open([ListenAddress(host: "127.0.0.1", port: 0)])
      #expect(throws: ServeError.self) { try Listener.open([ListenAddress(host: "localhost", port: taken[0].port)]) }
      for listener in taken { close(listener.descriptor) }
    }
  }
#endif
