/// Inner loops for x86-64 with AVX-512 F, BW, VL, DQ, IFMA, VAES and VPCLMULQDQ (`Processor.Level.v4`).
///
/// The rules are those of `KernelsX86V3`.
public enum KernelsX86V4 {}
