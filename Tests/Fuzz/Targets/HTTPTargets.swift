/// Requests to the demo's server, whose HTTP has no library of its own: its folder is part of this target by a link.
enum HTTPTargets {
  static let all = [session]

  /// Streams of requests, cut in any way, with answers taken in any way.
  static let session = Target(
    name: "http-session", shape: .text, corpus: { requests.map { Array($0.utf8) } },
    dictionary: [
      "\r\n", "\n", "\r", " ", "\t", ":", "GET ", "HEAD ", "POST ", "PUT ", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0",
      "Host: x\r\n",
      "Content-Length: 5\r\n", "Content-Length: -1\r\n", "Content-Length: 9223372036854775807\r\n",
      "Content-Length: 9223372036854775808\r\n", "Transfer-Encoding: chunked\r\n",
      "Transfer-Encoding: gzip, chunked\r\n",
      "Expect: 100-continue\r\n", "Connection: close\r\n", "0\r\n\r\n", "fffffffffffffff\r\n", "5;a=b\r\nhello\r\n",
      "%2e%2e", "%00",
      "..", "%", "//", "\u{0}", "\u{e9}",
    ]
  ) { input, random in
    let status = Status()
    let session = HTTPSession(
      site: Site(message: Array("hello\n".utf8), files: nil, hasSink: true), clock: { 1_800_000_000 },
      log: { _, code, _ in status.codes.append(code) })
    var rest = input[...]
    var answered = 0
    while !rest.isEmpty {
      let piece = rest.prefix(random.oneIn(4) ? 1 + random.below(20) : 4000)
      rest = rest.dropFirst(piece.count)
      let bytes = Array(piece)
      session.receive(bytes.span)
      var turns = 0
      while session.hasOutput, turns < 1000 {
        turns += 1
        let output = session.takeOutput(atMost: 1 + random.below(3000))
        answered += output.count
        if output.count > 4096 { return .broken("\(output.count) bytes of output at once") }
      }
      if turns == 1000 { return .broken("output without end") }
      if session.isFinished || session.isBroken { break }
      if !session.wantsInput { return .broken("it wants neither input nor to give output, and is not finished") }
    }
    if random.oneIn(2) { session.timeOutHead() } else { session.receiveEnd() }
    while session.hasOutput { answered += session.takeOutput(atMost: 4096).count }
    guard let last = status.codes.last else {
      // A client that was told to go on and then left.
      let isContinue = answered == "HTTP/1.1 100 Continue\r\n\r\n".utf8.count
      return answered == 0 || isContinue ? .refused("no whole request") : .broken("an answer that is not in the log")
    }
    return last < 400 ? .accepted : .refused("\(last)")
  }

  private final class Status { var codes: [Int] = [] }

  private static let requests = [
    "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "HEAD / HTTP/1.1\r\nHost: localhost:8443\r\nUser-Agent: curl/8.0\r\nAccept: */*\r\nConnection: close\r\n\r\n",
    "GET /a/b%20c/../d?x=y HTTP/1.0\r\n\r\n",
    "POST /sink HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\nExpect: 100-continue\r\n\r\nhello world",
    "POST /sink HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;a=b\r\n world\r\n0\r\nTrailer: x\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\n\r\nGET /x HTTP/1.1\r\nHost: x\r\n\r\nPOST /sink HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
    "GET https://host.example/ HTTP/1.1\r\nHost: host.example\r\nContent-Length: 3\r\n\r\nabc",
  ]
}
