import Primitives
import TestSupport
import Testing

@testable import Demo

@Suite("Request bodies (RFC 9112, sections 6 and 7)")
struct BodyTests {
  private let head = "POST /sink HTTP/1.1\r\nHost: a\r\n"

  private func measured(_ bytes: [UInt8]) -> String { "\(bytes.count) \(hex(SHA256.hash(data: bytes).bytes))\n" }

  @Test("An upload is answered with its length and SHA-256, and the next request is found behind it")
  func contentLength() throws {
    for count in [0, 1, 63, 64, 65, 70_000] {
      let body = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      for pieceByteCount in [1000, Int.max] {
        let session = try TestSession()
        let request = Array("\(head)Content-Length: \(count)\r\n\r\n".utf8) + body
        let answer = Answer(String(decoding: session.answer(request, pieceByteCount: pieceByteCount), as: UTF8.self))
        #expect(answer.status == 200)
        #expect(answer.body == measured(body))
        #expect(session.session.isIdle)
        #expect(Answer(session.answer("GET / HTTP/1.1\r\nHost: a\r\n\r\n")).status == 200)
      }
    }
  }

  @Test("A chunked upload, with extensions and trailers, in pieces of any size")
  func chunked() throws {
    let body = "4\r\nWiki\r\n6;a=b;c=\"d\"\r\npedia \r\nE \t;x\r\nin \r\n\r\nchunks.\r\n0\r\nTrailer: x\r\n\r\n"
    for pieceByteCount in 1...20 {
      let session = try TestSession()
      let text = session.answer("\(head)Transfer-Encoding: Chunked\r\n\r\n\(body)", pieceByteCount: pieceByteCount)
      #expect(Answer(text).body == measured(Array("Wikipedia in \r\n\r\nchunks.".utf8)))
      #expect(session.session.isIdle)
    }
  }

  @Test(
    "Chunked framing that the RFC does not allow",
    arguments: [
      "\r\n", "g\r\n", "-1\r\n", "0x1\r\na\r\n", "1\na\r\n", "1 \r\na\r\n", "1\r\nab\r\n", "1\r\na\n",
      "1\r\na0\r\n\r\n",
      "1000000000000000\r\n", "1;\u{0}\r\na\r\n", "0\r\nno colon\r\n\r\n", "0\r\n a: b\r\n\r\n", "1\rx\r\na\r\n",
      " 1\r\na\r\n",
    ])
  func malformedChunks(_ body: String) throws {
    let session = try TestSession()
    let answer = Answer(session.answer("\(head)Transfer-Encoding: chunked\r\n\r\n\(body)"))
    #expect(answer.status == 400)
    #expect(session.session.isFinished)
  }

  @Test("Chunk lines and trailers have limits")
  func chunkLimits() throws {
    let long = String(repeating: "a", count: HTTPLimits.chunkLineByteCount)
    #expect(Answer(try TestSession().answer("\(head)Transfer-Encoding: chunked\r\n\r\n1;\(long)")).status == 400)
    let trailers = String(repeating: "A: bcdefghijklmnopqrstuvwxyz\r\n", count: 300)
    #expect(Answer(try TestSession().answer("\(head)Transfer-Encoding: chunked\r\n\r\n0\r\n\(trailers)")).status == 400)
  }

  @Test("Expect: 100-continue is answered before the body, or by the final answer alone")
  func expectContinue() throws {
    let session = try TestSession()
    let interim = session.answer("\(head)Expect: 100-Continue\r\nContent-Length: 3\r\n\r\n")
    #expect(interim == "HTTP/1.1 100 Continue\r\n\r\n")
    #expect(Answer(session.answer("abc")).body == measured(Array("abc".utf8)))

    let eager = Answer(try TestSession().answer("\(head)Expect: 100-continue\r\nContent-Length: 3\r\n\r\nabc"))
    #expect(eager.status == 200)

    let refused = try TestSession()
    let answer = Answer(
      refused.answer("POST /other HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n"))
    #expect(answer.status == 405)
    #expect(refused.session.isFinished)
  }

  @Test("A body that means nothing is dropped up to a limit, beyond which the answer is 413")
  func ignoredBodies() throws {
    let session = try TestSession()
    let request = "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nGET /"
    #expect(Answer(session.answer(request)).body == "secret\n")
    #expect(session.session.isIdle)

    let tooLong = try TestSession()
    #expect(Answer(tooLong.answer("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 65537\r\n\r\n")).status == 413)
    #expect(tooLong.session.isFinished)

    let endless = try TestSession()
    let chunk = "4000\r\n" + String(repeating: "x", count: 0x4000) + "\r\n"
    let text = endless.answer(
      "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + String(repeating: chunk, count: 5))
    #expect(Answer(text).status == 413)
  }

  @Test("A client that stops in the middle of a request gets no answer, one that has sent it whole does")
  func endOfInput() throws {
    for partial in ["GET / HT", "\(head)Content-Length: 3\r\n\r\nab", ""] {
      let session = try TestSession()
      #expect(session.answer(partial) == "")
      session.session.receiveEnd()
      #expect(session.session.isFinished && !session.session.hasOutput)
    }
    let session = try TestSession()
    session.session.receive(Array("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    session.session.receiveEnd()
    var answer: [UInt8] = []
    while session.session.hasOutput { answer += session.session.takeOutput(atMost: 64) }
    #expect(String(decoding: answer, as: UTF8.self).split(separator: "200 OK").count == 3)
    #expect(session.session.isFinished)
  }

  @Test("A head that does not arrive is answered 408, a client that waits is not")
  func timeout() throws {
    let session = try TestSession()
    session.session.timeOutHead()
    #expect(!session.session.hasOutput)
    _ = session.answer("GET / HTTP")
    #expect(session.session.isWithinHead)
    session.session.timeOutHead()
    #expect(Answer(String(decoding: session.session.takeOutput(atMost: 10_000), as: UTF8.self)).status == 408)
  }

  @Test("While an answer waits to be taken, only a bounded piece of input is")
  func backpressure() throws {
    let session = try TestSession().session
    let requests = Array(String(repeating: "GET / HTTP/1.1\r\nHost: a\r\n\r\n", count: 10_000).utf8)
    var sent = 0
    while session.wantsInput {
      session.receive(Array(requests[sent..<(sent + 16384)]))
      sent += 16384
    }
    #expect(sent <= HTTPLimits.pendingInputByteCount + 2 * 16384)
    while session.hasOutput { _ = session.takeOutput(atMost: 65536) }
    #expect(session.wantsInput)
  }
}
