/// A command of the `Demo` binary.
protocol Verb {
  static var name: String { get }
  /// One line for the list of commands.
  static var summary: String { get }
  /// What it does and writes, for `--help`.
  static var discussion: String { get }
  /// The names of what stands on the line without an option, such as `FILE`.
  static var operands: [String] { get }
  static var options: [CommandOption] { get }

  static func run(_ arguments: Arguments) throws(DemoError)
}

extension Verb {
  static var operands: [String] { [] }

  /// Reads the words after the command's name and runs it, or prints its help.
  static func start(_ words: [String]) throws(DemoError) {
    if words.contains("--help") || words.contains("-h") { return Terminal.say(help) }
    try run(try Arguments(words, options: options, operands: operands, command: "Demo \(name)"))
  }

  static var help: String {
    let usage = ["Demo", name] + operands + (options.isEmpty ? [] : ["[OPTION]..."])
    return """
      \(summary.prefix(1).uppercased() + summary.dropFirst()).

      Usage: \(usage.joined(separator: " "))

      \(discussion)

      Options:
      \(CommandOption.table(options))
      """
  }
}

/// An option: `--name VALUE`, or `--name` alone when it takes no value.
struct CommandOption {
  let name: String
  /// What the value is called in the help; nil for a switch.
  let value: String?
  let help: String
  var isRequired = false
  var isRepeatable = false

  static func flag(_ name: String, _ help: String) -> CommandOption {
    CommandOption(name: name, value: nil, help: help)
  }

  static func optional(_ name: String, _ value: String, _ help: String) -> CommandOption {
    CommandOption(name: name, value: value, help: help)
  }

  static func required(_ name: String, _ value: String, _ help: String) -> CommandOption {
    CommandOption(name: name, value: value, help: help, isRequired: true)
  }

  static func repeated(_ name: String, _ value: String, _ help: String, required: Bool = false) -> CommandOption {
    CommandOption(name: name, value: value, help: help, isRequired: required, isRepeatable: true)
  }

  static let out = required("out", "FILE", "where to write the result")
  static let force = flag("force", "overwrite an existing file")
  static let passphraseFile = optional("passphrase-file", "FILE", "take the passphrase from this file's first line")

  var synopsis: String { value.map { "--\(name) \($0)" } ?? "--\(name)" }

  static func table(_ options: [CommandOption]) -> String {
    let all = options + [flag("help", "this text")]
    let width = all.map(\.synopsis.count).max() ?? 0
    return all.map { option in
      var notes: [String] = []
      if option.isRequired { notes.append("required") }
      if option.isRepeatable { notes.append("may be repeated") }
      let note = notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))"
      return "  \(option.synopsis.padded(to: width))   \(option.help)\(note)"
    }.joined(separator: "\n")
  }
}

extension String {
  /// The text with blanks behind it up to `width` characters.
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
