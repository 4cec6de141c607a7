#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The processor that this process runs on, as far as the kernels care.
public enum Processor {
  /// What kernels may use, from code that needs nothing to the newest instructions. Every level includes those below.
  public enum Level: Int, Comparable, CaseIterable, Sendable {
    /// Portable Swift: any 64-bit processor.
    case portable
    /// x86-64 with AVX2, BMI1, BMI2, ADX, AES, PCLMULQDQ and the SHA extensions.
    case v3
    /// The same and AVX-512 F, BW, VL, DQ, IFMA, VAES and VPCLMULQDQ, on an operating system that keeps their registers.
    case v4

    /// The name in `PURETLS_CPU` and in tables: `portable`, `v3` or `v4`.
    public var name: String {
      switch self {
      case .portable: "portable"
      case .v3: "v3"
      case .v4: "v4"
      }
    }

    /// Whether `a` has fewer instructions than `b`.
    @inlinable public static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  /// The highest level that the processor and the operating system have.
  public static let highestLevel: Level = detectedLevel()

  /// The level in force: the highest, or a lower one that the environment variable `PURETLS_CPU` names. It is read once,
  /// when first asked for, and never changes afterwards. A level that the processor lacks, or an unknown name, counts
  /// as the highest level: nothing that somebody sets in the environment can make this process crash.
  public static let level: Level = {
    guard let value = getenv("PURETLS_CPU") else { return highestLevel }
    let wanted = String(cString: value)
    return Level.allCases.first { $0.name == wanted }.map { min($0, highestLevel) } ?? highestLevel
  }()

  /// Whether kernels of level v3 may run.
  @inlinable @inline(__always)
  public static var hasV3: Bool { level >= .v3 }

  /// Whether kernels of level v4 may run.
  @inlinable @inline(__always)
  public static var hasV4: Bool { level >= .v4 }
}
