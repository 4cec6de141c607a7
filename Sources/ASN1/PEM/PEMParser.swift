/// Reads the blocks of a PEM text one after the other.
struct PEMParser {
  /// The most header lines a block may have, continued ones counted; traditional keys have two. Joining them takes time
  /// that grows with the square of their number.
  private static let maximumHeaderLineCount = 64

  private let text: [UInt8]
  private var position = 0
  private var lineNumber = 0

  init(_ text: [UInt8]) { self.text = text }

  /// The next block, or `nil` when there is none left.
  mutating func next() throws(PEMError) -> PEMDocument? {
    while let line = nextLine() {
      if try boundary(line, keyword: "END") != nil { throw PEMError(.misplacedBoundary, line: lineNumber) }
      if let label = try boundary(line, keyword: "BEGIN") { return try body(label: label) }
    }
    return nil
  }

  /// The next line's range, without its end and the spaces before that.
  private mutating func nextLine() -> Range<Int>? {
    guard position < text.count else { return nil }
    lineNumber += 1
    let start = position
    var end = position
    while end < text.count, text[end] != UInt8(ascii: "\n"), text[end] != UInt8(ascii: "\r") { end += 1 }
    position = end
    if position < text.count {
      let isReturn = text[position] == UInt8(ascii: "\r")
      position += 1
      if isReturn, position < text.count, text[position] == UInt8(ascii: "\n") { position += 1 }
    }
    while end > start, Self.isSpace(text[end - 1]) { end -= 1 }
    return start..<end
  }

  /// The label of a `-----KEYWORD LABEL-----` line, or `nil` for a line of another kind.
  private func boundary(_ line: Range<Int>, keyword: String) throws(PEMError) -> String? {
    let prefix = Array("-----\(keyword) ".utf8)
    let bytes = text[line]
    guard bytes.starts(with: prefix) else { return nil }
    let rest = bytes.dropFirst(prefix.count)
    guard rest.count > 5, rest.suffix(5).elementsEqual("-----".utf8) else {
      throw PEMError(.malformedBoundary, line: lineNumber)
    }
    let label = rest.dropLast(5)
    // RFC 7468, section 3: printable characters; single spaces or hyphens between, never at the ends.
    var wasSeparator = true
    for byte in label {
      let isSeparator = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-")
      guard (0x20...0x7e).contains(byte), !(isSeparator && wasSeparator) else {
        throw PEMError(.malformedBoundary, line: lineNumber)
      }
      wasSeparator = isSeparator
    }
    guard !wasSeparator else { throw PEMError(.malformedBoundary, line: lineNumber) }
    return String(decoding: label, as: UTF8.self)
  }

  private mutating func body(label: String) throws(PEMError) -> PEMDocument {
    let beginLine = lineNumber
    let headers = try self.headers()
    var decoder = Base64Decoder(capacity: blockCapacity())
    while let line = nextLine() {
      if try boundary(line, keyword: "BEGIN") != nil { throw PEMError(.misplacedBoundary, line: lineNumber) }
      if let end = try boundary(line, keyword: "END") {
        guard end == label else { throw PEMError(.labelMismatch(begin: label, end: end), line: lineNumber) }
        return PEMDocument(
          type: label, headers: headers, derBytes: try decoder.finish(line: lineNumber), line: beginLine)
      }
      try decoder.take(text[line], line: lineNumber)
    }
    throw PEMError(.missingEnd(label: label), line: beginLine)
  }

  /// RFC 1421 headers: `Name: value` lines, continued by lines that begin with a space, and then an empty line.
  private mutating func headers() throws(PEMError) -> [PEMDocument.Header] {
    var headers: [PEMDocument.Header] = []
    var lineCount = 0
    while true {
      let (savedPosition, savedNumber) = (position, lineNumber)
      guard let line = nextLine() else { break }
      let bytes = text[line]
      if bytes.isEmpty, !headers.isEmpty { return headers }
      if let first = bytes.first, Self.isSpace(first), let last = headers.popLast() {
        let more = String(decoding: bytes.drop(while: Self.isSpace), as: UTF8.self)
        headers.append(PEMDocument.Header(name: last.name, value: last.value + more))
      } else if let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > bytes.startIndex {
        let name = String(decoding: bytes[..<colon], as: UTF8.self)
        let value = String(decoding: bytes[(colon + 1)...].drop(while: Self.isSpace), as: UTF8.self)
        headers.append(PEMDocument.Header(name: name, value: value))
      } else if headers.isEmpty {
        (position, lineNumber) = (savedPosition, savedNumber)
        return []
      } else {
        throw PEMError(.malformedHeaders, line: lineNumber)
      }
      lineCount += 1
      guard lineCount <= Self.maximumHeaderLineCount else { throw PEMError(.malformedHeaders, line: lineNumber) }
    }
    if !headers.isEmpty { throw PEMError(.malformedHeaders, line: lineNumber) }
    return []
  }

  /// As many bytes as the rest of this block can hold, so that the decoded key never moves.
  private func blockCapacity() -> Int {
    var end = position
    while end < text.count, text[end] != UInt8(ascii: "-") { end += 1 }
    return (end - position) / 4 * 3 + 3
  }

  fileprivate static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == 0x0b || byte == 0x0c
  }
}

/// Puts the bytes of a block together from its lines.
private struct Base64Decoder {
  private var bytes: [UInt8] = []
  private var group: UInt32 = 0
  private var digitCount = 0
  private var paddingCount = 0

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  mutating func take(_ line: ArraySlice<UInt8>, line number: Int) throws(PEMError) {
    for index in line.indices {
      let byte = line[index]
      switch Base64.kind(of: byte) {
      case Base64.padding:
        paddingCount += 1
        continue
      case Base64.space: continue
      default: break
      }
      let value = Base64.value(of: byte)
      guard value != 0xff, paddingCount == 0 else {
        throw PEMError(.invalidCharacter(column: index - line.startIndex + 1), line: number)
      }
      group = group << 6 | UInt32(value)
      digitCount += 1
      if digitCount % 4 == 0 {
        for shift in [UInt32(16), 8, 0] { bytes.append(UInt8(truncatingIfNeeded: group >> shift)) }
        group = 0
      }
    }
  }

  /// The bytes; `line` is that of the END boundary.
  mutating func finish(line: Int) throws(PEMError) -> [UInt8] {
    guard digitCount > 0 else { throw PEMError(.empty, line: line) }
    switch (digitCount % 4, paddingCount) {
    case (0, 0): break
    case (2, 2) where group & 0xf == 0: bytes.append(UInt8(truncatingIfNeeded: group >> 4))
    case (3, 1) where group & 0x3 == 0:
      bytes.append(UInt8(truncatingIfNeeded: group >> 10))
      bytes.append(UInt8(truncatingIfNeeded: group >> 2))
    default: throw PEMError(.invalidPadding, line: line - 1)
    }
    return bytes
  }
}
