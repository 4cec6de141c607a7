import ASN1
import Primitives

extension PublicKey {
  /// Reads the DER of SubjectPublicKeyInfo.
  ///
  /// - Throws: `der` for what is malformed or no valid key, `unsupported` for other algorithms and curves.
  public init(derEncoded bytes: [UInt8]) throws(KeyError) {
    let key: PublicKey?
    let algorithm: ObjectIdentifier
    do throws(ASN1Error) {
      let parsed = try SubjectPublicKeyInfo.Parsed(DER.parse(bytes))
      algorithm = parsed.info.algorithm.algorithm
      key = try parsed.publicKey()
    } catch {
      throw .der(error)
    }
    guard let key else { throw .unsupported("a public key of the algorithm \(algorithm), or its parameters,") }
    self = key
  }

  /// Reads the first `PUBLIC KEY` or `RSA PUBLIC KEY` (PKCS #1) block of a PEM text.
  ///
  /// - Throws: as `init(derEncoded:)`, and `pem` or `notFound` for the text.
  public init(pem: String) throws(KeyError) {
    let documents: [PEMDocument]
    do throws(PEMError) { documents = try PEMDocument.parse(pem) } catch { throw .pem(error) }
    for document in documents {
      if document.type == "PUBLIC KEY" {
        self = try PublicKey(derEncoded: document.derBytes)
        return
      }
      guard document.type == "RSA PUBLIC KEY" else { continue }
      let key: RSA.Signing.PublicKey?
      do throws(ASN1Error) { key = try Self.rsa(DER.parse(document.derBytes)) } catch { throw .der(error) }
      guard let key else { throw .unsupported("an RSA modulus of that size") }
      self = .rsa(key)
      return
    }
    throw .notFound(expected: "PUBLIC KEY", labels: documents.map(\.type))
  }
}
