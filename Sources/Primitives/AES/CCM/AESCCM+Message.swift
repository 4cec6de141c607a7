extension AES.CCM {
  /// One message under way.
  struct Message {
    private let buffer: UnsafeMutableRawBufferPointer

    /// The bytes of its buffer: the tag, the counter block, and a block to work with.
    static let byteCount = 48

    /// On zeros.
    init(_ buffer: UnsafeMutableRawBufferPointer) { self.buffer = buffer }

    /// The CBC-MAC so far, in the end the tag.
    var tag: UnsafeMutableRawBufferPointer { UnsafeMutableRawBufferPointer(rebasing: buffer[0..<16]) }
    private var counter: UnsafeMutableRawBufferPointer { UnsafeMutableRawBufferPointer(rebasing: buffer[16..<32]) }
    private var scratch: UnsafeMutableRawBufferPointer { UnsafeMutableRawBufferPointer(rebasing: buffer[32..<48]) }

    /// Formats the first block and the additional data (SP 800-38C, section A.2) and the counter block (section A.3).
    func begin(
      nonce: UnsafeRawBufferPointer, _ additionalData: UnsafeRawBufferPointer, plaintextByteCount: Int,
      tagByteCount: Int, _ schedule: borrowing AES.KeySchedule
    ) {
      let lengthByteCount = 15 - nonce.count
      counter[0] = UInt8(lengthByteCount - 1)
      UnsafeMutableRawBufferPointer(rebasing: counter[1...]).copyMemory(from: nonce)
      let first = scratch
      first.copyMemory(from: UnsafeRawBufferPointer(counter))
      first[0] |= (additionalData.isEmpty ? 0 : 0x40) | UInt8((tagByteCount - 2) / 2 * 8)
      write(plaintextByteCount, to: first, from: 16 - lengthByteCount, until: 16)
      chain(first[...], schedule)
      if !additionalData.isEmpty { chain(additionalData: additionalData, schedule) }
    }

    /// The additional data with its length in front: 2 bytes, or 4 or 8 behind a mark (section A.2.2).
    private func chain(additionalData: UnsafeRawBufferPointer, _ schedule: borrowing AES.KeySchedule) {
      let count = additionalData.count
      let head: Int
      if count < 0xff00 {
        head = 2
      } else if count <= UInt32.max {
        (scratch[0], scratch[1]) = (0xff, 0xfe)
        head = 6
      } else {
        (scratch[0], scratch[1]) = (0xff, 0xff)
        head = 10
      }
      write(count, to: scratch, from: head == 2 ? 0 : 2, until: head)
      let beside = min(count, 16 - head)
      UnsafeMutableRawBufferPointer(rebasing: scratch[head..<head + beside])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: additionalData[..<beside]))
      chain(scratch[..<(head + beside)], schedule)
      AES.Blocks.authenticate(
        UnsafeRawBufferPointer(rebasing: additionalData[beside...]), into: tag.baseAddress.unsafelyUnwrapped,
        key: schedule)
    }

    private func chain(
      _ bytes: Slice<UnsafeMutableRawBufferPointer>, _ schedule: borrowing AES.KeySchedule
    ) {
      AES.Blocks.authenticate(
        UnsafeRawBufferPointer(rebasing: bytes), into: tag.baseAddress.unsafelyUnwrapped, key: schedule)
    }

    /// A number, most significant byte first.
    private func write(_ number: Int, to block: UnsafeMutableRawBufferPointer, from start: Int, until end: Int) {
      var number = UInt64(number)
      for i in (start..<end).reversed() {
        block[i] = UInt8(truncatingIfNeeded: number)
        number >>= 8
      }
    }

    /// Chains the plaintext and masks the tag with the first block of key stream.
    func authenticate(_ plaintext: UnsafeRawBufferPointer, _ schedule: borrowing AES.KeySchedule) {
      let base = tag.baseAddress.unsafelyUnwrapped
      AES.Blocks.authenticate(plaintext, into: base, key: schedule)
      AES.Blocks.addKeyStream(base, byteCount: 16, block: block(counter: 0), key: schedule)
    }

    /// Adds the message's key stream, which begins with counter 1.
    func addKeyStream(_ bytes: UnsafeMutableRawBufferPointer, _ schedule: borrowing AES.KeySchedule) {
      guard let base = bytes.baseAddress else { return }
      AES.Blocks.addKeyStream(base, byteCount: bytes.count, block: block(counter: 1), key: schedule)
    }

    private func block(counter number: UInt8) -> UnsafeRawPointer {
      counter[15] = number
      return UnsafeRawPointer(counter.baseAddress.unsafelyUnwrapped)
    }
  }
}
