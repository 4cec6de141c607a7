/// A cryptographic hash function that takes its input in pieces.
///
/// A value is the running state: copy it to hash two messages with a common beginning, as a TLS transcript does.
public protocol HashFunction: Sendable {
  /// The digest's type, a fixed number of bytes.
  associatedtype Digest: MessageDigest

  /// The length of the block that the compression function takes, in bytes (HMAC pads its key to it).
  static var blockByteCount: Int { get }

  /// The state before any input.
  init()

  /// Takes more input.
  mutating func update(_ data: Span<UInt8>)

  /// The digest of everything taken so far; the state itself stays usable for more input.
  func finalize() -> Digest
}

/// A hash function's result: a fixed number of bytes.
public protocol MessageDigest: Sendable, Hashable {
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
}

extension HashFunction {
  /// The digest's length in bytes.
  public static var digestByteCount: Int { Digest.byteCount }

  /// The digest of `data`.
  public static func hash(data: Span<UInt8>) -> Digest {
    var hash = Self()
    hash.update(data)
    return hash.finalize()
  }

  /// The digest of `data`.
  public static func hash(data: some Collection<UInt8>) -> Digest {
    var hash = Self()
    hash.update(data: data)
    return hash.finalize()
  }

  /// Takes more input.
  public mutating func update(data: some Collection<UInt8>) {
    if let array = data as? [UInt8] {
      update(array.span)
    } else {
      update(Array(data).span)
    }
  }
}
