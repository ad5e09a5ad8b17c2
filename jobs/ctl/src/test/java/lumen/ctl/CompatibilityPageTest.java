package lumen.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lumen.event.LogFormat;
import lumen.fusion.metrics.MetricsReference;
import lumen.governance.metrics.GovernanceMetric;
import lumen.overlay.metrics.OverlayMetric;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** docs/compatibility.md is made of what the code and its tests hold. */
final class CompatibilityPageTest {
  private static final Path ROOT = LumenHome.locate().root();
  private static final Path PAGE = ROOT.resolve("docs/compatibility.md");

  private static final String HEAD =
      """
      # What goes with what

      Made from the code and what its tests hold; a test compares the two (`mvn -pl jobs/ctl -am test -Dtest=CompatibilityPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dlumen.regenerate=true`).

      | of this version | is |
      |---|---|
      """;

  private static final String RULES =
      """

      A version reads what is listed as read and writes the newest of it. It changes by these rules ([CHANGELOG](../CHANGELOG.md)):

      - **State**: uids and forms stay, what is new is a new optional part. A savepoint of each form that was ever released lies in the tests and is restored by them; a version that can no longer read one is a MAJOR.
      - **Outputs, metrics, paths of the API**: a field, a series or a path may come beside the others in a MINOR; none is renamed, taken away or given another meaning but in a MAJOR.
      - **Configuration**: a new key has a default with which everything is as before; an unknown key is an error.
      - **Log and captures**: a line of a newer format is refused with its number, never guessed at.
      - **Flink**: the jar runs on the MINOR that is named, state goes on by Flink's own rules.
      """;

  private static String page() throws IOException {
    Map<String, Object> rows = new LinkedHashMap<>();
    String pom = Files.readString(ROOT.resolve("pom.xml"));
    rows.put(
        "version", found(pom, "<artifactId>lumen-parent</artifactId>\\s*<version>(.*?)</version>"));
    rows.put("Flink", found(pom, "<flink.version>(.*?)</flink.version>"));
    rows.put(
        "Java", found(pom, "<maven.compiler.release>(.*?)</maven.compiler.release>") + " or newer");
    rows.put("clients of Kafka", found(pom, "<kafka.version>(.*?)</kafka.version>"));
    rows.put("format of logs and captures", LogFormat.VERSION);
    rows.put("configuration, `version` of fusion.yaml", configVersion());
    rows.put("endpoints of [`serve`](serve.md)", String.join(", ", paths()));
    rows.put("metrics of [fusion](metrics.md)", MetricsReference.metrics().size() + " names");
    rows.put("metrics of [overlay](overlay-metrics.md)", OverlayMetric.values().length + " names");
    rows.put(
        "metrics of [governance](governance-metrics.md)",
        GovernanceMetric.values().length + " names");
    for (String job : List.of("fusion", "overlay", "governance")) {
      rows.put("state of " + job + ", forms that are read", String.join(", ", savepoints(job)));
    }
    rows.put(
        "uids of fusion, frozen",
        uids("uids.txt") + " of a replay, " + uids("uids-live.txt") + " of a live job");
    StringBuilder page = new StringBuilder(HEAD);
    rows.forEach((what, is) -> page.append("| %s | %s |\n".formatted(what, is)));
    return page.append(RULES).toString();
  }

  private static String configVersion() throws IOException {
    Map<String, Object> fusion =
        new Yaml().load(Files.readString(ROOT.resolve("configs/fusion.yaml")));
    return String.valueOf(fusion.get("version"));
  }

  private static List<String> paths() throws IOException {
    Map<String, Object> contract =
        new Yaml().load(Files.readString(ROOT.resolve("docs/openapi.yaml")));
    List<String> paths = new ArrayList<>();
    ((Map<?, ?>) contract.get("paths")).keySet().forEach(path -> paths.add("`" + path + "`"));
    paths.add(0, "version " + ((Map<?, ?>) contract.get("info")).get("version"));
    return paths;
  }

  /** The savepoints that tests restore. */
  private static List<String> savepoints(String job) throws IOException {
    Path folder = ROOT.resolve("jobs/%1$s/src/test/resources/lumen/%1$s".formatted(job));
    try (Stream<Path> files = Files.list(folder)) {
      return List.copyOf(
          new TreeSet<>(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.matches("savepoint-[0-9]+(-[a-z]+)?(\\.zip)?"))
                  .map(name -> name.replaceFirst("^savepoint-", "").replaceFirst("\\.zip$", ""))
                  .toList()));
    }
  }

  private static int uids(String list) throws IOException {
    Path file = ROOT.resolve("jobs/fusion/src/test/resources/lumen/fusion").resolve(list);
    return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList().size();
  }

  private static String found(String text, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(pattern).isTrue();
    return found.group(1);
  }

  @Test
  void pageIsThatOfTheCode() throws IOException {
    String page = page();
    if (Boolean.getBoolean("lumen.regenerate")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).hasContent(page);
  }
}
