import Processor
import Testing

@testable import BigInt

/// Products by whatever algorithm the sizes call for, against rows of products.
@Suite struct MultiplicationTests {
  /// The sizes at which another algorithm takes over, and their neighbours.
  static let sizes: [Int] = {
    let edges = [
      1, 4, 8, 10, 16, 32, 48, 64, 96, 128, Limbs.karatsubaThreshold, Limbs.karatsubaSquareThreshold,
      Limbs.transformThreshold, Limbs.transformSquareThreshold, 512, 1_024, 1_536, 2_048,
    ].filter { $0 <= 3_000 }
    return Set(edges.flatMap { [max(1, $0 - 1), $0, $0 + 1] }).sorted()
  }()

  private static func rows(_ x: [UInt], _ y: [UInt]) -> [UInt] {
    var product = [UInt](repeating: 1, count: x.count + y.count)
    Limbs.multiplyRows(&product, x, x.count, y, y.count)
    return product
  }

  private static func words(_ samples: inout Samples, _ count: Int) -> [UInt] {
    let value = samples.natural(bits: count * UInt.bitWidth)
    return value.limbs + [UInt](repeating: 0, count: count - value.limbs.count)
  }

  @Test("Products of every pair of sizes around the thresholds are those of the rows")
  func products() {
    var samples = Samples(seed: 11)
    for xCount in Self.sizes {
      for yCount in Self.sizes where yCount <= xCount {
        let (x, y) = (Self.words(&samples, xCount), Self.words(&samples, yCount))
        var product = [UInt](repeating: 1, count: xCount + yCount)
        Limbs.multiply(&product, x, xCount, y, yCount)
        #expect(product == Self.rows(x, y), "\(xCount) by \(yCount) words")
      }
    }
  }

  @Test("Squares of every size around the thresholds are those of the rows")
  func squares() {
    var samples = Samples(seed: 12)
    for count in Self.sizes {
      for _ in 0..<4 {
        let x = Self.words(&samples, count)
        var square = [UInt](repeating: 1, count: 2 * count)
        Limbs.square(&square, x, count)
        #expect(square == Self.rows(x, x), "\(count) words")
      }
    }
  }

  @Test("Products of very different sizes are those of the rows", arguments: [2, 11, 33, 225, 400])
  func unbalanced(yCount: Int) {
    var samples = Samples(seed: UInt64(yCount))
    for xCount in [1_023, 1_024, 1_025, 1_537, 2_500, 7_001] {
      let (x, y) = (Self.words(&samples, xCount), Self.words(&samples, yCount))
      var product = [UInt](repeating: 1, count: xCount + yCount)
      Limbs.multiply(&product, x, xCount, y, yCount)
      #expect(product == Self.rows(x, y), "\(xCount) by \(yCount) words")
    }
  }
}
