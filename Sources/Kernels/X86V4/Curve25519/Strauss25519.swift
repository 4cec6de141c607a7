#if arch(x86_64)
  extension KernelsX86V4 {
    /// The odd multiples P, 3P, 5P, ... of a public point, and after them their negatives, as `curve25519StraussVarTime`
    /// reads them.
    ///
    /// - Parameters:
    ///   - x, y: the point's affine coordinates, 4 words each, below 2^255.
    ///   - count: how many multiples, at least 1.
    ///   - table: receives 2 `count` entries of 5 vectors.
    @inline(never)
    public static func curve25519OddMultiples(
      x: UnsafePointer<UInt64>, y: UnsafePointer<UInt64>, count: Int, table: UnsafeMutablePointer<SIMD4<Int64>>
    ) {
      let masks = LaneMasks()
      var multiple = EdwardsLanes25519(x: x, y: y)
      let twice = EdwardsLanes25519.Addend(multiple.doubled(masks), masks)
      var entry = table
      var left = count
      while left > 0 {
        let addend = EdwardsLanes25519.Addend(multiple, masks)
        addend.store(to: entry)
        addend.negated(masks).store(to: entry + 5 &* count)
        multiple = multiple.adding(twice, masks)
        entry += 5
        left &-= 1
      }
    }

    /// A sum of multiples of public points and of the base point with one chain of doublings (Strauss; Shamir's trick), in
    /// time that depends on the digits.
    ///
    /// - Parameters:
    ///   - count: the number of points.
    ///   - tables: 8 odd multiples and their negatives for each.
    ///   - digits: for each place 0 to 255, the digits of all points: 0 or odd, from -15 to 15.
    ///   - baseTable: 64 odd multiples of the base point and their negatives.
    ///   - baseDigits: 256 digits, 0 or odd, from -127 to 127.
    ///   - result: receives X, Y, T and Z, each in 5 limbs of 51 bits that are below 2^52.
    @inline(never)
    public static func curve25519StraussVarTime(
      count: Int, tables: UnsafePointer<SIMD4<Int64>>, digits: UnsafePointer<Int8>,
      baseTable: UnsafePointer<SIMD4<Int64>>, baseDigits: UnsafePointer<Int8>, result: UnsafeMutablePointer<UInt64>
    ) {
      let masks = LaneMasks()
      var sum = EdwardsLanes25519.identity
      var place = 255
      var isIdentity = true
      while place >= 0 {
        if !isIdentity { sum = sum.doubled(masks) }
        let row = digits + place &* count
        var point = 0
        while point <= count {
          let isBase = point == count
          let digit = Int(isBase ? baseDigits[place] : row[point])
          if digit != 0 {
            // |digit| = 2 index + 1; negatives stand behind the positives.
            let size = isBase ? 64 : 8
            let index = (digit.magnitude &>> 1) &+ (digit < 0 ? UInt(bitPattern: size) : 0)
            let table = isBase ? baseTable : tables + point &* 16 &* 5
            sum = sum.adding(EdwardsLanes25519.Addend(table + Int(bitPattern: index) &* 5), masks)
            isIdentity = false
          }
          point &+= 1
        }
        place &-= 1
      }
      let point = sum.coordinates.carried
      var lane = 0
      while lane < 4 {
        point.store(lane: lane, to: result + 5 &* lane)
        lane &+= 1
      }
    }
  }
#endif
