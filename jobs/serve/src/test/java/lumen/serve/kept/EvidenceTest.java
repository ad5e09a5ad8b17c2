package lumen.serve.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found of the evidence, and in which order. */
final class EvidenceTest {
  private static final long DAY = 1_767_225_600L;
  @TempDir private Path run;

  private static String line(double second, String tenant, String kind, String risk) {
    String shown = risk.isEmpty() ? "null" : '"' + risk + '"';
    String form =
        "{\"id\":\"%s/%s/%.6f\",\"ts\":%.6f,\"tenant\":\"%s\",\"kind\":\"%s\",\"risk\":%s,\"values\":{}}";
    return String.format(
        Locale.ROOT, form, tenant, kind, second, DAY + second, tenant, kind, shown);
  }

  private void part(String name, String... lines) throws IOException {
    Path file = run.resolve("evidence").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines) + "\n");
  }

  private static EvidenceQuery all(int limit) {
    return EvidenceQuery.of(
        Optional.empty(), 0, Long.MAX_VALUE, Optional.empty(), Optional.empty(), limit);
  }

  @Test
  void committedLinesComeInOneOrder() throws IOException {
    String first = line(1, "b", "risk", "drift");
    String second = line(2, "a", "state", "");
    String third = line(2, "b", "state", "");
    String nextDay = line(90_000, "a", "risk", "drift");
    part("2026-01-02/part-x-0", nextDay);
    part("2026-01-01/part-x-1", third, first);
    part("2026-01-01/part-y-0", second);
    part("2026-01-01/.part-z-0.inprogress", line(0, "a", "risk", "open"));
    part("2026-01-01/.hidden/part-q-0", line(0, "a", "risk", "open"));
    part("elsewhere/part-q-0", line(0, "a", "risk", "open"));
    assertThat(new Evidence(run).find(all(10)).lines())
        .containsExactly(first, second, third, nextDay);
  }

  @Test
  void restBeginsWhereTheLimitCut() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      lines.add(line(i / 3, "t" + i, "risk", "drift"));
    }
    part("2026-01-01/part-x-0", lines.toArray(String[]::new));
    List<String> told = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      Evidence.Found found = new Evidence(run).find(all(3).after(after).orElseThrow());
      told.addAll(found.lines());
      after = found.rest();
    } while (after.isPresent());
    assertThat(told).isEqualTo(lines);
  }

  @Test
  void wishesAreKept() throws IOException {
    String wanted = line(5, "a", "risk", "drift");
    part(
        "2026-01-01/part-x-0",
        line(4.999999, "a", "risk", "drift"),
        wanted,
        line(5, "b", "risk", "drift"),
        line(5, "a", "state", "drift"),
        line(5, "a", "risk", "other"),
        line(6, "a", "risk", "drift"));
    EvidenceQuery query =
        EvidenceQuery.of(
            Optional.of("a"),
            (DAY + 5) * 1_000_000,
            (DAY + 6) * 1_000_000,
            Optional.of("risk"),
            Optional.of("drift"),
            10);
    assertThat(new Evidence(run).find(query).lines()).containsExactly(wanted);
  }

  @Test
  void whatIsNoEvidenceIsCounted() throws IOException {
    part("2026-01-01/part-x-0", "{\"id\":", line(1, "a", "risk", "x"), "{}", "");
    Evidence.Found found = new Evidence(run).find(all(10));
    assertThat(found.lines()).hasSize(1);
    assertThat(found.unread()).isEqualTo(3);
  }

  @Test
  void endedRunIsReadFromItsFile() throws IOException {
    String only = line(1, "a", "risk", "x");
    Files.writeString(run.resolve("evidence.ndjson"), only + "\n");
    assertThat(new Evidence(run).find(all(10)).lines()).containsExactly(only);
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    part("2026-01-01/part-x-0", line(1, "a", "risk", "x"));
    Path secret = Files.writeString(run.resolve("secret"), line(2, "a", "risk", "x") + "\n");
    Files.createSymbolicLink(run.resolve("evidence/2026-01-01/part-y-0"), secret);
    assertThat(new Evidence(run).find(all(10)).lines()).hasSize(1);
  }
}
