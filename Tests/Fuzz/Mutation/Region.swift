/// An element with a length in front: where it is, and which element it is in.
struct Region {
  /// From its first byte (tag or type) to its end.
  let whole: Range<Int>
  /// The bytes of its length.
  let length: Range<Int>
  /// The index of the element around it in the list, which comes before; none for the outermost.
  let parent: Int?

  var content: Range<Int> { length.upperBound..<whole.upperBound }
}

/// Finds the elements of a well-formed input, and writes their lengths.
enum Structure {
  /// The elements in `bytes`, outer ones before inner ones; whatever does not look like an element is passed over.
  static func regions(_ bytes: [UInt8], _ shape: Target.Shape) -> [Region] {
    var regions: [Region] = []
    switch shape {
    case .der: derRegions(bytes, in: bytes.indices, parent: nil, depth: 0, &regions)
    case .tls: TLSStructure.regions(bytes, &regions)
    case .text, .bytes: break
    }
    return regions
  }

  private static func derRegions(
    _ bytes: [UInt8], in range: Range<Int>, parent: Int?, depth: Int, _ regions: inout [Region]
  ) {
    var position = range.lowerBound
    var found: [Region] = []
    while position + 2 <= range.upperBound {
      let start = position
      guard bytes[position] & 0x1f != 0x1f, bytes[position] != 0 else { return }
      let first = Int(bytes[position + 1])
      var end = position + 2
      var count = first
      if first > 0x80 {
        guard first <= 0x83, position + 2 + (first & 0x7f) <= range.upperBound else { return }
        end += first & 0x7f
        count = bytes[(position + 2)..<end].reduce(0) { $0 << 8 | Int($1) }
      } else if first == 0x80 {
        return
      }
      guard count <= range.upperBound - end else { return }
      found.append(Region(whole: start..<end + count, length: start + 1..<end, parent: parent))
      position = end + count
    }
    guard position == range.upperBound, depth < 40 else { return }
    for region in found {
      regions.append(region)
      let index = regions.count - 1
      let tag = bytes[region.whole.lowerBound]
      if tag & 0x20 != 0 || tag & 0xc0 == 0x80 || tag == 0x04 {
        derRegions(bytes, in: region.content, parent: index, depth: depth + 1, &regions)
      } else if tag == 0x03, !region.content.isEmpty {
        derRegions(
          bytes, in: region.content.dropFirst(), parent: index, depth: depth + 1, &regions)
      }
    }
  }

  /// The bytes of a length, in the form and width that the shape has.
  static func length(_ count: Int, width: Int, _ shape: Target.Shape) -> [UInt8] {
    guard shape == .der else {
      return (0..<width).map { UInt8(truncatingIfNeeded: count >> (8 * (width - 1 - $0))) }
    }
    guard count >= 0x80 else { return [UInt8(count)] }
    let width = (count.bitWidth - count.leadingZeroBitCount + 7) / 8
    return [0x80 | UInt8(width)] + length(count, width: width, .bytes)
  }

  /// Puts `replacement` in place of `range`, which is in the element with index `parent`, and corrects the lengths of that
  /// element and all around it.
  static func replace(
    _ range: Range<Int>, with replacement: [UInt8], in bytes: inout [UInt8], parent: Int?, _ regions: [Region],
    _ shape: Target.Shape
  ) {
    var change = replacement.count - range.count
    bytes.replaceSubrange(range, with: replacement)
    var ancestor = parent
    while let index = ancestor {
      let region = regions[index]
      let count = max(0, region.content.count + change)
      let written = length(count, width: region.length.count, shape)
      bytes.replaceSubrange(region.length, with: written)
      change += written.count - region.length.count
      ancestor = region.parent
    }
  }
}
