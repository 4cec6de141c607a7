/// A truth value that may be secret: it can be combined and used to select, but never branched on.
///
/// The value is kept as a mask of 64 equal bits, so that selecting is two logical operations a word. Turning a `Choice`
/// into a `Bool` is a declaration that the answer may be seen by everyone: `declassified` says so in its name.
@frozen
public struct Choice: Sendable {
  /// All ones for true, all zeros for false.
  public let mask: UInt64

  @inlinable @inline(__always)
  init(unchecked mask: UInt64) { self.mask = mask }

  /// A choice whose value is public, such as a loop bound's parity.
  @inlinable @inline(__always)
  public init(public value: Bool) { mask = value ? .max : 0 }

  /// True when the lowest bit of `word` is set; the other bits must be zero.
  @inlinable @inline(__always)
  public init(bit word: UInt64) { mask = 0 &- word }

  /// True.
  @inlinable public static var yes: Choice { Choice(unchecked: .max) }
  /// False.
  @inlinable public static var no: Choice { Choice(unchecked: 0) }

  /// 1 for true, 0 for false.
  @inlinable @inline(__always)
  public var bit: UInt64 { mask & 1 }

  /// The value as an ordinary `Bool`. From here on it is public: only for results that the caller may learn.
  @inlinable @inline(__always)
  public var declassified: Bool { mask != 0 }

  /// Whether both hold.
  @inlinable @inline(__always)
  public static func & (a: Choice, b: Choice) -> Choice { Choice(unchecked: a.mask & b.mask) }
  /// Whether at least one holds.
  @inlinable @inline(__always)
  public static func | (a: Choice, b: Choice) -> Choice { Choice(unchecked: a.mask | b.mask) }
  /// Whether exactly one holds.
  @inlinable @inline(__always)
  public static func ^ (a: Choice, b: Choice) -> Choice { Choice(unchecked: a.mask ^ b.mask) }
  /// Whether it does not hold.
  @inlinable @inline(__always)
  public static prefix func ! (a: Choice) -> Choice { Choice(unchecked: ~a.mask) }
}
