extension BigUInt {
  /// The value of big-endian bytes, as in the standards' OS2IP (RFC 8017, section 4.2). Leading zeros are allowed, and
  /// no bytes are zero.
  public init(bigEndianBytes bytes: Span<UInt8>) {
    let bytesPerWord = UInt.bitWidth / 8
    let count = (bytes.count + bytesPerWord - 1) / bytesPerWord
    var limbs = [UInt](repeating: 0, count: count)
    for i in bytes.indices {
      let position = bytes.count - 1 - i
      limbs[position / bytesPerWord] |= UInt(bytes[i]) << UInt(8 * (position % bytesPerWord))
    }
    self.init(normalizing: limbs)
  }

  /// The value of big-endian bytes.
  public init(bigEndianBytes bytes: [UInt8]) { self.init(bigEndianBytes: bytes.span) }

  /// The value as big-endian bytes, as in I2OSP (RFC 8017, section 4.1), with leading zeros up to `count` bytes.
  /// Without a count it is the shortest form of at least one byte. Traps when the value does not fit.
  public func bigEndianBytes(count: Int? = nil) -> [UInt8] {
    let needed = (bitWidth + 7) / 8
    let count = count ?? Swift.max(needed, 1)
    precondition(count >= needed, "BigUInt of \(needed) bytes does not fit into \(count)")
    let bytesPerWord = UInt.bitWidth / 8
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      for position in 0..<count {
        let word = position / bytesPerWord
        let byte = word < limbs.count ? limbs[word] >> UInt(8 * (position % bytesPerWord)) : 0
        buffer[count - 1 - position] = UInt8(truncatingIfNeeded: byte)
      }
      initialized = count
    }
  }
}
