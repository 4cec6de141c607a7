/// Damages well-formed inputs, with and without respect for their structure.
struct Mutator {
  let shape: Target.Shape
  let dictionary: [[UInt8]]
  /// The inputs to start from, with their elements.
  private let corpus: [(bytes: [UInt8], regions: [Region])]

  /// No input is longer, so that a campaign stays bounded.
  static let maximumByteCount = 1 << 17

  static let interestingBytes: [UInt8] = [
    0, 1, 2, 3, 4, 5, 6, 0x0a, 0x0d, 0x20, 0x30, 0x31, 0x7f, 0x80, 0x81, 0x82, 0x84, 0x88, 0xa0, 0xff,
  ]
  private static let interestingNumbers: [UInt64] = [
    0, 1, 0x7f, 0x80, 0xff, 0x100, 0x3fff, 0x4000, 0x4001, 0x4100, 0x4101, 0x7fff, 0x8000, 0xffff, 0x1_0000, 0xff_ffff,
    0x7fff_ffff, 0x8000_0000, 0xffff_ffff, .max >> 1, 1 << 63, .max,
  ]

  init(corpus: [[UInt8]], shape: Target.Shape, dictionary: [String]) {
    precondition(!corpus.isEmpty, "a campaign starts from inputs")
    self.shape = shape
    self.dictionary = dictionary.map { Array($0.utf8) }
    self.corpus = corpus.map { ($0, Structure.regions($0, shape)) }
  }

  /// One input: a member of the corpus, nearly always damaged, mostly once or twice.
  func input(_ random: inout Xoshiro) -> [UInt8] {
    var (bytes, regions) = random.pick(corpus)
    if random.oneIn(100) { return bytes }
    var rounds = 1
    while rounds < 8, random.oneIn(2) { rounds += 1 }
    for round in 0..<rounds {
      // The elements are known until the first change that moves them; finding them again is cheap enough now and then.
      if round > 0, !regions.isEmpty {
        if random.oneIn(2) { break }
        regions = Structure.regions(bytes, shape)
      }
      mutate(&bytes, regions, &random)
    }
    if bytes.count > Self.maximumByteCount { bytes.removeLast(bytes.count - Self.maximumByteCount) }
    return bytes
  }

  private func mutate(_ bytes: inout [UInt8], _ regions: [Region], _ random: inout Xoshiro) {
    if !regions.isEmpty, random.below(4) > 0 {
      mutateElement(&bytes, regions, &random)
    } else if shape == .text, random.oneIn(2) {
      mutateText(&bytes, &random)
    } else {
      mutateBytes(&bytes, &random)
    }
  }

  // MARK: Bytes

  private func mutateBytes(_ bytes: inout [UInt8], _ random: inout Xoshiro) {
    guard !bytes.isEmpty else { return bytes = random.bytes(count: random.below(16)) }
    let place = random.below(bytes.count)
    switch random.below(14) {
    case 0, 1, 2: bytes[place] ^= 1 << UInt8(random.below(8))
    case 3, 4: bytes[place] = random.pick(Self.interestingBytes)
    case 5: bytes[place] = random.byte()
    case 6: bytes[place] = random.oneIn(2) ? bytes[place] &+ 1 : bytes[place] &- 1
    case 7: bytes.removeLast(random.oneIn(2) ? min(bytes.count, 1 + random.below(4)) : random.below(bytes.count + 1))
    case 8:
      let count = random.oneIn(500) ? random.below(70_000) : random.below(random.oneIn(8) ? 600 : 12)
      bytes += [UInt8](repeating: random.pick(Self.interestingBytes), count: count)
    case 9: bytes.removeSubrange(random.range(in: bytes.count))
    case 10: bytes.insert(contentsOf: bytes[random.range(in: bytes.count)], at: place)
    case 11:
      let other = random.pick(corpus).bytes
      bytes.replaceSubrange(random.range(in: bytes.count), with: other[random.range(in: other.count)])
    case 12:
      // The head of one and the tail of another.
      let other = random.pick(corpus).bytes
      bytes.removeLast(bytes.count - place)
      bytes += other.dropFirst(min(other.count, random.oneIn(2) ? place : random.below(other.count + 1)))
    default:
      let width = 1 << random.below(4)
      let number = random.pick(Self.interestingNumbers)
      for index in 0..<width where place + index < bytes.count {
        bytes[place + index] = UInt8(truncatingIfNeeded: number >> UInt64(8 * (width - 1 - index)))
      }
    }
  }

  // MARK: Text

