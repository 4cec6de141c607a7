import BigInt
import Foundation

// Speaks the same lines as ../../peer.py: `prepare OPERATION` and `run COUNT`.

/// Takes a result, so that the optimiser may not leave out the work that made it.
@inline(never)
@_optimize(none)
func consume<T>(_ value: T) {}

/// A random number of exactly that width, and odd.
func number(_ bitCount: Int) -> BigUInt {
  BigUInt.randomInteger(withExactWidth: bitCount) | 1
}

/// What does the operation once; nil when there is none.
func operation(_ name: Substring) -> (() -> Void)? {
  let parts = name.split(separator: "-")
  guard parts.count >= 3, parts[0] == "bigint", let bitCount = Int(parts[parts.count - 1]) else { return nil }
  let a = number(bitCount)
  switch parts[1..<parts.count - 1].joined(separator: "-") {
  case "multiply":
    let b = number(bitCount)
    return { consume(a * b) }
  case "square":
    return { consume(a * a) }
  case "divide":
    let dividend = number(2 * bitCount)
    return { consume(dividend.quotientAndRemainder(dividingBy: a)) }
  case "powmod":
    let (exponent, modulus) = (number(bitCount), number(bitCount))
    return { consume(a.power(exponent, modulus: modulus)) }
  case "decimal":
    return { consume(String(a)) }
  case "decimal-parse":
    let text = String(a)
    return { consume(BigUInt(text, radix: 10)) }
  default: return nil
  }
}

func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

func answer(_ text: String) {
  print(text)
  fflush(nil)
}

answer("ready 6.0.1")
var prepared: (() -> Void)?
while let line = readLine() {
  let words = line.split(separator: " ")
  if words.count == 2, words[0] == "prepare" {
    prepared = operation(words[1])
    answer(prepared == nil ? "none" : "ok")
  } else if words.count == 2, words[0] == "run", let count = Int(words[1]), let prepared {
    let start = processorSeconds()
    for _ in 0..<count { prepared() }
    answer("\(processorSeconds() - start)")
  }
}
