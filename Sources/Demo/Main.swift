/// The demonstration: one binary with flat verbs (see `Verbs/`), or the quick start when there is none.
@main
struct Main {
  static var verbs: [any Verb.Type] {
    [
      KeyVerb.self, AuthorityVerb.self, RequestVerb.self, SignVerb.self, ShowVerb.self, ServeVerb.self,
      FernetVerb.self,
    ]
  }

  static func main() {
    Terminal.ignoreBrokenPipes()
    let words = Array(CommandLine.arguments.dropFirst())
    do {
      try run(words)
    } catch {
      Terminal.complain(error.description)
      Terminal.exit(error.exitStatus)
    }
    guard !Terminal.hasLostOutput else {
      Terminal.complain("demo: standard output could not be written: make room there, or write to another place")
      Terminal.exit(.failure)
    }
    Terminal.exit(.success)
  }

  static func run(_ words: [String]) throws(DemoError) {
    guard let first = words.first, first == "help" || !first.hasPrefix("-") else {
      if words == ["--help"] || words == ["-h"] { return Terminal.say(overview) }
      return try QuickStart.start(words)
    }
    if first == "help" {
      guard words.count > 1 else { return Terminal.say(overview) }
      return Terminal.say(try verb(named: words[1]).help)
    }
    try verb(named: first).start(Array(words.dropFirst()))
  }

  private static func verb(named name: String) throws(DemoError) -> any Verb.Type {
    guard let verb = verbs.first(where: { $0.name == name }) else {
      throw .usage("there is no command '\(name)'", "run 'Demo --help' to see them all")
    }
    return verb
  }

  static var overview: String {
    let width = verbs.map { $0.name.count }.max() ?? 0
    let lines = verbs.map { "  \($0.name.padded(to: width))   \($0.summary)" }
    return """
      PureTLS: a certificate authority and an HTTPS server in Swift alone.

      Usage:
        Demo [--dir D] [--port P]     quick start: make a CA and a certificate for localhost, and serve it
        Demo COMMAND [OPTION]...      one step of it ('Demo COMMAND --help' tells more)

      Commands:
      \(lines.joined(separator: "\n"))

      A passphrase comes from --passphrase-file F, else from the environment variable DEMO_PASSPHRASE, else from a
      prompt on the terminal. Exit status: 0 done, 1 the thing asked for failed, 2 wrong usage.
      """
  }
}
