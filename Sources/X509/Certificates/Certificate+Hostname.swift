extension Certificate {
  /// Whether the certificate is for that host: an IP address, or a name in the DNS in ASCII (RFC 9525, 6).
  ///
  /// Only the subject alternative names count, never the subject. A name matches without regard to case; `*` as a whole
  /// first label stands for exactly one label, of names with at least two more labels.
  public func isValid(forHostname hostname: String) -> Bool {
    guard let names = extensions.subjectAlternativeNames else { return false }
    if let address = IPAddress(hostname) { return names.ipAddresses.contains(address) }
    guard let labels = HostnameLabels(hostname, allowsWildcard: false) else { return false }
    return names.dnsNames.contains { HostnameLabels($0, allowsWildcard: true)?.matches(labels) == true }
  }
}

/// The labels of a host's name, in lower case.
private struct HostnameLabels {
  /// A name has at most 253 characters (RFC 1035, 2.3.4), a label at most 63.
  private static let maximumByteCount = 253

  private let labels: [[UInt8]]

  init?(_ name: String, allowsWildcard: Bool) {
    var bytes = Array(name.utf8)
    // The caller's name may end in the root's dot; a certificate's does not.
    if !allowsWildcard, bytes.last == UInt8(ascii: ".") { bytes.removeLast() }
    guard !bytes.isEmpty, bytes.count <= Self.maximumByteCount else { return nil }
    var labels: [[UInt8]] = []
    for part in bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      let isWildcard = allowsWildcard && labels.isEmpty && part.elementsEqual("*".utf8)
      guard (1...63).contains(part.count), isWildcard || part.allSatisfy(Self.isAllowed) else { return nil }
      labels.append(part.map { (0x41...0x5a).contains($0) ? $0 + 0x20 : $0 })
    }
    if labels.first == [UInt8(ascii: "*")], labels.count < 3 { return nil }
    self.labels = labels
  }

  /// Letters, digits and hyphens, and the underscore that some hosts have.
  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7a, 0x41...0x5a, 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }

  func matches(_ other: HostnameLabels) -> Bool {
    guard labels.first == [UInt8(ascii: "*")] else { return labels == other.labels }
    return labels.count == other.labels.count && labels.dropFirst() == other.labels.dropFirst()
  }
}
