/// The target of a request, taken apart (RFC 9112, section 3.2).
struct RequestTarget: Equatable, Sendable {
  /// The path as it was sent, percent-encoding and all, without the query. It begins with a slash.
  let rawPath: String
  /// The segments between the slashes, decoded. A path that ends with a slash has an empty last segment.
  let segments: [[UInt8]]

  /// Takes an origin-form (`/a/b?q`) or absolute-form (`https://host/a/b?q`) apart.
  ///
  /// - Throws: 400 for any other form, for a byte that no URI may hold, for a bad percent-encoding and for NUL.
  init(parsing bytes: ArraySlice<UInt8>) throws(HTTPError) {
    guard bytes.allSatisfy({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "#") }) else {
      throw HTTPError(.badRequest, "the request target holds a byte that no URI may hold")
    }
    var path = Self.withoutOrigin(bytes)
    if let query = path.firstIndex(of: UInt8(ascii: "?")) { path = path[..<query] }
    if path.isEmpty, bytes.first != UInt8(ascii: "?") { path = [UInt8(ascii: "/")] }
    guard path.first == UInt8(ascii: "/") else {
      throw HTTPError(.badRequest, "the request target must be a path or an http URI")
    }
    rawPath = String(decoding: path, as: UTF8.self)
    // Split first, decode then: an encoded slash is part of a name, and no name with a slash is ever opened.
    var segments: [[UInt8]] = []
    for segment in path.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      segments.append(try Self.decodePercent(segment))
    }
    self.segments = segments
  }

  /// The target without scheme and authority, where it has them.
  private static func withoutOrigin(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    for scheme in ["http://", "https://"] where bytes.count >= scheme.utf8.count {
      let prefix = String(decoding: bytes.prefix(scheme.utf8.count), as: UTF8.self)
      guard prefix.lowercased() == scheme else { continue }
      let rest = bytes.dropFirst(scheme.utf8.count)
      let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
      let path = rest[end...]
      return path.first == UInt8(ascii: "?") ? [UInt8(ascii: "/")] + path : path
    }
    return bytes
  }

  /// `%41` becomes `A`.
  static func decodePercent(_ bytes: ArraySlice<UInt8>) throws(HTTPError) -> [UInt8] {
    var decoded: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      var byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "%") {
        guard index + 1 < bytes.endIndex, let high = bytes[index].hexDigitValue,
          let low = bytes[index + 1].hexDigitValue
        else { throw HTTPError(.badRequest, "a percent sign in the target is not followed by two hexadecimal digits") }
        byte = high << 4 | low
        index += 2
      }
      guard byte != 0 else { throw HTTPError(.badRequest, "the request target holds a NUL") }
      decoded.append(byte)
    }
    return decoded
  }
}

extension UInt8 {
  /// 0 to 15 for a hexadecimal digit in ASCII.
  var hexDigitValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// Whether it may stand in a token (RFC 9110, section 5.6.2).
  var isTokenCharacter: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(self)
    }
  }
}
