#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The wall clock. The libraries take the time as a parameter; only the command line reads it.
enum Clock {
  /// Seconds since 1970-01-01 00:00:00 UTC, without leap seconds.
  static func now() -> Int64 { Int64(time(nil)) }
}

extension String {
  /// The text without blanks and line ends at both ends.
  var trimmed: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0.isNewline }
    let rest = drop(while: isBlank)
    guard let last = rest.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(rest[...last])
  }
}
