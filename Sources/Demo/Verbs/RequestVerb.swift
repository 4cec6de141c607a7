import X509

/// `Demo csr`: a certificate signing request.
enum RequestVerb: Verb {
  static let name = "csr"
  static let summary = "make a certificate signing request for a key"
  static let discussion = """
    Writes a request (PKCS#10) that names its subject and the hosts and addresses that the certificate is to serve, and
    is signed by the key, which proves that the asker holds it. Browsers and curl look only at --dns and --ip.
    """
  static let options: [CommandOption] = [
    .required("key", "FILE", "the private key that the certificate will be for"),
    .out,
    .required("subject", "DN", "the subject, as /C=CH/O=Example/CN=localhost"),
    .repeated("dns", "NAME", "a host name, as localhost or *.example.org"),
    .repeated("ip", "ADDRESS", "an address, as 127.0.0.1 or ::1"),
    .passphraseFile,
    .force,
  ]

  static func run(_ arguments: Arguments) throws(DemoError) {
    let path = try arguments.required("out")
    let subject = try Subject.parse(try arguments.required("subject"))
    let names = try Subject.alternativeNames(dns: arguments.all("dns"), ip: arguments.all("ip"))
    try Files.checkMayWrite(path, overwrite: arguments.has("force"))
    let key = try KeyFiles.read(try arguments.required("key"), passphrases: PassphraseSource(arguments))
    let request = try Issuing.request(subject: subject, names: names, key: key)
    try CertificateFiles.write(pem: request.pemRepresentation, to: path, overwrite: arguments.has("force"))
    Terminal.say("\(path): a request for \(subject), \(Subject.describe(names))")
  }
}
