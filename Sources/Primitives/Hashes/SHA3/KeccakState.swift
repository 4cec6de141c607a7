/// A lane of Keccak's state: 64 bits, or the same lane of several states side by side in a vector.
protocol KeccakLane {
  /// Every bit, exclusive or.
  static func xor(_ a: Self, _ b: Self) -> Self
  static func xor(_ a: Self, _ b: Self, _ c: Self) -> Self
  /// a ^ (~b & c), the step chi on one bit of three lanes.
  static func chi(_ a: Self, _ b: Self, _ c: Self) -> Self
  /// The bits moved `count` places (1 to 63) towards the high end, those that fall off coming back at the low end.
  func turned(_ count: Int32) -> Self
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

    /// The step chi, the only one that is not linear.
    @inline(__always)
    var chi: Plane {
      Plane(
        Lane.chi(x0, x1, x2), Lane.chi(x1, x2, x3), Lane.chi(x2, x3, x4), Lane.chi(x3, x4, x0), Lane.chi(x4, x0, x1))
    }
  }

  var y0: Plane
  var y1: Plane
  var y2: Plane
  var y3: Plane
  var y4: Plane

  /// The state whose lanes `lane` tells, in the standard's order: x moves fastest.
  @inline(__always)
  init(_ lane: (Int) -> Lane) {
    @inline(__always) func plane(_ i: Int) -> Plane {
      Plane(lane(i), lane(i &+ 1), lane(i &+ 2), lane(i &+ 3), lane(i &+ 4))
    }
    (y0, y1, y2, y3, y4) = (plane(0), plane(5), plane(10), plane(15), plane(20))
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

  @inline(__always)
  private func parity(_ a: Lane, _ b: Lane, _ c: Lane, _ d: Lane, _ e: Lane) -> Lane {
    Lane.xor(Lane.xor(a, b, c), d, e)
  }

  /// One round: theta, rho, pi, chi and iota with `constant`.
  @inline(__always)
  mutating func round(_ constant: Lane) {
    let c0 = parity(y0.x0, y1.x0, y2.x0, y3.x0, y4.x0)
    let c1 = parity(y0.x1, y1.x1, y2.x1, y3.x1, y4.x1)
    let c2 = parity(y0.x2, y1.x2, y2.x2, y3.x2, y4.x2)
    let c3 = parity(y0.x3, y1.x3, y2.x3, y3.x3, y4.x3)
    let c4 = parity(y0.x4, y1.x4, y2.x4, y3.x4, y4.x4)
    let d0 = Lane.xor(c4, c1.turned(1))
    let d1 = Lane.xor(c0, c2.turned(1))
    let d2 = Lane.xor(c1, c3.turned(1))
    let d3 = Lane.xor(c2, c4.turned(1))
    let d4 = Lane.xor(c3, c0.turned(1))
    // Theta adds its sums; rho turns each lane by its own count (table 2); pi carries it to another place.
    @inline(__always) func moved(_ lane: Lane, _ sum: Lane, _ count: Int32) -> Lane {
      Lane.xor(lane, sum).turned(count)
    }
    let b0 = Plane(
      Lane.xor(y0.x0, d0), moved(y1.x1, d1, 44), moved(y2.x2, d2, 43), moved(y3.x3, d3, 21), moved(y4.x4, d4, 14))
    let b1 = Plane(
      moved(y0.x3, d3, 28), moved(y1.x4, d4, 20), moved(y2.x0, d0, 3), moved(y3.x1, d1, 45), moved(y4.x2, d2, 61))
    let b2 = Plane(
      moved(y0.x1, d1, 1), moved(y1.x2, d2, 6), moved(y2.x3, d3, 25), moved(y3.x4, d4, 8), moved(y4.x0, d0, 18))
    let b3 = Plane(
      moved(y0.x4, d4, 27), moved(y1.x0, d0, 36), moved(y2.x1, d1, 10), moved(y3.x2, d2, 15), moved(y4.x3, d3, 56))
    let b4 = Plane(
      moved(y0.x2, d2, 62), moved(y1.x3, d3, 55), moved(y2.x4, d4, 39), moved(y3.x0, d0, 41), moved(y4.x1, d1, 2))
    y0 = b0.chi
    y0.x0 = Lane.xor(y0.x0, constant)
    y1 = b1.chi
    y2 = b2.chi
    y3 = b3.chi
    y4 = b4.chi
  }
}
