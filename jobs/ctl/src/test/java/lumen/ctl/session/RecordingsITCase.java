package lumen.ctl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recordings that others made of real devices: every line is accounted for, every frame is sane,
 * and what is known of a recording comes out.
 */
class RecordingsITCase {
  private static final double TARGET_HZ = 5;

  @TempDir private static Path temp;
  private static Recordings recordings;

  @BeforeAll
  static void findRecordings() {
    recordings = Recordings.expected();
  }

  @BeforeEach
  void requireRecordings() {
    recordings.require();
  }

  @Test
  void shipsThatAreSilentForMinutes() throws IOException {
    RunFolder run = allUsed("ais_solent_a");

    assertThat(run.summary().path("sources")).hasSize(84);
    assertThat(run.total("duplicates")).as("two messages with one stamp").isPositive();
    assertThat(run.frames()).as("no ship sends for 14 s without a pause over 2 s").isEmpty();
    assertThat(run.notes())
        .as("84 ships in two kinds of notes")
        .hasSizeLessThan(8)
        .anyMatch(note -> note.contains("as good as silent, a phase for 0 of "))
        .anyMatch(note -> note.endsWith(" more sources)"));
  }

  @Test
  void wristbandOfSixRates() throws IOException {
    RunFolder run = allUsed("e4_msr_a");

    assertThat(run.framesOf("sensors_only")).isGreaterThan(11_000);
    assertThat(run.median("coherence")).isBetween(0.05, 0.5);
  }

  @Test
  void machinesSampledEveryFiveMinutes() throws IOException {
    RunFolder run = replay("iot_nab_a", recordings.events("iot_nab_a"));
    assertThat(run.frames()).as("every interval is longer than max_gap_s").isEmpty();
    assertThat(run.notes())
        .hasSizeLessThan(8)
        .anyMatch(note -> note.contains("as good as silent, a phase for 0 of "));
    assertThat(run.total("used")).as("five pauses of days").isEqualTo(run.total("received"));

    Path config =
        config(
            "iot",
            """
            resample: {target_hz: 0.005, max_gap_s: 900, rate_wait_s: 3600}
            band: {low_hz: 0.00002, high_hz: 0.0005, taps: 51}
            window: {rebalance_window_s: 86400}
            lag: {max_lag_s: 3600}
            clip: {method: none}
            time: {max_ahead_s: 31536000, source_idle_s: 3600}
            """,
            "");
    RunFolder slow =
        local("iot_slow", recordings.events("iot_nab_a"), "--config", config.toString());
    slow.framesAreSane(0.005);
    assertThat(slow.total("used")).isEqualTo(slow.total("received"));
    assertThat(slow.framesOf("sensors_only")).isGreaterThan(1_000);
    assertThat(slow.total("duplicates")).as("the hour that came twice").isEqualTo(12);
  }

  @Test
  void drummersWhoseNotesAreObjects() throws IOException {
    RunFolder run = allUsed("midi_groove_a", "--channels");

    Set<String> keys =
        run.channels().stream().map(c -> c.path("key").textValue()).collect(Collectors.toSet());
    assertThat(keys).containsExactlyInAnyOrder("cc4", "note.ch", "note.n", "note.v");
  }

  @Test
  void headbandOfOneAndAHalfSeconds() throws IOException {
    RunFolder run = allUsed("muse_mindmonitor_a");

    assertThat(run.frames()).as("shorter than any filter").isEmpty();
    assertThat(run.total("duplicates")).isPositive();
    assertThat(facts(run)).isEqualTo(1);
  }

  @Test
  void phoneAndWatchOnOneBody() throws IOException {
    RunFolder run = allUsed("phone_watch_s01");
    assertThat(facts(run)).isEqualTo(47);
    assertThat(run.framesOf("none")).as("walks shorter than W/3").isEqualTo(run.frames().size());

    Path config =
        config(
            "walk",
            """
            resample: {target_hz: 10}
            band: {low_hz: 0.8, high_hz: 3.5, taps: 31}
            window: {rebalance_window_s: 15}
            """,
            "");
    RunFolder walk =
        local("walk", recordings.events("phone_watch_s01"), "--config", config.toString());
    walk.framesAreSane(10);
    assertThat(walk.framesOf("sensors_only")).as("the longest walks").isPositive();
  }

  @Test
  void robotWithEverything() throws IOException {
    RunFolder run = allUsed("robot_husky_a");

    assertThat(run.framesOf("sensors_only")).isGreaterThan(700);
  }

  @Test
  void robotsOdometryLagsItsGyroscope() throws IOException {
    Path config =
        config(
            "robot",
            """
            window: {rebalance_window_s: 60}
            band: {low_hz: 0.1, high_hz: 1.5, taps: 51}
            """,
            """
            sources:
              imu: {keys: [gyro_y]}
              odom: {keys: [yaw_rate]}
              gps: {keys: [none]}
            """);

    Path events = recordings.events("robot_husky_a");
    RunFolder run = local("robot_lag", events, "--channels", "--config", config.toString());

    run.accountsForAll(Recordings.lines(events));
    run.framesAreSane(TARGET_HZ);
    assertThat(run.total("used")).isEqualTo(6_003 + 1_998);
    assertThat(run.median("coherence")).isGreaterThan(0.9);
    double gyroscope = lagSteps(run, "imu");
    double odometry = lagSteps(run, "odom");
    assertThat(gyroscope).isCloseTo(-1, within(0.15));
    assertThat(odometry).isCloseTo(1, within(0.15));
    assertThat((odometry - gyroscope) / TARGET_HZ).isCloseTo(0.4, within(0.05));
  }

