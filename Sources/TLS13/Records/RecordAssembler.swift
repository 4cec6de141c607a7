/// Finds the records in the byte stream from the peer, however the transport has split it.
///
/// A record that lies whole in a piece of input is opened where it lies. One that comes in several pieces is put together
/// here, in storage that is used again for the next: between calls, at most one incomplete record is held.
struct RecordAssembler {
  private var headerBytes = InlineArray<5, UInt8>(repeating: 0)
  private var headerCount = 0
  /// The storage for bodies; the first `bodyCount` bytes are those of the record under way.
  var storage: [UInt8] = []
  private(set) var bodyCount = 0

  /// The header of the record that is complete.
  var header: RecordHeader { RecordHeader(bytes: headerBytes) }

  /// The header of the next record if it lies in `input` whole from `offset` on, and none before it is incomplete.
  func wholeRecord(in input: Span<UInt8>, at offset: Int) throws(TLSError) -> RecordHeader? {
    guard headerCount == 0, input.count - offset >= RecordHeader.byteCount else { return nil }
    let header = RecordHeader(parsing: input.extracting(offset..<input.count))
    try RecordHeader.check(type: header.type.rawValue)
    try header.checkLength()
    return input.count - offset - RecordHeader.byteCount >= header.count ? header : nil
  }

  /// Takes bytes of the record under way from `input`, from `offset` on, which moves over them. True when the record is
  /// complete: its body is the beginning of `storage`, until the next call.
  mutating func collect(from input: Span<UInt8>, at offset: inout Int) throws(TLSError) -> Bool {
    if headerCount == RecordHeader.byteCount, bodyCount == header.count { headerCount = 0 }
    while headerCount < RecordHeader.byteCount {
      guard offset < input.count else { return false }
      headerBytes[headerCount] = input[offset]
      headerCount += 1
      offset += 1
      if headerCount == 1 { try RecordHeader.check(type: headerBytes[0]) }
      if headerCount == RecordHeader.byteCount { try beginBody() }
    }
    let count = min(header.count - bodyCount, input.count - offset)
    let place = bodyCount
    bodyCount += count
    var room = storage.mutableSpan
    room.replace(from: place, with: input.extracting(offset..<offset + count))
    offset += count
    return bodyCount == header.count
  }

  private mutating func beginBody() throws(TLSError) {
    try header.checkLength()
    bodyCount = 0
    // The longest first record is a ClientHello: a few hundred bytes mostly. What follows is long or short for good.
    if storage.count < header.count { storage = [UInt8](repeating: 0, count: header.count) }
  }
}
