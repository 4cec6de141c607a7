import BigInt
import Foundation
import TestSupport
import Testing

/// Results of all operations, written as lines of hexadecimal numbers, that Python computes again.
@Suite struct PythonTests {
  /// Each line is an operation, its operands and our results. The script prints what differs.
  static let script = """
    import sys
    from math import gcd, isqrt
    sys.set_int_max_str_digits(0)

    def trunc(a, b):
        q = abs(a) // abs(b)
        q = -q if (a < 0) != (b < 0) else q
        return q, a - q * b

    def digits(n, radix):
        if n == 0: return "0"
        sign, n, out = "-" if n < 0 else "", abs(n), []
        while n:
            n, d = divmod(n, radix)
            out.append("0123456789abcdefghijklmnopqrstuvwxyz"[d])
        return sign + "".join(reversed(out))

    def shift(a, n): return a << n if n >= 0 else a >> -n

    def inverse(a, m):
        return [pow(a, -1, m)] if gcd(a, m) == 1 else []

    expect = {
        "add": lambda a, b: [a + b], "sub": lambda a, b: [a - b], "mul": lambda a, b: [a * b],
        "sqr": lambda a: [a * a], "div": lambda a, b: list(trunc(a, b)), "mod": lambda a, b: [a % b],
        "and": lambda a, b: [a & b], "or": lambda a, b: [a | b], "xor": lambda a, b: [a ^ b], "not": lambda a: [~a],
        "cmp": lambda a, b: [(a > b) - (a < b)],
        "shl": lambda a, n: [shift(a, n)], "shr": lambda a, n: [shift(a, -n)],
        "pow": lambda a, n: [a ** n], "powm": lambda a, e, m: [pow(a, e, m)],
        "gcd": lambda a, b: [gcd(a, b)], "inv": inverse, "sqrt": lambda a: [isqrt(a)],
        "bits": lambda a: [(a if a >= 0 else ~a).bit_length() + 1, abs(a).bit_length(),
                           (a & -a).bit_length() - 1 if a else 1],
    }
    bad = lines = 0
    for line in open(sys.argv[1]):
        name, operands, results = line.rstrip("\\n").split(":")
        lines += 1
        if name == "text":
            a, radix = operands.split(" ")
            ok = digits(int(a, 16), int(radix, 16)) == results and int(results, int(radix, 16)) == int(a, 16)
        elif name == "float":
            ok = float(int(operands, 16)).hex() == float.fromhex(results).hex()
        elif name == "egcd":
            a, b = (int(x, 16) for x in operands.split(" "))
            g, x, y = (int(x, 16) for x in results.split(" "))
            ok = g == gcd(a, b) == a * x + b * y
        else:
            found = [int(x, 16) for x in results.split(" ") if x]
            ok = found == expect[name](*(int(x, 16) for x in operands.split(" ")))
        if not ok:
            bad += 1
            if bad < 5: print(name, operands[:200], "gave", results[:200])
    print("checked", lines, "differ", bad)
    """

  /// The lines for Python.
  struct Lines {
    var text = ""
    var count = 0

    mutating func add(_ name: String, _ operands: [BigInt], _ results: [BigInt]) {
      add(name, operands, results.map { String($0, radix: 16) }.joined(separator: " "))
    }

    mutating func add(_ name: String, _ operands: [BigInt], _ result: String) {
      text += "\(name):\(operands.map { String($0, radix: 16) }.joined(separator: " ")):\(result)\n"
      count += 1
    }

    /// All binary and unary operations on a pair.
    mutating func addAll(_ a: BigInt, _ b: BigInt) {
      add("add", [a, b], [a + b])
      add("sub", [a, b], [a - b])
      add("mul", [a, b], [a * b])
      add("sqr", [a], [a * a])
      if !b.isZero {
        let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
        add("div", [a, b], [quotient, remainder])
        add("mod", [a, BigInt(b.magnitude)], [BigInt(a.modulo(b.magnitude))])
      }
      add("and", [a, b], [a & b])
      add("or", [a, b], [a | b])
      add("xor", [a, b], [a ^ b])
      add("not", [a], [~a])
      add("cmp", [a, b], [a < b ? -1 : a == b ? 0 : 1])
      add("bits", [a], [BigInt(a.bitWidth), BigInt(a.magnitude.bitWidth), BigInt(a.trailingZeroBitCount)])
      add("gcd", [a, b], [BigInt(a.magnitude.gcd(b.magnitude))])
      let (gcd, x, y) = BigInt.extendedGCD(a, b)
      add("egcd", [a, b], [BigInt(gcd), x, y])
      if b.magnitude > 0 {
        add(
          "inv", [a, BigInt(b.magnitude)],
          a.modulo(b.magnitude).modInverse(b.magnitude).map { String($0, radix: 16) } ?? "")
      }
      add("sqrt", [BigInt(a.magnitude)], [BigInt(a.magnitude.squareRoot())])
    }
  }

