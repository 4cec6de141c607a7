/// The words of a command line, sorted by option and checked against what the command takes.
struct Arguments {
  private var values: [String: [String]] = [:]
  private(set) var operands: [String] = []
  private let command: String

  /// Reads `--name VALUE`, `--name=VALUE` and switches; `--` ends the options.
  init(_ words: [String], options: [CommandOption], operands names: [String], command: String) throws(DemoError) {
    self.command = command
    let advice = "see '\(command) --help'"
    var rest = words[...]
    var onlyOperands = false
    while let word = rest.popFirst() {
      guard word.hasPrefix("-"), word != "-", !onlyOperands else {
        operands.append(word)
        continue
      }
      if word == "--" {
        onlyOperands = true
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard word.hasPrefix("--"), let option = options.first(where: { "--\($0.name)" == parts[0] }) else {
        throw .usage("there is no option \(parts[0])", advice)
      }
      let value: String
      if option.value == nil {
        guard parts.count == 1 else { throw .usage("--\(option.name) takes no value", advice) }
        value = ""
      } else if parts.count == 2 {
        value = String(parts[1])
      } else if let next = rest.popFirst() {
        value = next
      } else {
        throw .usage("--\(option.name) needs a value", advice)
      }
      guard option.isRepeatable || values[option.name] == nil else {
        throw .usage("--\(option.name) stands twice", "give it once")
      }
      values[option.name, default: []].append(value)
    }
    for option in options where option.isRequired && values[option.name] == nil {
      throw .usage("--\(option.name) is missing", advice)
    }
    guard operands.count == names.count else {
      let found = operands.count > names.count ? "'\(operands[names.count])' is one word too many" : nil
      throw .usage(found ?? "\(names[operands.count]) is missing", advice)
    }
  }

  /// Whether a switch stands on the line.
  func has(_ name: String) -> Bool { values[name] != nil }

  /// An option's value, if it was given.
  func optional(_ name: String) -> String? { values[name]?.last }

  /// Every value of an option that may be repeated.
  func all(_ name: String) -> [String] { values[name] ?? [] }

  /// A required option's value.
  func required(_ name: String) throws(DemoError) -> String {
    guard let value = optional(name) else { throw .usage("--\(name) is missing", "see '\(command) --help'") }
    return value
  }

  /// A whole number within bounds.
  func number(_ name: String, in range: ClosedRange<Int>, otherwise: Int) throws(DemoError) -> Int {
    guard let text = optional(name) else { return otherwise }
    guard let number = Int(text), range.contains(number) else {
      throw .usage(
        "--\(name) is '\(text)'", "give a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }
}
