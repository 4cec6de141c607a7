/// An address of the Internet Protocol, version 4 or 6.
public struct IPAddress: Hashable, Sendable {
  /// 4 or 16 bytes, in network order.
  public let bytes: [UInt8]

  /// An address from its 4 or 16 bytes.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = Array(bytes)
  }

  /// An address from its text: four decimal numbers, or RFC 4291 (2.2) with at most one `::`; `[` and `]` may enclose it.
  public init?(_ text: some StringProtocol) {
    var text = Substring(text)
    if text.hasPrefix("["), text.hasSuffix("]") { text = text.dropFirst().dropLast() }
    if text.utf8.contains(UInt8(ascii: ":")) {
      guard let bytes = Self.version6(text) else { return nil }
      self.bytes = bytes
    } else {
      guard let bytes = Self.version4(text) else { return nil }
      self.bytes = bytes
    }
  }

  private static func version4(_ text: Substring) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bytes: [UInt8] = []
    for part in parts {
      guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        part == "0" || !part.hasPrefix("0"), let byte = UInt8(part)
      else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  private static func version6(_ text: Substring) -> [UInt8]? {
    var head: [UInt8] = []
    var tail: [UInt8]?  // what follows "::"
    var parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 3 else { return nil }
    // A "::" at either end leaves one more empty part than one in the middle.
    if parts.first?.isEmpty == true {
      guard parts[1].isEmpty else { return nil }
      parts.removeFirst()
    }
    if parts.last?.isEmpty == true {
      guard parts[parts.count - 2].isEmpty else { return nil }
      parts.removeLast()
    }
    for (index, part) in parts.enumerated() {
      if part.isEmpty {
        guard tail == nil else { return nil }
        tail = []
        continue
      }
      var group: [UInt8]
      if index == parts.count - 1, part.utf8.contains(UInt8(ascii: ".")) {
        guard let address = version4(part) else { return nil }
        group = address
      } else {
        guard part.utf8.count <= 4, part.utf8.allSatisfy({ UInt8(String(UnicodeScalar($0)), radix: 16) != nil }),
          let value = UInt16(part, radix: 16)
        else { return nil }
        group = [UInt8(value >> 8), UInt8(value & 0xff)]
      }
      if tail == nil { head += group } else { tail? += group }
    }
    guard let tail else { return head.count == 16 ? head : nil }
    let gap = 16 - head.count - tail.count
    return gap >= 2 ? head + [UInt8](repeating: 0, count: gap) + tail : nil
  }
}

extension IPAddress: CustomStringConvertible {
  /// The text, version 6 in the form of RFC 5952: lower case, the longest run of two zero groups or more as `::`.
  public var description: String {
    guard bytes.count == 16 else { return bytes.map(String.init).joined(separator: ".") }
    let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
    var longest = 0..<0
    var start = 0
    while start < 8 {
      let end = groups[start...].firstIndex { $0 != 0 } ?? 8
      if end - start >= 2, end - start > longest.count { longest = start..<end }
      start = max(end, start + 1)
    }
    func text(_ range: Range<Int>) -> String {
      groups[range].map { String($0, radix: 16) }.joined(separator: ":")
    }
    return longest.isEmpty ? text(0..<8) : "\(text(0..<longest.lowerBound))::\(text(longest.upperBound..<8))"
  }
}
