/// HkdfLabel of RFC 9846, section 7.1: what HKDF-Expand is told that the bytes are for.
/// ```
/// struct {
///     uint16 length;
///     opaque label<7..255> = "tls13 " + Label;
///     opaque context<0..255> = Context;
/// } HkdfLabel;
/// ```
/// It lives on the stack.
struct HKDFLabel {
  private var bytes = InlineArray<514, UInt8>(repeating: 0)
  private var count = 0

  /// `label` has at most 249 bytes and `context` at most 255.
  init(length: Int, label: String, context: Span<UInt8>) {
    let prefix = "tls13 ".utf8
    precondition(0...0xffff ~= length, "HKDF-Expand-Label gives up to 65,535 bytes")
    precondition(prefix.count + label.utf8.count <= 255, "a label of more than 249 bytes")
    precondition(context.count <= 255, "a context of more than 255 bytes")
    append(UInt8(truncatingIfNeeded: length >> 8))
    append(UInt8(truncatingIfNeeded: length))
    append(UInt8(truncatingIfNeeded: prefix.count + label.utf8.count))
    for byte in prefix { append(byte) }
    for byte in label.utf8 { append(byte) }
    append(UInt8(truncatingIfNeeded: context.count))
    for i in context.indices { append(context[i]) }
  }

  /// The structure's bytes.
  var span: Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get { bytes.span.extracting(0..<count) }
  }

  private mutating func append(_ byte: UInt8) {
    bytes[count] = byte
    count += 1
  }
}
