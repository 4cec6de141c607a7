import BigInt
import Primitives

/// Integers of any size: n-bit times n-bit, 2n-bit by n-bit, powers of n bits in everything, and decimal digits.
func bigIntOperations() -> [Operation] {
  let sizes = [2048, 16384, 131_072, 1_000_000]
  return sizes.map(multiplication) + sizes.map(squaring) + sizes.map(division) + [2048, 4096, 16384].map(power)
    + [conversion(bitCount: 1_000_000), parsing(bitCount: 1_000_000)]
}

/// One integer in both libraries' forms.
private struct Number {
  let ours: BigUInt
  let openSSL: OpenSSL.Number

  /// A random one of exactly that width, and odd, for Montgomery's sake.
  init(bitCount: Int) {
    var bytes = SystemRandom.bytes(count: (bitCount + 7) / 8)
    let top = (bitCount - 1) % 8
    bytes[0] = bytes[0] & (UInt8(1) << top - 1) | UInt8(1) << top
    bytes[bytes.count - 1] |= 1
    ours = BigUInt(bigEndianBytes: bytes)
    openSSL = OpenSSL.Number(bytes)
  }
}

private func expectEqual(_ ours: BigUInt, _ openSSL: OpenSSL.Number) {
  expect(ours.bigEndianBytes() == openSSL.bytes, "both libraries get the same number")
}

private func multiplication(bitCount: Int) -> Operation {
  Operation(name: "bigint-multiply-\(bitCount)") {
    let (a, b) = (Number(bitCount: bitCount), Number(bitCount: bitCount))
    let product = OpenSSL.Number()
    product.setProduct(a.openSSL, b.openSSL)
    expectEqual(a.ours * b.ours, product)
    return [
      .ours { consume(a.ours * b.ours) },
      .openSSL { product.setProduct(a.openSSL, b.openSSL) },
    ]
  }
}

private func squaring(bitCount: Int) -> Operation {
  Operation(name: "bigint-square-\(bitCount)") {
    let a = Number(bitCount: bitCount)
    let square = OpenSSL.Number()
    square.setSquare(a.openSSL)
    expectEqual(a.ours.squared(), square)
    return [
      .ours { consume(a.ours.squared()) },
      .openSSL { square.setSquare(a.openSSL) },
    ]
  }
}

private func division(bitCount: Int) -> Operation {
  Operation(name: "bigint-divide-\(bitCount)", slowPeers: bitCount >= 1_000_000 ? ["attaswift"] : []) {
    let (a, b) = (Number(bitCount: 2 * bitCount), Number(bitCount: bitCount))
    let (quotient, remainder) = (OpenSSL.Number(), OpenSSL.Number())
    quotient.setQuotient(a.openSSL, b.openSSL, remainder: remainder)
    let ours = a.ours.quotientAndRemainder(dividingBy: b.ours)
    expectEqual(ours.quotient, quotient)
    expectEqual(ours.remainder, remainder)
    return [
      .ours { consume(a.ours.quotientAndRemainder(dividingBy: b.ours)) },
      .openSSL { quotient.setQuotient(a.openSSL, b.openSSL, remainder: remainder) },
    ]
  }
}

private func power(bitCount: Int) -> Operation {
  Operation(name: "bigint-powmod-\(bitCount)", slowPeers: bitCount >= 16384 ? ["attaswift"] : []) {
    // Mostly below the modulus or not far above: each library reduces the base first.
    let (a, e, m) = (Number(bitCount: bitCount), Number(bitCount: bitCount), Number(bitCount: bitCount))
    let result = OpenSSL.Number()
    result.setPower(a.openSSL, e.openSSL, modulus: m.openSSL)
    expectEqual(a.ours.powerVarTime(e.ours, modulus: m.ours), result)
    return [
      .ours { consume(a.ours.powerVarTime(e.ours, modulus: m.ours)) },
      .openSSL { result.setPower(a.openSSL, e.openSSL, modulus: m.openSSL) },
    ]
  }
}

/// To decimal digits.
private func conversion(bitCount: Int) -> Operation {
  Operation(name: "bigint-decimal-\(bitCount)", slowPeers: ["attaswift"]) {
    let a = Number(bitCount: bitCount)
    expect(String(a.ours) == a.openSSL.decimal, "both libraries get the same digits")
    return [
      .ours { consume(String(a.ours)) },
      .openSSL { consume(a.openSSL.decimal) },
    ]
  }
}

private func parsing(bitCount: Int) -> Operation {
  Operation(name: "bigint-decimal-parse-\(bitCount)", slowPeers: ["attaswift"]) {
    let a = Number(bitCount: bitCount)
    let digits = a.openSSL.decimal
    let result = OpenSSL.Number()
    result.setDecimal(digits)
    expect(result.bytes == a.openSSL.bytes && BigUInt(digits) == a.ours, "both libraries read the same number")
    return [
      .ours { consume(BigUInt(digits)) },
      .openSSL { result.setDecimal(digits) },
    ]
  }
}
