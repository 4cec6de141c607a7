#if os(Linux)
  import Primitives
  import Testing

  @testable import TLS13

  /// What costs no allocation for each record. Everything is run once before it is counted: buffers grow to their size then.
  @Suite("Records without allocation", .serialized)
  struct RecordAllocationTests {
    private static let megabyte = [UInt8](repeating: 7, count: 1 << 20)

    /// Both directions under one secret, as closures can change them.
    private final class Keys {
      var sealer: RecordSealer
      var opener: RecordOpener
      init(_ suite: CipherSuite) throws {
        let secret = [UInt8](repeating: 3, count: suite.hash.digestByteCount)
        sealer = try RecordSealer(suite, trafficSecret: secret.span)
        opener = try RecordOpener(suite, trafficSecret: secret.span)
      }
    }

    @Test("The counter sees arrays, objects, aligned memory and memory that is zeroed or grown")
    func counter() {
      #expect(AllocationCounter.count {} == 0)
      var count = 100
      var made: [[UInt8]] = []
      made.reserveCapacity(10)
      #expect(AllocationCounter.count { made.append([UInt8](repeating: 1, count: count)) } == 1)
      var boxes: [Box] = []
      boxes.reserveCapacity(10)
      #expect(AllocationCounter.count { boxes.append(Box()) } == 1)
      count += made.count + boxes.count
      for alignment in [8, 64, 4096] {
        var memory: UnsafeMutableRawPointer?
        let seen = AllocationCounter.count { memory = .allocate(byteCount: count, alignment: alignment) }
        #expect(seen == 1, "alignment \(alignment)")
        memory?.deallocate()
      }
      var array = [UInt8](repeating: 1, count: count)
      #expect(AllocationCounter.count { array.reserveCapacity(10_000) } >= 1)
      #expect(array.count == count)
    }

    private final class Box { var value = 0 }

    @Test("Sealing a record, and opening it where it lies", arguments: CipherSuite.supported)
    func oneRecord(_ suite: CipherSuite) throws {
      let keys = try Keys(suite)
      for count in [1, 100, 1024, 16_384] {
        var bytes = [UInt8](repeating: 0, count: RecordSealer.byteCount(sealing: count))
        func run() throws {
          var room = bytes.mutableSpan
          let taken = keys.sealer.seal(Self.megabyte.span.extracting(0..<count), into: &room)
          let opened = try keys.opener.open(&room)
          guard taken == count, opened.type == .applicationData, opened.contentByteCount == count else {
            throw TLSError.internalFailure(reason: "the record is not what was sealed")
          }
        }
        try run()
        #expect(try AllocationCounter.count { for _ in 0..<10 { try run() } } == 0, "\(count) bytes")
      }
    }

    @Test("Sealing 65 records in one call", arguments: CipherSuite.supported)
    func batch(_ suite: CipherSuite) throws {
      let keys = try Keys(suite)
      let data = Self.megabyte + [1, 2, 3]
      var bytes = [UInt8](repeating: 0, count: RecordSealer.byteCount(sealing: data.count))
      var taken = 0
      let allocations = AllocationCounter.count {
        var room = bytes.mutableSpan
        taken = keys.sealer.seal(data.span, into: &room)
      }
      #expect(taken == data.count && keys.sealer.sequenceNumber == 65)
      #expect(allocations == 0)
    }

    @Test("HKDF-Expand-Label", arguments: [HashAlgorithm.sha256, .sha384])
    func expandLabel(_ hash: HashAlgorithm) {
      let secret = [UInt8](repeating: 5, count: hash.digestByteCount)
      let context = [UInt8](repeating: 6, count: hash.digestByteCount)
      var output = [UInt8](repeating: 0, count: 48)
      func run() {
        var room = output.mutableSpan
        hash.expandLabel(secret.span, "c hs traffic", context: context.span, into: &room)
      }
      run()
      #expect(AllocationCounter.count(run) == 0)
      #expect(output != [UInt8](repeating: 0, count: 48))
    }

    @Test("A connection that sends a megabyte again and again", arguments: CipherSuite.supported)
    func sending(_ suite: CipherSuite) throws {
      var options = TestClient.Options()
      options.cipherSuites = [suite]
      let client = TestClient.connected(.test(), options)
      func run() throws {
        try client.server.send(Self.megabyte.span)
        while client.server.drainOutput({ min($0.count, 65_536) }) > 0 {}
      }
      try run()
      #expect(try AllocationCounter.count { for _ in 0..<3 { try run() } } == 0)
    }

    @Test(
      "A connection that receives records in place, whole and in pieces", arguments: CipherSuite.supported,
      [1000, 16_406, 65_536])
    func receiving(_ suite: CipherSuite, piece: Int) throws {
      var options = TestClient.Options()
      options.cipherSuites = [suite]
      let client = TestClient.connected(.test(), options)
      let content = Array(Self.megabyte.prefix(16_384))
      // As a server reads: the same buffer each time, filled anew.
      var buffer = [UInt8](repeating: 0, count: piece)
      var received = 0
      func run(_ bytes: Span<UInt8>) {
        var start = 0
        while start < bytes.count {
          let count = min(piece, bytes.count - start)
          var all = buffer.mutableSpan
          all.replace(from: 0, with: bytes.extracting(start..<start + count))
          var filled = all.part(0..<count)
          client.server.receive(inPlace: &filled) { received += $0.count }
          start += count
        }
      }
      for round in 0..<3 {
        var bytes: [UInt8] = []
        for _ in 0..<16 { bytes += client.record(.applicationData, content) }
        let allocations = AllocationCounter.count { run(bytes.span) }
        #expect(received == (round + 1) * 16 * 16_384)
        if round > 0 { #expect(allocations == 0) }
      }
    }
  }
#endif
