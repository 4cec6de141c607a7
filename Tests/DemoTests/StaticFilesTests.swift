import Foundation
import TestSupport
import Testing

@testable import Demo

@Suite("Static files")
struct StaticFilesTests {
  private let folder: TemporaryFolder
  private var root: String { folder.path + "/root" }

  init() throws {
    folder = try TemporaryFolder()
    let manager = FileManager.default
    try manager.createDirectory(atPath: folder.path + "/root/sub/deep", withIntermediateDirectories: true)
    try manager.createDirectory(atPath: folder.path + "/root2", withIntermediateDirectories: true)
    for (name, content) in [
      ("secret.txt", "outside"), ("root2/x.txt", "outside"), ("root/index.html", "<p>home</p>"),
      ("root/a b.txt", "spaced"),
      ("root/sub/index.html", "sub"), ("root/sub/deep/x.json", "{}"), ("root/.hidden", "hidden"), ("root/empty", ""),
      ("root/..x", "dots"),
    ] { try Data(content.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)")) }
    try Data(repeating: 0x61, count: 200_000).write(to: URL(fileURLWithPath: root + "/big.bin"))
    for (link, target) in [
      ("link.txt", "../secret.txt"), ("linkdir", "../root2"), ("self", "index.html"), ("absolute", "/etc/passwd"),
      ("sub/up", ".."),
    ] { try manager.createSymbolicLink(atPath: "\(root)/\(link)", withDestinationPath: target) }
  }

  private func get(_ target: String, message: String? = nil) throws -> Answer {
    Answer(try TestSession(message: message, root: root).answer("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n"))
  }

  @Test("Files are served with length and type, folders by their index.html")
  func files() throws {
    let home = try get("/")
    #expect(home.body == "<p>home</p>")
    #expect(home.fields["content-type"] == "text/html; charset=utf-8")
    #expect(home.fields["content-length"] == "11")
    #expect(try get("/index.html").body == "<p>home</p>")
    #expect(try get("/sub/").body == "sub")
    #expect(try get("/sub/deep/x.json").fields["content-type"] == "application/json")
    #expect(try get("/a%20b.txt?query").body == "spaced")
    #expect(try get("/empty").status == 200)
    #expect(try get("/empty").fields["content-type"] == "application/octet-stream")
    #expect(try get("/big.bin").body.utf8.count == 200_000)
    #expect(try get("/", message: "m").body == "m")
    #expect(try get("/index.html", message: "m").body == "<p>home</p>")
  }

  @Test("A folder without its slash is redirected, without a file inside it is not found")
  func folders() throws {
    let answer = try get("/sub?q")
    #expect(answer.status == 301)
    #expect(answer.fields["location"] == "/sub/")
    #expect(try get("/sub/deep/").status == 404)
    #expect(try get("/index.html/").status == 404)
  }

  @Test(
    "No path leaves the root",
    arguments: [
      "/../secret.txt", "/sub/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%2e%2e%2fsecret.txt",
      "/sub/..", "/.", "/./index.html", "/sub/../index.html", "//etc/passwd", "/%2fetc%2fpasswd", "/..",
      "/../root2/x.txt",
      "/link.txt", "/linkdir/x.txt", "/linkdir/", "/self", "/absolute", "/sub/up/index.html", "/.hidden", "/..x",
      "/sub//deep/x.json", "/..%5csecret.txt", "/%252e%252e/secret.txt", "https://a/../secret.txt",
    ])
  func traversal(_ target: String) throws {
    let answer = try get(target)
    #expect(answer.status == 404)
    #expect(!answer.body.contains("outside"))
  }

  @Test("What is no regular file is not opened", .timeLimit(.minutes(10)))
  func specialFiles() throws {
    #expect(mkfifo(root + "/pipe", 0o600) == 0)
    #expect(try get("/pipe").status == 404)
  }

  @Test("A file that shrinks while it is served breaks the answer off rather than padding it")
  func shrinkingFile() throws {
    let session = try TestSession(message: nil, root: root).session
    session.receive(Array("GET /big.bin HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    _ = session.takeOutput(atMost: 1000)
    try Data().write(to: URL(fileURLWithPath: root + "/big.bin"), options: [])
    let handle = try #require(FileHandle(forWritingAtPath: root + "/big.bin"))
    try handle.truncate(atOffset: 0)
    while session.hasOutput { _ = session.takeOutput(atMost: 65536) }
    #expect(session.isBroken && !session.isFinished)
  }

  @Test("A root that is no folder is an error that says so")
  func noRoot() {
    #expect(throws: ServeError.self) { _ = try StaticFiles(root: folder.path + "/secret.txt") }
    #expect(throws: ServeError.self) { _ = try StaticFiles(root: folder.path + "/nothing") }
  }
}
