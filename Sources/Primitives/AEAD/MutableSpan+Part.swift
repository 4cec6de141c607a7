extension MutableSpan<UInt8> {
  /// A part of the span, in the place of the whole as long as it is used. The standard library's own name for this is
  /// still in flux: it is written here only.
  @_lifetime(&self)
  package mutating func part(_ range: Range<Int>) -> MutableSpan<UInt8> { _mutatingExtracting(range) }
}
