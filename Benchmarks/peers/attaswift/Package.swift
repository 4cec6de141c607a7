// swift-tools-version: 6.2
import PackageDescription

/// attaswift/BigInt as a peer of the benchmarks, in a process of its own. It is a package of its own as well: its module has
/// the name of ours, two of one name cannot be in one package graph, and an alias for it is handed on to everything
/// downstream, so that the compiler looks for `Primitives`' integers in attaswift's module (Swift 6.3.1 then fails).
/// `bench` builds it when needed.
let package = Package(
  name: "attaswift-peer",
  dependencies: [.package(url: "https://github.com/attaswift/BigInt.git", exact: "6.0.1")],
  targets: [.executableTarget(name: "attaswift", dependencies: [.product(name: "BigInt", package: "BigInt")])],
  swiftLanguageModes: [.v6]
)
