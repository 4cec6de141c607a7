import X509

/// `Demo ca`: a self-signed certificate authority.
enum AuthorityVerb: Verb {
  static let name = "ca"
  static let summary = "make a self-signed certificate authority for a key"
  static let discussion = """
    Writes a certificate that may sign others (CA:TRUE, key usage keyCertSign and cRLSign). Give it to those who are to
    trust what you sign, for example as curl's --cacert.

    DN is written as /C=CH/O=Example/CN=Example CA or as CN=Example CA,O=Example,C=CH.
    """
  static let options: [CommandOption] = [
    .required("key", "FILE", "the authority's private key"),
    .out,
    .required("subject", "DN", "the authority's name"),
    .optional("days", "N", "how long it is valid, default \(Issuing.authorityDays)"),
    .passphraseFile,
    .force,
  ]

  static func run(_ arguments: Arguments) throws(DemoError) {
    let path = try arguments.required("out")
    let subject = try Subject.parse(try arguments.required("subject"))
    let days = try arguments.number("days", in: Issuing.allowedDays, otherwise: Issuing.authorityDays)
    try Files.checkMayWrite(path, overwrite: arguments.has("force"))
    let key = try KeyFiles.read(try arguments.required("key"), passphrases: PassphraseSource(arguments))
    let certificate = try Issuing.authority(subject: subject, key: key, days: days)
    try CertificateFiles.write(pem: certificate.pemRepresentation, to: path, overwrite: arguments.has("force"))
    Terminal.say("\(path): \(CertificateFiles.summary(of: certificate))")
  }
}
