/// A hash function whose output has no end (FIPS 202, section 6.2): take input, then squeeze.
///
/// A value is the running state and holds no reference: a copy goes its own way, and a state that saw a secret can be wiped.
public protocol ExtendableOutputFunction: BitwiseCopyable, Sendable {
  /// The length of a block in bytes.
  static var blockByteCount: Int { get }

  /// The state before any input.
  init()

  /// Takes more input, before the first output only.
  mutating func update(_ data: Span<UInt8>)

  /// Fills `output` with the bytes that follow those given so far.
  mutating func squeeze(into output: inout MutableSpan<UInt8>)
}

extension ExtendableOutputFunction {
  /// Takes more input. A collection that is contiguous in memory is read where it lies; any other is copied first.
  @inlinable public mutating func update(data: some Collection<UInt8>) {
    let done: Void? = data.withContiguousStorageIfAvailable { update(Span(_unsafeElements: $0)) }
    if done == nil { update(Array(data).span) }
  }

  /// The next `count` bytes of output.
  @inlinable public mutating func squeeze(count: Int) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: count)
    var span = output.mutableSpan
    squeeze(into: &span)
    return output
  }

  /// The first `outputByteCount` bytes of output for `data`.
  @inlinable public static func hash(data: some Collection<UInt8>, outputByteCount: Int) -> [UInt8] {
    var function = Self()
    function.update(data: data)
    return function.squeeze(count: outputByteCount)
  }
}
