import Primitives

/// One client's requests and answers, without input or output: bytes go in, bytes come out, in the order of RFC 9112.
///
/// Requests may arrive ahead (pipelining); they are answered one after the other. Nothing is kept but a bounded piece of
/// input and one bounded piece of an answer.
final class HTTPSession {
  /// One line for the access log: the request line, the status and the number of bytes promised.
  typealias Log = (_ line: String, _ status: Int, _ byteCount: Int) -> Void

  private enum State {
    /// A request's head is expected, or has arrived in part.
    case head
    /// A body is being read and dropped, after which the answer goes out.
    case ignoringBody(BodyReader, byteCount: Int, RequestHead, Response)
    /// An upload is being measured.
    case sink(BodyReader, byteCount: Int, SHA256, RequestHead)
    /// An answer is going out; the file gives the rest of it.
    case answering(StaticFile?, keepsAlive: Bool)
    /// Everything has been said.
    case finished
    /// An answer could not be completed: the connection must not look as if it had been.
    case broken
  }

  private let site: Site
  private let clock: () -> Int
  private let log: Log
  private var state = State.head
  private var scanner = HeadScanner()
  private var input: [UInt8] = []
  private var inputStart = 0
  private var output: [UInt8] = []
  private var hasInputEnded = false
  /// Whether the request that is being answered wants no content, whatever the answer (RFC 9110, section 9.3.2).
  private var isHead = false

  /// - Parameters:
  ///   - clock: seconds since 1970, for the Date field.
  ///   - log: called when an answer begins.
  init(site: Site, clock: @escaping () -> Int, log: @escaping Log = { _, _, _ in }) {
    self.site = site
    self.clock = clock
    self.log = log
  }

  /// Whether more input is of use now; while false, the client has to wait.
  var wantsInput: Bool {
    switch state {
    case .finished, .broken: false
    default: !hasInputEnded && input.count - inputStart < HTTPLimits.pendingInputByteCount
    }
  }

  /// Whether the last answer has been taken, and the connection is to be closed.
  var isFinished: Bool { if case .finished = state { output.isEmpty } else { false } }

  /// Whether the connection is to be cut off without a farewell.
  var isBroken: Bool { if case .broken = state { true } else { false } }

  /// Whether no request has begun: nobody minds when such a connection is closed.
  var isIdle: Bool { if case .head = state { inputStart == input.count && output.isEmpty } else { false } }

  /// Whether a part of a request's head has arrived, but not all of it.
  var isWithinHead: Bool { if case .head = state { inputStart < input.count } else { false } }

  /// Takes bytes from the client.
  func receive(_ bytes: Span<UInt8>) {
    // With nothing left over, as with every piece of an upload, this moves nothing, and the storage serves again.
    input.removeFirst(inputStart)
    inputStart = 0
    // The pointer is used inside the closure only.
    bytes.withUnsafeBufferPointer { input.append(contentsOf: $0) }
    advance()
  }

  /// The client has said that it sends no more. Requests that have arrived whole are still answered.
  func receiveEnd() {
    hasInputEnded = true
    advance()
  }

  /// The client took too long over a request's head: it is told so (408).
  func timeOutHead() {
    guard isWithinHead else { return }
    refuse(HTTPError(.requestTimeout, "the request's head did not arrive in time"))
  }

  /// The next bytes for the client, about `count` at most; empty when there are none now.
  func takeOutput(atMost count: Int) -> [UInt8] {
    if output.isEmpty, case .answering(let file, let keepsAlive) = state {
      var chunk: [UInt8] = []
      if let file {
        guard let read = file.read(atMost: count) else {
          state = .broken
          return []
        }
        chunk = read
      }
      if chunk.isEmpty {
        state = keepsAlive ? .head : .finished
        scanner = HeadScanner()
        isHead = false
        advance()
      } else {
        return chunk
      }
    }
    guard output.count > count else {
      defer { output = [] }
      return output
    }
    let piece = Array(output.prefix(count))
    output.removeFirst(count)
    return piece
  }

  /// Whether `takeOutput` has something to give.
  var hasOutput: Bool { if case .answering = state { true } else { !output.isEmpty } }

