/// Runs of words one behind the other, each aligned as kernels want it, for one computation.
struct AlignedWords {
  private var next: Limbs.Target

  /// Calls `body` with room for runs of `counts` words.
  static func with(_ counts: Int..., body: (inout AlignedWords) -> Void) {
    let bytes = counts.reduce(0) { $0 + rounded($1) } * MemoryLayout<UInt>.size
    withUnsafeTemporaryAllocation(byteCount: bytes, alignment: 64) { buffer in
      guard let base = buffer.baseAddress else { return }
      var words = AlignedWords(next: base.bindMemory(to: UInt.self, capacity: bytes / MemoryLayout<UInt>.size))
      body(&words)
    }
  }

  /// The next run.
  mutating func take(_ count: Int) -> Limbs.Target {
    defer { next += Self.rounded(count) }
    return next
  }

  private static func rounded(_ count: Int) -> Int { (count + 7) / 8 * 8 }
}
