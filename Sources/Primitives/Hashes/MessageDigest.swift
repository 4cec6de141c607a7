import BigInt

/// A hash function's result: a fixed number of bytes.
///
/// `==` takes the same time wherever the first difference lies, so that a digest may be compared as a MAC is.
public protocol MessageDigest: BitwiseCopyable, Sendable, Hashable, CustomStringConvertible {
  /// The digest's length in bytes.
  static var byteCount: Int { get }

  /// The digest's bytes.
  var span: Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get
  }
}

extension MessageDigest {
  /// The digest's bytes in an array.
  public var bytes: [UInt8] {
    let span = span
    return [UInt8](unsafeUninitializedCapacity: span.count) { buffer, count in
      for i in span.indices { buffer[i] = span[i] }
      count = span.count
    }
  }

  /// Whether two digests are the same, in constant time.
  public static func == (a: Self, b: Self) -> Bool { ConstantTime.equals(a.span, b.span).declassified }

  /// Feeds the digest's bytes to `hasher`.
  public func hash(into hasher: inout Hasher) {
    span.withUnsafeBytes { hasher.combine(bytes: $0) }
  }

  /// The digest in hexadecimal digits, as `sha256sum` and its like print it.
  public var description: String {
    var text = ""
    let span = span
    for i in span.indices {
      let digits = String(span[i], radix: 16)
      text += digits.utf8.count == 1 ? "0" + digits : digits
    }
    return text
  }
}
