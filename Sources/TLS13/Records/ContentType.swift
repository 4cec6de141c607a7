/// What a record carries (RFC 9846, section 5.1).
public struct ContentType: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// The code on the wire.
  public let rawValue: UInt8

  /// The type with that code.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// change_cipher_spec: without meaning, sent for the sake of middleboxes.
  public static let changeCipherSpec = ContentType(rawValue: 20)
  /// alert.
  public static let alert = ContentType(rawValue: 21)
  /// handshake.
  public static let handshake = ContentType(rawValue: 22)
  /// application_data: also the outer type of every protected record.
  public static let applicationData = ContentType(rawValue: 23)

  /// Whether the RFC defines the type.
  var isKnown: Bool { (20...23).contains(rawValue) }

  /// The name in the RFC; the code for types that it does not define.
  public var description: String {
    switch self {
    case .changeCipherSpec: "change_cipher_spec"
    case .alert: "alert"
    case .handshake: "handshake"
    case .applicationData: "application_data"
    default: "content type \(rawValue)"
    }
  }
}
