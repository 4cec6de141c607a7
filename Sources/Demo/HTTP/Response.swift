/// An answer: its head's fields and where its body comes from.
struct Response {
  /// The content of an answer.
  enum Body {
    case bytes([UInt8])
    case file(StaticFile)

    /// Its length in bytes, which is fixed when the answer begins.
    var byteCount: Int {
      switch self {
      case .bytes(let bytes): bytes.count
      case .file(let file): file.byteCount
      }
    }
  }

  let status: HTTPStatus
  let mediaType: String
  let body: Body
  /// Fields besides the ones that every answer has.
  var extraFields: [(name: String, value: String)] = []

  /// An answer with a text.
  static func text(_ status: HTTPStatus, _ text: String) -> Response {
    Response(status: status, mediaType: MediaType.plainText, body: .bytes(Array(text.utf8)))
  }

  /// The answer to a request that is refused.
  static func failure(_ error: HTTPError, allow: String? = nil) -> Response {
    var response = text(error.status, "\(error.status.rawValue) \(error.status.reason): \(error.reason)\n")
    if let allow { response.extraFields.append(("Allow", allow)) }
    return response
  }

  /// The status line and the fields, with the empty line that ends them.
  func head(date: String, keepsAlive: Bool, isVersion10: Bool) -> [UInt8] {
    var text = "HTTP/1.1 \(status.rawValue) \(status.reason)\r\n"
    text += "Date: \(date)\r\nServer: PureTLS\r\nContent-Type: \(mediaType)\r\nContent-Length: \(body.byteCount)\r\n"
    text += "X-Content-Type-Options: nosniff\r\n"
    for field in extraFields { text += "\(field.name): \(field.value)\r\n" }
    // HTTP/1.1 stays open unless told otherwise, HTTP/1.0 the other way round (RFC 9112, section 9.3).
    if !keepsAlive {
      text += "Connection: close\r\n"
    } else if isVersion10 {
      text += "Connection: keep-alive\r\n"
    }
    return Array((text + "\r\n").utf8)
  }
}
