import X509

/// Names as they are given on the command line and printed.
enum Subject {
  static func parse(_ text: String) throws(DemoError) -> DistinguishedName {
    let name: DistinguishedName
    do {
      name = try DistinguishedName(parsing: text)
    } catch {
      throw .usage("--subject '\(text.escapingControls)': \(error)", "write it as /C=CH/O=Example/CN=localhost")
    }
    guard !name.isEmpty else { throw .usage("the subject is empty", "write it as /C=CH/O=Example/CN=localhost") }
    return name
  }

  static func alternativeNames(dns: [String], ip: [String]) throws(DemoError) -> [GeneralName] {
    var names: [GeneralName] = []
    for name in dns {
      guard isHostName(name) else {
        throw .usage(
          "--dns '\(name.escapingControls)' is no host name",
          IPAddress(name) == nil ? "use letters, digits, hyphens and dots" : "use --ip for addresses")
      }
      names.append(.dnsName(name))
    }
    for text in ip {
      guard let address = IPAddress(text) else {
        throw .usage("--ip '\(text.escapingControls)' is no address", "write it as 127.0.0.1 or ::1")
      }
      names.append(.ipAddress(address))
    }
    return names
  }

  /// Labels of letters, digits and inner hyphens (RFC 1123, 2.1), underscores as in use; the first may be `*`.
  private static func isHostName(_ name: String) -> Bool {
    guard name.utf8.count <= 253, IPAddress(name) == nil else { return false }
    var labels = name.split(separator: ".", omittingEmptySubsequences: false)
    if labels.first == "*", labels.count > 2 { labels.removeFirst() }
    return labels.allSatisfy { label in
      (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
        && label.utf8.allSatisfy {
          (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0) || $0 == 0x2d
            || $0 == 0x5f
        }
    }
  }

  static func describe(_ names: [GeneralName]) -> String {
    names.isEmpty ? "no host names" : names.map { "\($0)".escapingControls }.joined(separator: ", ")
  }
}
