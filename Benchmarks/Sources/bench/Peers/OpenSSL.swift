import COpenSSL

/// OpenSSL 3 with what its own documentation asks of fast callers: algorithms fetched once, contexts reused.
///
/// Contexts and buffers live until the process ends; there are a few for each operation.
enum OpenSSL {
  typealias Bytes = UnsafeMutablePointer<UInt8>

  static func check(_ result: Int32, _ line: Int = #line) {
    if result != 1 { fatalError("OpenSSL refused what line \(line) asked") }
  }

  /// An object that OpenSSL has to be able to make.
  static func made(_ object: OpaquePointer?, _ line: Int = #line) -> OpaquePointer {
    guard let object else { fatalError("OpenSSL could not make what line \(line) asked") }
    return object
  }

  static func buffer(_ count: Int) -> Bytes {
    let bytes = Bytes.allocate(capacity: count)
    bytes.initialize(repeating: 0, count: count)
    return bytes
  }

  static func buffer(_ bytes: [UInt8]) -> Bytes {
    let copy = buffer(bytes.count)
    copy.update(from: bytes, count: bytes.count)
    return copy
  }

  /// A hash function: `hash` leaves the digest in `digest`.
  struct Hash {
    let algorithm: OpaquePointer
    let digest: Bytes
    private let context: OpaquePointer

    init(_ name: String) {
      algorithm = made(EVP_MD_fetch(nil, name, nil))
      context = made(EVP_MD_CTX_new())
      digest = buffer(64)
    }

    var byteCount: Int { Int(EVP_MD_get_size(algorithm)) }

    func hash(_ message: Bytes, _ count: Int) {
      check(EVP_DigestInit_ex2(context, algorithm, nil))
      check(EVP_DigestUpdate(context, message, count))
      check(EVP_DigestFinal_ex(context, digest, nil))
    }

    /// The same for an extendable output of at most 64 bytes.
    func extend(_ message: Bytes, _ count: Int, to outputByteCount: Int) {
      check(EVP_DigestInit_ex2(context, algorithm, nil))
      check(EVP_DigestUpdate(context, message, count))
      check(EVP_DigestFinalXOF(context, digest, outputByteCount))
    }
  }
}
