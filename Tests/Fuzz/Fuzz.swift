import Foundation

/// Bounded mutation campaigns against everything that reads bytes from outside: `swift run -c release Fuzz`.
@main enum Fuzz {
  /// Every parser under test.
  static let targets =
    ASN1Targets.all + PrimitivesTargets.all + X509Targets.all + TLSTargets.all + HTTPTargets.all + OversizedTargets.all

  static func main() throws {
    guard let options = Options(CommandLine.arguments.dropFirst()) else {
      say(Options.usage)
      exit(2)
    }
    if let name = options.child { exit(runChild(name, options) ? 0 : 1) }
    let chosen = targets.filter { options.only.isEmpty || $0.name.contains(options.only) }
    guard !chosen.isEmpty else {
      say("no parser's name contains \(options.only)")
      exit(2)
    }
    if options.lists { return say(chosen.map(\.name).joined(separator: "\n")) }
    if let number = options.single {
      let results = chosen.map { Campaign(target: $0, options: options).replay(number) }
      exit(results.allSatisfy { $0 } ? 0 : 1)
    }
    let isClean = try Supervisor(options: options).run(chosen)
    fflush(nil)
    // Without the leak sanitizer's report on Foundation's Process, which loses 32 bytes a child; the children are checked.
    _exit(isClean ? 0 : 1)
  }

  private static func runChild(_ name: String, _ options: Options) -> Bool {
    guard let target = targets.first(where: { $0.name == name }), let progress = Progress(path: options.progress)
    else { return false }
    limitMemory()
    return Campaign(target: target, options: options).run(progress)
  }

  /// A length from the input that is believed ends in a crash rather than in swapping. The address sanitizer needs
  /// its terabytes of address space, and has a limit of its own.
  private static func limitMemory() {
    guard dlsym(nil, "__asan_init") == nil else { return }
    var limit = rlimit(rlim_cur: 2 << 30, rlim_max: 2 << 30)
    #if os(Linux)
      setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    #endif
  }
}
