/// What the server has to offer, and what each path answers.
final class Site {
  /// What a request leads to.
  enum Route {
    /// Answer once the body has been read and dropped.
    case answer(Response)
    /// Measure the body and answer with what was measured.
    case sink
  }

  private let message: [UInt8]?
  private let files: StaticFiles?
  private let hasSink: Bool

  /// - Parameters:
  ///   - message: what `/` answers, as plain text.
  ///   - files: what the other paths answer, and `/` too when there is no message.
  ///   - hasSink: whether `POST /sink` takes uploads.
  init(message: [UInt8]?, files: StaticFiles?, hasSink: Bool) {
    self.message = message
    self.files = files
    self.hasSink = hasSink
  }

  /// The answer to a request.
  func route(_ head: RequestHead) -> Route {
    if hasSink, head.target.segments == [Array("sink".utf8)] {
      guard head.method == "POST" else {
        return .answer(Self.refuse("this resource takes uploads only", allow: "POST"))
      }
      return .sink
    }
    guard head.method != "POST" else {
      return .answer(Self.refuse("this resource can only be read", allow: "GET, HEAD"))
    }
    if let message, head.target.segments == [[]] {
      return .answer(Response(status: .ok, mediaType: MediaType.plainText, body: .bytes(message)))
    }
    switch files?.find(head.target.segments) ?? .nothing {
    case .file(let file, let mediaType):
      return .answer(Response(status: .ok, mediaType: mediaType, body: .file(file)))
    case .folderWithoutSlash:
      // The path has no empty segment here, so it does not begin with two slashes and cannot name another host.
      var response = Response.text(.movedPermanently, "\(head.target.rawPath)/\n")
      response.extraFields.append(("Location", head.target.rawPath + "/"))
      return .answer(response)
    case .nothing:
      return .answer(.failure(HTTPError(.notFound, "nothing is served under this path")))
    }
  }

  private static func refuse(_ reason: String, allow: String) -> Response {
    .failure(HTTPError(.methodNotAllowed, reason), allow: allow)
  }

  /// The answer to an upload of `byteCount` bytes.
  static func sinkAnswer(byteCount: Int, digest: [UInt8]) -> Response {
    let digits = Array("0123456789abcdef")
    let hexadecimal = String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    return .text(.ok, "\(byteCount) \(hexadecimal)\n")
  }
}
