import Primitives
import X509

/// `Demo key`: a new private key.
enum KeyVerb: Verb {
  static let name = "key"
  static let summary = "make a private key"
  static let discussion = """
    Writes a new private key that only its owner may read (mode 0600), as PKCS#8 PEM. With --encrypt it is kept under a
    passphrase: PBES2 with PBKDF2-HMAC-SHA256 and AES-256-CBC, which OpenSSL and Python's cryptography read.
    """
  static let options: [CommandOption] = [
    .out,
    .optional("type", "TYPE", "\(KeyType.allNames), default p256"),
    .flag("encrypt", "keep the key under a passphrase"),
    .flag("traditional", "the older PEM forms: PKCS#1, SEC 1, 'Proc-Type: 4,ENCRYPTED'"),
    .passphraseFile,
    .force,
  ]

  static func run(_ arguments: Arguments) throws(DemoError) {
    let path = try arguments.required("out")
    let type = try KeyType(option: arguments.optional("type") ?? "p256")
    guard !arguments.has("traditional") || type != .ed25519 else {
      throw .usage("Ed25519 keys have no traditional form", "leave --traditional out")
    }
    try Files.checkMayWrite(path, overwrite: arguments.has("force"))
    let isTraditional = arguments.has("traditional")
    let overwrite = arguments.has("force")
    guard arguments.has("encrypt") else {
      let key = try KeyFiles.generate(type)
      try KeyFiles.write(key, to: path, passphrase: nil, traditional: isTraditional, overwrite: overwrite)
      return Terminal.say("\(path): a new \(key.kind) key, not encrypted: whoever can read the file can use it")
    }
    let passphrase = try PassphraseSource(arguments).new(for: path)
    let key = try KeyFiles.generate(type)
    try KeyFiles.write(key, to: path, passphrase: passphrase.span, traditional: isTraditional, overwrite: overwrite)
    Terminal.say("\(path): a new \(key.kind) key, under its passphrase")
  }
}
