import Foundation
import TestSupport
import Testing

/// Clients that say nothing, next to nothing, or leave without a word.
@Suite(
  "Unfriendly clients",
  .enabled(if: [Tool.python, .curl, .openssl].allSatisfy(\.isAvailable), "needs python3, curl and openssl"))
struct UnfriendlyClientTests {
  /// Holds 200 silent connections, 20 with a byte a second, and 10 that ask for a big file and never read; then runs the
  /// rest of its arguments and prints what that prints.
  private static let slowScript = """
    import socket, ssl, subprocess, sys, threading, time
    port, authority, command = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    def connect():
      return socket.create_connection(("127.0.0.1", port), timeout=20)
    silent = [connect() for _ in range(200)]
    dribbling = [connect() for _ in range(20)]
    done = threading.Event()
    def dribble():
      for byte in bytes.fromhex("160301020001 0001fc0303".replace(" ", "")):
        for stream in dribbling: stream.send(bytes([byte]))
        if done.wait(1): return
    thread = threading.Thread(target=dribble)
    thread.start()
    greedy = []
    for _ in range(10):
      tls = ssl.create_default_context(cafile=authority).wrap_socket(connect(), server_hostname="localhost")
      tls.sendall(b"GET /big HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n")
      greedy.append(tls)
    time.sleep(0.2)
    try:
      for _ in range(10): print(subprocess.run(command, capture_output=True, text=True).stdout)
    finally:
      done.set()
      thread.join()
    """

  /// Leaves at every point of a connection where one can leave, with FIN and with RST.
  private static let leavingScript = """
    import socket, ssl, struct, sys
    port, authority = int(sys.argv[1]), sys.argv[2]
    context = ssl.create_default_context(cafile=authority)
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    hello = context.wrap_bio(incoming, outgoing, server_hostname="localhost")
    try: hello.do_handshake()
    except ssl.SSLWantReadError: pass
    hello = outgoing.read()
    def connect():
      return socket.create_connection(("127.0.0.1", port), timeout=20)
    def leave(stream, reset):
      if reset: stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
      stream.close()
    for reset in [False, True]:
      for count in [0, 1, 4, 5, 6, 50, len(hello) - 1, len(hello)]:
        stream = connect()
        stream.sendall(hello[:count])
        leave(stream, reset)
      for request in [b"", b"GET", b"GET / HTTP/1.1\\r\\nHost: x\\r\\n", b"GET /big HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n",
          b"POST /sink HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 1000000\\r\\n\\r\\n" + bytes(5000)]:
        stream = connect()
        tls = context.wrap_socket(stream, server_hostname="localhost")
        if request: tls.sendall(request)
        leave(tls, reset)
      for garbage in [b"GET / HTTP/1.1\\r\\n\\r\\n", bytes(1000), b"\\xff" * 70000, b"SSH-2.0-OpenSSH_9.9\\r\\n"]:
        stream = connect()
        try: stream.sendall(garbage)
        except OSError: pass
        leave(stream, reset)
    """

  private let root: TemporaryFolder
  private let server: DemoServer

  init() throws {
    root = try TemporaryFolder()
    try Data(count: 1 << 24).write(to: URL(fileURLWithPath: "\(root.path)/big"))
    server = try DemoServer(
      ["serve", "--message", Handshake.message, "--root", root.path, "--sink"]
        + (try TestAuthority.shared()).serveArguments([.p256]))
  }

  private func curlCommand() throws -> [String] {
    [
      "--silent", "--show-error", "--noproxy", "*", "--max-time", "3", "--cacert", try TestAuthority.shared().caPath,
      "https://localhost:\(server.port)/", "--connect-to", "::127.0.0.1:\(server.port)",
    ]
  }

  @Test("hundreds of silent and slow clients delay nobody and cost little memory")
  func slowClients() throws {
    // Without a server that turns to others meanwhile, each of these would take until a time limit of many seconds.
    let result = try Tool.python.run(
      ["-c", Self.slowScript, "\(server.port)", try TestAuthority.shared().caPath, Tool.curl.path] + curlCommand())
    #expect(
      result.text == String(repeating: "\(Handshake.message)\n", count: 10), "\(result.text)\(result.errorText)")
    #if os(Linux)
      let memory = try #require(server.peakMemoryByteCount)
      #expect(memory < 64 << 20, "\(memory) bytes")
    #endif
    server.stop()
  }

  @Test("clients that leave in the middle of anything harm nobody")
  func leavingClients() throws {
    let result = try Tool.python.run([
      "-c", Self.leavingScript, "\(server.port)", try TestAuthority.shared().caPath,
    ])
    #expect(result.status == 0, "\(result.errorText)")
    #expect(try Tool.curl.run(try curlCommand()).text == Handshake.message)
    server.stop()
  }
}
