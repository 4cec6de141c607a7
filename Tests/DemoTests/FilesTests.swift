#if os(Linux)
  import Foundation
  import TestSupport
  import Testing

  @testable import Demo

  @Suite("Files and output of the commands")
  struct FilesTests {
    @Test("--force replaces files, never a device, a pipe or a folder")
    func onlyFilesAreReplaced() throws {
      let folder = try TemporaryFolder()
      let file = folder.path + "/file"
      try Files.write([1], to: file, mode: .secret, overwrite: false)
      try Files.write([2], to: file, mode: .secret, overwrite: true)
      #expect(try Files.read(file) == [2])

      let pipe = folder.path + "/pipe"
      #expect(mkfifo(pipe, 0o600) == 0)
      #expect(throws: DemoError.self) { try Files.write([1], to: pipe, mode: .secret, overwrite: true) }
      #expect(throws: DemoError.self) { try Files.checkMayWrite(pipe, overwrite: true) }
      var status = stat()
      #expect(stat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)

      let device = folder.path + "/device"
      #expect(symlink("/dev/null", device) == 0)
      #expect(throws: DemoError.self) { try Files.write([1], to: device, mode: .secret, overwrite: true) }
      #expect(throws: DemoError.self) { try Files.write([1], to: folder.path, mode: .secret, overwrite: true) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["device", "file", "pipe"])
    }

    @Test("Output that could not be written is noticed, one that nobody reads on is not an error")
    func lostOutput() throws {
      let full = open("/dev/full", O_WRONLY)
      defer { close(full) }
      #expect(!Terminal.deliver([1], to: full))
      let null = open("/dev/null", O_WRONLY)
      defer { close(null) }
      #expect(Terminal.deliver([1], to: null))
    }

    @Test("The quick start makes a passphrase for keys that it makes, not for keys that are there under another")
    func quickStartPassphrase() throws {
      guard getenv(PassphraseSource.environmentVariable) == nil else { return }
      let arguments = try Arguments([], options: QuickStart.options, operands: [], command: "Demo")
      for key in ["ca-key.pem", "server-key.pem"] {
        let folder = try TemporaryFolder()
        try Files.write([1], to: "\(folder.path)/\(key)", mode: .secret, overwrite: false)
        #expect(try QuickStart.passphraseSource(arguments, folder: folder.path).file == nil)
        #expect(!Files.exists(folder.path + "/passphrase.txt"))
      }
      let folder = try TemporaryFolder()
      let made = try QuickStart.passphraseSource(arguments, folder: folder.path).file
      #expect(made == folder.path + "/passphrase.txt")
      try Files.write([1], to: folder.path + "/ca-key.pem", mode: .secret, overwrite: false)
      #expect(try QuickStart.passphraseSource(arguments, folder: folder.path).file == made)
    }
  }
#endif
