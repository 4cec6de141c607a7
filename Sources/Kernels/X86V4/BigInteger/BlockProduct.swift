#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// What the products of blocks read through a pointer (see `Digits52.Unpacking`).
  struct BlockConstants {
    var unpacking = Digits52.Unpacking()
    var packing = Digits52.Packing()
    let r1 = Digits52.Block(7, 0, 1, 2, 3, 4, 5, 6)
    let r2 = Digits52.Block(6, 7, 0, 1, 2, 3, 4, 5)
    let r3 = Digits52.Block(5, 6, 7, 0, 1, 2, 3, 4)
    let r4 = Digits52.Block(4, 5, 6, 7, 0, 1, 2, 3)
    let r5 = Digits52.Block(3, 4, 5, 6, 7, 0, 1, 2)
    let r6 = Digits52.Block(2, 3, 4, 5, 6, 7, 0, 1)
    let r7 = Digits52.Block(1, 2, 3, 4, 5, 6, 7, 0)
    let previous = Digits52.Block(7, 8, 9, 10, 11, 12, 13, 14)
    let mask = Digits52.Block(repeating: 1 &<< 52 &- 1)

    @inline(__always)
    init() {}
  }

  extension KernelsX86V4 {
    /// The words of scratch space that `multiply` needs.
    public static func multiplyScratch(_ xCount: Int, _ yCount: Int) -> Int {
      16 &* (Digits52.blocks(words: xCount) &+ Digits52.blocks(words: yCount) &+ 1)
    }

    /// Sets the `xCount + yCount` words of `r` to `x * y`, schoolbook in blocks of eight 52-bit digits. `r` overlaps
    /// neither factor; the shorter one has at most 10,000 words (see `Column52.add`), neither is empty. `scratch` is
    /// aligned to 64 bytes and has `multiplyScratch(xCount, yCount)` words.
    @inline(never)
    public static func multiply(
      _ r: UnsafeMutablePointer<UInt64>, _ x: UnsafePointer<UInt64>, _ xCount: Int, _ y: UnsafePointer<UInt64>,
      _ yCount: Int, scratch: UnsafeMutableRawPointer
    ) {
      var constants = BlockConstants()
      withUnsafePointer(to: &constants) { k in
        let xBlocks = Digits52.blocks(words: xCount)
        let yBlocks = Digits52.blocks(words: yCount)
        let xDigits = scratch.assumingMemoryBound(to: Digits52.Block.self)
        let yDigits = xDigits + xBlocks
        let product = yDigits + yBlocks
        Digits52.unpack(xDigits, x, xCount, unpacking(k))
        Digits52.unpack(yDigits, y, yCount, unpacking(k))
        multiplyBlocks(product, xDigits, xBlocks, yDigits, yBlocks, k)
        product[xBlocks &+ yBlocks] = Digits52.Block(repeating: 0)
        Digits52.pack(r, xCount &+ yCount, product, packing(k))
      }
    }

    /// Sets the `2 * count` words of `r` to `x²`; otherwise as `multiply`, with the scratch space of two factors.
    @inline(never)
    public static func square(
      _ r: UnsafeMutablePointer<UInt64>, _ x: UnsafePointer<UInt64>, _ count: Int, scratch: UnsafeMutableRawPointer
    ) {
      var constants = BlockConstants()
      withUnsafePointer(to: &constants) { k in
        let blocks = Digits52.blocks(words: count)
        let digits = scratch.assumingMemoryBound(to: Digits52.Block.self)
        let product = digits + blocks
        Digits52.unpack(digits, x, count, unpacking(k))
        squareBlocks(product, digits, blocks, k)
        Digits52.pack(r, 2 &* count, product, packing(k))
      }
    }

    @inline(__always)
    static func unpacking(_ k: UnsafePointer<BlockConstants>) -> UnsafePointer<Digits52.Unpacking> {
      UnsafeRawPointer(k).assumingMemoryBound(to: Digits52.Unpacking.self)
    }

    @inline(__always)
    static func packing(_ k: UnsafePointer<BlockConstants>) -> UnsafePointer<Digits52.Packing> {
      (UnsafeRawPointer(k) + MemoryLayout<Digits52.Unpacking>.stride).assumingMemoryBound(to: Digits52.Packing.self)
    }

    @inline(__always)
    static func rotations(_ k: UnsafePointer<BlockConstants>) -> UnsafePointer<Digits52.Block> {
      (UnsafeRawPointer(k) + (MemoryLayout<Digits52.Unpacking>.stride + MemoryLayout<Digits52.Packing>.stride))
        .assumingMemoryBound(to: Digits52.Block.self)
    }

    /// Sets the `xBlocks + yBlocks` blocks of `r` to the digits of `x * y`.
    @inline(__always)
    static func multiplyBlocks(
      _ r: UnsafeMutablePointer<Digits52.Block>, _ x: UnsafePointer<Digits52.Block>, _ xBlocks: Int,
      _ y: UnsafePointer<Digits52.Block>, _ yBlocks: Int, _ k: UnsafePointer<BlockConstants>
    ) {
      let turns = rotations(k)
      let (previous, mask) = (k.pointee.previous, k.pointee.mask)
      var chain = CarryChain52()
      var above = Digits52.Block(repeating: 0)
      var column = 0
      let last = xBlocks &+ yBlocks &- 1
      while column < last {
        var sums = Column52(above)
        var i = max(0, column &- yBlocks &+ 1)
        let end = min(column, xBlocks &- 1)
        var digits = UnsafeRawPointer(y + (column &- i)).assumingMemoryBound(to: Int64.self)
        while i <= end {
          sums.add(x[i], digits)
          digits -= 8
          i &+= 1
        }
        let low: Digits52.Block
        (low, above) = sums.split(turns)
        r[column] = chain.digits(low, previous, mask)
        column &+= 1
      }
      r[last] = chain.digits(above, previous, mask)
    }

    /// Sets the `2 * count` blocks of `r` to the digits of `x²`: products of different blocks once, doubled.
    @inline(__always)
    static func squareBlocks(
      _ r: UnsafeMutablePointer<Digits52.Block>, _ x: UnsafePointer<Digits52.Block>, _ count: Int,
      _ k: UnsafePointer<BlockConstants>
    ) {
      let turns = rotations(k)
      let (previous, mask) = (k.pointee.previous, k.pointee.mask)
      var chain = CarryChain52()
      var above = Digits52.Block(repeating: 0)
      var column = 0
      let last = 2 &* count &- 1
      while column < last {
        var sums = Column52(Digits52.Block(repeating: 0))
        var i = max(0, column &- count &+ 1)
        var j = column &- i
        while i < j {
          sums.add(x[i], UnsafeRawPointer(x + j).assumingMemoryBound(to: Int64.self))
          i &+= 1
          j &-= 1
        }
        sums.double()
        if i == j { sums.add(x[i], UnsafeRawPointer(x + i).assumingMemoryBound(to: Int64.self)) }
        let (low, high) = sums.split(turns)
        r[column] = chain.digits(low &+ above, previous, mask)
        above = high
        column &+= 1
      }
      r[last] = chain.digits(above, previous, mask)
    }
  }
#endif
