package lumen.ctl.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import lumen.connectors.live.LogFolder;
import lumen.connectors.live.LogRotation;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IncidentCommandTest {
  private static final long BEGIN_S = 1_767_225_600L;
  private static final String SECRET = "hunter2";

  @TempDir private Path temp;
  private Path log;
  private Path run;
  private Path file;

  @BeforeEach
  void job() throws IOException {
    System.setProperty("lumen.cluster.dir", temp.resolve("cluster").toString());
    log = temp.resolve("log");
    run = temp.resolve("out");
    file = temp.resolve("incident.tar.gz");
    Path config = Files.createDirectories(run.resolve("config"));
    Files.writeString(
        config.resolve("sensors.yaml"),
        "streams:\n  - {name: far, type: ure, metrics_url: 'http://ann:hunter2@h/metrics'}\n");
    Files.writeString(config.resolve("fusion.yaml"), "# password: hunter2\n{}\n");
    Path logs = Files.createDirectories(temp.resolve("cluster/log"));
    Files.writeString(logs.resolve("taskmanager.log"), "INFO sasl.password = hunter2\nINFO well\n");
    Path day = Files.createDirectories(run.resolve("evidence/2026-01-01"));
    Files.writeString(
        day.resolve("part-0-0"),
        entry(0, "early") + "\n" + entry(300, "token: hunter2") + "\n" + entry(599, "late") + "\n");
    ingest();
  }

  @AfterEach
  void forget() {
    System.clearProperty("lumen.cluster.dir");
  }

  private static String entry(int second, String risk) {
    return "{\"id\":\"a/r/%d\",\"ts\":%d.0,\"tenant\":\"a\",\"kind\":\"risk\",\"rule\":\"r\",\"risk\":\"%s\",\"quote\":null,\"action\":null,\"values\":{},\"window\":null}"
        .formatted(second, BEGIN_S + second, risk);
  }

  private void ingest() throws IOException {
    byte[] header =
        "{\"lumen\":\"log\",\"version\":1,\"out_of_orderness_us\":100000}"
            .getBytes(StandardCharsets.UTF_8);
    try (LogFolder folder =
        LogFolder.open(log, new LogRotation(1 << 20, 600_000_000L), false, header, Map.of())) {
      for (int i = 0; i <= 600; i++) {
        folder.line(
            "{\"ts\":%d.0,\"source\":\"rig\",\"key\":\"x\",\"value\":%d,\"meta\":{\"stream\":\"osc\",\"at\":%d.0}}"
                .formatted(BEGIN_S + i, i, BEGIN_S + i)
                .getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private CommandRun incident(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("incident", "--last", "5m", "--until", Long.toString(BEGIN_S + 600)));
    all.addAll(List.of("--out", file.toString()));
    all.addAll(List.of(more));
    return LumenctlRun.of(all.toArray(String[]::new));
  }

  private Map<String, String> unpacked() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (InputStream in = Files.newInputStream(file);
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
        byte[] bytes = tar.readAllBytes();
        if (name.endsWith(".gz")) {
          bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
        }
        files.put(name, new String(bytes, StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  @Test
  void holdsWhatHappenedAndNoSecret() throws Exception {
    CommandRun packed = incident("--log", log.toString(), "--run", run.toString());
    assertThat(packed.exitCode()).as(packed.err()).isEqualTo(ExitCode.OK);
    Map<String, String> files = unpacked();
    assertThat(files)
        .containsKeys(
            "config/fusion.yaml",
            "config/sensors.yaml",
            "evidence.ndjson",
            "incident.json",
            "log/manifest.json",
            "logs/taskmanager.log",
            "cluster.json");
    assertThat(files.values()).as("a secret").noneMatch(text -> text.contains(SECRET));
    assertThat(files.get("config/sensors.yaml")).contains("http://(taken out)@h/metrics");
    assertThat(files.get("evidence.ndjson").lines()).hasSize(2);
    assertThat(files.get("logs/taskmanager.log")).contains("INFO well");
    String input =
        files.keySet().stream()
            .filter(name -> name.startsWith("log/part-"))
            .findFirst()
            .orElseThrow();
    assertThat(files.get(input))
        .contains("\"value\":599", "\"value\":301")
        .doesNotContain("\"value\":299");
    assertThat(Json.mapper().readTree(files.get("incident.json")).path("missing").fieldNames())
        .toIterable()
        .contains("failures.json", "metrics/fusion.txt");
  }

  @Test
  void sliceReplays() throws Exception {
    assertThat(incident("--log", log.toString()).exitCode()).isZero();
    Path folder = temp.resolve("unpacked");
    try (InputStream in = Files.newInputStream(file);
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path place = folder.resolve(entry.getName().substring(entry.getName().indexOf('/') + 1));
        Files.createDirectories(place.getParent());
        Files.copy(tar, place);
      }
    }
    CommandRun replay =
        LumenctlRun.of(
            "replay",
            folder.resolve("log").toString(),
            "--local",
            "--out",
            temp.resolve("again").toString());
    assertThat(replay.exitCode()).as(replay.err()).isEqualTo(ExitCode.OK);
    assertThat(temp.resolve("again/frames.ndjson")).isNotEmptyFile();
  }

  @Test
  void whatIsNotThereIsToldAndNoFailure() throws Exception {
    CommandRun packed = incident("--run", temp.resolve("nowhere").toString());
    assertThat(packed.exitCode()).as(packed.err()).isEqualTo(ExitCode.OK);
    assertThat(packed.out())
        .contains(
            "not in it: log: --log LOG was not given",
            "not in it: config: neither --config nor RUN/config nor LOG/config is there",
            "not in it: evidence.ndjson: --run must be the --out folder of a job: ");
  }

  @Test
  void fileIsNotReplacedUnasked() throws Exception {
    Files.writeString(file, "mine");
    CommandRun packed = incident();
    assertThat(packed.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(packed.err()).contains("--out must be a new file, or --overwrite");
    assertThat(file).hasContent("mine");
    assertThat(incident("--overwrite").exitCode()).isZero();
    assertThat(
            Files.list(temp).filter(path -> path.getFileName().toString().startsWith(".incident")))
        .isEmpty();
  }
}
