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

/// A copy of `table` at an address that never changes, for kernels: a pointer to a constant would be one to a fresh copy,
/// made for each call.
func permanentCopy<Table: BitwiseCopyable>(of table: Table) -> UnsafeRawPointer {
  let memory = UnsafeMutablePointer<Table>.allocate(capacity: 1)
  memory.initialize(to: table)
  return UnsafeRawPointer(memory)
}
