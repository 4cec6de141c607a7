/// Where unpredictable bytes come from. Everything that needs randomness can be given another source, so that tests
/// reproduce published traces; the source for every other use is `SystemRandom`.
public protocol RandomSource: ~Copyable {
  /// Overwrites all of `bytes`.
  mutating func fill(_ bytes: inout MutableSpan<UInt8>)
}
