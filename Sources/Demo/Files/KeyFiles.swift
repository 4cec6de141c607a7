import Primitives
import X509

/// Private keys in files.
enum KeyFiles {
  static func generate(_ type: KeyType) throws(DemoError) -> PrivateKey {
    do {
      return try PrivateKey.generate(type.kind)
    } catch {
      throw .failed("no \(type.rawValue) key could be made", "\(error)")
    }
  }

  /// Reads a key, and asks for its passphrase only when it has one.
  static func read(_ path: String, passphrases: PassphraseSource) throws(DemoError) -> PrivateKey {
    var text = try Files.read(path)
    defer { Wipe.zero(&text) }
    return try read(pem: text, path: path, passphrases: passphrases)
  }

  static func read(pem text: [UInt8], path: String, passphrases: PassphraseSource) throws(DemoError) -> PrivateKey {
    do {
      guard try PrivateKey.isEncrypted(pem: text) else { return try PrivateKey(pem: text) }
    } catch {
      throw explain(error, path: path)
    }
    let passphrase = try passphrases.existing(for: path)
    do {
      return try PrivateKey(pem: text, passphrase: passphrase.span)
    } catch {
      throw explain(error, path: path)
    }
  }

  static func write(
    _ key: borrowing PrivateKey, to path: String, passphrase: Span<UInt8>?, traditional: Bool, overwrite: Bool
  ) throws(DemoError) {
    var text: [UInt8]
    do {
      let format: PrivateKey.PEMFormat = traditional ? .traditional : .pkcs8
      text = try key.pemBytes(format: format, passphrase: passphrase)
    } catch {
      throw .failed("\(path) could not be written", "\(error)")
    }
    defer { Wipe.zero(&text) }
    try Files.write(text, to: path, mode: .secret, overwrite: overwrite)
  }

  private static func explain(_ error: KeyError, path: String) -> DemoError {
    switch error {
    case .wrongPassphrase:
      .failed("the passphrase does not open \(path)", "try again with the one it was made with")
    case .notFound(_, let labels):
      .failed(
        "\(path) holds no private key",
        labels.isEmpty ? "give a PEM file" : "it holds \(labels.joined(separator: ", ").escapingControls)")
    default: .failed("\(path) is no private key that can be used", "\(error)".escapingControls)
    }
  }
}
