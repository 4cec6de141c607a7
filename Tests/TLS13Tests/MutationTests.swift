import Primitives
import TestSupport
import Testing

@testable import TLS13

/// A short form of what the Fuzz executable does at length: whatever comes, the server answers with an alert or goes on,
/// and what it holds and sends stays bounded.
@Suite("Mutated input")
struct MutationTests {
  /// A small generator, so that a failure can be repeated (SplitMix64).
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
      return z ^ z >> 31
    }
  }

  /// One or two changes to bytes: a flip, a removal, an insertion, a repetition.
  static func mutate(_ bytes: [UInt8], _ generator: inout Generator) -> [UInt8] {
    var bytes = bytes
    for _ in 0...Int.random(in: 0...1, using: &generator) where !bytes.isEmpty {
      let index = Int.random(in: bytes.indices, using: &generator)
      switch Int.random(in: 0...4, using: &generator) {
      case 0: bytes[index] ^= 1 << UInt8.random(in: 0...7, using: &generator)
      case 1: bytes[index] = [0, 1, 0x7f, 0x80, 0xff].randomElement(using: &generator) ?? 0
      case 2: bytes.remove(at: index)
      case 3: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: index)
      default:
        let end = min(index + Int.random(in: 1...8, using: &generator), bytes.count)
        bytes.insert(contentsOf: bytes[index..<end], at: index)
      }
    }
    return bytes
  }

  /// What must hold of a server whatever it was fed.
  private func check(_ server: ServerConnection, _ seed: UInt64, fed: Int) {
    var failures = 0
    var data = 0
    while let event = server.nextEvent() {
      switch event {
      case .failed: failures += 1
      case .applicationData(let bytes): data += bytes.count
      case .handshakeComplete, .peerClosed: break
      }
    }
    #expect(failures <= 1, "seed \(seed)")
    #expect(data <= fed, "seed \(seed)")
    #expect(server.outputByteCount < 4096, "seed \(seed)")
    if failures == 1 {
      #expect(server.isReadClosed && server.isWriteClosed, "seed \(seed)")
      _ = server.takeOutput()
      server.receive([22, 3, 3, 0, 1, 1].span)
      #expect(server.outputByteCount == 0 && server.nextEvent() == nil, "seed \(seed)")
    }
  }

  @Test("Mutated ClientHello records")
  func clientHello() {
    let configuration = ServerConfiguration.test()
    var options = TestClient.Options()
    options.serverName = "www.example.com"
    options.applicationProtocols = ["h2", "http/1.1"]
    options.edit = { hello in
      hello.extensions?.append(PSKKeyExchangeModes(modes: [1]))
      hello.extensions?.append(
        OfferedPSKs(
          identities: [.init(identity: [1, 2], obfuscatedTicketAge: 3)],
          binders: [[UInt8](repeating: 1, count: 32)]))
    }
    let record = TestClient.plaintextRecord(.handshake, TestClient(configuration, options).clientHello.bytes)
    var handshakes = 0
    for seed in 0..<UInt64(3000) {
      var generator = Generator(state: seed)
      let server = ServerConnection(configuration: configuration)
      let bytes = Self.mutate(record, &generator)
      server.receive(bytes.span)
      if server.outputByteCount > 100 { handshakes += 1 }
      check(server, seed, fed: bytes.count)
    }
    // Mutations of random values and shares leave good hellos: the test reaches beyond the parser.
    #expect(handshakes > 100)
  }

  @Test("Mutated messages in good records: of the handshake, and after it")
  func messages() {
    for seed in 0..<UInt64(1000) {
      var generator = Generator(state: seed)
      var options = TestClient.Options()
      options.finishes = false
      options.inPlace = seed % 4 < 2
      let client = TestClient(.test(), options)
      client.start()
      if seed % 2 == 0 {
        client.sendFinished()
        client.send(.handshake, Self.mutate(HandshakeMessage(KeyUpdate(updateRequested: true)).bytes, &generator))
        client.send(.alert, Self.mutate([1, 0], &generator))
      } else {
        client.send(.handshake, Self.mutate(client.finished.bytes, &generator))
      }
      check(client.server, seed, fed: 0)
    }
  }

  @Test("Mutated records of an established connection")
  func records() {
    for seed in 0..<UInt64(1000) {
      var generator = Generator(state: seed)
      var options = TestClient.Options()
      options.inPlace = seed % 2 == 0
      let client = TestClient.connected(.test(), options)
      let good = client.record(.applicationData, [1, 2, 3], padding: 4)
      let bytes = Self.mutate(good, &generator)
      client.sendRaw(bytes)
      #expect(bytes == good || client.received.isEmpty || bytes.starts(with: good), "seed \(seed)")
      check(client.server, seed, fed: bytes.count)
    }
  }

  @Test("Random bytes")
  func noise() {
    for seed in 0..<UInt64(500) {
      var generator = Generator(state: seed)
      let server = ServerConnection(configuration: .test())
      let bytes = (0..<200).map { _ in UInt8.random(in: 0...255, using: &generator) }
      server.receive(bytes.span)
      check(server, seed, fed: bytes.count)
    }
  }
}
