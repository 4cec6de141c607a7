/// Small damage to bytes, as a file or a network might do it, or someone who means harm.
public enum Mutator {
  /// A changed copy of `bytes`: a few bytes flipped, replaced, removed, inserted, repeated, or the end cut off.
  public static func mutate(_ bytes: [UInt8], using random: inout SplitMix64) -> [UInt8] {
    var bytes = bytes
    let interesting: [UInt8] = [0x00, 0x01, 0x02, 0x7f, 0x80, 0x81, 0x82, 0x84, 0xff, 0x30, 0x31, 0xa0, 0x2d, 0x0a]
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      guard !bytes.isEmpty else { return [UInt8.random(in: 0...255, using: &random)] }
      let position = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<8, using: &random) {
      case 0, 1: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 2: bytes[position] = UInt8.random(in: 0...255, using: &random)
      case 3: bytes[position] = interesting[Int.random(in: 0..<interesting.count, using: &random)]
      case 4: bytes.removeSubrange(position..<min(bytes.count, position + Int.random(in: 1...8, using: &random)))
      case 5: bytes.insert(interesting[Int.random(in: 0..<interesting.count, using: &random)], at: position)
      case 6: bytes.insert(contentsOf: bytes[position..<min(bytes.count, position + 8)], at: position)
      default: bytes.removeSubrange(position...)
      }
    }
    return bytes
  }
}
