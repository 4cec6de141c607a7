import Foundation

let usage = """
  usage: bench [--only TEXT] [--quick] [--json] [--write]
    --only TEXT   only operations whose name contains TEXT
    --quick       few and short rounds: shows that everything runs, measures nothing well
    --json        one JSON object a line
    --write       write the whole table to Benchmarks/RESULTS.md as well

  """

func refuse(_ reason: String) -> Never {
  FileHandle.standardError.write(Data((reason + "\n" + usage).utf8))
  exit(64)
}

var options = (only: "", quick: false, json: false, write: false)
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
  switch argument {
  case "--only":
    guard let text = arguments.popFirst() else { refuse("--only needs a text") }
    options.only = text
  case "--quick": options.quick = true
  case "--json": options.json = true
  case "--write": options.write = true
  case "--help": print(usage, terminator: ""); exit(0)
  default: refuse("unknown option \(argument)")
  }
}
if options.write, options.quick || !options.only.isEmpty {
  refuse("RESULTS.md keeps the whole table, well measured: --write goes without --only and --quick")
}

let all =
  rsaOperations() + nistCurveOperations() + curve25519Operations() + bigIntOperations() + aeadOperations()
  + hashOperations() + keyedOperations()
let chosen = all.filter { options.only.isEmpty || $0.name.contains(options.only) }
if chosen.isEmpty { refuse("no operation's name contains \(options.only); there are \(all.map(\.name))") }

let pace: Pace = options.quick ? .quick : .full
var results: [Result] = []
let machine = Machine()
if !options.json { print(Table.header) }
for operation in chosen {
  let result = measure(operation, pace: pace)
  results.append(result)
  print(options.json ? result.json : Table.row(result))
  fflush(nil)
}
if !options.json { print(Bars.lines(results).joined(separator: "\n")) }
if options.write {
  let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../RESULTS.md").standardized
  try Report.text(results, machine: machine, pace: pace).write(to: path, atomically: true, encoding: .utf8)
}
