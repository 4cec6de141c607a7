/// Inner loops for `Processor.Level.v3` whose instructions stand in the order of their source.
///
/// Where the processor's arithmetic units are the bound, the order of some hundred independent instructions decides how well
/// they are filled, and the compiler's own order, made to save registers, costs a tenth of the speed. This module is compiled
/// with its scheduling off (`inSourceOrder` in Package.swift), and `InOrder` keeps the other passes from moving what
/// they take for equal. Otherwise `KernelsX86V3`'s rules hold.
public enum KernelsX86V3Ordered {}

#if arch(x86_64)
  /// The name that `SHA512` knows this level's by.
  typealias Kernels = KernelsX86V3Ordered
#endif
