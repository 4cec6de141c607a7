extension FixedWidthInteger {
  /// The bits moved `count` places towards the high end, those that fall off coming back at the low end; one instruction.
  @inline(__always)
  func rotatedLeft(_ count: Self) -> Self {
    (self &<< count) | (self &>> (Self(truncatingIfNeeded: Self.bitWidth) &- count))
  }

  /// The bits moved `count` places towards the low end, those that fall off coming back at the high end; one instruction.
  @inline(__always)
  func rotatedRight(_ count: Self) -> Self {
    (self &>> count) | (self &<< (Self(truncatingIfNeeded: Self.bitWidth) &- count))
  }
}
