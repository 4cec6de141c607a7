import X509

/// `Demo sign`: an authority turns a request into a certificate.
enum SignVerb: Verb {
  static let name = "sign"
  static let summary = "check a request's signature and sign a certificate for it"
  static let discussion = """
    The certificate carries the request's subject and names, a random serial number, CA:FALSE, serverAuth, and the key
    usage digitalSignature (for RSA keyEncipherment too). Nothing else that the request asks for is granted. Read it
    first ('Demo show FILE'): signing it says that its names belong to the asker.
    """
  static let options: [CommandOption] = [
    .required("csr", "FILE", "the request"),
    .required("ca", "FILE", "the authority's certificate"),
    .required("ca-key", "FILE", "the authority's private key"),
    .out,
    .optional("days", "N", "how long it is valid, default \(Issuing.serverDays)"),
    .passphraseFile,
    .force,
  ]

  static func run(_ arguments: Arguments) throws(DemoError) {
    let path = try arguments.required("out")
    let days = try arguments.number("days", in: Issuing.allowedDays, otherwise: Issuing.serverDays)
    try Files.checkMayWrite(path, overwrite: arguments.has("force"))
    let request = try CertificateFiles.readRequest(try arguments.required("csr"))
    let authority = try CertificateFiles.readCertificate(try arguments.required("ca"))
    // Before the passphrase is asked for: nobody should type one for a request that is refused anyway.
    try Issuing.checkSignature(of: request)
    let key = try KeyFiles.read(try arguments.required("ca-key"), passphrases: PassphraseSource(arguments))
    let certificate = try Issuing.certificate(for: request, by: authority, key: key, days: days)
    try CertificateFiles.write(pem: certificate.pemRepresentation, to: path, overwrite: arguments.has("force"))
    Terminal.say("\(path): \(CertificateFiles.summary(of: certificate))")
  }
}
