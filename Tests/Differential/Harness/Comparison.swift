import Processor

/// A kernel beside the portable code that it replaces, or two ways to one result.
struct Comparison: Sendable {
  /// `p256-field-multiply-v4`: what, and the level of the kernel.
  let name: String
  /// The level that the processor must have.
  let level: Processor.Level
  /// Of how many cases one is made: 1 for what takes less than a microsecond, more for what takes longer.
  var share = 1
  /// Computes both on operands of its choice; nil when they agree, else the operands and both results, to be shown.
  let disagreement: @Sendable (inout Operands) -> String?
}
