import Primitives

/// The server has said everything; the client must show that it has seen the same handshake.
struct ExpectClientFinished: ~Copyable {
  /// The verify_data that the client's Finished must have.
  private let verifyData: [UInt8]
  private let clientApplicationTrafficSecret: TrafficSecret
  private let info: HandshakeInfo

  init(
    verifyData: [UInt8], clientApplicationTrafficSecret: consuming TrafficSecret, info: HandshakeInfo
  ) {
    self.verifyData = verifyData
    self.clientApplicationTrafficSecret = clientApplicationTrafficSecret
    self.info = info
  }

  consuming func receive(
    _ message: HandshakeMessage, _ context: inout ServerContext
  ) throws(TLSError) -> ServerState {
    let finished = try message.parse(as: Finished.self)
    guard finished.verifyData.count == verifyData.count else {
      throw .invalidMessage(
        InvalidMessage(
          structure: "Finished", field: "verify_data", offset: 0,
          problem: .length(found: finished.verifyData.count, expected: "\(verifyData.count)")))
    }
    guard Self.areEqual(finished.verifyData, verifyData) else { throw .peerMisbehaved(.wrongFinished) }
    try context.records.protectReading(with: clientApplicationTrafficSecret)
    context.info = info
    return .established(Established())
  }

  /// Compares two MACs of equal length in a time that does not depend on where they differ.
  private static func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    var difference: UInt8 = 0
    for i in a.indices { difference |= a[i] ^ b[i] }
    return difference == 0
  }
}
