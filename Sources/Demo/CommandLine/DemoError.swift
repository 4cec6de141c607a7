/// Why a command ended without doing what it was asked: what happened, and what the user can do about it.
struct DemoError: Error, CustomStringConvertible {
  let what: String
  let remedy: String
  let exitStatus: ExitStatus

  /// The thing asked for failed.
  static func failed(_ what: String, _ remedy: String) -> DemoError {
    DemoError(what: what, remedy: remedy, exitStatus: .failure)
  }

  /// The command line itself is wrong.
  static func usage(_ what: String, _ remedy: String) -> DemoError {
    DemoError(what: what, remedy: remedy, exitStatus: .usage)
  }

  var description: String { "demo: \(what): \(remedy)" }
}

/// What the shell sees.
enum ExitStatus: Int32 {
  case success = 0
  case failure = 1
  case usage = 2
}
