/// A cryptographic hash function that takes its input in pieces.
///
/// A value is the running state: copy it to hash two messages with a common beginning, as a TLS transcript does. It
/// holds no reference (`BitwiseCopyable`), so a copy is a plain move of bytes and a state that saw a secret can be wiped.
public protocol HashFunction: BitwiseCopyable, Sendable {
  /// The digest's type, a fixed number of bytes.
  associatedtype Digest: MessageDigest

  /// The length of the block that the compression function takes, in bytes (HMAC pads its key to it).
  static var blockByteCount: Int { get }

  /// The state before any input.
  init()

  /// Takes more input.
  mutating func update(_ data: Span<UInt8>)

  /// The digest of everything taken so far and then of `data`; the state itself stays as it is.
  func finalize(appending data: Span<UInt8>) -> Digest

  /// The digest of everything that `outer`, whole blocks, has taken and then of the digest of everything taken here and then of
  /// `data`: the nesting of HMAC. Both states stay as they are.
  func finalize(appending data: Span<UInt8>, in outer: Self) -> Digest

  /// The digest of `data`.
  static func hash(data: Span<UInt8>) -> Digest
}

// Inlinable, so that they are compiled for the hash function in question wherever they are called: the frame around a
// short message costs as much as its compression otherwise.
extension HashFunction {
  /// The digest's length in bytes.
  public static var digestByteCount: Int { Digest.byteCount }

  /// The digest of everything taken so far; the state itself stays usable for more input.
  @inlinable public func finalize() -> Digest { finalize(appending: Span()) }

  /// The digest of everything that `outer`, whole blocks, has taken and then of the digest of everything taken here and then of
  /// `data`: the nesting of HMAC. Both states stay as they are.
  @inlinable public func finalize(appending data: Span<UInt8>, in outer: Self) -> Digest {
    var digest = finalize(appending: data)
    let nested = outer.finalize(appending: digest.span)
    Wipe.zero(&digest)
    return nested
  }

  /// The digest of `data`.
  @inlinable public static func hash(data: Span<UInt8>) -> Digest { Self().finalize(appending: data) }

  /// The digest of `data`. A collection that is contiguous in memory is read where it lies; any other is copied first.
  @inlinable public static func hash(data: some Collection<UInt8>) -> Digest {
    data.withContiguousStorageIfAvailable { hash(data: Span(_unsafeElements: $0)) } ?? hash(data: Array(data).span)
  }

  /// Takes more input. A collection that is contiguous in memory is read where it lies; any other is copied first.
  @inlinable public mutating func update(data: some Collection<UInt8>) {
    let done: Void? = data.withContiguousStorageIfAvailable { update(Span(_unsafeElements: $0)) }
    if done == nil { update(Array(data).span) }
  }
}
