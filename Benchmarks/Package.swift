// swift-tools-version: 6.2
import PackageDescription

/// Measurements of PureTLS beside other libraries, in one process where possible. It is a package of its own so that PureTLS
/// itself depends on nothing: only here are C headers (OpenSSL's) and other people's packages allowed. Peers that need a
/// process of their own are in `peers`.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [
    .package(name: "PureTLS", path: ".."),
    .package(url: "https://github.com/apple/swift-crypto.git", exact: "4.5.2"),
  ],
  targets: [
    .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    .executableTarget(
      name: "bench",
      dependencies: [
        .product(name: "BigInt", package: "PureTLS"),
        // Brings the module Processor along.
        .product(name: "Primitives", package: "PureTLS"),
        .product(name: "TLS13", package: "PureTLS"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        "COpenSSL",
      ],
      swiftSettings: [.enableExperimentalFeature("Lifetimes")]),
  ],
  swiftLanguageModes: [.v6]
)
