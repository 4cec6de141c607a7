#if arch(x86_64)
  /// The first 1 to 15 bytes of a block in memory, of which nothing else may be touched. The count is public.
  enum PartialBlock {
    /// The bytes, and zeros behind them.
    @inline(__always)
    static func load(_ address: UnsafeRawPointer, _ count: Int) -> Blocks128.Block {
      var number: UInt128
      if count >= 8 {
        let last = UInt128((address + (count &- 8)).loadUnaligned(as: UInt64.self))
        number = UInt128(address.loadUnaligned(as: UInt64.self)) | last &<< UInt128(8 &* (count &- 8))
      } else if count >= 4 {
        let last = UInt128((address + (count &- 4)).loadUnaligned(as: UInt32.self))
        number = UInt128(address.loadUnaligned(as: UInt32.self)) | last &<< UInt128(8 &* (count &- 4))
      } else {
        number = UInt128(address.load(as: UInt8.self))
        number |= UInt128((address + (count &>> 1)).load(as: UInt8.self)) &<< UInt128(8 &* (count &>> 1))
        number |= UInt128((address + (count &- 1)).load(as: UInt8.self)) &<< UInt128(8 &* (count &- 1))
      }
      return unsafeBitCast(number, to: Blocks128.Block.self)
    }

    /// Writes the first `count` bytes.
    @inline(__always)
    static func store(_ block: Blocks128.Block, _ address: UnsafeMutableRawPointer, _ count: Int) {
      let number = unsafeBitCast(block, to: UInt128.self)
      @inline(__always) func bytes<Word: FixedWidthInteger>(from place: Int) -> Word {
        Word(truncatingIfNeeded: number &>> UInt128(8 &* place))
      }
      if count >= 8 {
        address.storeBytes(of: bytes(from: 0), as: UInt64.self)
        (address + (count &- 8)).storeBytes(of: bytes(from: count &- 8), as: UInt64.self)
      } else if count >= 4 {
        address.storeBytes(of: bytes(from: 0), as: UInt32.self)
        (address + (count &- 4)).storeBytes(of: bytes(from: count &- 4), as: UInt32.self)
      } else {
        address.storeBytes(of: bytes(from: 0), as: UInt8.self)
        (address + (count &>> 1)).storeBytes(of: bytes(from: count &>> 1), as: UInt8.self)
        (address + (count &- 1)).storeBytes(of: bytes(from: count &- 1), as: UInt8.self)
      }
    }

    /// The block with zeros behind its first `count` bytes.
    @inline(__always)
    static func cut(_ block: Blocks128.Block, _ count: Int) -> Blocks128.Block {
      let number = unsafeBitCast(block, to: UInt128.self)
      return unsafeBitCast(number & ((1 &<< UInt128(8 &* count)) &- 1), to: Blocks128.Block.self)
    }
  }
#endif
