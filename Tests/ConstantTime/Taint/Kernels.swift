// Memcheck shows programs a processor without the SHA extensions (and without AVX-512), so that `Processor.level` is portable
// under it. Kernels of level v3 that need neither are called here by themselves.

#if arch(x86_64)
  import KernelsX86V3

  let kernelScenarios: [Scenario] = []
#else
  let kernelScenarios: [Scenario] = []
#endif