  private func advance() {
    var isWaiting = false
    while !isWaiting {
      do throws(HTTPError) {
        isWaiting = try step()
      } catch {
        refuse(error)
      }
    }
    // A client that stops in the middle of a request gets no answer to it.
    guard hasInputEnded else { return }
    switch state {
    case .head, .ignoringBody, .sink: state = .finished
    case .answering, .finished, .broken: break
    }
  }

  /// Goes one step further; true when that takes more input, or room for output.
  private func step() throws(HTTPError) -> Bool {
    switch state {
    case .head:
      guard let count = try scanner.scan(input[inputStart...]) else { return true }
      let lines = scanner.lines
      let bytes = input[inputStart..<(inputStart + count)]
      inputStart += count
      if let line = lines.first { isHead = bytes.dropFirst(line.lowerBound).starts(with: "HEAD ".utf8) }
      begin(try RequestHead(parsing: bytes, lines: lines))
      return false

    case .ignoringBody(var reader, var byteCount, let head, let response):
      var rest = input[inputStart...]
      while let piece = try reader.read(&rest) { byteCount += piece.count }
      inputStart = rest.startIndex
      guard byteCount <= HTTPLimits.ignoredBodyByteCount else {
        throw HTTPError(.contentTooLarge, "this resource takes no body")
      }
      guard reader.isFinished else {
        state = .ignoringBody(reader, byteCount: byteCount, head, response)
        return true
      }
      answer(response, to: head)
      return false

    case .sink(var reader, var byteCount, var hash, let head):
      state = .head  // so that the hash below is not a second copy
      var rest = input[inputStart...]
      while let piece = try reader.read(&rest) {
        byteCount += piece.count
        hash.update(input.span.extracting(piece.startIndex..<piece.endIndex))
      }
      inputStart = rest.startIndex
      guard reader.isFinished else {
        state = .sink(reader, byteCount: byteCount, hash, head)
        return true
      }
      answer(Site.sinkAnswer(byteCount: byteCount, digest: hash.finalize().bytes), to: head)
      return false

    case .answering, .finished, .broken:
      return true
    }
  }

  private func begin(_ head: RequestHead) {
    switch site.route(head) {
    case .sink:
      state = .sink(BodyReader(head.bodyLength), byteCount: 0, SHA256(), head)
      // A client that has begun to send the body does not wait any more.
      if head.expectsContinue && inputStart == input.count && head.bodyLength != .none {
        output += Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
      }
    case .answer(let response):
      if case .bytes(let count) = head.bodyLength, count > HTTPLimits.ignoredBodyByteCount {
        refuse(HTTPError(.contentTooLarge, "this resource takes no body"), line: head.line)
      } else if head.expectsContinue && head.bodyLength != .none {
        // The final answer comes instead of "100 Continue". Whether the body still follows cannot be known, so this is the
        // connection's last answer (RFC 9110, section 10.1.1).
        answer(response, to: head, keepsAlive: false)
      } else {
        state = .ignoringBody(BodyReader(head.bodyLength), byteCount: 0, head, response)
      }
    }
  }

  private func answer(_ response: Response, to head: RequestHead, keepsAlive: Bool? = nil) {
    let keepsAlive = keepsAlive ?? head.keepsAlive
    log(head.line, response.status.rawValue, response.body.byteCount)
    output += response.head(
      date: HTTPDate.string(secondsSince1970: clock()), keepsAlive: keepsAlive, isVersion10: head.isVersion10)
    var file: StaticFile?
    if head.method != "HEAD" {
      switch response.body {
      case .bytes(let bytes): output += bytes
      case .file(let open): file = open
      }
    }
    state = .answering(file, keepsAlive: keepsAlive)
  }

  /// Answers a request that cannot be understood or is not wanted; where the next one begins is unknown, so the
  /// connection ends with it.
  private func refuse(_ error: HTTPError, line: String = "-") {
    let response = Response.failure(error, allow: error.status == .methodNotAllowed ? "GET, HEAD" : nil)
    log(line, error.status.rawValue, response.body.byteCount)
    output += response.head(
      date: HTTPDate.string(secondsSince1970: clock()), keepsAlive: false, isVersion10: false)
    if case .bytes(let bytes) = response.body, !isHead { output += bytes }
    input = []
    inputStart = 0
    state = .answering(nil, keepsAlive: false)
  }
}
