/// Calls a compression kernel with what kernels take: the chaining value's place, that of the blocks, and their length in
/// bytes.
@inline(__always)
func withKernelArguments<State: BitwiseCopyable>(
  _ state: inout State, _ blocks: Span<UInt8>, _ kernel: (UnsafeMutableRawPointer, UnsafeRawPointer, Int) -> Void
) {
  blocks.withUnsafeBytes { blocks in
    guard let base = blocks.baseAddress else { return }
    withUnsafeMutablePointer(to: &state) { kernel(UnsafeMutableRawPointer($0), base, blocks.count) }
  }
}
