import X509

/// The types of key as the command line names them.
enum KeyType: String, CaseIterable {
  case p256, p384, p521, ed25519, rsa2048, rsa3072, rsa4096

  init(option text: String) throws(DemoError) {
    guard let type = KeyType(rawValue: text.lowercased()) else {
      throw .usage("there is no key type '\(text)'", "choose one of \(Self.allNames)")
    }
    self = type
  }

  static var allNames: String { allCases.map(\.rawValue).joined(separator: ", ") }

  var kind: PrivateKey.Kind {
    switch self {
    case .p256: .p256
    case .p384: .p384
    case .p521: .p521
    case .ed25519: .ed25519
    case .rsa2048: .rsa(bitCount: 2048)
    case .rsa3072: .rsa(bitCount: 3072)
    case .rsa4096: .rsa(bitCount: 4096)
    }
  }
}