  private func mutateText(_ bytes: inout [UInt8], _ random: inout Xoshiro) {
    let place = random.below(bytes.count + 1)
    switch random.below(6) {
    case 0, 1:
      guard !dictionary.isEmpty else { return mutateBytes(&bytes, &random) }
      let word = random.pick(dictionary)
      let end = random.oneIn(2) ? place : min(bytes.count, place + word.count)
      bytes.replaceSubrange(place..<end, with: word)
    case 2:
      // A character many times.
      let count = random.oneIn(300) ? random.below(70_000) : random.below(100)
      let byte = place < bytes.count ? bytes[place] : 0x41
      bytes.insert(contentsOf: repeatElement(byte, count: count), at: place)
    default:
      // Lines removed, doubled or exchanged.
      var lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
      let index = random.below(lines.count)
      switch random.below(4) {
      case 0: lines.remove(at: index)
      case 1: lines.insert(lines[index], at: random.below(lines.count + 1))
      case 2: lines.swapAt(index, random.below(lines.count))
      default:
        let other = random.pick(corpus).bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
        if !other.isEmpty { lines[index] = random.pick(other) }
      }
      bytes = Array(lines.joined(separator: [0x0a]))
    }
  }

  // MARK: Elements

  private func mutateElement(_ bytes: inout [UInt8], _ regions: [Region], _ random: inout Xoshiro) {
    let index = random.below(regions.count)
    let region = regions[index]
    func replace(_ range: Range<Int>, _ replacement: [UInt8], _ parent: Int?) {
      Structure.replace(range, with: replacement, in: &bytes, parent: parent, regions, shape)
    }
    switch random.below(16) {
    case 0, 1, 2: mutateLength(&bytes, region, &random)
    case 3:
      bytes[region.whole.lowerBound] = random.oneIn(2) ? random.pick(Self.interestingBytes) : random.byte()
    case 4: replace(region.whole, [], region.parent)
    case 5: replace(region.whole.upperBound..<region.whole.upperBound, Array(bytes[region.whole]), region.parent)
    case 6:
      // Exchanged with a sibling: only for elements that do not overlap.
      let other = regions[random.below(regions.count)]
      let (first, second) =
        region.whole.lowerBound < other.whole.lowerBound ? (region, other) : (other, region)
      guard first.whole.upperBound <= second.whole.lowerBound, first.parent == second.parent else {
        return mutateBytes(&bytes, &random)
      }
      let exchanged =
        bytes[second.whole] + bytes[first.whole.upperBound..<second.whole.lowerBound] + bytes[first.whole]
      bytes.replaceSubrange(first.whole.lowerBound..<second.whole.upperBound, with: exchanged)
    case 7, 8:
      // An element from elsewhere.
      let (otherBytes, otherRegions) = random.pick(corpus)
      guard !otherRegions.isEmpty else { return }
      replace(region.whole, Array(otherBytes[random.pick(otherRegions).whole]), region.parent)
    case 9: replace(region.content, [], index)
    case 10:
      let count = random.oneIn(200) ? random.below(70_000) : random.below(300)
      let filler = random.oneIn(2) ? random.pick(Self.interestingBytes) : random.byte()
      replace(region.content.upperBound..<region.content.upperBound, [UInt8](repeating: filler, count: count), index)
    case 11: replace(region.content, random.bytes(count: random.below(40)), index)
    case 12:
      var content = Array(bytes[region.content])
      content.removeSubrange(random.range(in: content.count))
      replace(region.content, content, index)
    case 13 where shape == .der: replace(region.whole, nested(Array(bytes[region.whole]), &random), region.parent)
    default:
      // Damage within, lengths left alone.
      guard !region.content.isEmpty else { return mutateBytes(&bytes, &random) }
      let place = region.content.lowerBound + random.below(region.content.count)
      bytes[place] = random.oneIn(2) ? random.pick(Self.interestingBytes) : bytes[place] ^ 1 << UInt8(random.below(8))
    }
  }

  private func mutateLength(_ bytes: inout [UInt8], _ region: Region, _ random: inout Xoshiro) {
    let count = region.content.count
    let width = region.length.count
    let changed: [UInt8]
    switch random.below(shape == .der ? 9 : 5) {
    case 0: changed = Structure.length(count + 1, width: width, shape)
    case 1: changed = Structure.length(max(0, count - 1), width: width, shape)
    case 2: changed = Structure.length(0, width: width, shape)
    case 3: changed = Structure.length(random.below(2 * count + 2), width: width, shape)
    case 4: changed = [UInt8](repeating: 0xff, count: width)
    case 5: changed = [0x80]
    case 6: changed = [0x84, 0xff, 0xff, 0xff, 0xff]
    case 7: changed = [0x88, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
    default: changed = [0x84] + Structure.length(count, width: 4, .bytes)
    }
    bytes.replaceSubrange(region.length, with: changed)
  }

  /// The element in one or many more around it.
  private func nested(_ element: [UInt8], _ random: inout Xoshiro) -> [UInt8] {
    let tag = random.pick([0x30, 0x31, 0xa0, 0xa3, 0x04, 0x24] as [UInt8])
    var element = element
    let depth = random.oneIn(100) ? 5000 : random.oneIn(4) ? 40 : 1 + random.below(4)
    guard depth < 5000 else {
      // Without proper lengths, which would take time in the square of the depth.
      return (0..<depth).flatMap { _ in [tag, 0x84, 0, 0, 0xff, 0xff] } + element
    }
    for _ in 0..<depth { element = [tag] + Structure.length(element.count, width: 1, .der) + element }
    return element
  }
}
