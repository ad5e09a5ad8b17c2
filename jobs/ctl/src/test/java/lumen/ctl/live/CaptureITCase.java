package lumen.ctl.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import lumen.ctl.LumenctlRun;
import lumen.ctl.session.RunFolder;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two live jobs hear the same rig over UDP. One is captured from its start, and what its capture
 * gives when it is replayed is the same to the byte; one is captured from its middle on.
 */
@Tag("clock")
class CaptureITCase {
  /** From the beginning of the second capture on until the silence. */
  private static final double BOTH_S = 2 * LiveRig.WINDOW_S + 3;

  private static final double SILENCE_S = LiveRig.WINDOW_S + 2;
  private static final double AFTER_S = 6;
  private static final int TAPS = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private static Path temp;
  private static Path whole;
  private static Path half;
  private static Path wholeCapture;
  private static Path halfCapture;
  private static Path config;
  private static long messages;

  /** Heard by the first alone. */
  private static OscHands hands;

  /** For how long the rig played. */
  private static long seconds;

  /** When the silence began, epoch seconds. */
  private static double silentFrom;

  @BeforeAll
  static void playTheRigOnce() throws Exception {
    LibloTools.require();
    hands = new OscHands();
    LiveRig first = LiveRig.write(temp.resolve("config"), hands.streams());
    OscHands.describe(first.config());
    LiveRig second = LiveRig.write(temp.resolve("config-2"));
    config = first.config();
    whole = temp.resolve("whole");
    half = temp.resolve("half");
    wholeCapture = temp.resolve("whole-capture");
    halfCapture = temp.resolve("half-capture");
    CompletableFuture<CommandRun> wholeRun = run(first, whole, "--capture");
    CompletableFuture<CommandRun> halfRun = run(second, half, "--channels");
    await().atMost(PATIENCE).until(() -> isListening(whole) && isListening(half));
    CompletableFuture<CommandRun> halfCapturing;
    try (OscPlay rig = new OscPlay(3, first.port(), second.port())) {
      hands.begin();
      AtomicBoolean enough = new AtomicBoolean();
      CompletableFuture<Long> played = CompletableFuture.supplyAsync(() -> playUntil(enough, rig));
      CompletableFuture<CommandRun> attached = capture(whole, wholeCapture, "--for", "4s");
      for (int i = 0; i < TAPS; i++) {
        LibloTools.send(first.port(), "/tap", "f", "0.5");
        LibloTools.send(second.port(), "/tap", "f", "0.5");
      }
      done(attached);
      halfCapturing = capture(half, halfCapture);
      await().atMost(PATIENCE).until(() -> isCapturing(half));
      TimeUnit.MILLISECONDS.sleep((long) (1e3 * BOTH_S));
      hands.end();
      enough.set(true);
      seconds = played.join();
      silentFrom = System.currentTimeMillis() / 1e3;
      messages = rig.play(AFTER_S, SILENCE_S) + TAPS;
      seconds += (long) AFTER_S;
    }
    assertThat(LiveJob.of(whole).end() && LiveJob.of(half).end()).isTrue();
    done(wholeRun);
    done(halfRun);
    done(halfCapturing);
    done(capture(whole, wholeCapture));
  }

  private static long playUntil(AtomicBoolean enough, OscPlay rig) {
    long played = 0;
    while (!enough.get()) {
      rig.play(1);
      played++;
    }
    return played;
  }

  private static boolean isCapturing(Path out) {
    return LiveJob.of(out).status().map(s -> s.path("capturing").asBoolean()).orElse(false);
  }

  private static boolean isListening(Path out) {
    return LiveJob.of(out).status().isPresent();
  }

  private static void done(CompletableFuture<CommandRun> command) {
    assertThat(command.join().exitCode()).as(command.join().err()).isEqualTo(ExitCode.OK);
  }

  private static CompletableFuture<CommandRun> run(LiveRig rig, Path out, String flag) {
    String settings = rig.config().toString();
    return lumenctl("run", "--local", flag, "--config", settings, "--out", out.toString());
  }

