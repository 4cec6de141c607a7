// swift-tools-version: 6.2
import PackageDescription

/// Measurements of PureTLS beside other libraries, in one process. It is a package of its own so that PureTLS itself
/// depends on nothing: only here are C headers (OpenSSL's) and other people's packages allowed.
///
/// attaswift/BigInt is not among the peers yet: its module has the name of ours, and the package manager hands a module
/// alias on to everything downstream, so that the compiler looks for `Primitives`' integers in attaswift's module (Swift
/// 6.3.1 then fails to deserialise `Primitives`).
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
        .product(name: "Primitives", package: "PureTLS"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        "COpenSSL",
      ],
      swiftSettings: [.enableExperimentalFeature("Lifetimes")]),
  ],
  swiftLanguageModes: [.v6]
)
