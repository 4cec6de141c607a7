#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The operating system's cryptographic random number generator.
public struct SystemRandom: RandomSource {
  /// The one source; it has no state of its own.
  public init() {}

  /// Overwrites all of `bytes`.
  public mutating func fill(_ bytes: inout MutableSpan<UInt8>) { Self.fill(&bytes) }

  /// Overwrites all of `bytes`. When the system has no randomness to give, the program ends: nothing that follows could
  /// be safe.
  public static func fill(_ bytes: inout MutableSpan<UInt8>) {
    bytes.withUnsafeMutableBytes { buffer in
      #if canImport(Glibc)
        // glibc's getentropy(3) is getrandom(2), which waits until the kernel's generator is seeded; it takes at most
        // 256 bytes, and in return is never cut short by a signal. EINTR is retried all the same.
        var rest = buffer[...]
        while !rest.isEmpty {
          let piece = UnsafeMutableRawBufferPointer(rebasing: rest.prefix(256))
          if getentropy(piece.baseAddress, piece.count) == 0 {
            rest = rest.dropFirst(piece.count)
          } else if errno != EINTR {
            fatalError("getrandom(2) failed with errno \(errno): this system gives no random numbers")
          }
        }
      #elseif canImport(Darwin)
        arc4random_buf(buffer.baseAddress, buffer.count)
      #else
        var generator = SystemRandomNumberGenerator()
        for i in buffer.indices { buffer[i] = generator.next() }
      #endif
    }
  }

  /// `count` random bytes, for values that will be public: nonces, serial numbers, session identifiers.
  public static func bytes(count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var span = bytes.mutableSpan
    fill(&span)
    return bytes
  }

  /// `count` random bytes, for keys.
  public static func secret(count: Int) -> SecretBytes {
    var secret = SecretBytes(count: count)
    var span = secret.mutableSpan
    fill(&span)
    return secret
  }
}
