import BigInt
import Processor

#if arch(x86_64)
  import KernelsX86V4
#endif

extension Curve25519 {
  /// Multiples of the base point, computed on first use: (j + 1) 16^i B for 64 places i and 8 multiples j, 48 KiB, or
  /// 60 KiB in the limbs of the kernel of level v4.
  ///
  /// With signed digits from -8 to 8 a secret multiple of B is 64 additions and no doubling. Every entry of a place is
  /// read whatever the digit is, so the cache learns nothing.
  package enum BasePointMultiples {
    /// An addend's 12 words in vectors of 4.
    private struct Entry: BitwiseCopyable, Sendable {
      var yPlusX: SIMD4<UInt64>
      var yMinusX: SIMD4<UInt64>
      var twiceDXY: SIMD4<UInt64>

      init(_ addend: AffineAddend) {
        yPlusX = Self.vector(addend.yPlusX)
        yMinusX = Self.vector(addend.yMinusX)
        twiceDXY = Self.vector(addend.twiceDXY)
      }

      private static func vector(_ value: FieldElement) -> SIMD4<UInt64> {
        SIMD4(value.w0, value.w1, value.w2, value.w3)
      }
    }

    private static let places = 64
    private static let multiplesPerPlace = 8

    private static let table: [Entry] = addends().map(Entry.init)

    /// The multiples 1 to 8 of B, then those of 16 B, and so on.
    private static func addends() -> [AffineAddend] {
      var points: [EdwardsPoint] = []
      var power = EdwardsPoint.base
      for _ in 0..<places {
        let addend = ProjectiveAddend(power)
        var multiple = power
        for _ in 0..<multiplesPerPlace {
          points.append(multiple)
          multiple.add(addend)
        }
        for _ in 0..<4 { power.double() }
      }
      return AffineAddend.addends(points)
    }

    #if arch(x86_64)
      /// The table as `KernelsX86V4.curve25519MultiplyBase` reads it: eight places side by side in the lanes of vectors.
      ///
      /// nonisolated(unsafe): written here, before anybody else has it, and never again.
      nonisolated(unsafe) private static let laneTable: UnsafePointer<SIMD8<Int64>> = {
        let multiples = addends()
        let lanes = 8
        // Aligned so that no vector straddles two lines of the cache.
        let byteCount = places * multiplesPerPlace * 15 * 8
        let table = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount, alignment: 64)
          .bindMemory(to: SIMD8<Int64>.self)
        for step in 0..<places / lanes {
          for multiple in 0..<multiplesPerPlace {
            for lane in 0..<lanes {
              let addend = multiples[(step * lanes + lane) * multiplesPerPlace + multiple]
              let limbs = addend.yPlusX.limbs51 + addend.yMinusX.limbs51 + addend.twiceDXY.limbs51
              for (i, limb) in limbs.enumerated() {
                table[(step * multiplesPerPlace + multiple) * 15 + i][lane] = Int64(limb)
              }
            }
          }
        }
        return UnsafePointer(table.baseAddress!)
      }()

      /// `multiplyPortable` by the kernel of level v4.
      @inline(never)
      package static func multiplyV4(_ scalar: Scalar) -> EdwardsPoint {
        var limbs = InlineArray<20, UInt64>(repeating: 0)
        scalar.withWords { scalar in
          var span = limbs.mutableSpan
          span.withUnsafeMutableBufferPointer {
            KernelsX86V4.curve25519MultiplyBase(scalar: scalar, table: laneTable, result: $0.baseAddress!)
          }
        }
        let point = EdwardsPoint(
          x: FieldElement(limbs51: limbs.span.extracting(0..<5)),
          y: FieldElement(limbs51: limbs.span.extracting(5..<10)),
          z: FieldElement(limbs51: limbs.span.extracting(10..<15)),
          t: FieldElement(limbs51: limbs.span.extracting(15..<20)))
        Wipe.zero(&limbs)
        return point
      }
    #endif

    /// B, 3B, 5B, ..., 127B, for verification.
    static let oddMultiples: [AffineAddend] = {
      var twice = EdwardsPoint.base
      twice.double()
      let addend = ProjectiveAddend(twice)
      var points = [EdwardsPoint.base]
      for i in 1..<64 {
        var next = points[i - 1]
        next.add(addend)
        points.append(next)
      }
      return AffineAddend.addends(points)
    }()

    /// `scalar` times the base point, in constant time.
    static func multiply(_ scalar: Scalar) -> EdwardsPoint {
      #if arch(x86_64)
        if Processor.hasV4 { return multiplyV4(scalar) }
      #endif
      return multiplyPortable(scalar)
    }

    /// The same without a kernel.
    @inline(never)
    package static func multiplyPortable(_ scalar: Scalar) -> EdwardsPoint {
      let entries = table.span
      var result = EdwardsPoint.identity
      var carry: UInt64 = 0
      for place in 0..<places {
        // The digit in base 16 becomes one from -8 to 7 with a carry into the next place. The scalar is below 2^255, so
        // the highest digit is at most 7 + 1 and stays as it is.
        let nibble = (scalar.words[place &>> 4] &>> UInt64(4 &* (place & 15))) & 15 &+ carry
        carry = place == places &- 1 ? 0 : (nibble &+ 8) &>> 4
        let digit = Int64(truncatingIfNeeded: nibble &- carry &<< 4)
        result.add(lookUp(digit, in: entries, at: place &* multiplesPerPlace))
      }
      return result
    }

    /// `digit` times the place's power of 16, for a digit from -8 to 8.
    @inline(__always)
    private static func lookUp(_ digit: Int64, in entries: Span<Entry>, at first: Int) -> AffineAddend {
      let sign = UInt64(bitPattern: digit &>> 63)
      let magnitude = (UInt64(bitPattern: digit) ^ sign) &- sign
      // The neutral element, for digit 0.
      var yPlusX = SIMD4<UInt64>(1, 0, 0, 0)
      var yMinusX = yPlusX
      var twiceDXY = SIMD4<UInt64>(repeating: 0)
      for j in 0..<multiplesPerPlace {
        // All ones where j + 1 is the magnitude: both are below 16, so only then does the difference's predecessor wrap.
        let difference = UInt64(j &+ 1) ^ magnitude
        let mask = SIMD4<UInt64>(repeating: 0 &- ((difference &- 1) &>> 63))
        let entry = entries[unchecked: first &+ j]
        yPlusX = (yPlusX & ~mask) | (entry.yPlusX & mask)
        yMinusX = (yMinusX & ~mask) | (entry.yMinusX & mask)
        twiceDXY = twiceDXY | (entry.twiceDXY & mask)
      }
      let exchanged = (yPlusX ^ yMinusX) & SIMD4(repeating: sign)
      yPlusX ^= exchanged
      yMinusX ^= exchanged
      let product = FieldElement(twiceDXY[0], twiceDXY[1], twiceDXY[2], twiceDXY[3])
      return AffineAddend(
        yPlusX: FieldElement(yPlusX[0], yPlusX[1], yPlusX[2], yPlusX[3]),
        yMinusX: FieldElement(yMinusX[0], yMinusX[1], yMinusX[2], yMinusX[3]),
        twiceDXY: .select(Choice(bit: sign & 1), -product, product))
    }
  }
}
