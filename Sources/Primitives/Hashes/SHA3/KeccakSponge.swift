/// The sponge (FIPS 202, section 4): input is added to the first `rateByteCount` bytes of the state, block by block, and
/// output read from there; the rest of the state, the capacity, is never seen.
struct KeccakSponge<let rateByteCount: Int>: BitwiseCopyable, Sendable {
  private var lanes = Keccak.Lanes(repeating: 0)
  /// How many bytes of the block at hand were taken, or given.
  private var position = 0

  mutating func absorb(_ data: Span<UInt8>) {
    data.withUnsafeBytes { data in
      var offset = 0
      if position == 0, let base = data.baseAddress, data.count >= rateByteCount {
        let count = data.count / rateByteCount
        Keccak.absorb(base, count: count, wordsPerBlock: rateByteCount / 8, into: &lanes)
        offset = count * rateByteCount
      }
      while offset < data.count {
        if position & 7 == 0, data.count - offset >= 8 {
          // Words for as long as both sides have them; blocks are whole words.
          let count = min((rateByteCount - position) / 8, (data.count - offset) / 8)
          addWords(count, of: data, at: offset)
          position += 8 * count
          offset += 8 * count
        } else {
          add(data[offset], at: position)
          position += 1
          offset += 1
        }
        if position == rateByteCount { permute() }
      }
    }
  }

  /// Adds `count` words, at most those left in the block, to the state at `position`, which is at a word.
  @inline(__always)
  private mutating func addWords(_ count: Int, of data: UnsafeRawBufferPointer, at offset: Int) {
    precondition(position + 8 * count <= rateByteCount && offset + 8 * count <= data.count)
    guard let words = data.baseAddress?.advanced(by: offset) else { return }
    let first = position / 8
    _withUnprotectedUnsafeMutablePointer(to: &lanes) { lanes in
      let lanes = UnsafeMutableRawPointer(lanes).assumingMemoryBound(to: UInt64.self) + first
      for i in 0..<count { lanes[i] ^= UInt64(littleEndian: (words + 8 * i).loadUnaligned(as: UInt64.self)) }
    }
  }

  /// Ends the input: `suffix` are the bits that tell functions apart and the first of the padding 10*1 (sections 5.1 and 6),
  /// the lowest bit first. Output may follow.
  mutating func pad(_ suffix: UInt8) {
    add(suffix, at: position)
    add(0x80, at: rateByteCount - 1)
    permute()
  }

  mutating func squeeze(into output: UnsafeMutableRawBufferPointer) {
    var offset = 0
    while offset < output.count {
      if position == rateByteCount { permute() }
      if position & 7 == 0, output.count - offset >= 8 {
        let count = min((rateByteCount - position) / 8, (output.count - offset) / 8)
        for i in 0..<count {
          output.storeBytes(of: lanes[position / 8 + i].littleEndian, toByteOffset: offset + 8 * i, as: UInt64.self)
        }
        position += 8 * count
        offset += 8 * count
      } else {
        output[offset] = UInt8(truncatingIfNeeded: lanes[position / 8] >> (8 * UInt64(position % 8)))
        position += 1
        offset += 1
      }
    }
  }

  /// Ends the input and gives the first bytes of the output. Who wants to go on takes a copy first: this state is wiped,
  /// since what was hashed may be a key.
  mutating func finish<let byteCount: Int>(suffix: UInt8) -> InlineArray<byteCount, UInt8> {
    pad(suffix)
    var digest = InlineArray<byteCount, UInt8>(repeating: 0)
    withUnsafeMutableBytes(of: &digest) { squeeze(into: $0) }
    Wipe.zero(&self)
    return digest
  }

  private mutating func add(_ byte: UInt8, at position: Int) {
    lanes[position / 8] ^= UInt64(byte) << (8 * UInt64(position % 8))
  }

  private mutating func permute() {
    Keccak.permute(&lanes)
    position = 0
  }
}