  /// Fails unless Python agrees with every line.
  private func check(_ lines: Lines) throws {
    let folder = try TemporaryFolder()
    try Data(lines.text.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/lines"))
    let result = try Tool.python.run(["-c", Self.script, "\(folder.path)/lines"])
    #expect(result.text == "checked \(lines.count) differ 0\n", "\(result.errorText)")
  }

  @Test("Operations agree with Python's on edges", .enabled(if: Tool.python.isAvailable, "needs python3"))
  func edges() throws {
    var lines = Lines()
    for (i, a) in Samples.edges.enumerated() {
      for b in Samples.edges[(i % 3)...].enumerated().filter({ $0.offset % 3 == 0 }).map(\.element) {
        lines.addAll(a, b)
      }
    }
    try check(lines)
  }

  @Test(
    "Operations agree with Python's on numbers of up to 20,000 bits",
    .enabled(if: Tool.python.isAvailable, "needs python3"),
    arguments: [(1, 400, 300), (2, 3_000, 200), (3, 20_000, 150)])
  func random(seed: UInt64, bits: Int, count: Int) throws {
    var samples = Samples(seed: seed)
    var lines = Lines()
    for _ in 0..<count { lines.addAll(samples.integer(upTo: bits), samples.integer(upTo: bits)) }
    try check(lines)
  }

  @Test(
    "Products, quotients and roots agree with Python's on numbers of up to 1,000,000 bits",
    .enabled(if: Tool.python.isAvailable, "needs python3"), arguments: [(21, 150_000, 12), (22, 1_000_000, 2)])
  func large(seed: UInt64, bits: Int, count: Int) throws {
    var samples = Samples(seed: seed)
    var lines = Lines()
    for i in 0..<count {
      let a = BigInt(samples.natural(bits: bits))
      let b = BigInt(samples.natural(bits: i % 2 == 0 ? bits : bits / 3)) + 1
      lines.add("mul", [a, b], [a * b])
      lines.add("sqr", [b], [b * b])
      let (quotient, remainder) = (a * b + 5).quotientAndRemainder(dividingBy: b)
      lines.add("div", [a * b + 5, b], [quotient, remainder])
      let square = a.quotientAndRemainder(dividingBy: b)
      lines.add("div", [a, b], [square.quotient, square.remainder])
    }
    try check(lines)
  }

  @Test("Digits of 200,000-bit numbers agree with Python's", .enabled(if: Tool.python.isAvailable, "needs python3"))
  func largeTexts() throws {
    var samples = Samples(seed: 23)
    var lines = Lines()
    for bits in [60_000, 200_000] {
      let a = BigInt(samples.natural(bits: bits))
      #expect(BigInt(String(a, radix: 10), radix: 10) == a)
      lines.add("text", [a, 10], String(a, radix: 10))
    }
    try check(lines)
  }

  @Test(
    "Powers modulo odd and even numbers of up to 60,000 bits agree with Python's",
    .enabled(if: Tool.python.isAvailable, "needs python3"))
  func largePowers() throws {
    var samples = Samples(seed: 24)
    var lines = Lines()
    for bits in [448, 512, 513, 575, 2_048, 4_095, 8_192, 20_416, 20_480, 30_719, 30_784, 60_000] {
      for odd in [1, 0] {
        let a = samples.natural(bits: bits + 3)
        let e = samples.natural(bits: bits < 10_000 ? 300 : 70) + 1
        let m = (samples.natural(bits: bits) | (BigUInt(1 as UInt) << (bits - 1) | 1)) + BigUInt(1 - odd)
        lines.add("powm", [BigInt(a), BigInt(e), BigInt(m)], [BigInt(a.powerVarTime(e, modulus: m))])
      }
    }
    try check(lines)
  }

  @Test("Shifts agree with Python's, whatever sign and count", .enabled(if: Tool.python.isAvailable, "needs python3"))
  func shifts() throws {
    var samples = Samples(seed: 4)
    var lines = Lines()
    for i in 0..<400 {
      let a = i < Samples.edges.count ? Samples.edges[i] : samples.integer(upTo: 2_000)
      for count in [
        Int.random(in: -300...300, using: &samples), -64, 0, 64, 128, Int.random(in: -9...9, using: &samples),
      ] {
        lines.add("shl", [a, BigInt(count)], [a << count])
        lines.add("shr", [a, BigInt(count)], [a >> BigInt(count)])
      }
    }
    try check(lines)
  }

  @Test("Powers agree with Python's", .enabled(if: Tool.python.isAvailable, "needs python3"))
  func powers() throws {
    var samples = Samples(seed: 5)
    var lines = Lines()
    for i in 0..<60 {
      let base = samples.integer(upTo: 300)
      lines.add("pow", [base, BigInt(i)], [base.power(i)])
    }
    for i in 0..<150 {
      let a = samples.natural(upTo: 1_500)
      let e = samples.natural(upTo: i % 10 == 0 ? 1_000 : 80)
      let m = samples.natural(upTo: 1_200) + 1
      lines.add("powm", [BigInt(a), BigInt(e), BigInt(m)], [BigInt(a.powerVarTime(e, modulus: m))])
    }
    try check(lines)
  }

  @Test(
    "Digits in every radix agree with Python's", .enabled(if: Tool.python.isAvailable, "needs python3"),
    arguments: 2...36)
  func texts(radix: Int) throws {
    var samples = Samples(seed: UInt64(radix))
    var lines = Lines()
    for i in 0..<24 {
      let a = i == 0 ? samples.integer(upTo: 1) : samples.integer(upTo: i % 8 == 1 ? 20_000 : 3_000)
      let text = String(a, radix: radix)
      #expect(BigInt(text, radix: radix) == a)
      lines.add("text", [a, BigInt(radix)], text)
    }
    try check(lines)
  }

  @Test("Conversion to Double rounds as Python's", .enabled(if: Tool.python.isAvailable, "needs python3"))
  func doubles() throws {
    var samples = Samples(seed: 6)
    var lines = Lines()
    for a in Samples.edges.filter({ $0.bitWidth <= 1_000 }) { lines.add("float", [a], String(format: "%a", Double(a))) }
    for _ in 0..<300 {
      let a = samples.integer(upTo: 1_000)
      lines.add("float", [a], String(format: "%a", Double(a)))
    }
    try check(lines)
  }
}
