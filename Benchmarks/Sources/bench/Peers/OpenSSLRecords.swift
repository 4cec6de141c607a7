import COpenSSL

extension OpenSSL {
  /// The server's end of a TLS 1.3 connection within this process that seals records of application data. They go nowhere: not
  /// even the copy to a socket is counted.
  struct RecordSealing {
    private let server: OpaquePointer
    private let data: Bytes
    private let count: Int

    /// `suite` by its name in RFC 9846.
    init(_ suite: String, count: Int) {
      data = buffer([UInt8](repeating: 7, count: count))
      self.count = count
      let key = Self.makeKey()
      let serverContext = made(SSL_CTX_new(TLS_server_method()))
      check(SSL_CTX_use_certificate(serverContext, Self.makeCertificate(key)))
      check(SSL_CTX_use_PrivateKey(serverContext, key))
      check(SSL_CTX_set_ciphersuites(serverContext, suite))
      check(SSL_CTX_set_num_tickets(serverContext, 0))
      server = made(SSL_new(serverContext))
      let client = made(SSL_new(made(SSL_CTX_new(TLS_client_method()))))
      let (toServer, toClient) = (made(BIO_new(BIO_s_mem())), made(BIO_new(BIO_s_mem())))
      for pipe in [toServer, toClient] { check(BIO_up_ref(pipe)) }
      SSL_set_bio(server, toServer, toClient)
      SSL_set_bio(client, toClient, toServer)
      SSL_set_accept_state(server)
      SSL_set_connect_state(client)
      for _ in 0..<10 where SSL_is_init_finished(server) == 0 || SSL_is_init_finished(client) == 0 {
        _ = SSL_do_handshake(client)
        _ = SSL_do_handshake(server)
      }
      check(SSL_is_init_finished(server))
      SSL_set0_wbio(server, made(BIO_new(BIO_s_null())))
    }

    func seal() {
      var written = 0
      check(SSL_write_ex(server, data, count, &written))
    }

    private static func makeKey() -> OpaquePointer {
      let context = made(EVP_PKEY_CTX_new_from_name(nil, "ED25519", nil))
      check(EVP_PKEY_keygen_init(context))
      var key: OpaquePointer?
      check(EVP_PKEY_generate(context, &key))
      return made(key)
    }

    private static func makeCertificate(_ key: OpaquePointer) -> OpaquePointer {
      let certificate = made(X509_new())
      check(X509_set_version(certificate, 2))
      check(ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1))
      _ = X509_gmtime_adj(X509_getm_notBefore(certificate), 0)
      _ = X509_gmtime_adj(X509_getm_notAfter(certificate), 3600)
      check(X509_set_pubkey(certificate, key))
      // A self-signed certificate without names: the client verifies nothing.
      if X509_sign(certificate, key, nil) <= 0 { fatalError("OpenSSL does not sign a certificate") }
      return certificate
    }
  }
}
