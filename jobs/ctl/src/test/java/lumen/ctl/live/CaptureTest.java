package lumen.ctl.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.fusion.settings.LumenSettings;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job that has ended left of its log, packed. */
class CaptureTest {
  private static final String HEADER =
      "{\"lumen\":\"log\",\"version\":1,\"out_of_orderness_us\":100000}";

  @TempDir private Path temp;
  private Path run;
  private Path out;

  /** Two attempts of a job, whose parts are named and numbered anew. */
  @BeforeEach
  void leaveParts() throws IOException {
    run = temp.resolve("run");
    out = temp.resolve("capture");
    Files.createDirectories(run.resolve("log"));
    part("part-bbbb-0.ndjson", HEADER, event(1), event(2));
    part("part-bbbb-1.ndjson", event(3));
    part("part-aaaa-0.ndjson", HEADER, event(4));
    part("part-aaaa-1.ndjson", HEADER);
    part("part-aaaa-10.ndjson", event(6));
    part("part-aaaa-2.ndjson", "{\"lumen\":\"beat\",\"at\":5.0}", event(5));
  }

  @Test
  void partsOfAllAttemptsArePackedInTheOrderOfTheirArrivals() throws Exception {
    CommandRun capture = LumenctlRun.of("capture", run.toString(), "--out", out.toString());
    assertThat(capture.exitCode()).as(capture.err()).isEqualTo(ExitCode.OK);
    assertThat(capture.out()).contains("event 6", "beat 1");
    assertThat(captured())
        .containsExactly(
            HEADER,
            event(1),
            event(2),
            event(3),
            event(4),
            "{\"lumen\":\"beat\",\"at\":5.0}",
            event(5),
            event(6));
    assertThat(run.resolve("log")).isEmptyDirectory();
  }

  @Test
  void captureThatIsKilledLosesAndDoublesNothing() throws Exception {
    Capture killed =
        Capture.begin(
            run, out, LumenSettings.defaults(), ConfigCopy.plan(out, Optional.empty(), false));
    killed.finish();
    assertThat(captured()).isEmpty();

    part("part-cccc-0.ndjson", event(7));
    CommandRun capture = LumenctlRun.of("capture", run.toString(), "--out", out.toString());
    assertThat(capture.exitCode()).as(capture.err()).isEqualTo(ExitCode.OK);
    assertThat(captured().stream().filter(line -> line.contains("value")))
        .containsExactly(event(1), event(2), event(3), event(4), event(5), event(6), event(7));
    assertThat(run.resolve("log")).isEmptyDirectory();
  }

  @Test
  void configurationThatTheRunKeptIsTheOneOfTheCapture() throws Exception {
    Path kept = Files.createDirectories(run.resolve("config"));
    Files.writeString(
        kept.resolve("fusion.yaml"), "version: 2.0\ntime: {live_out_of_orderness_ms: 250}\n");
    Path rules = Files.createDirectories(kept.resolve("evidence")).resolve("risk_map.yaml");
    Files.writeString(rules, "- {if: q > 1, risk: noisy}\n");
    CommandRun capture = LumenctlRun.of("capture", run.toString(), "--out", out.toString());
    assertThat(capture.exitCode()).as(capture.err()).isEqualTo(ExitCode.OK);
    assertThat(captured().get(0)).isEqualTo(HEADER.replace("100000", "250000"));
    assertThat(out.resolve("config/evidence/risk_map.yaml")).hasSameTextualContentAs(rules);
    assertThat(out.resolve("manifest.json")).content().contains("evidence/risk_map.yaml");
    assertThat(out.resolve("config/fusion.yaml"))
        .hasSameTextualContentAs(kept.resolve("fusion.yaml"));
  }

  @Test
  void folderOfNoLiveJobIsOneLine() throws IOException {
    Path none = Files.createDirectory(temp.resolve("none"));
    CommandRun capture = LumenctlRun.of("capture", none.toString(), "--out", out.toString());
    assertThat(capture.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(capture.err().lines()).singleElement().asString().contains("a live job must run");
  }

  private void part(String name, String... lines) throws IOException {
    Files.writeString(run.resolve("log").resolve(name), String.join("\n", lines) + "\n");
  }

  private static String event(int second) {
    return "{\"ts\":%d.0,\"source\":\"rig\",\"key\":\"k\",\"value\":%d,\"meta\":{\"stream\":\"osc\",\"at\":%d.0}}"
        .formatted(second, second, second);
  }

  private List<String> captured() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(out)) {
      for (Path part : files.filter(f -> f.toString().endsWith(".gz")).sorted().toList()) {
        byte[] bytes = Files.readAllBytes(part);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
        }
      }
    }
    return lines;
  }
}
