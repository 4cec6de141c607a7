/// A field of a handshake message, by the name that the RFC gives it.
public struct ObservedField: Sendable, Equatable {
  /// The message or extension that the field belongs to, such as `ClientHello` or `key_share`.
  public let structure: String
  /// The field's name, such as `legacy_session_id`. A vector is one field with its length, and its elements follow.
  public let name: String
  /// Where it lies in the message, counted from the first byte of the message's header.
  public let range: Range<Int>
}

/// Takes a handshake message apart for observers, with the code that the handshake itself reads it with.
public enum HandshakeAnatomy {
  /// The fields of a message, its four-byte header included, in their order; of a malformed one, those before the fault.
  public static func fields(of message: [UInt8]) -> [ObservedField] {
    guard message.count >= HandshakeMessage.headerByteCount else { return [] }
    let type = HandshakeType(rawValue: message[0])
    let recorder = FieldRecorder()
    recorder.note("Handshake", "msg_type", -4..<(-3))
    recorder.note("Handshake", "length", -3..<0)
    let reader = MessageReader(
      Array(message.dropFirst(HandshakeMessage.headerByteCount)), of: type.description, recorder: recorder)
    switch type {
    case .clientHello: read(ClientHello.self, reader)
    case .serverHello: read(ServerHello.self, reader)
    case .encryptedExtensions: read(EncryptedExtensions.self, reader)
    case .certificate: read(CertificateMessage.self, reader)
    case .certificateVerify: read(CertificateVerify.self, reader)
    case .finished: read(Finished.self, reader)
    case .keyUpdate: read(KeyUpdate.self, reader)
    default: break
    }
    return recorder.fields
  }

  /// Notes the fields inside an extension whose data `reader` is about to give.
  static func describe(_ type: ExtensionType, _ reader: MessageReader) {
    let isClient = reader.structure == HandshakeType.clientHello.description
    let data = reader.renamed(type.description)
    switch type {
    case .serverName where isClient: read(ServerName.self, data)
    case .supportedGroups: read(SupportedGroups.self, data)
    case .signatureAlgorithms, .signatureAlgorithmsCert: read(SignatureAlgorithms.self, data)
    case .applicationLayerProtocolNegotiation: read(ApplicationLayerProtocols.self, data)
    case .supportedVersions where isClient: read(SupportedVersions.self, data)
    case .supportedVersions: read(SelectedVersion.self, data)
    case .cookie: read(Cookie.self, data)
    case .pskKeyExchangeModes: read(PSKKeyExchangeModes.self, data)
    case .preSharedKey where isClient: read(OfferedPSKs.self, data)
    case .keyShare where isClient: read(KeyShareClientHello.self, data)
    // Of the two forms that a server sends, only the HelloRetryRequest's is as short as a group.
    case .keyShare where data.remaining == 2: read(KeyShareHelloRetryRequest.self, data)
    case .keyShare: read(KeyShareServerHello.self, data)
    default: break
    }
  }

  // Only the notes matter: a fault ends them, and is the handshake's to report.
  private static func read<Body: HandshakeBody>(_: Body.Type, _ reader: MessageReader) {
    var reader = reader
    _ = try? Body(parsing: &reader)
  }

  private static func read<Body: ExtensionBody>(_: Body.Type, _ reader: MessageReader) {
    var reader = reader
    _ = try? Body(parsing: &reader)
  }
}

/// Collects the fields that readers of one message come by.
final class FieldRecorder {
  private(set) var fields: [ObservedField] = []

  /// Notes a field, at a range that counts from the message's body.
  func note(_ structure: String, _ name: String, _ range: Range<Int>) {
    let header = HandshakeMessage.headerByteCount
    fields.append(
      ObservedField(
        structure: structure, name: name, range: range.lowerBound + header..<range.upperBound + header))
  }
}
