/// What a client may make the server hold or wait for, each with its reason. Times are in milliseconds.
struct ServerLimits: Sendable {
  /// From the connection to the end of its handshake. A handshake is two round trips; ten seconds forgive any network.
  var handshakeTime = 10_000
  /// Without a byte in either direction.
  var idleTime = 60_000
  /// From a request's first byte to the end of its head, so that nobody holds a place with a byte a minute. Answer: 408.
  var headTime = 30_000
  /// For the last bytes of a connection that is being closed.
  var closingTime = 5_000
  /// For a client to read the last answer before its unread input makes the kernel cut the connection off.
  var lingerTime = 2_000
  /// For requests under way when the server is told to stop.
  var stopTime = 2_000
  /// After this, a connection without a handshake makes room for a new one when there are too many: silent clients by the
  /// hundred keep nobody out.
  var handshakeGrace = 1_000
  /// Connections at once; each takes some tens of kilobytes, and one or two descriptors (the socket and a file) of the
  /// 1,024 that a process usually gets.
  var connectionCount = 480
  /// Output that waits for the client to take it, in bytes. From there on nothing more is produced, and nothing is read:
  /// four full records are sealed, sent while the cache still has them, and their memory is used for the next.
  var pendingOutputByteCount = 65_536
  /// How long no connection is accepted after the process ran out of descriptors or memory.
  var exhaustionPause = 250
}
