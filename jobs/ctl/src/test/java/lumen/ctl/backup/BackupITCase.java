package lumen.ctl.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lumen.cluster.ClusterSettings;
import lumen.cluster.TestCluster;
import lumen.cluster.audit.AuditLog;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Savepoints of a job that goes on, and what becomes of one that is damaged. */
final class BackupITCase {
  private static final String FOLDER = "lumen.cluster.dir";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration REFUSED_WITHIN = Duration.ofSeconds(15);

  @TempDir private Path temp;
  private TestCluster test;

  @BeforeEach
  void start() throws IOException {
    test = new TestCluster(temp.resolve("cluster"));
    System.setProperty(FOLDER, temp.resolve("cluster").toString());
    test.cluster().start(new ClusterSettings(2, test.port(), false));
  }

  @AfterEach
  void stop() {
    System.clearProperty(FOLDER);
    test.close();
  }

  private static CommandRun run(int exit, String... command) {
    CommandRun run = LumenctlRun.of(command);
    assertThat(run.exitCode()).as(String.join(" ", command) + "\n" + run.err()).isEqualTo(exit);
    return run;
  }

  private static JsonNode json(String... command) throws IOException {
    String[] arguments =
        Stream.concat(Stream.of(command), Stream.of("--json")).toArray(String[]::new);
    return Json.mapper().readTree(run(ExitCode.OK, arguments).out());
  }

  private static Path take() throws IOException {
    return Path.of(URI.create(json("savepoints", "take").path("savepoint").asText()));
  }

  @Test
  void jobGoesOnOverATakeAndADamagedSavepointIsRefusedAtOnce() throws Exception {
    String id = test.cluster().submit(test.counting());
    test.cluster().rest().awaitStarted(id);
    await().atMost(PATIENCE).until(() -> records() > 0);
    Path first = take();
    Path second = take();
    long then = records();
    await().atMost(PATIENCE).until(() -> records() > then);
    assertThat(json("savepoints", "list").findValuesAsText("name"))
        .contains(first.getFileName().toString(), second.getFileName().toString());
    JsonNode verified = json("savepoints", "verify", second.toString());
    assertThat(verified.path("sums").asBoolean()).isTrue();
    assertThat(verified.path("operators")).isNotEmpty();

    Path largest = largest(second);
    byte[] bytes = Files.readAllBytes(largest);
    bytes[bytes.length / 2] ^= 1;
    Files.write(largest, bytes);
    String sentence = run(ExitCode.FAILED, "savepoints", "verify", second.toString()).err();
    assertThat(sentence)
        .contains(largest.getFileName().toString())
        .endsWith("the next older one is whole: --from " + first + System.lineSeparator());
    Path recording = Files.writeString(temp.resolve("one.ndjson"), "{}\n");
    long begun = System.nanoTime();
    CommandRun refused =
        run(
            ExitCode.FAILED,
            "submit",
            recording.toString(),
            "--from",
            second.toString(),
            "--out",
            temp.resolve("out").toString());
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(REFUSED_WITHIN);
    assertThat(refused.err()).isEqualTo(sentence);

    json("cancel");
    assertThat(run(ExitCode.FAILED, "savepoints", "take", id).err())
        .contains("a job must run to be saved");
    assertThat(audited())
        .containsExactly("take done", "take done", "restore failed", "cancel done");
  }

  private static long records() throws IOException {
    return json("jobs").path(0).path("records").asLong();
  }

  private static Path largest(Path savepoint) throws IOException {
    Path largest = savepoint.resolve("_metadata");
    try (Stream<Path> files = Files.list(savepoint)) {
      for (Path file : files.sorted().toList()) {
        largest = Files.size(file) > Files.size(largest) ? file : largest;
      }
    }
    return largest;
  }

  private List<String> audited() throws IOException {
    List<String> acts = new ArrayList<>();
    for (String line : Files.readAllLines(temp.resolve("cluster").resolve(AuditLog.FILE))) {
      JsonNode of = Json.mapper().readTree(line);
      assertThat(of.path("ts").asText()).endsWith("Z");
      assertThat(of.path("user").asText()).isNotEmpty();
      acts.add(of.path("what").asText() + " " + of.path("result").asText());
    }
    return acts;
  }
}
