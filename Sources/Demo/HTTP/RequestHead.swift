/// A request without its body (RFC 9112, sections 3 to 6), checked as far as it can be without knowing the resource.
struct RequestHead: Sendable {
  /// How the end of the body is found (RFC 9112, section 6.3).
  enum BodyLength: Equatable, Sendable {
    case none
    case bytes(Int)
    case chunked
  }

  /// GET, HEAD, POST, or another method that the server knows by name.
  let method: String
  let target: RequestTarget
  /// Whether the version is 1.0, else it is 1.1 or a later 1.x.
  let isVersion10: Bool
  /// Names in lower case with their values, in the order of arrival.
  let fields: [(name: String, value: [UInt8])]
  let bodyLength: BodyLength
  /// Whether the client wants the connection to stay open (RFC 9112, section 9.3).
  let keepsAlive: Bool
  /// Whether the client waits for "100 Continue" before it sends the body (RFC 9110, section 10.1.1).
  let expectsContinue: Bool
  /// The request line for the log; it holds visible ASCII and spaces only.
  let line: String

  /// The methods of RFC 9110 and RFC 5789; others are answered 501.
  static let knownMethods: Set<String> = [
    "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH",
  ]
  /// The methods that some resource of this server allows; of `knownMethods` the others are answered 405 everywhere.
  static let usedMethods: Set<String> = ["GET", "HEAD", "POST"]

  /// Parses the lines of a head. `lines` are offsets into `bytes`.
  init(parsing bytes: ArraySlice<UInt8>, lines: [Range<Int>]) throws(HTTPError) {
    func text(_ range: Range<Int>) -> ArraySlice<UInt8> {
      bytes[(bytes.startIndex + range.lowerBound)..<(bytes.startIndex + range.upperBound)]
    }
    guard let first = lines.first else { throw HTTPError(.badRequest, "there is no request line") }
    let requestLine = text(first)
    let parts = requestLine.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard parts.count == 3 else {
      throw HTTPError(.badRequest, "a request line is a method, a target and a version with one space between")
    }
    isVersion10 = try Self.parseVersion(parts[2])
    guard !parts[0].isEmpty, parts[0].allSatisfy(\.isTokenCharacter) else {
      throw HTTPError(.badRequest, "the method is not a token")
    }
    method = String(decoding: parts[0], as: UTF8.self)
    guard Self.knownMethods.contains(method) else { throw HTTPError(.notImplemented, "an unknown method") }
    guard Self.usedMethods.contains(method) else {
      throw HTTPError(.methodNotAllowed, "no resource here allows this method")
    }
    target = try RequestTarget(parsing: parts[1])
    line = String(decoding: requestLine, as: UTF8.self)
    var fields: [(name: String, value: [UInt8])] = []
    for range in lines.dropFirst() { fields.append(try Self.parseField(text(range))) }
    self.fields = fields

    try Self.checkHost(fields, isVersion10: isVersion10)
    bodyLength = try Self.parseBodyLength(fields, isVersion10: isVersion10)
    let connection = Self.listElements("connection", in: fields)
    keepsAlive = !connection.contains("close") && (!isVersion10 || connection.contains("keep-alive"))
    let expectations = Self.listElements("expect", in: fields)
    // An HTTP/1.0 client does not know interim answers; its expectation is ignored.
    expectsContinue = !isVersion10 && expectations == ["100-continue"]
    guard expectations.isEmpty || isVersion10 || expectsContinue else {
      throw HTTPError(.expectationFailed, "the only expectation that can be met is 100-continue")
    }
  }

  /// Whether the version is 1.0.
  private static func parseVersion(_ bytes: ArraySlice<UInt8>) throws(HTTPError) -> Bool {
    let version = Array(bytes)
    guard version.count == 8, version.starts(with: "HTTP/".utf8), version[6] == UInt8(ascii: "."),
      let major = decimalDigit(version[5]), let minor = decimalDigit(version[7])
    else { throw HTTPError(.badRequest, "the request line does not end with an HTTP version") }
    guard major == 1 else { throw HTTPError(.versionNotSupported, "this server speaks HTTP/1.1 and HTTP/1.0") }
    return minor == 0
  }

  private static func decimalDigit(_ byte: UInt8) -> UInt8? {
    byte.hexDigitValue.flatMap { $0 < 10 ? $0 : nil }
  }

