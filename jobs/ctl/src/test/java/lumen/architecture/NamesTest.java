package lumen.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;

/** Who searches for a name finds one class. */
class NamesTest {
  @Test
  void noTwoClassesHaveOneName() throws IOException {
    Map<String, List<Path>> byName;
    try (Stream<Path> files = Files.walk(LumenHome.locate().root())) {
      byName =
          files
              .filter(NamesTest::isSource)
              .collect(
                  Collectors.groupingBy(
                      file -> file.getFileName().toString(), TreeMap::new, Collectors.toList()));
    }
    byName.remove("package-info.java");
    assertThat(byName).hasSizeGreaterThan(1_000);
    byName.values().removeIf(files -> files.size() == 1);
    assertThat(byName).isEmpty();
  }

  /** Those that Maven compiles, and of those that are written to pass a wall none. */
  private static boolean isSource(Path file) {
    String path = file.toString();
    return path.endsWith(".java")
        && path.contains("/src/")
        && !path.contains("/target/")
        && !path.contains("/trespass/");
  }
}
