import Foundation

/// Tells whether this thread has its core to itself.
///
/// A virtual core is often one of two threads of a real one. While a stranger runs on the other, both share the arithmetic units,
/// and each slows down by as much as the other wants what it needs: the ratio of two libraries then says more of the stranger
/// than of them. Some work that fills the units is timed again and again; in its fastest moments nobody disturbs it.
struct QuietCore {
  /// How long the work has taken so far, in order; of many, some.
  private var times: [Double] = []
  /// Slower than its fast moments by this factor means that somebody shares the core.
  private static let tolerance = 1.06

  init() {
    // A quarter of a second.
    for _ in 0..<200 {
      _ = isQuiet()
      usleep(1000)
    }
  }

  /// Some 10 microseconds of work.
  mutating func isQuiet() -> Bool {
    let start = threadSeconds()
    consume(Self.work(rounds: 10_000))
    let time = threadSeconds() - start
    times.insert(time, at: times.firstIndex { $0 > time } ?? times.count)
    // Not the fastest of all: now and then the system's clock skips a little.
    let fast = times[times.count / 20]
    if times.count >= 1000 { times = stride(from: 0, to: times.count, by: 2).map { times[$0] } }
    return time <= Self.tolerance * fast
  }

  /// Four additions, exclusive ors or turns at a time, in six chains.
  @inline(never)
  private static func work(rounds: Int) -> UInt64 {
    var (a, b, c, d, e, f): (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4, 5, 6)
    for i in 0..<UInt64(rounds) {
      a = (a &+ i) ^ 0x9e37
      b = (b << 9 | b >> 55) &- i
      c = (c ^ i) &+ 0x79b9
      d = (d >> 3 | d << 61) ^ i
      e = (e &- 0x7f4a) & ~i
      f = (f | i) &+ 0x7c15
    }
    return a ^ b ^ c ^ d ^ e ^ f
  }
}
