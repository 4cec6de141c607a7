import TestSupport

@testable import Demo

/// A session that a test talks to, without sockets.
struct TestSession {
  let session: HTTPSession
  private(set) var entries: [String] = []

  init(message: String? = "secret\n", root: String? = nil, hasSink: Bool = true) throws {
    let files = try root.map { path throws(ServeError) in try StaticFiles(root: path) }
    let site = Site(message: message.map { Array($0.utf8) }, files: files, hasSink: hasSink)
    session = HTTPSession(site: site, clock: { 784_111_777 })
  }

  /// Everything that is answered to `text`, sent in pieces of `pieceByteCount` bytes.
  func answer(_ text: String, pieceByteCount: Int = .max) -> String {
    String(decoding: answer(Array(text.utf8), pieceByteCount: pieceByteCount), as: UTF8.self)
  }

  /// Everything that is answered to `bytes`.
  func answer(_ bytes: [UInt8], pieceByteCount: Int = .max) -> [UInt8] {
    var answer: [UInt8] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      session.receive(Array(rest.prefix(pieceByteCount)))
      rest = rest.dropFirst(pieceByteCount)
      while session.hasOutput { answer += session.takeOutput(atMost: 1000) }
    }
    return answer
  }
}

extension HTTPSession {
  /// Takes bytes from the client.
  func receive(_ bytes: [UInt8]) { receive(bytes.span) }
}

/// The parts of an answer.
struct Answer {
  let status: Int
  let fields: [String: String]
  let body: String

  init(_ text: String) {
    let end = text.range(of: "\r\n\r\n")
    let head = end.map { text[..<$0.lowerBound] } ?? text[...]
    body = end.map { String(text[$0.upperBound...]) } ?? ""
    let lines = head.split(separator: "\r\n")
    status = lines.first.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) } ?? 0
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2 { fields[parts[0].lowercased()] = String(parts[1].drop { $0 == " " }) }
    }
    self.fields = fields
  }
}

extension StringProtocol {
  fileprivate func range(of needle: String) -> Range<Index>? { ranges(of: needle).first }
}
