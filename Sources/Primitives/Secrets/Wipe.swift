#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Overwriting memory in a way that the optimiser may not leave out.
public enum Wipe {
  /// Sets every byte of `memory` to zero.
  @inline(never)
  public static func zero(_ memory: UnsafeMutableRawBufferPointer) {
    guard let base = memory.baseAddress, memory.count > 0 else { return }
    #if canImport(Glibc)
      explicit_bzero(base, memory.count)
    #else
      memset_s(base, memory.count, 0, memory.count)
    #endif
  }

  /// Sets every byte of an array to zero, in place.
  ///
  /// Only the array's current storage is reached: an array that was grown or shared has left copies elsewhere, which is
  /// why long-lived secrets are `SecretBytes`.
  public static func zero(_ bytes: inout [UInt8]) {
    bytes.withUnsafeMutableBytes { zero($0) }
  }

  /// Sets every byte of a value without references to zero.
  public static func zero<T: BitwiseCopyable>(_ value: inout T) {
    withUnsafeMutableBytes(of: &value) { zero($0) }
  }
}
