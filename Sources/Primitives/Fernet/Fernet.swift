/// Fernet (https://github.com/fernet/spec, version 0x80): short messages encrypted and authenticated under a shared key,
/// with the time they were made, as text that fits in a URL.
///
/// A token is base64url of `0x80 ‖ time (8 bytes) ‖ IV (16) ‖ AES-128-CBC ciphertext ‖ HMAC-SHA256 of all before (32)`.
/// The time is readable by everyone. There is no clock in here: the caller says what time it is.
public struct Fernet: ~Copyable, Sendable {
  /// The length of a key in bytes: 16 to sign with, then 16 to encrypt with.
  public static var keyByteCount: Int { 32 }

  /// How far ahead, in seconds, the clock of a token's maker may be when a token's age is checked.
  public static var maximumClockSkew: Int64 { 60 }

  private static var version: UInt8 { 0x80 }
  private static var headerByteCount: Int { 1 + 8 + 16 }
  private static var codeByteCount: Int { SHA256.Digest.byteCount }

  private let key: SecretBytes

  /// A Fernet of 32 key bytes.
  /// - Throws: `incorrectKeySize` for any other length.
  public init(key: Span<UInt8>) throws(CryptoError) {
    guard key.count == Self.keyByteCount else {
      throw .incorrectKeySize(found: key.count, expected: "\(Self.keyByteCount) bytes")
    }
    self.key = SecretBytes(copying: key)
  }

  /// A Fernet of a key as text: 44 characters of base64url.
  /// - Throws: `invalidKey` when that is not what it is, `incorrectKeySize` when it stands for other than 32 bytes.
  public init(key text: String) throws(CryptoError) {
    var bytes = try Self.keyBytes(of: text)
    defer { Wipe.zero(&bytes) }
    try self.init(key: bytes.span)
  }

  private static func keyBytes(of text: String) throws(CryptoError) -> [UInt8] {
    do {
      return try Base64.decode(text, alphabet: .urlSafe)
    } catch {
      throw .invalidKey(rule: "a Fernet key is base64url with its padding (\(error))")
    }
  }

  /// A new random key, as text.
  public static func generateKey() -> String {
    Base64.encode(SystemRandom.secret(count: keyByteCount).span, alphabet: .urlSafe)
  }

  /// The token for `message`, made at `now` (seconds since 1970, which everyone can read from it).
  public func encrypt(_ message: Span<UInt8>, now: UInt64) -> String {
    var random = SystemRandom()
    return encrypt(message, now: now, random: &random)
  }

  /// The same with the IV from `random`, so that published tokens can be made again.
  func encrypt(_ message: Span<UInt8>, now: UInt64, random: inout some RandomSource) -> String {
    var iv = InlineArray<16, UInt8>(repeating: 0)
    var ivSpan = iv.mutableSpan
    random.fill(&ivSpan)
    var token = [Self.version]
    for shift in stride(from: 56, through: 0, by: -8) {
      token.append(UInt8(truncatingIfNeeded: now >> UInt64(shift)))
    }
    for i in iv.indices { token.append(iv[i]) }
    do {
      token += try AES.CBC.encrypt(message, key: encryptionKey, iv: iv.span, padding: .pkcs7)
    } catch {
      preconditionFailure("a key and an IV of 16 bytes were refused: \(error)")
    }
    token += HMAC<SHA256>.authenticationCode(for: token.span, using: signingKey).bytes
    return Base64.encode(token.span, alphabet: .urlSafe)
  }

  /// The message in `token`, whatever its age.
  /// - Throws: `authenticationFailure` for everything that is not a token made with this key.
  public func decrypt(_ token: String) throws(CryptoError) -> [UInt8] {
    let bytes = try authenticatedBytes(of: token)
    return try message(in: bytes.span)
  }

  /// The message in `token`, if at `now` (seconds since 1970) it is no more than `ttl` seconds old, and not from further
  /// ahead than `maximumClockSkew`.
  /// - Throws: `authenticationFailure` for everything that is not a token made with this key; `outOfRange` for the age
  ///   of one that is.
  public func decrypt(_ token: String, ttl: UInt64, now: UInt64) throws(CryptoError) -> [UInt8] {
    let bytes = try authenticatedBytes(of: token)
    let made = Self.time(in: bytes.span)
    let (expiry, never) = made.addingReportingOverflow(ttl)
    guard never || now <= expiry else {
      throw .outOfRange(parameter: "Fernet token's age", rule: "\(now - made) seconds found, at most \(ttl) allowed")
    }
    let (latest, always) = now.addingReportingOverflow(UInt64(Self.maximumClockSkew))
    guard always || made <= latest else {
      throw .outOfRange(
        parameter: "Fernet token's time",
        rule: "\(made - now) seconds in the future, at most \(Self.maximumClockSkew) allowed")
    }
    return try message(in: bytes.span)
  }

  /// When `token` was made, in seconds since 1970, once its code was found right.
  /// - Throws: `authenticationFailure` for everything that is not a token made with this key.
  public func time(of token: String) throws(CryptoError) -> UInt64 {
    let bytes = try authenticatedBytes(of: token)
    return Self.time(in: bytes.span)
  }

  /// The token's bytes without the code. Nothing in them is looked at before the code is known to be right.
  private func authenticatedBytes(of token: String) throws(CryptoError) -> [UInt8] {
    guard var bytes = try? Base64.decode(token, alphabet: .urlSafe) else { throw .authenticationFailure }
    guard bytes.count >= Self.headerByteCount + Self.codeByteCount else { throw .authenticationFailure }
    let signedCount = bytes.count - Self.codeByteCount
    let isValid = HMAC<SHA256>.isValidAuthenticationCode(
      bytes.span.extracting(droppingFirst: signedCount),
      authenticating: bytes.span.extracting(first: signedCount), using: signingKey)
    // The version is part of what the code covers, so that a wrong one here was written by a holder of the key.
    guard isValid, bytes[0] == Self.version else { throw .authenticationFailure }
    bytes.removeLast(Self.codeByteCount)
    return bytes
  }

  private func message(in bytes: Span<UInt8>) throws(CryptoError) -> [UInt8] {
    try AES.CBC.decrypt(
      bytes.extracting(droppingFirst: Self.headerByteCount), key: encryptionKey, iv: bytes.extracting(9..<25),
      padding: .pkcs7)
  }

  private static func time(in bytes: Span<UInt8>) -> UInt64 {
    var time: UInt64 = 0
    for i in 1...8 { time = time << 8 | UInt64(bytes[i]) }
    return time
  }

  private var signingKey: Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get { key.span.extracting(first: 16) }
  }

  private var encryptionKey: Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get { key.span.extracting(droppingFirst: 16) }
  }
}
