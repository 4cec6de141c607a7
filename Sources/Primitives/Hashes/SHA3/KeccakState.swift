/// A lane of Keccak's state: 64 bits, or the same lane of several states side by side in a vector.
protocol KeccakLane {
  /// Every bit, exclusive or.
  static func xor(_ a: Self, _ b: Self) -> Self
  /// a ^ (~b & c), the step chi on one bit of three lanes.
  static func chi(_ a: Self, _ b: Self, _ c: Self) -> Self
  /// The bits moved `count` places (1 to 63) towards the high end, those that fall off coming back at the low end.
  func turned(_ count: Int32) -> Self
  /// The same lane, which the compiler may neither regroup with others nor put into a vector with them.
  var settled: Self { get }
}

extension KeccakLane {
  @inline(__always)
  var settled: Self { self }
}

/// Keccak-f[1600] (FIPS 202, section 3): the state as 5 planes of 5 lanes, which are locals throughout.
///
/// The same source is compiled for any processor and in the modules of kernels (symbolic links), there also on vectors:
/// one state in registers that have VPTERNLOG, four or eight states side by side.
struct KeccakState<Lane: KeccakLane> {
  /// The lanes with the same y.
  struct Plane {
    var x0: Lane
    var x1: Lane
    var x2: Lane
    var x3: Lane
    var x4: Lane

    @inline(__always)
    init(_ x0: Lane, _ x1: Lane, _ x2: Lane, _ x3: Lane, _ x4: Lane) {
      (self.x0, self.x1, self.x2, self.x3, self.x4) = (x0, x1, x2, x3, x4)
    }

    @inline(__always)
    static func + (a: Plane, b: Plane) -> Plane {
      Plane(
        Lane.xor(a.x0, b.x0).settled, Lane.xor(a.x1, b.x1).settled, Lane.xor(a.x2, b.x2).settled,
        Lane.xor(a.x3, b.x3).settled, Lane.xor(a.x4, b.x4).settled)
    }

    /// The step chi, the only one that is not linear.
    @inline(__always)
    var chi: Plane {
      let c4 = Lane.chi(x4, x0, x1)
      let c3 = Lane.chi(x3, x4, x0)
      let c2 = Lane.chi(x2, x3, x4)
      let c1 = Lane.chi(x1, x2, x3)
      let c0 = Lane.chi(x0, x1, x2)
      return Plane(c0, c1, c2, c3, c4)
    }
  }

  private var y0: Plane
  private var y1: Plane
  private var y2: Plane
  private var y3: Plane
  private var y4: Plane
  /// The sum of each column, the five lanes with the same x: theta begins with it. Each round adds its lanes as it makes them;
  /// by the next round most of them have had to leave the registers.
  private var sums: Plane

  /// The state whose lanes `lane` tells, in the standard's order: x moves fastest.
  @inline(__always)
  init(_ lane: (Int) -> Lane) {
    @inline(__always) func plane(_ i: Int) -> Plane {
      Plane(lane(i), lane(i &+ 1), lane(i &+ 2), lane(i &+ 3), lane(i &+ 4))
    }
    (y0, y1, y2, y3, y4) = (plane(0), plane(5), plane(10), plane(15), plane(20))
    sums = y0 + y1 + y2 + y3 + y4
  }

  /// Gives each lane and its number to `store`.
  @inline(__always)
  func store(_ store: (Int, Lane) -> Void) {
    @inline(__always) func store5(_ plane: Plane, _ i: Int) {
      store(i, plane.x0)
      store(i &+ 1, plane.x1)
      store(i &+ 2, plane.x2)
      store(i &+ 3, plane.x3)
      store(i &+ 4, plane.x4)
    }
    store5(y0, 0)
    store5(y1, 5)
    store5(y2, 10)
    store5(y3, 15)
    store5(y4, 20)
  }

  /// The 24 rounds; `constant` tells what iota adds in each. Two at a time: their lanes need not change places for the next.
  @inline(__always)
  mutating func permute(_ constant: (Int) -> Lane) {
    var i = 0
    while i < 24 {
      round(constant(i))
      round(constant(i &+ 1))
      i &+= 2
    }
  }

  /// One round: theta, rho, pi, chi and iota with `constant`.
  ///
  /// The registers of most processors hold half of it. Which planes are made first, and in each the last lane, decides how much
  /// is stored and loaded, and how long the next round's theta waits: this order is among the fastest for one state in
  /// registers of 64 bits, the slowest takes a twentieth longer. Lanes are settled so that the compiler keeps to it.
  @inline(__always)
  private mutating func round(_ constant: Lane) {
    let d0 = Lane.xor(sums.x4, sums.x1.turned(1))
    let d1 = Lane.xor(sums.x0, sums.x2.turned(1))
    let d2 = Lane.xor(sums.x1, sums.x3.turned(1))
    let d3 = Lane.xor(sums.x2, sums.x4.turned(1))
    let d4 = Lane.xor(sums.x3, sums.x0.turned(1))
    let old = self
    // Theta adds its sums; rho turns each lane by its own count (table 2); pi carries it to another place.
    @inline(__always) func moved(_ lane: Lane, _ sum: Lane, _ count: Int32) -> Lane {
      Lane.xor(lane, sum).turned(count).settled
    }
    y0 =
      Plane(
        Lane.xor(old.y0.x0, d0).settled, moved(old.y1.x1, d1, 44), moved(old.y2.x2, d2, 43), moved(old.y3.x3, d3, 21),
        moved(old.y4.x4, d4, 14)
      ).chi
    y0.x0 = Lane.xor(y0.x0, constant)
    y2 =
      Plane(
        moved(old.y0.x1, d1, 1), moved(old.y1.x2, d2, 6), moved(old.y2.x3, d3, 25), moved(old.y3.x4, d4, 8),
        moved(old.y4.x0, d0, 18)
      ).chi
    sums = y0 + y2
    y3 =
      Plane(
        moved(old.y0.x4, d4, 27), moved(old.y1.x0, d0, 36), moved(old.y2.x1, d1, 10), moved(old.y3.x2, d2, 15),
        moved(old.y4.x3, d3, 56)
      ).chi
    sums = sums + y3
    y1 =
      Plane(
        moved(old.y0.x3, d3, 28), moved(old.y1.x4, d4, 20), moved(old.y2.x0, d0, 3), moved(old.y3.x1, d1, 45),
        moved(old.y4.x2, d2, 61)
      ).chi
    sums = sums + y1
    y4 =
      Plane(
        moved(old.y0.x2, d2, 62), moved(old.y1.x3, d3, 55), moved(old.y2.x4, d4, 39), moved(old.y3.x0, d0, 41),
        moved(old.y4.x1, d1, 2)
      ).chi
    sums = sums + y4
  }
}
