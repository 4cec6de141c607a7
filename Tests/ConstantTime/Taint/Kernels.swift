import Foundation

// Memcheck shows programs a processor without the SHA extensions (and without AVX-512), so that `Processor.level` is portable
// under it. Kernels of level v3 that need neither are called here by themselves; not Montgomery's, for which memcheck 3.19 lacks a
// form of VMOVQ, nor SHA's.

#if arch(x86_64)
  import KernelsX86V3

  /// Whether the processor has what those kernels need, which memcheck knows how to run.
  private let hasInstructions: Bool = {
    let flags = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split { $0 == " " || $0 == "\n" } ?? []
    return ["avx2", "bmi2", "adx", "aes", "pclmulqdq"].allSatisfy { flags.contains(Substring($0)) }
  }()

  let kernelScenarios: [Scenario] =
    !hasInstructions
    ? []
    : [
      Scenario(name: "x25519-ladder-v3") {
        let u = words(4)
        var result = words(8)
        KernelsX86V3.curve25519Ladder(scalar: secretWords(4), u: u, result: &result)
        consume(result)
      },
      Scenario(name: "aes-gcm-v3") {
        var keys = [UInt8](repeating: 0, count: 16 * 15)
        var inverseKeys = keys
        var powers = words((KernelsX86V3.ghashPowersByteCount + 7) / 8)
        var state = [UInt8](repeating: 0, count: 80)
        var data = [UInt8](repeating: 0, count: 1000)
        KernelsX86V3.aesExpandKey(secretWords(4), words: 8, into: &keys)
        KernelsX86V3.aesInvertKeys(keys, rounds: 14, into: &inverseKeys)
        let hashKey = secretWords(2)
        KernelsX86V3.ghashPowers(&powers, low: hashKey[0], high: hashKey[1])
        data.withUnsafeMutableBytes { data in
          guard let base = data.baseAddress else { return }
          KernelsX86V3.gcmSeal(
            keys: keys, rounds: 14, powers: powers, state: &state,
            additionalData: UnsafeRawBufferPointer(start: nil, count: 0),
            source: secretWords(125), destination: base, count: 1000, finishes: true)
        }
        consume(data)
      },
      Scenario(name: "chacha20-poly1305-v3") {
        // Two, four and eight blocks of key stream at once, and eight while the hash takes others.
        for count in [40, 150, 400, 1300] {
          let key = secretWords(4)
          var data = [UInt8](repeating: 0, count: count)
          var tag = [UInt8](repeating: 0, count: 16)
          let nonce = bytes(12)
          let scratch = UnsafeMutableRawPointer.allocate(
            byteCount: KernelsX86V3.chaChaPolyScratchByteCount, alignment: 64)
          defer { scratch.deallocate() }
          bytes(13).withUnsafeBytes { additionalData in
            data.withUnsafeMutableBytes { data in
              guard let text = data.baseAddress else { return }
              let source = secretWords((count + 7) / 8)
              KernelsX86V3.chaChaPolySeal(
                key: key, nonce: nonce, additionalData: additionalData, source: source, destination: text, count: count,
                tag: &tag, scratch: scratch)
              KernelsX86V3.chaChaPolyOpen(
                key: key, nonce: nonce, additionalData: additionalData, source: text, destination: text, count: count,
                tag: &tag, scratch: scratch)
            }
          }
          consume(data)
          consume(tag)
        }
      },
    ]

  private func words(_ count: Int) -> [UInt64] {
    bytes(8 * count).withUnsafeBytes { Array($0.bindMemory(to: UInt64.self)) }
  }

  private func secretWords(_ count: Int) -> UnsafePointer<UInt64> {
    UnsafeRawPointer(secret(bytes(8 * count)).baseAddress!).assumingMemoryBound(to: UInt64.self)
  }
#else
  let kernelScenarios: [Scenario] = []
#endif
