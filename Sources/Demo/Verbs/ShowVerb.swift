import ASN1
import Primitives
import X509

/// `Demo show`: what is in a file.
enum ShowVerb: Verb {
  static let name = "show"
  static let summary = "print what a key, request or certificate says, and its DER"
  static let discussion = """
    FILE is PEM with one or several blocks, or DER; - is standard input. Each is printed field by field, then as the
    tree of its DER: the place and length of each element in bytes, its type and its value. What a private key keeps
    secret is not printed.
    """
  static let operands = ["FILE"]
  static let options: [CommandOption] = [
    .flag("no-tree", "leave the DER out"),
    .passphraseFile,
  ]

  static func run(_ arguments: Arguments) throws(DemoError) {
    let path = arguments.operands[0]
    var content = try Files.read(path)
    defer { Wipe.zero(&content) }
    let printer = Printer(path: path, showsTree: !arguments.has("no-tree"), passphrases: PassphraseSource(arguments))
    do {
      var documents = try PEMDocument.parse(content)
      defer { for index in documents.indices { Wipe.zero(&documents[index].derBytes) } }
      for (index, document) in documents.enumerated() {
        if index > 0 { Terminal.say("") }
        try printer.show(document)
      }
    } catch let error as DemoError {
      throw error
    } catch let error as PEMError where error.reason == .noDocument && content.first == sequence {
      try printer.show(der: content)
    } catch {
      throw .failed("\(path) is neither PEM nor DER", "\(error)".escapingControls)
    }
  }

  /// The first byte of every key, request and certificate in DER: the identifier of a SEQUENCE.
  private static let sequence: UInt8 = 0x30
}
