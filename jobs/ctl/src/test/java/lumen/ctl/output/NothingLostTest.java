package lumen.ctl.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands whose outputs would take the place of what their user has. */
class NothingLostTest {
  private static final String EVENT =
      "{\"ts\":1767225600.0,\"source\":\"a\",\"key\":\"x\",\"value\":1}\n";
  private static final String HEADER =
      "{\"lumen\":\"log\",\"version\":1,\"out_of_orderness_us\":100000}\n";

  @TempDir private Path temp;
  private Path out;
  private Path recording;

  @BeforeEach
  void writeRecording() throws IOException {
    out = Files.createDirectory(temp.resolve("o"));
    recording = Files.writeString(temp.resolve("take.ndjson"), EVENT);
  }

  private Path put(String name, String text) throws IOException {
    Path file = temp.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void replayOfARecordingUnderTheNameOfAResult() throws IOException {
    Path late = put("o/late.ndjson", EVENT);

    refused("lies under the name of a result", "replay", late, "--local", "--out", out);
    assertThat(late).hasContent(EVENT);
  }

  @Test
  void replayOfARecordingThroughALinkToItsFolder() throws IOException {
    Path facts = put("o/facts.ndjson", EVENT);
    Path link = Files.createSymbolicLink(temp.resolve("link"), out);

    refused("lies under", "replay", facts, "--local", "--overwrite", "--out", link);
    assertThat(facts).hasContent(EVENT);
  }

  @Test
  void notesOfCommandsUnderTheNameOfAResult() throws IOException {
    Path notes = put("o/control.ndjson", "{\"type\":\"release\"}\n");

    refused(
        "the notes of --control, lies",
        "replay",
        recording,
        "--local",
        "--control",
        notes,
        "--out",
        out);
    assertThat(notes).isNotEmptyFile();
  }

  @Test
  void captureInThePlaceOfTheLog() throws IOException {
    Path part = put("o/log/part-00000001.ndjson", HEADER + EVENT);
    put("o/log/manifest.json", "{\"format\":\"lumen-log-1\",\"parts\":[]}");

    refused("the recording, lies", "replay", out.resolve("log"), "--local", "--out", out);
    refused("is never removed", "replay", recording, "--local", "--out", out);
    assertThat(part).hasContent(HEADER + EVENT);
  }

  @Test
  void secondCaptureIntoOneFolder() throws IOException {
    Path part = put("o/log/part-b-0.ndjson", HEADER);
    Path rig =
        put("rig/sensors.yaml", "streams: [{name: a, type: osc, addr: \"127.0.0.1:9199\"}]\n");

    refused(
        "a capture is not removed unasked",
        "run",
        "--local",
        "--capture",
        "--config",
        rig.getParent(),
        "--out",
        out);
    refused("a capture is not removed unasked", "replay", recording, "--local", "--out", out);
    assertThat(part).hasContent(HEADER);
  }

  @Test
  void captureIntoTheResultsOfItsRun() throws IOException {
    Path part = put("o/log/part-b-0.ndjson", HEADER);

    refused("must lie outside of the results", "capture", out, "--out", out.resolve("log"));
    refused("must lie outside of the results", "capture", out, "--out", out);
    assertThat(part).exists();
    assertThat(out.resolve("manifest.json")).doesNotExist();
  }

  @Test
  void captureAndIngestIntoARecordingOfOthers() throws IOException {
    String text = "{\"parts\":[{\"file\":\"a.ndjson\"}]}";
    Path manifest = put("device/manifest.json", text);
    put("o/log/part-b-0.ndjson", HEADER);
    Path rig =
        put("rig/sensors.yaml", "streams: [{name: a, type: osc, addr: \"127.0.0.1:9199\"}]\n");

    Path device = manifest.getParent();
    refused("is not a log's", "capture", out, "--out", device);
    refused(
        "is not a log's", "ingest", "--config", rig.getParent(), "--log", device, "--for", "1s");
    assertThat(manifest).hasContent(text);
  }

  @Test
  void configurationThatSomebodyPutIntoTheFolder() throws IOException {
    Path mine = put("o/config/sensors.yaml", "unknown_sources: accept\n");
    Path rig =
        put("rig/sensors.yaml", "streams: [{name: a, type: osc, addr: \"127.0.0.1:9199\"}]\n");
    put("o/late.ndjson", "");

    refused(
        "not replaced unasked: " + mine,
        "run",
        "--local",
        "--config",
        rig.getParent(),
        "--out",
        out);
    assertThat(mine).hasContent("unknown_sources: accept");
    assertThat(out.resolve("late.ndjson")).as("checked before anything is removed").exists();
  }

  @Test
  void simulationOverWhatIsThere() throws IOException {
    Path config = put("rig/sensors.yaml", "unknown_sources: accept\n");
    Path truth = put("new.truth.json", "{}");

    refused("not replaced unasked: " + recording, "simulate", "--out", recording);
    refused("unasked: " + truth, "simulate", "--out", temp.resolve("new.ndjson"));
    refused(
        "unasked: " + config,
        "simulate",
        "--out",
        temp.resolve("b.ndjson"),
        "--config-out",
        config.getParent());
    refused(
        "must be different files",
        "simulate",
        "--out",
        temp.resolve("c"),
        "--truth",
        temp.resolve("c"));
    assertThat(recording).hasContent(EVENT);
    assertThat(config).hasContent("unknown_sources: accept");
    assertThat(temp.resolve("new.ndjson")).doesNotExist();
  }

  @Test
  void demoOfTheOverlayJobOverWhatIsThere() throws IOException {
    Path log = put("o/gateway.ndjson.gz", "mine");
    refused("unasked: " + log, "demo", "--overlay", "--out", out);
    Files.delete(log);
    Path flags = put("o/config/overlay_flags.yaml", "baseline_only: true\n");
    refused("unasked: " + flags, "demo", "--overlay", "--out", out);
    Files.delete(flags);
    Path decisions = put("o/decisions.ndjson", "{}\n");
    refused("decisions.ndjson", "demo", "--overlay", "--out", out);
    assertThat(decisions).hasContent("{}");
    assertThat(log).doesNotExist();
    refused("without FILE and --config", "demo", recording, "--overlay", "--out", out);
    refused("must be in 30..1440", "demo", "--overlay", "--minutes", "5", "--out", out);
  }

  @Test
  void demoOverWhatIsThere() throws IOException {
    Path rig = put("o/rig.ndjson.gz", "mine");
    refused("unasked: " + rig, "demo", "--minutes", "1", "--out", out);
    Files.delete(rig);
    Path config = put("o/config/sensors.yaml", "unknown_sources: accept\n");
    refused("unasked: " + config, "demo", "--minutes", "1", "--out", out);
    refused(
        "over what is read",
        "demo",
        "--minutes",
        "1",
        "--overwrite",
        "--config",
        config.getParent(),
        "--out",
        out);
    Path late = put("o/late.ndjson", EVENT);
    refused("the recording, lies", "demo", late, "--out", out);
    assertThat(late).hasContent(EVENT);
    assertThat(config).hasContent("unknown_sources: accept");
  }

  @Test
  void figuresOverTheirLogs() throws IOException {
    Path frames = put("o/frames.ndjson", EVENT);
    refused("over what is read", "gains", "fit", frames, "--overwrite", "--out", frames);
    refused("over what is read", "bench", "run", "--frames", out, "--overwrite", "--out", frames);
    refused("over what is read", "bench", "analyze", frames, "--overwrite", "--out", frames);
    refused("over what is read", "autotune", frames, "--overwrite", "--out", frames);
    refused("not replaced unasked", "gains", "fit", frames, "--out", recording);
    Path report = put("o/report.html", "<!doctype html><title>My thesis</title>");
    refused("not replaced unasked: " + report, "report", out);
    assertThat(frames).hasContent(EVENT);
  }

  @Test
  void commandIntoARecording() {
    refused(
        "must hold commands", "control", "write", recording, "release", "--at", "9", "--id", "a");
    assertThat(recording).hasContent(EVENT);
  }

  private static void refused(String message, Object... arguments) {
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    CommandRun run = LumenctlRun.of(words);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err().lines().filter(line -> line.startsWith("lumenctl: ")))
        .anyMatch(line -> line.contains(message));
  }
}