  private static CompletableFuture<CommandRun> capture(Path run, Path out, String... more) {
    List<String> command =
        new ArrayList<>(List.of("capture", run.toString(), "--out", out.toString()));
    command.addAll(List.of(more));
    return lumenctl(command.toArray(new String[0]));
  }

  private static CompletableFuture<CommandRun> lumenctl(String... arguments) {
    return CompletableFuture.supplyAsync(() -> LumenctlRun.of(arguments));
  }

  private static RunFolder replay(Path capture, String name) throws Exception {
    Path out = temp.resolve(name);
    done(lumenctl("replay", capture.toString(), "--local", "--channels", "--out", out.toString()));
    return RunFolder.read(out);
  }

  @Test
  void captureFromTheStartRepeatsEveryByte() throws Exception {
    RunFolder live = RunFolder.read(whole);
    live.accountsForAll(messages + hands.messages());
    live.framesAreSane(LiveRig.TARGET_HZ);
    assertThat(live.total("late"))
        .as("one a second is, and what a stall held up")
        .isGreaterThanOrEqualTo(seconds);
    assertThat(live.rejects("malformed_osc")).isEqualTo(seconds);
    assertThat(framesWithLevel(live))
        .isGreaterThan((int) (2 * LiveRig.WINDOW_S * LiveRig.TARGET_HZ));

    RunFolder replayed = replay(wholeCapture, "whole-replay");
    assertThat(replayed.folder().resolve("frames.ndjson"))
        .hasSameBinaryContentAs(whole.resolve("frames.ndjson"));
    for (String account : List.of("streams", "sources", "rejects", "event_time")) {
      assertThat(replayed.summary().get(account)).isEqualTo(live.summary().get(account));
    }
    for (String notices : List.of("late.ndjson", "rejects.ndjson", "facts.ndjson")) {
      assertThat(notices(replayed.folder(), notices)).isEqualTo(notices(whole, notices));
    }
  }

  /** The keys of how a source is read hold for what comes over UDP, and so for its capture. */
  @Test
  void devicesAreReadAsTheirKeysSay() throws Exception {
    RunFolder live = RunFolder.read(whole);
    JsonNode sources = live.summary().path("sources");
    JsonNode glove = sources.path("glove-left");
    assertThat(glove.path("invalid").asLong()).isEqualTo((hands.gloves() + 92) / 100);
    assertThat(glove.path("used").asLong() + glove.path("invalid").asLong())
        .isEqualTo(hands.gloves());
    assertThat(sources.path("dial").path("used").asLong()).isEqualTo(hands.dials());
    assertThat(sources.path("foot").path("used").asLong()).isEqualTo(hands.steps());
    assertThat(framesOfHands(live))
        .allSatisfy(frame -> assertThat(frame.path("streams_total").asInt()).isLessThanOrEqualTo(3))
        .anySatisfy(
            frame -> {
              assertThat(frame.path("streams_fresh").asInt()).isEqualTo(3);
              assertThat(frame.path("coherence").asDouble()).isGreaterThan(0.9);
            });
    assertThat(live.notes()).noneMatch(note -> note.contains("glove") || note.contains("dial"));
  }

  private static List<JsonNode> framesOfHands(RunFolder run) {
    return run.frames().stream()
        .filter(frame -> frame.path("tenant").asText().equals(OscHands.TENANT))
        .toList();
  }

  private static long framesWithLevel(RunFolder run) {
    return run.frames().stream().filter(frame -> frame.path("coherence").isNumber()).count();
  }

  /** Lines without the place where they stand. */
  private static List<String> notices(Path run, String file) throws Exception {
    return Files.readAllLines(run.resolve(file)).stream()
        .map(line -> line.replaceAll("\"file\":.*?\"offset\":[0-9]+,?", ""))
        .toList();
  }

