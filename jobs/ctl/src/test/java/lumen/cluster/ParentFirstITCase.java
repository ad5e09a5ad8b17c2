package lumen.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import lumen.terminal.LumenHome;
import org.apache.flink.configuration.CoreOptions;
import org.junit.jupiter.api.Test;

/** Which classes of a job's jar are Flink's own on the cluster. */
final class ParentFirstITCase {
  private static final String KEY = CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS.key();
  private static final String FLINK = "org.apache.flink.";

  private final LumenHome home = LumenHome.locate();

  private List<String> patterns() throws IOException {
    return Files.readAllLines(home.clusterTemplates().resolve("config.yaml")).stream()
        .filter(line -> line.startsWith(KEY + ": "))
        .flatMap(line -> Arrays.stream(line.substring(KEY.length() + 2).split("['; ]+")))
        .filter(pattern -> !pattern.isEmpty())
        .toList();
  }

  private static Set<String> flinkClasses(List<Path> jars) throws IOException {
    Set<String> classes = new TreeSet<>();
    for (Path jar : jars) {
      try (JarFile file = new JarFile(jar.toFile())) {
        file.stream()
            .map(JarEntry::getName)
            .filter(name -> name.endsWith(".class") && name.startsWith("org/apache/flink/"))
            .forEach(name -> classes.add(name.replace('/', '.')));
      }
    }
    return classes;
  }

  @Test
  void flinksPatternsStandButThatTheKafkaConnectorIsTheJarsOwn() throws IOException {
    List<String> patterns = patterns();
    List<String> others =
        new ArrayList<>(CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS.defaultValue());
    others.remove(FLINK);
    assertThat(patterns).as("Flink's own, one for one").containsAll(others);

    List<Path> library;
    try (Stream<Path> files = Files.list(home.flinkLibrary())) {
      library = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    assertThat(flinkClasses(library))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(patterns).anyMatch(name::startsWith));
    assertThat(flinkClasses(List.of(home.jobsJar())))
        .filteredOn(name -> name.startsWith(FLINK + "connector.kafka."))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(patterns).noneMatch(name::startsWith));
  }
}
