// swift-tools-version: 6.2
import PackageDescription

/// Modules with arithmetic are optimised in debug builds too: unoptimised field arithmetic is some two hundred
/// times slower, and nobody can develop against such a TLS stack under `swift test`.
let arithmetic: [SwiftSetting] = [
  .enableExperimentalFeature("Lifetimes"),
  .unsafeFlags(
    ["-disable-batch-mode", "-O", "-whole-module-optimization", "-num-threads", "2"], .when(configuration: .debug)),
]

/// Test modules hold reference computations and loops over vectors. Whole-module optimisation would hide their tests
/// from the package manager's discovery, which reads one index unit a file.
let tests: [SwiftSetting] = [
  .enableExperimentalFeature("Lifetimes"),
  .unsafeFlags(["-O"], .when(configuration: .debug)),
]

/// In the test executable the C library's allocating functions go through counters (`AllocationCounter`), so that a test can
/// say that something allocates nothing.
let countedAllocation: [LinkerSetting] = [
  .unsafeFlags(
    ["malloc", "calloc", "realloc", "aligned_alloc", "posix_memalign"].flatMap {
      ["-Xlinker", "--defsym=\($0)=pureTLSCounted_\($0)"]
    }, .when(platforms: [.linux]))
]

/// Kernels for particular processors (`Sources/Kernels`): each level is a module, compiled for its instructions. The other
/// modules are compiled for any processor, ask `Processor.level` and call. A frame pointer would cost inner loops one of their
/// fifteen registers.
func kernels(_ instructions: [String]) -> [SwiftSetting] {
  arithmetic + [
    .enableExperimentalFeature("BuiltinModule"), .unsafeFlags(instructions.flatMap { ["-Xcc", "-m\($0)"] }),
    .unsafeFlags(["-Xcc", "-Xclang", "-Xcc", "-mframe-pointer=none"]),
  ]
}

/// The compiler's back end selects and schedules instructions in the order of the source.
let inSourceOrder: [SwiftSetting] = [
  .unsafeFlags(
    ["-pre-RA-sched=source", "-disable-sched-physreg-join", "-enable-misched=false", "-x86-machine-combiner=false"]
      .flatMap { ["-Xllvm", $0] })
]

#if arch(x86_64)
  let level3 = ["avx2", "bmi", "bmi2", "adx", "aes", "pclmul", "sha", "ssse3", "sse4.1"]
  let level4 =
    level3 + ["avx512f", "avx512bw", "avx512vl", "avx512dq", "avx512ifma", "vaes", "vpclmulqdq"]
  let kernelNames: [Target.Dependency] = [
    "Processor", "KernelsX86V3", "KernelsX86V3Ordered", "KernelsX86V4", "KernelsX86V4Ordered",
  ]
  let kernelTargets: [Target] = [
    .target(name: "Processor", path: "Sources/Kernels/Processor", swiftSettings: kernels(["xsave"])),
    .target(name: "KernelsX86V3", path: "Sources/Kernels/X86V3", swiftSettings: kernels(level3)),
    .target(
      name: "KernelsX86V3Ordered", path: "Sources/Kernels/X86V3Ordered", swiftSettings: kernels(level3) + inSourceOrder),
    .target(name: "KernelsX86V4", path: "Sources/Kernels/X86V4", swiftSettings: kernels(level4)),
    .target(
      name: "KernelsX86V4Ordered", path: "Sources/Kernels/X86V4Ordered", swiftSettings: kernels(level4) + inSourceOrder),
  ]
#else
  let kernelNames: [Target.Dependency] = ["Processor"]
  let kernelTargets: [Target] = [
    .target(name: "Processor", path: "Sources/Kernels/Processor", swiftSettings: kernels([]))
  ]
#endif

let package = Package(
  name: "PureTLS",
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "BigInt", targets: ["BigInt"]),
    .library(name: "Primitives", targets: ["Primitives"]),
    .library(name: "ASN1", targets: ["ASN1"]),
    .library(name: "X509", targets: ["X509"]),
    .library(name: "TLS13", targets: ["TLS13"]),
    .executable(name: "Demo", targets: ["Demo"]),
  ],
  dependencies: [],
  targets: kernelTargets + [
    .target(name: "BigInt", dependencies: kernelNames, swiftSettings: arithmetic),
    .target(name: "Primitives", dependencies: ["BigInt"] + kernelNames, swiftSettings: arithmetic),
    .target(name: "ASN1", swiftSettings: arithmetic),
    .target(name: "X509", dependencies: ["ASN1", "Primitives", "BigInt"], swiftSettings: arithmetic),
    .target(name: "TLS13", dependencies: ["X509", "Primitives"], swiftSettings: arithmetic),
    .executableTarget(
      name: "Demo", dependencies: ["TLS13", "X509", "ASN1", "Primitives", "BigInt"],
      // Extern: Swift's Glibc module lacks epoll(7).
      swiftSettings: tests + [.enableExperimentalFeature("Extern")]),
    .executableTarget(
      name: "Fuzz", dependencies: ["TLS13", "X509", "ASN1", "Primitives", "BigInt", "TestSupport"], path: "Tests/Fuzz",
      swiftSettings: tests),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: tests),
    .executableTarget(
      name: "Differential", dependencies: ["Primitives", "BigInt", "TestSupport"] + kernelNames,
      path: "Tests/Differential", swiftSettings: tests),
    .executableTarget(
      name: "Taint", dependencies: ["Primitives", "BigInt"] + kernelNames, path: "Tests/ConstantTime/Taint",
      swiftSettings: tests),
    .testTarget(name: "BigIntTests", dependencies: ["BigInt", "TestSupport"] + kernelNames, swiftSettings: tests),
    .testTarget(
      name: "PrimitivesTests", dependencies: ["Primitives", "BigInt", "TestSupport"] + kernelNames,
      swiftSettings: tests),
    .testTarget(name: "ASN1Tests", dependencies: ["ASN1", "TestSupport"], swiftSettings: tests),
    .testTarget(
      name: "X509Tests", dependencies: ["X509", "ASN1", "Primitives", "BigInt", "TestSupport"], swiftSettings: tests),
    .testTarget(
      name: "TLS13Tests", dependencies: ["TLS13", "X509", "ASN1", "Primitives", "TestSupport"],
      // Extern: the C library's own names for malloc and its like.
      swiftSettings: tests + [.enableExperimentalFeature("Extern")], linkerSettings: countedAllocation),
    .testTarget(
      name: "DemoTests", dependencies: ["Demo", "TLS13", "X509", "Primitives", "TestSupport"], swiftSettings: tests),
    .testTarget(
      name: "Interop", dependencies: ["Demo", "TestSupport"], path: "Tests/Interop", exclude: ["gigabyte.sh"],
      swiftSettings: tests),
  ],
  swiftLanguageModes: [.v6]
)
