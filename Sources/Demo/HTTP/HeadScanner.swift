/// Finds the lines of a request's head in bytes that arrive piece by piece, and looks at each byte once.
///
/// Lines end with CR LF and nothing else. RFC 9112, section 2.2 would let a server take a bare LF, but two parsers that
/// disagree about where a line ends are how requests are smuggled.
struct HeadScanner: Sendable {
  /// The lines found so far, as offsets from the head's first byte, without their ends.
  private(set) var lines: [Range<Int>] = []
  private var position = 0
  private var lineStart = 0

  /// Goes on where the last call stopped; `bytes` begins with the head's first byte.
  ///
  /// - Returns: the head's length with the empty line that ends it, or nil when there is more to come.
  /// - Throws: 400 for a wrong line end, 414 and 431 when a limit is passed.
  mutating func scan(_ bytes: ArraySlice<UInt8>) throws(HTTPError) -> Int? {
    while position < bytes.count {
      let byte = bytes[bytes.startIndex + position]
      let isFirstLine = lines.isEmpty
      if byte == UInt8(ascii: "\n") {
        guard position > lineStart, bytes[bytes.startIndex + position - 1] == UInt8(ascii: "\r") else {
          throw HTTPError(.badRequest, "a line ends with LF alone; lines of a request end with CR LF")
        }
        let line = lineStart..<(position - 1)
        position += 1
        lineStart = position
        if line.isEmpty {
          // One empty line before the request line is passed over (RFC 9112, section 2.2).
          if isFirstLine && position == 2 { continue }
          guard !isFirstLine else { throw HTTPError(.badRequest, "empty lines where a request was expected") }
          return position
        }
        lines.append(line)
        if lines.count > 1 + HTTPLimits.headerFieldCount {
          throw HTTPError(
            .requestHeaderFieldsTooLarge, "more than \(HTTPLimits.headerFieldCount) header fields")
        }
        continue
      }
      if position > lineStart, bytes[bytes.startIndex + position - 1] == UInt8(ascii: "\r") {
        throw HTTPError(.badRequest, "a CR that no LF follows")
      }
      position += 1
      if isFirstLine && position > HTTPLimits.requestLineByteCount {
        throw HTTPError(.uriTooLong, "the request line is longer than \(HTTPLimits.requestLineByteCount) bytes")
      }
      if let first = lines.first, position - first.upperBound > HTTPLimits.headerByteCount {
        throw HTTPError(
          .requestHeaderFieldsTooLarge, "the header fields are longer than \(HTTPLimits.headerByteCount) bytes")
      }
    }
    return nil
  }
}
