import Primitives
import Testing

@testable import TLS13

@Suite("Application data")
struct ApplicationDataTests {
  private static func pattern(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
  }

  @Test("Data of any length arrives, in records as full as may be", arguments: [0, 1, 16_383, 16_384, 16_385, 100_000])
  func sending(_ count: Int) throws {
    let client = TestClient.connected(.test())
    let before = client.records.count
    let data = Self.pattern(count)
    try client.server.send(data.span)
    let expected = (count + 16_383) / 16_384
    #expect(client.server.outputByteCount == count + expected * 22)
    client.pump()
    #expect(client.applicationData == data)
    #expect(client.records.count - before == expected)
  }

  @Test(
    "Data in many records in one piece of input, and in pieces that fit no record",
    arguments: [1, 17, 1000, 20_000, .max], [false, true])
  func receiving(_ chunk: Int, inPlace: Bool) {
    var options = TestClient.Options()
    options.chunk = chunk
    options.inPlace = inPlace
    let client = TestClient.connected(.test(), options)
    let data = Self.pattern(70_000)
    var bytes: [UInt8] = []
    var start = 0
    while start < data.count {
      let end = min(start + 1 + start % 16_384, data.count)
      bytes += client.record(.applicationData, Array(data[start..<end]))
      start = end
    }
    client.sendRaw(bytes)
    #expect(client.received == data)
  }

  @Test("With a padding policy, the length on the wire says only the block", arguments: [2, 100, 4096, 16_384])
  func paddingPolicy(_ block: Int) throws {
    let client = TestClient.connected(.test(paddingBlockByteCount: block))
    for count in [1, 50, 99, 100, 5000, 16_384, 20_000] {
      let before = client.records.count
      let data = Self.pattern(count)
      let sofar = client.applicationData.count
      try client.server.send(data.span)
      client.pump()
      #expect(Array(client.applicationData[sofar...]) == data)
      for record in client.records[before...] {
        let inner = record.byteCount - 16
        #expect(inner % block == 0 || inner == 16_385, "\(inner) bytes")
      }
    }
  }

  @Test("Output can go back and forth between two arrays")
  func exchange() throws {
    let client = TestClient.connected(.test())
    var buffer: [UInt8] = [9, 9, 9]
    try client.server.send([1, 2, 3].span)
    client.server.exchangeOutput(&buffer)
    #expect(buffer.count == 25)
    #expect(client.server.outputByteCount == 0)
    try client.server.send([1, 2, 3, 4].span)
    client.server.exchangeOutput(&buffer)
    #expect(buffer.count == 26)
  }

  @Test("In place, data comes before the events that end it, and sending and closing are allowed meanwhile")
  func order() throws {
    let client = TestClient.connected(.test())
    var bytes = client.record(.applicationData, [1, 2, 3]) + client.record(.alert, [1, 0])
    let later = bytes.count
    bytes += client.record(.applicationData, [4])
    var span = bytes.mutableSpan
    var data: [[UInt8]] = []
    client.server.receive(inPlace: &span) {
      data.append([UInt8](copying: $0))
      #expect(client.server.nextEvent() == nil)
      #expect(throws: Never.self) { try client.server.send([9].span) }
      client.server.close()
    }
    #expect(data == [[1, 2, 3]] && later < bytes.count)
    client.pump()
    #expect(client.sawPeerClosed && client.failure == nil)
    #expect(client.applicationData == [9] && client.alerts == [.closeNotify])
  }

  @Test("The transport may take the output in any pieces", arguments: [1, 100, 16_000, 70_000])
  func draining(_ piece: Int) throws {
    let client = TestClient.connected(.test())
    let data = Self.pattern(40_000)
    var sent = 0
    for round in 0..<20 {
      try client.server.send(data.span.extracting(round * 2000..<(round + 1) * 2000))
      var bytes: [UInt8] = []
      let taken = client.server.drainOutput { waiting in
        bytes = [UInt8](copying: waiting.extracting(0..<min(piece, waiting.count)))
        return bytes.count
      }
      #expect(taken == bytes.count)
      client.takeFromServer(bytes)
      sent += taken
    }
    while client.server.outputByteCount > 0 {
      client.server.drainOutput { waiting in
        let bytes = [UInt8](copying: waiting.extracting(0..<min(piece, waiting.count)))
        client.takeFromServer(bytes)
        return bytes.count
      }
    }
    #expect(client.applicationData == data)
    #expect(client.server.drainOutput { _ in 1 } == 0)
  }
}
