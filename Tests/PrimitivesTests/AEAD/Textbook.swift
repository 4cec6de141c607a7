/// The ciphers as their standards' text has them: slow, obvious, and written without a look at the tested code.
enum Textbook {
  // MARK: AES (FIPS 197)

  /// The product in GF(2⁸) modulo x⁸ + x⁴ + x³ + x + 1.
  static func multiply(_ a: UInt8, _ b: UInt8) -> UInt8 {
    var (a, b, product): (UInt8, UInt8, UInt8) = (a, b, 0)
    while b > 0 {
      if b & 1 == 1 { product ^= a }
      a = (a << 1) ^ (a & 0x80 == 0 ? 0 : 0x1b)
      b >>= 1
    }
    return product
  }

  /// Section 5.1.1: the inverse, then the affine map.
  static let sBox: [UInt8] = (0...255).map { (value: Int) -> UInt8 in
    let x = UInt8(value)
    let inverse = (0...255).map { UInt8($0) }.first { multiply(x, $0) == 1 } ?? 0
    func rotated(_ n: UInt8) -> UInt8 { inverse << n | inverse >> (8 - n) }
    return inverse ^ rotated(1) ^ rotated(2) ^ rotated(3) ^ rotated(4) ^ 0x63
  }

  /// Section 5.2: the round keys' bytes.
  static func expandKey(_ key: [UInt8]) -> [[UInt8]] {
    let n = key.count / 4
    var words = (0..<n).map { Array(key[4 * $0..<4 * $0 + 4]) }
    var constant: UInt8 = 1
    for i in n..<4 * (n + 7) {
      var word = words[i - 1]
      if i % n == 0 {
        word = [word[1], word[2], word[3], word[0]].map { sBox[Int($0)] }
        word[0] ^= constant
        constant = multiply(constant, 2)
      } else if n > 6, i % n == 4 {
        word = word.map { sBox[Int($0)] }
      }
      words.append(zip(words[i - n], word).map { $0 ^ $1 })
    }
    return (0...n + 6).map { Array(words[4 * $0..<4 * $0 + 4].joined()) }
  }

  /// Section 5.1, with the key's round keys.
  static func encrypt(_ block: [UInt8], _ roundKeys: [[UInt8]]) -> [UInt8] {
    var state = zip(block, roundKeys[0]).map { $0 ^ $1 }
    for round in 1..<roundKeys.count {
      state = state.map { sBox[Int($0)] }
      state = (0..<16).map { state[($0 + 4 * ($0 % 4)) % 16] }
      if round < roundKeys.count - 1 {
        state = (0..<16).map { i in
          let column = i / 4 * 4
          func byte(_ row: Int) -> UInt8 { state[column + (i + row) % 4] }
          return multiply(byte(0), 2) ^ multiply(byte(1), 3) ^ byte(2) ^ byte(3)
        }
      }
      state = zip(state, roundKeys[round]).map { $0 ^ $1 }
    }
    return state
  }

  // MARK: GCM (SP 800-38D)

  /// Algorithm 1: the product of blocks, bit by bit.
  static func multiplyBlocks(_ x: UInt128, _ y: UInt128) -> UInt128 {
    var (z, v): (UInt128, UInt128) = (0, y)
    for i in 0..<128 {
      if (x >> (127 - i)) & 1 == 1 { z ^= v }
      v = v & 1 == 1 ? (v >> 1) ^ (0xe1 << 120) : v >> 1
    }
    return z
  }

  static func number(_ bytes: some Collection<UInt8>) -> UInt128 { bytes.reduce(0) { $0 << 8 | UInt128($1) } }
  static func bytes(_ number: UInt128) -> [UInt8] {
    (0..<16).map { UInt8(truncatingIfNeeded: number >> (120 - 8 * $0)) }
  }
  static func padded(_ bytes: [UInt8]) -> [UInt8] { bytes + [UInt8](repeating: 0, count: (16 - bytes.count % 16) % 16) }

  /// Algorithm 2.
  static func ghash(_ h: UInt128, _ data: [UInt8]) -> UInt128 {
    stride(from: 0, to: data.count, by: 16).reduce(0) { multiplyBlocks($0 ^ number(data[$1..<$1 + 16]), h) }
  }

