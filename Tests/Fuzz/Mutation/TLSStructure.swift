/// The vectors in a stream of TLS records with a handshake message each.
enum TLSStructure {
  static func regions(_ bytes: [UInt8], _ regions: inout [Region]) {
    var position = 0
    while position + 5 <= bytes.count, (20...23).contains(bytes[position]) {
      guard
        let record = append(
          bytes, from: position, lengthAt: position + 3, width: 2, within: bytes.count, parent: nil, &regions)
      else { return }
      let content = regions[record].content
      if bytes[position] == 22, content.count >= 4 { message(bytes, content, record, &regions) }
      position = content.upperBound
    }
  }

  private static func append(
    _ bytes: [UInt8], from start: Int, lengthAt position: Int, width: Int, within end: Int, parent: Int?,
    _ regions: inout [Region]
  ) -> Int? {
    guard position + width <= end else { return nil }
    let count = bytes[position..<position + width].reduce(0) { $0 << 8 | Int($1) }
    guard count <= end - position - width else { return nil }
    regions.append(
      Region(
        whole: start..<position + width + count, length: position..<position + width, parent: parent))
    return regions.count - 1
  }

  private static func message(_ bytes: [UInt8], _ range: Range<Int>, _ record: Int, _ regions: inout [Region]) {
    let start = range.lowerBound
    guard
      let message = append(
        bytes, from: start, lengthAt: start + 1, width: 3, within: range.upperBound, parent: record, &regions)
    else { return }
    let end = regions[message].whole.upperBound
    var position = start + 4
    // What comes before the vectors, and the widths of their lengths, for each type of message.
    let widths: [Int]
    switch bytes[start] {
    case 1:
      position += 34
      widths = [1, 2, 1, 2]  // legacy_session_id, cipher_suites, legacy_compression_methods, extensions
    case 2:
      position += 34
      widths = [1, 0, 2]  // legacy_session_id_echo, a suite and a method, extensions
    case 8: widths = [2]  // extensions
    case 11: widths = [1, 3]  // certificate_request_context, certificate_list
    default: return
    }
    for width in widths {
      guard width > 0 else {
        position += 3
        continue
      }
      guard
        let vector = append(
          bytes, from: position, lengthAt: position, width: width, within: end, parent: message, &regions)
      else { return }
      position = regions[vector].whole.upperBound
    }
    if bytes[start] != 11 { extensions(bytes, regions.count - 1, &regions) }
  }

  private static func extensions(_ bytes: [UInt8], _ block: Int, _ regions: inout [Region]) {
    let range = regions[block].content
    var position = range.lowerBound
    while position < range.upperBound,
      let index = append(
        bytes, from: position, lengthAt: position + 2, width: 2, within: range.upperBound, parent: block, &regions)
    {
      vectors(bytes, regions[index].content, index, &regions)
      position = regions[index].whole.upperBound
    }
  }

  /// A vector that fills an extension is told by its length; inside it there may be entries of (type, length).
  private static func vectors(_ bytes: [UInt8], _ range: Range<Int>, _ parent: Int, _ regions: inout [Region]) {
    for width in [2, 1] where range.count > width {
      let start = range.lowerBound
      guard bytes[start..<start + width].reduce(0, { $0 << 8 | Int($1) }) == range.count - width,
        let list = append(
          bytes, from: start, lengthAt: start, width: width, within: range.upperBound, parent: parent, &regions)
      else { continue }
      entries(bytes, list, &regions)
      return
    }
  }

  private static func entries(_ bytes: [UInt8], _ list: Int, _ regions: inout [Region]) {
    // key_share: group and a vector of 2; server_name: type and a vector of 2; protocol names: a vector of 1.
    for (skipped, width) in [(2, 2), (1, 2), (0, 1)] {
      var found: [Region] = []
      var position = regions[list].content.lowerBound
      let end = regions[list].content.upperBound
      while position < end,
        append(
          bytes, from: position, lengthAt: position + skipped, width: width, within: end, parent: list, &found) != nil,
        let last = found.last
      {
        position = last.whole.upperBound
      }
      if position == end, !found.isEmpty {
        regions += found
        return
      }
    }
  }
}