  @Test
  void manifestTellsWhatTheCaptureHolds() throws Exception {
    JsonNode manifest = Json.mapper().readTree(wholeCapture.resolve("manifest.json").toFile());
    assertThat(manifest.path("format").asText()).isEqualTo("lumen-log-1");
    assertThat(manifest.path("open").asBoolean(true)).isFalse();
    assertThat(manifest.path("parts").size()).as("parts of two captures").isGreaterThan(1);
    double before = 0;
    for (JsonNode part : manifest.path("parts")) {
      byte[] bytes = Files.readAllBytes(wholeCapture.resolve(part.path("file").asText()));
      assertThat(part.path("bytes").asLong()).isEqualTo(bytes.length);
      assertThat(part.path("sha256").asText()).isEqualTo(sha256(bytes));
      assertThat(part.path("lines").asLong()).isEqualTo(lines(bytes));
      assertThat(part.path("from").asDouble()).isBetween(before, part.path("to").asDouble());
      before = part.path("to").asDouble();
    }
    Map<String, Long> counts = new TreeMap<>();
    manifest
        .path("counts")
        .properties()
        .forEach(c -> counts.put(c.getKey(), c.getValue().asLong()));
    counts.remove("beat");
    assertThat(counts.values().stream().mapToLong(count -> count).sum())
        .isEqualTo(messages + hands.messages());
    assertThat(counts).containsKeys("event", "late", "reject");
    for (String file : List.of("fusion.yaml", "sensors.yaml")) {
      byte[] kept = Files.readAllBytes(wholeCapture.resolve("config").resolve(file));
      assertThat(kept).isEqualTo(Files.readAllBytes(config.resolve(file)));
      assertThat(manifest.path("config").path(file).asText()).isEqualTo(sha256(kept));
    }
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static long lines(byte[] compressed) throws Exception {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().count();
    }
  }

  /**
   * What a channel's noise and lag came to before the capture began is not in it: q, r and lags
   * follow from history. What the frames tell agrees from the second window on, and is the same to
   * the byte once all channels were silent for a window, since everything starts anew then; the
   * gains are, once there is an entropy ratio again, since they hold until then.
   */
  @Test
  void captureFromTheMiddleAgreesAndIsEqualAfterSilence() throws Exception {
    RunFolder live = RunFolder.read(half);
    live.accountsForAll(messages);
    RunFolder replayed = replay(halfCapture, "half-replay");
    for (String notices : List.of("late.ndjson", "rejects.ndjson", "facts.ndjson")) {
      List<String> all = notices(half, notices);
      List<String> some = notices(replayed.folder(), notices);
      assertThat(some.size()).as(notices).isBetween(1, all.size() - 1);
      assertThat(all.subList(all.size() - some.size(), all.size())).isEqualTo(some);
    }

    double begun = replayed.summary().path("event_time").path("from").asDouble();
    assertThat(begun).isLessThan(silentFrom - 2 * LiveRig.WINDOW_S);
    Map<Long, JsonNode> frames = new TreeMap<>();
    live.frames().forEach(frame -> frames.put(frame.path("grid").asLong(), frame));
    int alike = 0;
    int equal = 0;
    for (JsonNode frame : replayed.frames()) {
      JsonNode its = frames.get(frame.path("grid").asLong());
      double ts = frame.path("ts").asDouble();
      if (ts > silentFrom + LiveRig.WINDOW_S) {
        assertThat(withoutHeldGains(frame)).isEqualTo(withoutHeldGains(its));
        equal += frame.path("coherence").isNumber() ? 1 : 0;
      } else if (ts > begun + 2 * LiveRig.WINDOW_S && ts < silentFrom - 1) {
        agrees(frame, its);
        alike++;
      }
    }
    assertThat(equal).isGreaterThan((int) (LiveRig.TARGET_HZ * LiveRig.WINDOW_S / 2));
    assertThat(alike).isPositive();
  }

  private static JsonNode withoutHeldGains(JsonNode frame) {
    ObjectNode copy = frame.deepCopy();
    return frame.path("entropy_ratio").isNull() ? copy.without(List.of("kp", "ki", "kd")) : copy;
  }

  private static void agrees(JsonNode frame, JsonNode live) {
    for (String exact : List.of("mode", "streams_fresh", "streams_total")) {
      assertThat(frame.get(exact)).as("%s of %s", exact, frame).isEqualTo(live.get(exact));
    }
    for (String level : List.of("coherence", "entropy_ratio", "sync_quality", "order")) {
      assertThat(frame.path(level).asDouble(9))
          .as("%s of %s", level, frame)
          .isCloseTo(live.path(level).asDouble(-9), within(1e-3));
    }
  }
}
