/// The bytes that a string of hexadecimal digits stands for; spaces and line ends are passed over.
public func hex(_ text: some StringProtocol) -> [UInt8] {
  var bytes: [UInt8] = []
  var high: UInt8?
  for character in text.utf8 {
    let digit: UInt8
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = character - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = character - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = character - UInt8(ascii: "A") + 10
    case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"): continue
    default: preconditionFailure("not a hexadecimal digit in a test's own data: \(text)")
    }
    if let first = high {
      bytes.append(first << 4 | digit)
      high = nil
    } else {
      high = digit
    }
  }
  precondition(high == nil, "an odd number of hexadecimal digits in a test's own data: \(text)")
  return bytes
}

/// Bytes as lower-case hexadecimal digits.
public func hex(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
