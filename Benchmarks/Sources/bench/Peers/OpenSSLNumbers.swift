import COpenSSL

extension OpenSSL {
  /// A big number and arithmetic with it; results go to numbers made beforehand, through scratch space of their own.
  struct Number {
    let pointer: OpaquePointer
    private let scratch = made(BN_CTX_new())

    init(_ bigEndianBytes: [UInt8]) {
      pointer = made(BN_bin2bn(bigEndianBytes, Int32(bigEndianBytes.count), nil))
    }

    init() { pointer = made(BN_new()) }

    func setProduct(_ a: Number, _ b: Number) { check(BN_mul(pointer, a.pointer, b.pointer, scratch)) }

    func setSquare(_ a: Number) { check(BN_sqr(pointer, a.pointer, scratch)) }

    func setQuotient(_ a: Number, _ b: Number, remainder: Number) {
      check(BN_div(pointer, remainder.pointer, a.pointer, b.pointer, scratch))
    }

    /// The variable-time power, as ours; it prepares Montgomery's reduction each time.
    func setPower(_ a: Number, _ exponent: Number, modulus: Number) {
      check(BN_mod_exp(pointer, a.pointer, exponent.pointer, modulus.pointer, scratch))
    }

    func setDecimal(_ digits: String) {
      var target: OpaquePointer? = pointer
      expect(Int(BN_dec2bn(&target, digits)) == digits.utf8.count, "OpenSSL reads digits")
    }

    var decimal: String {
      guard let digits = BN_bn2dec(pointer) else { fatalError("OpenSSL writes no digits") }
      defer { CRYPTO_free(digits, #file, #line) }
      return String(cString: digits)
    }

    var bytes: [UInt8] {
      var bytes = [UInt8](repeating: 0, count: (Int(BN_num_bits(pointer)) + 7) / 8)
      BN_bn2bin(pointer, &bytes)
      return bytes
    }
  }
}
