/// Inner loops for x86-64 with AVX2, BMI1, BMI2, ADX, AES, PCLMULQDQ and SHA (`Processor.Level.v3`).
///
/// A kernel takes pointers and counts, allocates nothing, and never reads or writes past what it was given. Whoever calls
/// one has asked `Processor.level` first. Entries are `@inline(never)`: inlined into a caller that is compiled without
/// these instructions they would not compile. Nothing here may use the standard library's generic collections, whose
/// code would be emitted with these instructions and could be linked in for everyone (`Tests/ConstantTime/symbols.py`).
public enum KernelsX86V3 {}
