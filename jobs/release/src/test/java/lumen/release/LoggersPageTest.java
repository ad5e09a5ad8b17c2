package lumen.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;

/** Each logger of Lumen's own is on docs/logs.md, and none that there is not. */
final class LoggersPageTest {
  private static final Path ROOT = LumenHome.locate().root();
  private static final Pattern LOGGER =
      Pattern.compile("LoggerFactory\\.getLogger\\((\\w+)\\.class\\)");

  @Test
  void loggersOfThePageAreThoseOfTheCode() throws IOException {
    Set<String> code = new TreeSet<>();
    for (Path file : sources()) {
      if (LOGGER.matcher(Files.readString(file)).find()) {
        code.add(
            file.toString().replaceFirst(".*/src/main/java/", "").replaceFirst("\\.java$", ""));
      }
    }
    Set<String> page =
        Pattern.compile("(?m)^\\| `(lumen[\\w.]+)` \\|")
            .matcher(Files.readString(ROOT.resolve("docs/logs.md")))
            .results()
            .map(found -> found.group(1).replace('.', '/'))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(code).hasSizeGreaterThan(5);
    assertThat(page).isEqualTo(code);
  }

  private static Iterable<Path> sources() throws IOException {
    try (Stream<Path> jobs = Files.walk(ROOT.resolve("jobs"));
        Stream<Path> connectors = Files.walk(ROOT.resolve("connectors/src/main"))) {
      return Stream.concat(jobs, connectors)
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("/src/main/java/"))
          .toList();
    }
  }
}