  /// `Name: value` (RFC 9112, section 5), also for trailers.
  static func parseField(_ line: ArraySlice<UInt8>) throws(HTTPError) -> (name: String, value: [UInt8]) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
      throw HTTPError(.badRequest, "a header field without a colon")
    }
    let name = line[..<colon]
    // A space before the colon or at a line's beginning (a folded line) ends here too.
    guard !name.isEmpty, name.allSatisfy(\.isTokenCharacter) else {
      throw HTTPError(.badRequest, "a header field's name is not a token")
    }
    func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    var value = line[(colon + 1)...]
    while let byte = value.first, isBlank(byte) { value = value.dropFirst() }
    while let byte = value.last, isBlank(byte) { value = value.dropLast() }
    guard value.allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == UInt8(ascii: "\t") }) else {
      throw HTTPError(.badRequest, "a header field's value holds a control character")
    }
    return (String(decoding: name, as: UTF8.self).lowercased(), Array(value))
  }

  /// The values of all fields of that name.
  private static func values(_ name: String, in fields: [(name: String, value: [UInt8])]) -> [[UInt8]] {
    fields.filter { $0.name == name }.map(\.value)
  }

  /// The elements of a list field, in lower case; empty ones are passed over (RFC 9110, section 5.6.1).
  private static func listElements(_ name: String, in fields: [(name: String, value: [UInt8])]) -> [String] {
    values(name, in: fields).flatMap { value in
      value.split(separator: UInt8(ascii: ",")).map { element in
        let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        let start = element.drop(while: isBlank)
        return String(decoding: start.reversed().drop(while: isBlank).reversed(), as: UTF8.self).lowercased()
      }
    }.filter { !$0.isEmpty }
  }

  /// HTTP/1.1 requires exactly one Host (RFC 9112, section 3.2).
  private static func checkHost(_ fields: [(name: String, value: [UInt8])], isVersion10: Bool) throws(HTTPError) {
    let hosts = values("host", in: fields)
    guard hosts.count == 1 || (isVersion10 && hosts.isEmpty) else {
      throw HTTPError(.badRequest, "\(hosts.count) Host fields where HTTP/1.1 requires one")
    }
    // unreserved, sub-delims, percent-encodings, and what an IPv6 address and a port need (RFC 3986, section 3.2).
    let allowed = hosts.allSatisfy { host in
      host.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "A")...UInt8(ascii: "Z"):
          true
        default: "-._~!$&'()*+,;=%:[]".utf8.contains(byte)
        }
      }
    }
    guard allowed else { throw HTTPError(.badRequest, "the Host field is not a host with a port") }
  }

  /// RFC 9112, section 6.3, in its strictest reading: anything that two servers could understand differently is refused.
  private static func parseBodyLength(
    _ fields: [(name: String, value: [UInt8])], isVersion10: Bool
  ) throws(HTTPError) -> BodyLength {
    let lengths = values("content-length", in: fields)
    if fields.contains(where: { $0.name == "transfer-encoding" }) {
      guard lengths.isEmpty else {
        throw HTTPError(.badRequest, "both Content-Length and Transfer-Encoding")
      }
      guard !isVersion10 else { throw HTTPError(.badRequest, "HTTP/1.0 has no Transfer-Encoding") }
      let codings = listElements("transfer-encoding", in: fields)
      guard codings.last == "chunked", codings.dropLast().allSatisfy({ $0 != "chunked" }) else {
        throw HTTPError(.badRequest, "the last transfer coding, and only the last, must be chunked")
      }
      guard codings.count == 1 else { throw HTTPError(.notImplemented, "the only transfer coding here is chunked") }
      return .chunked
    }
    guard let length = lengths.first else { return .none }
    guard lengths.count == 1 else { throw HTTPError(.badRequest, "more than one Content-Length") }
    guard !length.isEmpty, length.count <= 18 else {
      throw HTTPError(.badRequest, "a Content-Length has 1 to 18 digits")
    }
    var count = 0
    for byte in length {
      guard let digit = decimalDigit(byte) else {
        throw HTTPError(.badRequest, "a Content-Length has digits only")
      }
      count = 10 * count + Int(digit)
    }
    return .bytes(count)
  }
}
