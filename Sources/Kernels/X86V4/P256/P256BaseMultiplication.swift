#if arch(x86_64)
  extension KernelsX86V4 {
    /// `scalar`, four words below the order, times the generator of P-256, in constant time.
    ///
    /// The scalar has 43 signed digits of 6 bits (Booth's recoding). Lane j adds up the entries for digits 6j to 6j + 5; then
    /// the lanes are added in pairs, in pairs of pairs, and in halves. Every entry of the table is read.
    ///
    /// No addition is of equal or opposite points, but for infinity, which is selected: below place 2^i, the digits' sum
    /// is less than 0.51 2^i in magnitude, while what is from there on is 0 or at least 2^i in magnitude. Modulo n only the
    /// last addition could be one, of A, the sum of lanes 0 to 3, and B, that of lanes 4 to 7 and a multiple of 2^144. As
    /// A + B is from 0 to n - 1, it would have to be B = n + A with A negative. But -A is below 0.51 2^144, and n modulo
    /// 2^144 is above that.
    ///
    /// - Parameters:
    ///   - result: 12 words: X, Y and Z, with x = X/Z^2 and y = Y/Z^3, all below 2^256 and times 2^260; Z is 0 for infinity.
    ///   - table: (j + 1) 2^(6 i) G at 32 i + j, for 43 rows i and 32 magnitudes j: x and y in four words each, below p
    ///     and times 2^256; aligned to 64 bytes.
    ///   - scratch: 20 vectors, for entries and digits; to be wiped by the caller.
    @inline(never)
    public static func p256MultiplyBase(
      _ result: UnsafeMutablePointer<UInt64>, scalar: UnsafePointer<UInt64>, table: UnsafeRawPointer,
      scratch: UnsafeMutablePointer<SIMD8<UInt64>>
    ) {
      multiplyBase(result, scalar, table, scratch, isPublic: false)
    }

    /// The same for a public scalar: only the entries that are added are read.
    @inline(never)
    public static func p256MultiplyBaseVarTime(
      _ result: UnsafeMutablePointer<UInt64>, scalar: UnsafePointer<UInt64>, table: UnsafeRawPointer,
      scratch: UnsafeMutablePointer<SIMD8<UInt64>>
    ) {
      multiplyBase(result, scalar, table, scratch, isPublic: true)
    }

    @inline(__always)
    private static func multiplyBase(
      _ result: UnsafeMutablePointer<UInt64>, _ scalar: UnsafePointer<UInt64>, _ table: UnsafeRawPointer,
      _ scratch: UnsafeMutablePointer<SIMD8<UInt64>>, isPublic: Bool
    ) {
      let selected = scratch
      let magnitudes = UnsafeMutableRawPointer(scratch + 8).assumingMemoryBound(to: UInt64.self)
      let signs = magnitudes + 48
      for digit in 0..<48 {
        // Digit 6j + r at 8r + j.
        let place = digit % 6 &* 8 &+ digit / 6
        let bits = bits(scalar, from: 6 &* digit &- 1)
        let sign = bits &>> 6
        let positive = (bits &+ 1) &>> 1
        // The top bit counts -64, and is carried into the next digit.
        magnitudes[place] = positive ^ (0 &- sign) & (positive ^ (64 &- positive))
        signs[place] = sign
      }
      lookUp(0, table, magnitudes, selected, isPublic)
      var sum = entries(0, magnitudes, signs, selected)
      for round in 1..<6 {
        lookUp(round, table, magnitudes, selected, isPublic)
        sum.add(entries(round, magnitudes, signs, selected))
      }
      var distance: UInt64 = 1
      while distance < 8 {
        sum.add(partners: SIMD8(0, 1, 2, 3, 4, 5, 6, 7) ^ SIMD8(repeating: distance))
        distance &*= 2
      }
      store(result, sum.x)
      store(result + 4, sum.y)
      store(result + 8, .select(sum.infinity, .zero, sum.z))
    }

    /// Reads the entries for digit `round` of each lane.
    @inline(__always)
    private static func lookUp(
      _ round: Int, _ table: UnsafeRawPointer, _ magnitudes: UnsafePointer<UInt64>,
      _ selected: UnsafeMutablePointer<SIMD8<UInt64>>, _ isPublic: Bool
    ) {
      let magnitudes = magnitudes + 8 &* round
      if isPublic {
        selectVarTime(round, table, magnitudes, selected)
      } else {
        select(round, table, magnitudes, selected)
      }
    }

    /// Seven bits of the scalar, with zeros below bit 0 and above bit 255.
    @inline(__always)
    private static func bits(_ scalar: UnsafePointer<UInt64>, from first: Int) -> UInt64 {
      if first < 0 { return (scalar[0] &<< 1) & 127 }
      let index = first &>> 6
      let shift = UInt64(truncatingIfNeeded: first & 63)
      if index > 3 { return 0 }
      var value = scalar[index] &>> shift
      if index < 3 { value |= (scalar[index &+ 1] &<< 1) &<< (63 &- shift) }
      return value & 127
    }

    /// Writes the entries for digit `round` of each lane to eight rows; the entry for 0 is 0.
    ///
    /// It is a function of its own, and goes through memory, because LLVM would move what is done to the entries afterwards
    /// into the loop.
    @inline(never)
    private static func select(
      _ round: Int, _ table: UnsafeRawPointer, _ magnitudes: UnsafePointer<UInt64>,
      _ selected: UnsafeMutablePointer<SIMD8<UInt64>>
    ) {
      typealias Field = P256FieldLanes
      let rows = table + round &* 2048
      var (e0, e1, e2, e3) = (Field.all(0), Field.all(0), Field.all(0), Field.all(0))
      var (e4, e5, e6, e7) = (Field.all(0), Field.all(0), Field.all(0), Field.all(0))
      let (m0, m1, m2, m3) = (
        Field.all(magnitudes[0]), Field.all(magnitudes[1]), Field.all(magnitudes[2]), Field.all(magnitudes[3])
      )
      let (m4, m5, m6, m7) = (
        Field.all(magnitudes[4]), Field.all(magnitudes[5]), Field.all(magnitudes[6]), Field.all(magnitudes[7])
      )
      var magnitude = Field.all(1)
      for j in 0..<32 {
        let entry = rows + j &* 64
        e0.replace(with: load(entry, 0), where: magnitude .== m0)
        e1.replace(with: load(entry, 1), where: magnitude .== m1)
        e2.replace(with: load(entry, 2), where: magnitude .== m2)
        e3.replace(with: load(entry, 3), where: magnitude .== m3)
        e4.replace(with: load(entry, 4), where: magnitude .== m4)
        e5.replace(with: load(entry, 5), where: magnitude .== m5)
        e6.replace(with: load(entry, 6), where: magnitude .== m6)
        magnitude &+= 1
      }
      if round == 0 {
        // Digit 42 is the last.
        magnitude = Field.all(1)
        for j in 0..<32 {
          e7.replace(with: load(rows + j &* 64, 7), where: magnitude .== m7)
          magnitude &+= 1
        }
      }
      (selected[0], selected[1], selected[2], selected[3]) = (e0, e1, e2, e3)
      (selected[4], selected[5], selected[6], selected[7]) = (e4, e5, e6, e7)
    }

    /// The same for public digits: only those entries are read. For digit 0 any will do.
    @inline(never)
    private static func selectVarTime(
      _ round: Int, _ table: UnsafeRawPointer, _ magnitudes: UnsafePointer<UInt64>,
      _ selected: UnsafeMutablePointer<SIMD8<UInt64>>
    ) {
      for lane in 0..<8 {
        let magnitude = Int(truncatingIfNeeded: magnitudes[lane])
        let index = magnitude == 0 ? 0 : 32 &* (6 &* lane &+ round) &+ magnitude &- 1
        selected[lane] = table.load(fromByteOffset: 64 &* index, as: SIMD8<UInt64>.self)
      }
    }

    /// The entries for digit `round` of each lane, which have been read.
    @inline(__always)
    private static func entries(
      _ round: Int, _ magnitudes: UnsafePointer<UInt64>, _ signs: UnsafePointer<UInt64>,
      _ selected: UnsafePointer<SIMD8<UInt64>>
    ) -> P256PointLanes {
      typealias Field = P256FieldLanes
      let magnitudes = magnitudes + 8 &* round
      var (e0, e1, e2, e3) = (selected[0], selected[1], selected[2], selected[3])
      var (e4, e5, e6, e7) = (selected[4], selected[5], selected[6], selected[7])
      transpose(&e0, &e1, &e2, &e3, &e4, &e5, &e6, &e7)
      let sign = UnsafeRawPointer(signs + 8 &* round).loadUnaligned(as: SIMD8<UInt64>.self)
      let all = UnsafeRawPointer(magnitudes).loadUnaligned(as: SIMD8<UInt64>.self)
      return P256PointLanes(
        x: Field(words: e0, e1, e2, e3), y: Field(words: e4, e5, e6, e7).negated(where: Field.isNotZero(sign)), z: .one,
        isInfinity: Field.select(Field.isNotZero(all), Field.all(0), Field.all(.max)))
    }

    /// The entry for the same digit of another lane, six rows a lane away.
    @inline(__always)
    private static func load(_ entry: UnsafeRawPointer, _ lane: Int) -> SIMD8<UInt64> {
      entry.load(fromByteOffset: 6 &* 2048 &* lane, as: SIMD8<UInt64>.self)
    }

    /// Eight rows of eight words become columns.
    @inline(__always)
    private static func transpose(
      _ a: inout SIMD8<UInt64>, _ b: inout SIMD8<UInt64>, _ c: inout SIMD8<UInt64>, _ d: inout SIMD8<UInt64>,
      _ e: inout SIMD8<UInt64>, _ f: inout SIMD8<UInt64>, _ g: inout SIMD8<UInt64>, _ h: inout SIMD8<UInt64>
    ) {
      exchange1(&a, &b)
      exchange1(&c, &d)
      exchange1(&e, &f)
      exchange1(&g, &h)
      exchange2(&a, &c)
      exchange2(&b, &d)
      exchange2(&e, &g)
      exchange2(&f, &h)
      exchange4(&a, &e)
      exchange4(&b, &f)
      exchange4(&c, &g)
      exchange4(&d, &h)
    }

    /// The words of one with odd numbers for those of the other with even ones.
    @inline(__always)
    private static func exchange1(_ a: inout SIMD8<UInt64>, _ b: inout SIMD8<UInt64>) {
      let low = SIMD8(a[0], b[0], a[2], b[2], a[4], b[4], a[6], b[6])
      b = SIMD8(a[1], b[1], a[3], b[3], a[5], b[5], a[7], b[7])
      a = low
    }

    /// The same for pairs of words.
    @inline(__always)
    private static func exchange2(_ a: inout SIMD8<UInt64>, _ b: inout SIMD8<UInt64>) {
      let low = SIMD8(a[0], a[1], b[0], b[1], a[4], a[5], b[4], b[5])
      b = SIMD8(a[2], a[3], b[2], b[3], a[6], a[7], b[6], b[7])
      a = low
    }

    /// The same for halves.
    @inline(__always)
    private static func exchange4(_ a: inout SIMD8<UInt64>, _ b: inout SIMD8<UInt64>) {
      let low = SIMD8(lowHalf: a.lowHalf, highHalf: b.lowHalf)
      b = SIMD8(lowHalf: a.highHalf, highHalf: b.highHalf)
      a = low
    }

    /// Writes the number in lane 0 as four words, below 2^256.
    @inline(__always)
    private static func store(_ words: UnsafeMutablePointer<UInt64>, _ number: P256FieldLanes) {
      let (w0, w1, w2, w3) = number.words
      (words[0], words[1], words[2], words[3]) = (w0[0], w1[0], w2[0], w3[0])
    }
  }
#endif
