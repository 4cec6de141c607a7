/// How many zeros follow the content of a record (RFC 9846, section 5.4): as many as fill the last block of a policy.
struct RecordPadding {
  /// The length with the type byte is a multiple of this many bytes; 1 for no padding.
  private let blockByteCount: Int

  /// No padding.
  static let none = RecordPadding(blockByteCount: 1)

  /// A policy; 0 and 1 stand for no padding.
  init(blockByteCount: Int) { self.blockByteCount = max(blockByteCount, 1) }

  /// The zeros behind so much content, as far as the record has room.
  func count(for contentByteCount: Int) -> Int {
    guard blockByteCount > 1 else { return 0 }
    let excess = (contentByteCount + 1) % blockByteCount
    return min(excess == 0 ? 0 : blockByteCount - excess, Limits.plaintextByteCount - contentByteCount)
  }
}