  private static double lagSteps(RunFolder run, String source) throws IOException {
    List<JsonNode> lags =
        run.channels().stream()
            .filter(channel -> channel.path("source").textValue().equals(source))
            .map(channel -> channel.path("lag"))
            .filter(lag -> lag.doubleValue() != 0)
            .toList();
    return RunFolder.median(lags);
  }

  @Test
  void clockThatJumpsBackMakesAllThatFollowsLate() throws IOException {
    RunFolder run = replay("xdf_clock_resets", recordings.events("xdf_clock_resets"));

    assertThat(run.total("late")).isEqualTo(119_596);
    assertThat(run.total("used")).isEqualTo(103_099);
    assertThat(run.notes())
        .anyMatch(note -> note.startsWith("only 46.3 % was used (103099 of 222695 events): all"))
        .anyMatch(
            note -> note.startsWith("stream events: 53.7 % came late (119596 of 222695 events)"))
        .anyMatch(
            note ->
                note.startsWith("source BioSemi of stream events lost 119512 of ")
                    && note.contains("events.ndjson.gz line 103100")
                    && note.contains("`sources: {BioSemi: {clock: {on_reset: continue}}}`"));
    noLockInRandomNumbers(run);
  }

  @Test
  void clockThatWasCorrectedLeavesNothingLate() throws IOException {
    Path synced = recordings.folder().resolve("xdf_clock_resets/events_synced.ndjson.gz");
    RunFolder run = replay("xdf_synced", synced);

    assertThat(run.total("used")).isEqualTo(run.total("received"));
    assertThat(facts(run)).isEqualTo(175);
    noLockInRandomNumbers(run);
  }

  /** Its eight channels hold the random numbers of an example program. */
  private static void noLockInRandomNumbers(RunFolder run) {
    assertThat(run.framesOf("sensors_only")).isPositive();
    assertThat(run.median("coherence")).isLessThan(0.2);
    assertThat(run.median("entropy_ratio")).isGreaterThan(0.9);
    assertThat(run.median("phase_diff")).isCloseTo(0.25, within(0.05));
  }

  @Test
  void headbandOfElevenSeconds() throws IOException {
    RunFolder run = allUsed("xdf_muse_p001");

    assertThat(run.frames()).as("shorter than the filters, which take 14 s").isEmpty();
    assertThat(run.notes()).anyMatch(note -> note.contains("14 by default"));
  }

  @Test
  void headbandOfEightSeconds() throws IOException {
    assertThat(allUsed("xdf_muse_p032").frames()).as("shorter than the filters").isEmpty();
  }

  @Test
  void brainWavesWithMarkers() throws IOException {
    RunFolder run = allUsed("xdf_openbci_sub20");

    assertThat(facts(run)).isEqualTo(182);
    assertThat(run.framesOf("sensors_only")).isGreaterThan(1_800);
    assertThat(run.median("coherence")).as("electrodes of one head").isGreaterThan(0.2);
  }

  private static long facts(RunFolder run) throws IOException {
    return Recordings.lines(run.folder().resolve("facts.ndjson"));
  }

  private static RunFolder allUsed(String recording, String... options) throws IOException {
    RunFolder run = replay(recording, recordings.events(recording), options);
    assertThat(run.total("used")).as("used").isEqualTo(run.total("received"));
    assertThat(run.notes()).as("few").hasSizeLessThan(8);
    return run;
  }

  /** Replays with default settings; whatever the recording, accounts and frames must be right. */
  private static RunFolder replay(String name, Path events, String... options) throws IOException {
    RunFolder run = local(name, events, options);
    run.accountsForAll(Recordings.lines(events));
    run.framesAreSane(TARGET_HZ);
    return run;
  }

  private static RunFolder local(String name, Path events, String... options) throws IOException {
    List<String> here = new ArrayList<>(List.of(options));
    here.add("--local");
    return run(name, events, here.toArray(new String[0]));
  }

  private static RunFolder run(String name, Path events, String... options) throws IOException {
    Path out = temp.resolve(name);
    List<String> command = new ArrayList<>(List.of("replay", events.toString()));
    command.addAll(List.of("--out", out.toString(), "--name", name));
    command.addAll(List.of(options));
    CommandRun run = LumenctlRun.of(command.toArray(new String[0]));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).isEmpty();
    return RunFolder.read(out);
  }

  private static Path config(String name, String fusion, String sensors) throws IOException {
    Path folder = Files.createDirectories(temp.resolve("config-" + name));
    Files.writeString(folder.resolve("fusion.yaml"), fusion);
    if (!sensors.isEmpty()) {
      Files.writeString(folder.resolve("sensors.yaml"), sensors);
    }
    return folder;
  }
}
