import Primitives
import TestSupport
import Testing

@testable import Demo

@Suite("Requests and answers (RFC 9112)")
struct RequestTests {
  private func answer(_ request: String) throws -> Answer { Answer(try TestSession().answer(request)) }

  @Test("GET / answers the message with its length, type and date, byte by byte or at once")
  func message() throws {
    for pieceByteCount in [1, 2, 7, Int.max] {
      let session = try TestSession()
      let text = session.answer("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", pieceByteCount: pieceByteCount)
      let answer = Answer(text)
      #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(answer.fields["content-type"] == "text/plain; charset=utf-8")
      #expect(answer.fields["content-length"] == "7")
      #expect(answer.fields["date"] == "Sun, 06 Nov 1994 08:49:37 GMT")
      #expect(answer.fields["connection"] == nil)
      #expect(answer.body == "secret\n")
      #expect(session.session.isIdle && !session.session.isFinished)
    }
  }

  @Test("HEAD answers the same head without the body")
  func head() throws {
    let answer = try answer("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    #expect(answer.status == 200)
    #expect(answer.fields["content-length"] == "7")
    #expect(answer.body.isEmpty)
  }

  @Test("Requests sent ahead are answered in order")
  func pipelining() throws {
    let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    let missing = "GET /none HTTP/1.1\r\nHost: a\r\n\r\n"
    let post = "POST /sink HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
    for pieceByteCount in [1, 50, Int.max] {
      let session = try TestSession()
      let text = session.answer(get + missing + post + get, pieceByteCount: pieceByteCount)
      let statuses = text.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
      #expect(statuses == ["200", "404", "200", "200"])
      #expect(session.session.isIdle)
    }
  }

  @Test(
    "When the connection stays open",
    arguments: [
      ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", false, nil),
      ("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", true, "close"),
      ("GET / HTTP/1.1\r\nHost: a\r\nConnection: Foo , CLOSE\r\n\r\n", true, "close"),
      ("GET / HTTP/1.0\r\n\r\n", true, "close"),
      ("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", false, "keep-alive"),
      ("GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n", true, "close"),
    ] as [(String, Bool, String?)])
  func persistence(_ request: String, _ closes: Bool, _ field: String?) throws {
    let session = try TestSession()
    let answer = Answer(session.answer(request))
    #expect(answer.status == 200)
    #expect(session.session.isFinished == closes)
    #expect(answer.fields["connection"] == field)
  }

  @Test(
    "What is refused, and how",
    arguments: [
      ("GET / HTTP/1.1\r\n\r\n", 400),  // no Host
      ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
      ("GET / HTTP/1.1\nHost: a\n\n", 400),  // LF alone
      ("GET / HTTP/1.1\r\nHost: a\r\nA: b\n\r\n", 400),
      ("GET / HTTP/1.1\rHost: a\r\n\r\n", 400),  // CR alone
      ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400),  // space before the colon
      ("GET / HTTP/1.1\r\nHost: a\r\n folded: b\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: a\r\nnocolon\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: a\r\nA: b\u{0}c\r\n\r\n", 400),
      ("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
      ("GET /\r\nHost: a\r\n\r\n", 400),  // HTTP/0.9
      ("GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400),
      ("GET / http/1.1\r\nHost: a\r\n\r\n", 400),
      ("GET / HTTP/11\r\nHost: a\r\n\r\n", 400),
      ("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
      ("GE(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
      ("GET nowhere HTTP/1.1\r\nHost: a\r\n\r\n", 400),
      ("GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400),
      ("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400),
      ("GET /%4 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
      ("GET /a%00b HTTP/1.1\r\nHost: a\r\n\r\n", 400),
      ("GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", 400),
      ("GET /\u{e9} HTTP/1.1\r\nHost: a\r\n\r\n", 400),
      ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
      ("PRI * HTTP/2.0\r\n\r\n", 505),
      ("BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
      ("get / HTTP/1.1\r\nHost: a\r\n\r\n", 501),  // methods are case-sensitive
      ("PUT / HTTP/1.1\r\nHost: a\r\n\r\n", 405),
      ("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 405),
      ("GET / HTTP/1.1\r\nHost: a\r\nExpect: a-miracle\r\n\r\n", 417),
    ])
  func refused(_ request: String, _ status: Int) throws {
    let session = try TestSession()
    let answer = Answer(session.answer(request))
    #expect(answer.status == status)
    #expect(answer.fields["connection"] == "close")
    #expect(answer.fields["content-length"] == "\(answer.body.utf8.count)")
    #expect(session.session.isFinished)
  }

  @Test(
    "What could be understood in two ways is refused: nothing is smuggled",
    arguments: [
      ("Content-Length: 3\r\nTransfer-Encoding: chunked", 400),
      ("Transfer-Encoding: chunked\r\nContent-Length: 3", 400),
      ("Content-Length: 3\r\nContent-Length: 3", 400),
      ("Content-Length: 3, 3", 400),
      ("Content-Length: -1", 400),
      ("Content-Length: +1", 400),
      ("Content-Length: 0x3", 400),
      ("Content-Length:", 400),
      ("Content-Length: 9999999999999999999", 400),
      ("Transfer-Encoding: chunked, chunked", 400),
      ("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", 400),
      ("Transfer-Encoding: chunked, gzip", 400),
      ("Transfer-Encoding: xchunked", 400),
      ("Transfer-Encoding:", 400),
      ("Transfer-Encoding : chunked", 400),
      ("Transfer-Encoding: gzip, chunked", 501),
    ])
  func smuggling(_ fields: String, _ status: Int) throws {
    let session = try TestSession()
    let answer = Answer(session.answer("POST /sink HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\nabc"))
    #expect(answer.status == status)
    #expect(session.session.isFinished)
  }

  @Test("Transfer-Encoding in HTTP/1.0 is refused")
  func chunkedInVersion10() throws {
    #expect(try answer("POST /sink HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n").status == 400)
  }

  @Test("Limits: 414 for the request line, 431 for the fields and for their number, each without waiting for the end")
  func limits() throws {
    let longest = String(repeating: "a", count: HTTPLimits.requestLineByteCount)
    #expect(try answer("GET /\(longest)").status == 414)
    #expect(
      try answer("GET / HTTP/1.1\r\nA: \(longest)\r\nB: \(longest)\r\nC: \(longest)\r\nD: \(longest)").status == 431)
    let many = String(repeating: "A: b\r\n", count: HTTPLimits.headerFieldCount)
    #expect(try answer("GET / HTTP/1.1\r\nHost: a\r\n\(many)").status == 431)
    let enough = String(repeating: "A: b\r\n", count: HTTPLimits.headerFieldCount - 1)
    #expect(try answer("GET / HTTP/1.1\r\nHost: a\r\n\(enough)\r\n").status == 200)
    let fits = String(repeating: "a", count: 8000)
    #expect(try answer("GET /\(fits) HTTP/1.1\r\nHost: a\r\n\r\n").status == 404)
  }

  @Test("The refusal of a HEAD request has no content, that of the next request has")
  func refusedHead() throws {
    for text in [
      "HEAD / HTTP/1.1\r\n\r\n", "\r\nHEAD / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
      "HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 70000\r\n\r\n",
    ] {
      let answer = Answer(try TestSession().answer(text))
      #expect(answer.status >= 400 && answer.body.isEmpty && answer.fields["content-length"] != "0", "\(text)")
    }
    let text = try TestSession().answer("HEAD / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\n\r\n")
    #expect(text.hasSuffix("Host fields where HTTP/1.1 requires one\n"))
  }

  @Test("405 names the methods that are allowed")
  func allow() throws {
    #expect(try answer("POST / HTTP/1.1\r\nHost: a\r\n\r\n").fields["allow"] == "GET, HEAD")
    let sink = try answer("GET /sink HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(sink.status == 405)
    #expect(sink.fields["allow"] == "POST")
    #expect(try answer("DELETE / HTTP/1.1\r\nHost: a\r\n\r\n").fields["allow"] == "GET, HEAD")
  }

  @Test("Targets: the query is passed over, an http URI is taken apart, a leading empty line is forgiven")
  func targets() throws {
    for target in ["/", "/?a=b", "https://localhost:5684/", "HTTP://a", "http://a?b", "/?%zz"] {
      #expect(try answer("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n").status == 200, "\(target)")
    }
    #expect(try answer("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n").status == 200)
    #expect(try answer("GET / HTTP/1.9\r\nHost: [::1]:5684\r\n\r\n").status == 200)
    #expect(
      try RequestTarget(parsing: Array("/a%20b//%2fc/?d/e".utf8)[...]).segments.map {
        String(decoding: $0, as: UTF8.self)
      }
        == ["a b", "", "/c", ""])
  }
}
