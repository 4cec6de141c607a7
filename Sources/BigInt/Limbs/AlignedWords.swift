/// Runs of words one behind the other, each aligned as kernels want it, for one computation.
struct AlignedWords {
  private var next: Limbs.Target

  /// Calls `body` with room for runs of `counts` words.
  static func with(_ counts: [Int], body: (inout AlignedWords) -> Void) {
    withUnsafeTemporaryAllocation(byteCount: bytes(counts), alignment: 64) { buffer in
      guard let base = buffer.baseAddress else { return }
      var words = AlignedWords(base)
      body(&words)
    }
  }

  /// Runs in memory from 64-byte aligned `base` on.
  init(_ base: UnsafeMutableRawPointer) { next = base.assumingMemoryBound(to: UInt.self) }

  /// The bytes for runs of `counts` words.
  static func bytes(_ counts: [Int]) -> Int { counts.reduce(0) { $0 + rounded($1) } * MemoryLayout<UInt>.size }

  /// The next run.
  mutating func take(_ count: Int) -> Limbs.Target {
    defer { next += Self.rounded(count) }
    return next
  }

  private static func rounded(_ count: Int) -> Int { (count + 7) / 8 * 8 }
}
