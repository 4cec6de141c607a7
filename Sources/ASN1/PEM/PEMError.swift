/// Text that is not the PEM it should be: what is wrong, and in which line.
public struct PEMError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// There is no `-----BEGIN ...-----` line at all.
    case noDocument
    /// The text is longer than `PEMDocument.maximumByteCount`.
    case tooLarge(byteCount: Int, limit: Int)
    /// A `-----BEGIN` line whose label is malformed, or which does not end in five hyphens.
    case malformedBoundary
    /// An `-----END` line for another label than the block began with.
    case labelMismatch(begin: String, end: String)
    /// An `-----END` line outside a block, or a `-----BEGIN` line inside one.
    case misplacedBoundary
    /// The text ends before the block's `-----END` line.
    case missingEnd(label: String)
    /// Encapsulated headers that are malformed or not followed by an empty line.
    case malformedHeaders
    /// A character in column `column` (from 1) that base64 does not have, or padding before the end.
    case invalidCharacter(column: Int)
    /// The number of base64 digits is not a multiple of four, or the bits under the padding are not zero.
    case invalidPadding
    /// The block holds no data.
    case empty
    /// The one block that was asked for is not there.
    case unexpectedLabel(found: [String], expected: String)
  }

  /// What is wrong.
  public let reason: Reason
  /// Where: the number of the line, from 1; 0 for the text as a whole.
  public let line: Int

  /// An error in line `line` (from 1).
  public init(_ reason: Reason, line: Int) {
    self.reason = reason
    self.line = line
  }

  /// The reason and the line, for people.
  public var description: String {
    let text =
      switch reason {
      case .noDocument: "no -----BEGIN line found"
      case .tooLarge(let byteCount, let limit): "\(byteCount) bytes are more than the limit of \(limit)"
      case .malformedBoundary: "a BEGIN or END line is -----BEGIN LABEL-----"
      case .labelMismatch(let begin, let end): "the block began as \(begin) and ends as \(end)"
      case .misplacedBoundary: "BEGIN inside a block, or END outside one"
      case .missingEnd(let label): "the block \(label) has no -----END line"
      case .malformedHeaders: "headers are \"Name: value\" lines, followed by an empty line (RFC 1421 4.4)"
      case .invalidCharacter(let column): "a character in column \(column) is not base64 (RFC 4648 4)"
      case .invalidPadding: "base64 is groups of four characters, padded with = and zero bits (RFC 4648 4)"
      case .empty: "the block holds no data"
      case .unexpectedLabel(let found, let expected):
        "expected \(expected), found \(found.isEmpty ? "nothing" : found.joined(separator: ", "))"
      }
    return line > 0 ? "line \(line): \(text)" : text
  }
}
