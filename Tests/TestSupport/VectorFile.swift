import Foundation

/// A file of test vectors from `Vectors/`, in the form that all of them have.
///
/// `# text` is a comment, `[Key = value]` a parameter that holds from here on, `Key = value` a field, and a blank line
/// ends a record. Byte strings are hexadecimal.
public struct VectorFile: Sendable {
  /// One record: its own fields and the parameters in force.
  public struct Record: Sendable, CustomTestStringConvertibleRecord {
    /// Where it begins, as `file:line`, to name a vector that failed.
    public let location: String
    fileprivate let fields: [String: String]

    /// The field's text; a missing field is a mistake in the test.
    public subscript(_ key: String) -> String {
      guard let value = fields[key] else { preconditionFailure("\(location) has no field \(key)") }
      return value
    }

    /// The field's text, if it is there.
    public func optional(_ key: String) -> String? { fields[key] }
    /// The field as bytes, written in hexadecimal; an empty value is no bytes.
    public func bytes(_ key: String) -> [UInt8] { hex(self[key]) }
    /// The field as a decimal integer.
    public func int(_ key: String) -> Int {
      guard let value = Int(self[key]) else { preconditionFailure("\(location): \(key) is not a number") }
      return value
    }
    /// The record's name in a test report.
    public var testDescription: String { location }
  }

  /// The records in the file's order.
  public let records: [Record]

  /// The repository's folder.
  public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Reads `Vectors/<path>`. A missing file is an error, so that a test never passes for want of vectors.
  public init(_ path: String) throws {
    let text = try String(contentsOf: Self.root.appending(path: "Vectors/\(path)"), encoding: .utf8)
    var records: [Record] = []
    var parameters: [String: String] = [:]
    var fields: [String: String] = [:]
    var start = 0
    func split(_ line: Substring) -> (String, String) {
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let key = parts[0].trimmingCharacters(in: .whitespaces)
      return (key, parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : "")
    }
    func finish() {
      guard !fields.isEmpty else { return }
      let merged = parameters.merging(fields) { $1 }
      records.append(Record(location: "\(path):\(start)", fields: merged))
      fields = [:]
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if line.isEmpty {
        finish()
      } else if line.hasPrefix("#") {
        continue
      } else if line.hasPrefix("["), line.hasSuffix("]") {
        finish()
        let (key, value) = split(line.dropFirst().dropLast())
        parameters[key] = value
      } else {
        if fields.isEmpty { start = index + 1 }
        let (key, value) = split(line)
        fields[key] = value
      }
    }
    finish()
    precondition(!records.isEmpty, "\(path) holds no vectors")
    self.records = records
  }
}

/// The part of Swift Testing's naming protocol that does not need the testing library here.
public protocol CustomTestStringConvertibleRecord {
  /// The name in a test report.
  var testDescription: String { get }
}
