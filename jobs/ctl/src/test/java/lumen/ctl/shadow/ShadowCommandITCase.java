package lumen.ctl.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lumen.connectors.live.LogFolder;
import lumen.connectors.live.LogRotation;
import lumen.ctl.LumenctlRun;
import lumen.ctl.upgrade.VersionJars;
import lumen.fixtures.CommandRun;
import lumen.rig.Rig;
import lumen.rig.RigSettings;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars on one recording: the same jar, and one that tells one figure otherwise. */
final class ShadowCommandITCase {
  @TempDir private static Path temp;

  private static Path recording;
  private static Path config;

  @BeforeAll
  static void record() throws IOException {
    recording = temp.resolve("rig.ndjson");
    Rig rig = new Rig(new RigSettings(7, 2, 4));
    try (OutputStream out = Files.newOutputStream(recording)) {
      rig.play(out);
    }
    config = Files.createDirectory(temp.resolve("config"));
    Files.writeString(config.resolve("sensors.yaml"), rig.sensorsYaml());
  }

  private static CommandRun shadow(Path jar, String... more) {
    String[] always = {
      "shadow",
      "--input",
      recording.toString(),
      "--config",
      config.toString(),
      "--jar",
      jar.toString()
    };
    String[] all = java.util.Arrays.copyOf(always, always.length + more.length);
    System.arraycopy(more, 0, all, always.length, more.length);
    return LumenctlRun.of(all);
  }

  @Test
  void sameJarIsEqualAndAnotherIsToldByItsFirstDifference() throws Exception {
    Path build = LumenHome.locate().jobsJar();
    CommandRun same = shadow(build);
    assertThat(same.exitCode()).as(same.err()).isZero();
    assertThat(same.out()).matches("equal: [0-9]{4,} lines of [0-9] outputs\\s+");

    Path kept = temp.resolve("kept");
    CommandRun other =
        shadow(VersionJars.BIASED_PHASE.make(temp), "--json", "--out", kept.toString());
    assertThat(other.exitCode()).as(other.err()).isEqualTo(1);
    JsonNode told = Json.mapper().readTree(other.out());
    JsonNode difference = told.path("difference");
    assertThat(told.path("equal").asBoolean(true)).isFalse();
    assertThat(difference.path("output").asText()).isEqualTo("frames");
    assertThat(difference.path("field").asText()).isEqualTo("phase_diff");
    assertThat(difference.path("tenant").asText()).isNotEmpty();
    assertThat(difference.path("ts").asDouble()).isGreaterThanOrEqualTo(RigSettings.START_S);
    assertThat(difference.path("after").asDouble() - difference.path("before").asDouble())
        .isBetween(0.0009, 0.0011);
    assertThat(Files.readAllLines(kept.resolve("before/frames.ndjson")))
        .element(difference.path("line").asInt() - 1)
        .asString()
        .contains("\"phase_diff\":" + difference.path("before").asText());
    assertThat(temp.resolve("kept/after/control.ndjson")).exists();
  }

  @Test
  void newestOfALogIsTakenWhileItIsWritten() throws Exception {
    Path log = temp.resolve("log");
    Path of = Files.createDirectories(log.resolve("config"));
    Files.writeString(
        of.resolve("fusion.yaml"), "window: {rebalance_window_s: 10}\nlag: {method: none}\n");
    byte[] header =
        "{\"lumen\":\"log\",\"version\":1,\"out_of_orderness_us\":100000}"
            .getBytes(StandardCharsets.UTF_8);
    LogFolder written =
        LogFolder.open(log, new LogRotation(1 << 20, 40_000_000), false, header, Map.of());
    for (int i = 0; i < 1_200; i++) {
      for (String key : new String[] {"x", "yy"}) {
        written.line(event(key, i / 10.0).getBytes(StandardCharsets.UTF_8));
      }
    }
    written.flush();
    CommandRun run =
        LumenctlRun.of(
            "shadow",
            "--from-log",
            log.toString(),
            "--for",
            "60s",
            "--jar",
            VersionJars.TENFOLD_Q.make(temp).toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.out())
        .matches(
            "different: frames line 1, tenant default, ts 17[0-9.]+, q: [0-9.E-]+, shadow [0-9.E-]+\\s+");
  }

  private static String event(String key, double t) {
    double value = StrictMath.sin(2 * StrictMath.PI * 0.5 * t + key.length());
    double ts = RigSettings.START_S + t;
    return "{\"ts\":%.6f,\"source\":\"rig\",\"key\":\"%s\",\"value\":%.9f,\"meta\":{\"stream\":\"osc\",\"at\":%.6f}}"
        .formatted(ts, key, value, ts);
  }

  @Test
  void whatIsWrongIsSaidBeforeAnythingRuns() {
    Path build = LumenHome.locate().jobsJar();
    assertThat(LumenctlRun.of("shadow", "--jar", build.toString()).err())
        .contains("one of RUN, --from-log LOG and --input FILE must be given");
    assertThat(LumenctlRun.of("shadow", temp.toString(), "--jar", build.toString()).err())
        .contains("--for TIME must be given");
    CommandRun none = shadow(temp.resolve("nosuch.jar"));
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("--jar must be a file");
    CommandRun noJar = shadow(recording, "--against", build.toString());
    assertThat(noJar.exitCode()).isEqualTo(1);
    assertThat(noJar.err())
        .hasLineCount(1)
        .contains("a jar must come to the end of the recording: " + recording);
  }
}
