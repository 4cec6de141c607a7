/// The handshake is complete. KeyUpdate is the only message that a client may still send: this server asks for no
/// certificates, and TLS 1.3 has no renegotiation.
struct Established: ~Copyable {
  private var consecutiveKeyUpdates = 0
  private var consecutiveEmptyRecords = 0
  /// The client wants the server's keys updated too, before the next application data (section 4.6.3).
  private var owesKeyUpdate = false
  /// The server has asked for an update that has not come yet, and must not ask again.
  private var awaitsKeyUpdate = false

  consuming func receive(
    _ message: HandshakeMessage, _ context: inout ServerContext
  ) throws(TLSError) -> ServerState {
    let update = try message.parse(as: KeyUpdate.self)
    consecutiveKeyUpdates += 1
    guard consecutiveKeyUpdates <= Limits.consecutiveKeyUpdateCount else {
      throw .peerMisbehaved(.flood(of: .keyUpdates, limit: Limits.consecutiveKeyUpdateCount))
    }
    try context.records.updateReadingKeys()
    awaitsKeyUpdate = false
    if update.updateRequested { owesKeyUpdate = true }
    return .established(self)
  }

  /// Answers any number of requests since the last answer with one KeyUpdate.
  mutating func answerKeyUpdate(_ context: inout ServerContext) throws(TLSError) {
    guard owesKeyUpdate else { return }
    owesKeyUpdate = false
    try context.records.sendKeyUpdate(requestingUpdate: false)
  }

  /// Updates the server's keys, and asks the client to update its own unless it has been asked already.
  mutating func requestKeyUpdate(_ context: inout ServerContext) throws(TLSError) {
    try context.records.sendKeyUpdate(requestingUpdate: !awaitsKeyUpdate)
    awaitsKeyUpdate = true
  }

  /// Counts a record of application data, which ends a row of key updates unless it is empty.
  mutating func countApplicationData(isEmpty: Bool) throws(TLSError) {
    guard isEmpty else {
      consecutiveKeyUpdates = 0
      consecutiveEmptyRecords = 0
      return
    }
    consecutiveEmptyRecords += 1
    guard consecutiveEmptyRecords <= Limits.consecutiveEmptyRecordCount else {
      throw .peerMisbehaved(.flood(of: .emptyRecords, limit: Limits.consecutiveEmptyRecordCount))
    }
  }
}
