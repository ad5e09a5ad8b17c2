package lumen.release.pack;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.terminal.Amount;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl release pack}: all of it in one archive. */
@Command(
    name = "pack",
    description = {
      "Packs what is built into one archive that runs with a JDK alone: programs, configurations,",
      "rules, pages, lumen-sbom.json and SHA256SUMS. Two of one commit are equal to the byte."
    })
public final class PackCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The archive [target/lumen-VERSION.tar.gz].")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--uncommitted",
      description = "Pack though files differ from the commit; RELEASE says so.")
  private boolean uncommitted;

  @Option(names = "--json", description = "Print {\"archive\", \"sha256\", \"bytes\", \"files\"}.")
  private boolean json;

  /**
   * What was packed.
   *
   * @param archive its file
   * @param sha256 of its bytes
   * @param bytes its size
   * @param files how many are in it
   */
  record Packed(String archive, String sha256, long bytes, int files) {}

  @Override
  public Integer call() {
    Packed packed;
    try {
      packed = pack(LumenHome.locate().root());
    } catch (IOException e) {
      throw CommandFailure.failed(e.getMessage());
    }
    PrintWriter printer = spec.commandLine().getOut();
    if (json) {
      printer.println(Json.text(packed));
    } else {
      printer.printf("%s  %s%n", packed.sha256(), packed.archive());
      printer.printf("%d files, %s%n", packed.files(), Amount.bytes(packed.bytes()));
    }
    return ExitCode.OK;
  }

  private Packed pack(Path root) throws IOException {
    if (Files.exists(root.resolve(ReleaseVersion.FILE))) {
      throw CommandFailure.usage("a checkout must be packed: this is a release itself");
    }
    Checkout checkout = new Checkout(root);
    List<String> changes = checkout.changes();
    if (!changes.isEmpty() && !uncommitted) {
      throw CommandFailure.usage(
          "all must be committed, or --uncommitted be given: %d files differ, such as %s"
              .formatted(changes.size(), changes.get(0).strip()));
    }
    String commit = checkout.commit() + (changes.isEmpty() ? "" : " and changes");
    ReleaseVersion version = ReleaseVersion.of(root, commit);
    List<PackedFile> files =
        new ReleaseTree(root, version).files(checkout.tracked(ReleaseTree.KEPT));
    Path archive =
        out.orElseGet(() -> root.resolve("target").resolve(version.folder() + ".tar.gz"))
            .toAbsolutePath();
    if (Files.isDirectory(archive)) {
      throw CommandFailure.usage("--out must be a file: " + archive);
    }
    Files.createDirectories(archive.getParent());
    new ReleaseArchive(version.folder(), version.time()).write(archive, files);
    return new Packed(archive.toString(), Sums.sha256(archive), Files.size(archive), files.size());
  }
}
