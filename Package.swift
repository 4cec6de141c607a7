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
  targets: [
    .target(name: "BigInt", swiftSettings: arithmetic),
    .target(name: "Primitives", dependencies: ["BigInt"], swiftSettings: arithmetic),
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
    .testTarget(name: "BigIntTests", dependencies: ["BigInt", "TestSupport"], swiftSettings: tests),
    .testTarget(
      name: "PrimitivesTests", dependencies: ["Primitives", "BigInt", "TestSupport"], swiftSettings: tests),
    .testTarget(name: "ASN1Tests", dependencies: ["ASN1", "TestSupport"], swiftSettings: tests),
    .testTarget(
      name: "X509Tests", dependencies: ["X509", "ASN1", "Primitives", "BigInt", "TestSupport"], swiftSettings: tests),
    .testTarget(
      name: "TLS13Tests", dependencies: ["TLS13", "X509", "ASN1", "Primitives", "TestSupport"], swiftSettings: tests),
    .testTarget(
      name: "DemoTests", dependencies: ["Demo", "TLS13", "X509", "Primitives", "TestSupport"], swiftSettings: tests),
    .testTarget(
      name: "Interop", dependencies: ["Demo", "TestSupport"], path: "Tests/Interop", exclude: ["gigabyte.sh"],
      swiftSettings: tests),
  ],
  swiftLanguageModes: [.v6]
)