  /// Algorithm 4.
  static func gcm(
    key: [UInt8], nonce: [UInt8], additionalData: [UInt8], _ plaintext: [UInt8]
  ) -> (ciphertext: [UInt8], tag: [UInt8]) {
    let roundKeys = expandKey(key)
    let h = number(encrypt([UInt8](repeating: 0, count: 16), roundKeys))
    let first =
      nonce.count == 12
      ? number(nonce) << 32 | 1
      : ghash(h, padded(nonce) + bytes(UInt128(nonce.count * 8)))
    var counter = first
    var ciphertext: [UInt8] = []
    for start in stride(from: 0, to: plaintext.count, by: 16) {
      let low = UInt32(truncatingIfNeeded: counter) &+ 1
      counter = (counter >> 32) << 32 | UInt128(low)
      ciphertext += zip(plaintext[start...], encrypt(bytes(counter), roundKeys)).map { $0 ^ $1 }
    }
    let lengths = UInt128(additionalData.count * 8) << 64 | UInt128(ciphertext.count * 8)
    let hash = ghash(h, padded(additionalData) + padded(ciphertext) + bytes(lengths))
    return (ciphertext, bytes(hash ^ number(encrypt(bytes(first), roundKeys))))
  }

  // MARK: ChaCha20 and Poly1305 (RFC 8439)

  static func littleEndian(_ bytes: ArraySlice<UInt8>) -> UInt32 { bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) } }

  /// Section 2.3.
  static func chaChaBlock(key: [UInt8], counter: UInt32, nonce: [UInt8]) -> [UInt8] {
    let words =
      [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574]
      + (0..<8).map { littleEndian(key[4 * $0..<4 * $0 + 4]) } + [counter]
      + (0..<3).map { littleEndian(nonce[4 * $0..<4 * $0 + 4]) }
    var s = words
    func quarterRound(_ a: Int, _ b: Int, _ c: Int, _ d: Int) {
      for (x, y, z, bits) in [(a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)] as [(Int, Int, Int, UInt32)] {
        s[x] &+= s[y]
        s[z] ^= s[x]
        s[z] = s[z] << bits | s[z] >> (32 - bits)
      }
    }
    for _ in 0..<10 {
      for i in 0..<4 { quarterRound(i, 4 + i, 8 + i, 12 + i) }
      for i in 0..<4 { quarterRound(i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4) }
    }
    return zip(s, words).flatMap { sum in (0..<4).map { UInt8(truncatingIfNeeded: (sum.0 &+ sum.1) >> (8 * $0)) } }
  }

  /// Section 2.5.1, with numbers as little-endian bytes in `Int`s and long multiplication.
  static func poly1305(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
    var r = key[..<16].map { Int($0) }
    for i in [3, 7, 11, 15] { r[i] &= 15 }
    for i in [4, 8, 12] { r[i] &= 252 }
    var a = [Int](repeating: 0, count: 17)
    for start in stride(from: 0, to: message.count, by: 16) {
      let block = message[start...].prefix(16).map { Int($0) } + [1]
      for (i, byte) in block.enumerated() { a[i] += byte }
      var product = [Int](repeating: 0, count: 34)
      for i in 0..<17 { for j in 0..<16 { product[i + j] += a[i] * r[j] } }
      a = reduced(product)
    }
    // a + 5 ≥ 2¹³⁰ exactly when a is not reduced.
    var plus5 = a
    plus5[0] += 5
    carry(&plus5)
    if plus5[16] >= 4 { a = plus5 }
    for i in 0..<16 { a[i] += Int(key[16 + i]) }
    carry(&a)
    return a[..<16].map { UInt8($0) }
  }

  private static func carry(_ digits: inout [Int]) {
    for i in 0..<digits.count - 1 {
      digits[i + 1] += digits[i] >> 8
      digits[i] &= 255
    }
  }

  /// Modulo 2¹³⁰ - 5, below 2¹³⁰: what lies above 2¹³⁰ comes back five times.
  private static func reduced(_ number: [Int]) -> [Int] {
    var digits = number + [0, 0, 0]
    for _ in 0..<3 {
      carry(&digits)
      let high = (0..<digits.count - 17).map { digits[16 + $0] >> 2 | (digits[17 + $0] & 3) << 6 }
      var low = Array(digits[..<16]) + [digits[16] & 3] + [Int](repeating: 0, count: digits.count - 17)
      for (i, digit) in high.enumerated() { low[i] += 5 * digit }
      digits = low
    }
    carry(&digits)
    return Array(digits[..<17])
  }

  /// Section 2.8.
  static func chaChaPoly(
    key: [UInt8], nonce: [UInt8], additionalData: [UInt8], _ plaintext: [UInt8]
  ) -> (ciphertext: [UInt8], tag: [UInt8]) {
    var ciphertext: [UInt8] = []
    for (index, start) in stride(from: 0, to: plaintext.count, by: 64).enumerated() {
      let block = chaChaBlock(key: key, counter: UInt32(index) + 1, nonce: nonce)
      ciphertext += zip(plaintext[start...], block).map { $0 ^ $1 }
    }
    let oneTimeKey = Array(chaChaBlock(key: key, counter: 0, nonce: nonce)[..<32])
    let lengths = [additionalData.count, ciphertext.count].flatMap { count in
      (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
    }
    return (ciphertext, poly1305(key: oneTimeKey, padded(additionalData) + padded(ciphertext) + lengths))
  }
}
