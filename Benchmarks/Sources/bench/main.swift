import Foundation
import Processor

let usage = """
  usage: bench [--only TEXT] [--level LEVEL] [--quick] [--json] [--write]
    --only TEXT    only operations whose name contains TEXT
    --level LEVEL  only this level of our kernels (portable, v3, v4), not all that the processor has
    --quick        few and short rounds: shows that everything runs, measures nothing well
    --json         one JSON object a line
    --write        write the whole table to Benchmarks/RESULTS.md as well

  """

func refuse(_ reason: String) -> Never {
  FileHandle.standardError.write(Data((reason + "\n" + usage).utf8))
  exit(64)
}

var options = (only: "", level: "", quick: false, json: false, write: false, isWorker: false)
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
  switch argument {
  case "--only":
    guard let text = arguments.popFirst() else { refuse("--only needs a text") }
    options.only = text
  case "--level":
    guard let name = arguments.popFirst() else { refuse("--level needs a level") }
    options.level = name
  case "--quick": options.quick = true
  case "--json": options.json = true
  case "--write": options.write = true
  // How this program starts itself for a level.
  case "--worker": options.isWorker = true
  case "--help":
    print(usage, terminator: "")
    exit(0)
  default: refuse("unknown option \(argument)")
  }
}
if options.write, options.quick || !options.only.isEmpty || !options.level.isEmpty {
  refuse("RESULTS.md keeps the whole table, well measured: --write goes without --only, --level and --quick")
}
// A process that has ended shows as a missing answer.
signal(SIGPIPE, SIG_IGN)

let all =
  rsaOperations() + nistCurveOperations() + curve25519Operations() + bigIntOperations() + aeadOperations()
  + hashOperations() + keyedOperations() + recordOperations()
let pace: Pace = options.quick ? .quick : .full
if options.isWorker {
  try Worker.serve(all, pace: pace)
  exit(0)
}

let chosen = all.map(\.name).filter { options.only.isEmpty || $0.contains(options.only) }
if chosen.isEmpty { refuse("no operation's name contains \(options.only); there are \(all.map(\.name))") }
let levels = Processor.Level.allCases.filter {
  $0 <= Processor.highestLevel && (options.level.isEmpty || options.level == $0.name)
}
if levels.isEmpty { refuse("this processor's highest level is \(Processor.highestLevel.name)") }

let machine = Machine()
PeerProcess.buildAttaswift()
let workers = levels.reversed().map { Worker($0, isQuick: options.quick) }
let missing = workers[0].greeting.missing
let peers =
  (["\(machine.openSSL); BoringSSL in swift-crypto 4.5.2"] + workers[0].greeting.peers
  + missing.map { "left out \($0)" }).joined(separator: "; ")
if !missing.isEmpty, ProcessInfo.processInfo.environment["CI"] == "true" {
  FileHandle.standardError.write(Data((peers + "\n").utf8))
  exit(1)
}

var results: [Measurement] = []
if !options.json { print(peers + "\n\n" + Table.header) }
for operation in chosen {
  for worker in workers {
    let result = worker.measure(operation)
    results.append(result)
    print(options.json ? result.json : Table.row(result))
    fflush(nil)
  }
}
if !options.json { print("\n" + Bars.summary(results)) }
if options.write {
  try Report.text(results, peers: peers, machine: machine, pace: pace)
    .write(toFile: packageDirectory + "/RESULTS.md", atomically: true, encoding: .utf8)
}
