package lumen.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import lumen.fixtures.CommandRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every row of the first table of docs/errors.md, run as it stands there. */
final class ErrorsPageTest {
  private static final Path PAGE = Path.of(System.getenv("LUMEN_HOME"), "docs", "errors.md");
  private static final Set<String> PATHS =
      Set.of("nosuch", "empty", "wrong", "text.txt", "text.txt/out", "one.ndjson", "out");

  @TempDir private Path folder;

  /** What a row says. */
  record Row(String command, String prints, int exit) {
    static Row of(String line) {
      String[] cells = line.split(" \\| ", -1);
      return new Row(
          plain(cells[0].substring(2)),
          plain(cells[1]),
          Integer.parseInt(cells[2].replace(" |", "").strip()));
    }

    private static String plain(String cell) {
      return cell.strip().replaceAll("^`+ ?| ?`+$", "");
    }
  }

  private static List<Row> rows() throws IOException {
    try (Stream<String> lines = Files.lines(PAGE)) {
      return lines
          .dropWhile(line -> !line.startsWith("|---"))
          .skip(1)
          .takeWhile(line -> line.startsWith("| "))
          .map(Row::of)
          .toList();
    }
  }

  @BeforeEach
  void thereAreTheFilesOfThePage() throws IOException {
    Files.createDirectory(folder.resolve("empty"));
    Files.writeString(folder.resolve("text.txt"), "hello\n");
    Files.writeString(
        folder.resolve("one.ndjson"), "{\"ts\":1,\"source\":\"a\",\"key\":\"k\",\"value\":1}\n");
    Files.writeString(
        Files.createDirectory(folder.resolve("wrong")).resolve("fusion.yaml"), "x: 1");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void wrongUseIsAnsweredAsThePageSays(Row row) {
    String[] words =
        Stream.of(row.command().split(" "))
            .map(word -> PATHS.contains(word) ? folder.resolve(word).toString() : word)
            .toArray(String[]::new);
    CommandRun run = LumenctlRun.of(words);
    String told = (run.err() + run.out()).replace(folder + "/", "");
    assertThat(told.lines().findFirst().orElse("")).isEqualTo(row.prints());
    assertThat(run.exitCode()).as(told).isEqualTo(row.exit());
    assertThat(told).doesNotContain("\tat ").doesNotContain("Exception");
  }

  @Test
  void everyCommandIsOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    Set<String> missing = new TreeSet<>();
    leaves(Lumenctl.commandLine(), missing);
    // What may be written to a file is refused by the same words as what is sent.
    missing.removeIf(name -> page.contains("`" + name.replace("control write ", "control ")));
    assertThat(missing).isEmpty();
  }

  private static void leaves(CommandLine command, Set<String> names) {
    if (command.getSubcommands().isEmpty()) {
      names.add(command.getCommandSpec().qualifiedName().substring("lumenctl ".length()));
    }
    command.getSubcommands().values().forEach(below -> leaves(below, names));
  }
}
