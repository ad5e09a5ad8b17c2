package lumen.overlay.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The goldens alone turn red for at least {@value #KILLED_PERCENT} of a hundred changes of the
 * rules of flags, breakers, gates and join. Which {@value #MUTANTS}, is drawn with the seed {@value
 * #SEED} from all that compile and that a log can tell from the rule ({@link SameRule}); the list
 * stands in docs/overlay-mutants.md.
 */
@Tag("drill")
class RouteMutantsTest {
  private static final long SEED = 16;
  private static final int MUTANTS = 200;
  private static final int KILLED_PERCENT = 95;
  private static final long ENDS_SECONDS = 120;
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path GOLDENS = Path.of("../../configs/goldens");
  private static final Path PAGE = Path.of("../../docs/overlay-mutants.md");
  private static final List<String> RULES =
      List.of(
          "lumen/overlay/breaker",
          "lumen/overlay/flag",
          "lumen/overlay/gate",
          "lumen/overlay/join");

  @TempDir private Path temp;

  @Test
  void goldensNoticeChangedRules() throws Exception {
    assertThat(redGolden(Files.createDirectories(temp.resolve("unchanged")))).isEmpty();
    List<RouteMutant> drawn = RouteMutant.all(SOURCES, RULES);
    int all = drawn.size();
    Collections.shuffle(drawn, new Random(SEED));
    List<String> rows = new ArrayList<>();
    List<String> same = new ArrayList<>();
    int killed = 0;
    for (int i = 0; i < drawn.size() && rows.size() < MUTANTS; i++) {
      RouteMutant mutant = drawn.get(i);
      Optional<String> why = mutant.sameBecause(SOURCES);
      if (why.isPresent()) {
        same.add("| %s | %s |".formatted(mutant.title(), why.get()));
        continue;
      }
      Path classes = Files.createDirectories(temp.resolve("m" + i));
      if (compiles(mutant, classes)) {
        String red = redGolden(classes);
        killed += red.isEmpty() ? 0 : 1;
        rows.add("| %s | %s |".formatted(mutant.title(), red.isEmpty() ? "**none**" : red));
      }
    }
    assertThat(rows).hasSize(MUTANTS);
    Collections.sort(rows);
    Collections.sort(same);
    if (Boolean.getBoolean("lumen.regenerate")) {
      Files.writeString(PAGE, page(all, killed, rows, same));
    }
    assertThat(100.0 * killed / MUTANTS)
        .as("of a hundred changes:%n%s", String.join("\n", rows))
        .isGreaterThanOrEqualTo(KILLED_PERCENT);
  }

  private boolean compiles(RouteMutant mutant, Path classes) throws IOException {
    Path source = temp.resolve("source").resolve(mutant.file());
    Files.createDirectories(source.getParent());
    Files.writeString(source, mutant.apply(SOURCES));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(d -> {}, null, null)) {
      return compiler
          .getTask(
              null,
              files,
              diagnostic -> {},
              List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", classPath()),
              null,
              files.getJavaFileObjects(source))
          .call();
    }
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** The first golden that is red with these classes before the others; empty where none is. */
  private static String redGolden(Path classes) throws IOException, InterruptedException {
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes + File.pathSeparator + classPath(),
                GoldenCheck.class.getName(),
                GOLDENS.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!run.waitFor(ENDS_SECONDS, TimeUnit.SECONDS)) {
      run.destroyForcibly();
      return "does not end";
    }
    String said = new String(run.getInputStream().readAllBytes()).strip();
    return run.exitValue() == 0 ? "" : said.isEmpty() ? "fails" : said;
  }

  private static String page(int all, int killed, List<String> rows, List<String> same) {
    return """
    # Changed rules that the goldens notice

    `mvn verify -Pdrill -pl jobs/overlay -am -Dtest=RouteMutantsTest -Dsurefire.failIfNoSpecifiedTests=false -Dlumen.regenerate=true` changes one place of the rules of flags, breakers, gates and
    join, runs the overlay's goldens through the rules, and asks whether any of them turns red: an operator or its border, a number by one, a condition
    turned round. %d changes can be made, %d were drawn from those that compile (seed %d). **%d of them, %.1f %%, are noticed by the goldens alone**; the
    unit tests of the rules are not asked. The bar is 95 %%.

    | change | golden that turns red first |
    |---|---|
    %s

    ## Drawn, and replaced by another

    No log can tell these from the rule.

    | change | why |
    |---|---|
    %s
    """
        .formatted(
            all,
            MUTANTS,
            SEED,
            killed,
            100.0 * killed / MUTANTS,
            String.join("\n", rows),
            String.join("\n", same));
  }
}
