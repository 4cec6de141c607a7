/// Takes a request's body out of the bytes that arrive, without keeping any of it.
struct BodyReader: Sendable {
  private enum State: Equatable {
    /// This many bytes of body follow.
    case plain(Int)
    /// A line with a chunk's size.
    case chunkSize
    /// This many bytes of the chunk follow.
    case chunk(Int)
    /// The CR LF after a chunk.
    case chunkEnd
    /// Trailer fields up to the empty line.
    case trailers
    case finished
  }

  private var state: State
  private var line: [UInt8] = []
  private var trailerByteCount = 0

  init(_ length: RequestHead.BodyLength) {
    state =
      switch length {
      case .none, .bytes(0): .finished
      case .bytes(let count): .plain(count)
      case .chunked: .chunkSize
      }
  }

  /// Whether the whole body has been read.
  var isFinished: Bool { state == .finished }

  /// Takes the next piece of body from the front of `input`.
  ///
  /// - Returns: bytes of the body, or nil when more input is needed or the body is at its end. What was used up, framing
  ///   included, is removed from `input`.
  /// - Throws: 400 for framing that RFC 9112, section 7.1 does not allow.
  mutating func read(_ input: inout ArraySlice<UInt8>) throws(HTTPError) -> ArraySlice<UInt8>? {
    while !input.isEmpty {
      switch state {
      case .finished:
        return nil
      case .plain(let count):
        let piece = input.prefix(count)
        input = input.dropFirst(piece.count)
        state = piece.count == count ? .finished : .plain(count - piece.count)
        return piece
      case .chunk(let count):
        let piece = input.prefix(count)
        input = input.dropFirst(piece.count)
        state = piece.count == count ? .chunkEnd : .chunk(count - piece.count)
        return piece
      case .chunkSize:
        guard let line = try readLine(&input, limit: HTTPLimits.chunkLineByteCount) else { return nil }
        let size = try Self.parseChunkSize(line)
        state = size == 0 ? .trailers : .chunk(size)
      case .chunkEnd:
        guard let line = try readLine(&input, limit: 2) else { return nil }
        guard line.isEmpty else { throw HTTPError(.badRequest, "a chunk is longer than its size says") }
        state = .chunkSize
      case .trailers:
        guard let line = try readLine(&input, limit: HTTPLimits.trailerByteCount - trailerByteCount) else { return nil }
        if line.isEmpty {
          state = .finished
        } else {
          _ = try RequestHead.parseField(line[...])
          trailerByteCount += line.count + 2
        }
      }
    }
    return nil
  }

  /// The next line without its CR LF, once it is there.
  private mutating func readLine(_ input: inout ArraySlice<UInt8>, limit: Int) throws(HTTPError) -> [UInt8]? {
    while let byte = input.popFirst() {
      if byte == UInt8(ascii: "\n") {
        guard line.last == UInt8(ascii: "\r") else {
          throw HTTPError(.badRequest, "a line of chunked framing does not end with CR LF")
        }
        let finished = Array(line.dropLast())
        line = []
        return finished
      }
      guard line.last != UInt8(ascii: "\r") else {
        throw HTTPError(.badRequest, "a CR in chunked framing that no LF follows")
      }
      line.append(byte)
      guard line.count < limit else { throw HTTPError(.badRequest, "a line of chunked framing is too long") }
    }
    return nil
  }

  /// `1a;name=value`: hexadecimal digits, then extensions, which are passed over (RFC 9112, section 7.1.1).
  private static func parseChunkSize(_ line: [UInt8]) throws(HTTPError) -> Int {
    let digits = line.prefix { $0.hexDigitValue != nil }
    // 15 digits are below 2^60: no overflow.
    guard (1...15).contains(digits.count) else {
      throw HTTPError(.badRequest, "a chunk's size has 1 to 15 hexadecimal digits")
    }
    let rest = line.dropFirst(digits.count).drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    guard rest.isEmpty && line.count == digits.count || rest.first == UInt8(ascii: ";"),
      rest.allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == UInt8(ascii: "\t") })
    else { throw HTTPError(.badRequest, "a chunk's size is followed by something that is no extension") }
    return digits.reduce(0) { $0 << 4 | Int($1.hexDigitValue ?? 0) }
  }
}
