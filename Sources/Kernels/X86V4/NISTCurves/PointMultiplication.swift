#if arch(x86_64)
  /// Scalar multiplication on NIST's curves, four products at a time.
  ///
  /// The scalar is odd and comes as odd digits of five bits and a sign, the sum of d_i 2^(5 i) with every d_i from -31 to
  /// 31 (Joye and Tunstall, "Exponent recoding and regular exponentiation algorithms", Africacrypt 2009): no digit is 0, and
  /// neither is any number that begins the scalar, so that the running sum is never infinity while it is doubled.
  enum PointMultiplication<Field: FieldLanes> {
    /// 16 odd multiples, the running sum, an entry, b, and what the formulas need.
    @inline(__always)
    static var workspaceCount: Int { (16 + 3 + LanePoint<Field>.scratchCount) * Field.limbCount }

    /// (X : Y : Z) for the product of the scalar and the point (x, y), in constant time. Coordinates are limbs one after the
    /// other, those of the product tidy. A digit's byte is (|d| - 1)/2, and 2^7 more when d is negative; the first is the
    /// lowest, and the last is not negative.
    @inline(__always)
    static func multiply(
      _ product: UnsafeMutablePointer<Int64>, _ point: UnsafePointer<Int64>, b curve: UnsafePointer<Int64>,
      digits: UnsafePointer<UInt8>, count: Int, workspace: UnsafeMutableRawPointer
    ) {
      let n = Field.limbCount
      let table = workspace.assumingMemoryBound(to: FourWords.self)
      let (sum, entry, b) = (table + 16 * n, table + 17 * n, table + 18 * n)
      let scratch = table + 19 * n
      for i in 0..<n {
        table[i] = FourWords(point[i], point[n &+ i], i == 0 ? 1 : 0, 0)
        b[i] = FourWords(repeating: curve[i])
      }
      // P, 3P, ..., 31P.
      LanePoint<Field>.add(sum, table, table, b: b, scratch: scratch)
      for j in 1..<16 { LanePoint<Field>.add(table + j * n, table + (j - 1) * n, sum, b: b, scratch: scratch) }
      select(sum, table, digits[count &- 1])
      for place in (0..<(count &- 1)).reversed() {
        LanePoint<Field>.double(sum, times: 5, scratch: scratch)
        select(entry, table, digits[place])
        LanePoint<Field>.add(sum, sum, entry, b: b, scratch: scratch)
      }
      for i in 0..<n {
        for lane in 0..<3 { product[lane &* n &+ i] = sum[i][lane] }
      }
    }

    /// The multiple that a digit's byte stands for, with limbs up to 2 T; all entries are read.
    @inline(never)
    private static func select(_ entry: Limbs, _ table: Limbs, _ digit: UInt8) {
      let n = Field.limbCount
      let index = FourWords(repeating: Int64(digit & 15))
      for i in 0..<n { entry[i] = FourWords(repeating: 0) }
      for j in 0..<16 {
        // All ones where j is the index: nothing else below 16 becomes negative.
        let mask = ((index ^ FourWords(repeating: Int64(j))) &- FourWords(repeating: 1)) &>> 63
        for i in 0..<n { entry[i] = entry[i] | mask & table[j &* n &+ i] }
      }
      let negative = FourWords(repeating: 0 &- Int64(digit &>> 7)) & FourWords(0, -1, 0, 0)
      for i in 0..<n {
        entry[i] = entry[i].negated(where: negative) &+ negative & Field.prime(FourWords(repeating: 2), i)
      }
    }
  }

  extension KernelsX86V4 {
    /// How many bytes `p521Multiply` works in, 32-byte aligned; the caller wipes them.
    public static var p521WorkspaceByteCount: Int { PointMultiplication<P521Lanes>.workspaceCount * 32 }

    /// The product of an odd scalar and a point on P-521, in constant time.
    ///
    /// Numbers are eleven limbs of 48 bits. `product` gets X, Y and Z with x = X/Z and y = Y/Z, each limb below 2^48 + 2^23;
    /// `point` is x and y, `b` the curve's coefficient, limbs up to 48 bits. `digits` are `count` odd digits d of the scalar
    /// in base 32, the lowest first: (|d| - 1)/2, and 2^7 more where d is negative, which the last is not.
    @inline(never)
    public static func p521Multiply(
      _ product: UnsafeMutablePointer<Int64>, _ point: UnsafePointer<Int64>, b: UnsafePointer<Int64>,
      digits: UnsafePointer<UInt8>, count: Int, workspace: UnsafeMutableRawPointer
    ) {
      PointMultiplication<P521Lanes>.multiply(
        product, point, b: b, digits: digits, count: count, workspace: workspace)
    }

    /// How many bytes `p384Multiply` works in, 32-byte aligned; the caller wipes them.
    public static var p384WorkspaceByteCount: Int { PointMultiplication<P384Lanes>.workspaceCount * 32 }

    /// The same for P-384, in eight limbs of 48 bits; those of the product are below 2^50.
    @inline(never)
    public static func p384Multiply(
      _ product: UnsafeMutablePointer<Int64>, _ point: UnsafePointer<Int64>, b: UnsafePointer<Int64>,
      digits: UnsafePointer<UInt8>, count: Int, workspace: UnsafeMutableRawPointer
    ) {
      PointMultiplication<P384Lanes>.multiply(
        product, point, b: b, digits: digits, count: count, workspace: workspace)
    }

    /// Four products modulo P-521's prime, for comparisons: limb i of the number in lane j is at 4 i + j, 32-byte aligned.
    @inline(never)
    public static func p521FieldMultiply(
      _ product: UnsafeMutableRawPointer, _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer
    ) {
      P521Lanes.multiply(
        product.assumingMemoryBound(to: FourWords.self), a.assumingMemoryBound(to: FourWords.self),
        b.assumingMemoryBound(to: FourWords.self))
    }

    /// The same for P-384.
    @inline(never)
    public static func p384FieldMultiply(
      _ product: UnsafeMutableRawPointer, _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer
    ) {
      P384Lanes.multiply(
        product.assumingMemoryBound(to: FourWords.self), a.assumingMemoryBound(to: FourWords.self),
        b.assumingMemoryBound(to: FourWords.self))
    }
  }
#endif
