import Foundation

/// What became of one input.
enum Outcome {
  case accepted
  /// Refused with an error; `kind` groups the refusals in the report.
  case refused(String)
  /// A property that must hold after parsing does not; a bug, like a crash.
  case broken(String)
}

/// One parser under test.
struct Target: Sendable {
  /// The name in reports and for `--only`.
  let name: String
  /// What the inputs look like, and so how to damage them.
  let shape: Shape
  /// Well-formed inputs to start from.
  let corpus: @Sendable () throws -> [[UInt8]]
  /// Text that means something to the parser.
  var dictionary: [String] = []
  /// More inputs than this would not show more.
  var maximumCases = Int.max
  /// Gives one input to the parser. `random` is for what else can vary, such as how a stream is cut.
  let run: @Sendable ([UInt8], inout Xoshiro) -> Outcome

  enum Shape: Sendable {
    /// Text, with lines and words.
    case text
    /// DER: nested elements with lengths.
    case der
    /// TLS: records, messages, and vectors in vectors.
    case tls
    /// Anything.
    case bytes
  }
}

extension Target {
  /// A parser that throws an error to refuse, and returns what is wrong with an accepted input, if anything is.
  init<Failure: Error>(
    _ name: String, _ shape: Shape, dictionary: [String] = [], corpus: @escaping @Sendable () throws -> [[UInt8]],
    kind: @escaping @Sendable (Failure) -> String, parse: @escaping @Sendable ([UInt8]) throws(Failure) -> String?
  ) {
    self.init(name: name, shape: shape, corpus: corpus, dictionary: dictionary) { input, _ in
      do throws(Failure) {
        if let complaint = try parse(input) { return .broken(complaint) }
        return .accepted
      } catch {
        return .refused(kind(error))
      }
    }
  }

  /// A case's name without its values, for errors that are enumerations.
  static func caseName(_ error: some Any) -> String {
    Mirror(reflecting: error).children.first?.label ?? String(describing: error)
  }
}

/// A line of the report, at once.
func say(_ line: String) {
  print(line)
  fflush(nil)
}
