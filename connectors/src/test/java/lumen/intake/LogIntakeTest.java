package lumen.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lumen.connectors.replay.LogText;
import lumen.connectors.replay.Playback;
import lumen.connectors.replay.ReplaySplit;
import lumen.event.Account;
import lumen.event.Command;
import lumen.event.CommandText;
import lumen.event.Envelope;
import lumen.event.Position;
import lumen.state.StateForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogIntakeTest {
  private static final StateForm STATE = new StateForm("test", 1, 0);
  private static final long SEED = 31;
  private static final long START = LogText.START;

  @TempDir private Path folder;

  /** A line in memory. */
  private record Line(byte[] buffer) implements SourceLine {
    @Override
    public int start() {
      return 0;
    }

    @Override
    public int end() {
      return buffer.length;
    }

    @Override
    public Position position() {
      return new Position("log", 0, 1);
    }
  }

  private static Playback taken(LogIntake intake, String... lines) {
    for (String line : lines) {
      assertThat(intake.take(line(line), Long.MAX_VALUE)).isTrue();
    }
    List<Envelope> out = new ArrayList<>();
    intake.drain(out);
    return LogText.played(out);
  }

  private static Line line(String text) {
    return new Line(text.getBytes(StandardCharsets.UTF_8));
  }

  private static LogIntake intake() {
    return new LogIntake("log", Playback.OPTIONS);
  }

  @Test
  void headerTellsHowFarBehindTheirArrivalEventsMayBe() {
    LogIntake intake = intake();
    taken(intake, LogText.header(1, 250_000), LogText.event("a", 1, START));
    assertThat(intake.lineMicros()).isEqualTo(START - 250_000);
    taken(intake, LogText.header(1, 40_000), LogText.beat(START + 1_000_000));
    assertThat(intake.lineMicros()).isEqualTo(START + 960_000);
  }

  @Test
  void headerOfAnotherVersionIsCountedAndOfNoEffect() {
    LogIntake intake = intake();
    Playback played =
        taken(
            intake,
            LogText.HEADER,
            LogText.header(2, 0),
            "{\"lumen\":\"log\",\"version\":1}",
            LogText.beat(START));
    assertThat(played.rejectCodes()).containsExactly("malformed_log", "malformed_log");
    assertThat(played.rejects().get(0).detail()).contains("version 1", "out_of_orderness_us");
    assertThat(intake.lineMicros()).isEqualTo(START - 100_000);
  }

  @Test
  void lineNeverGoesBack() {
    LogIntake intake = intake();
    taken(intake, LogText.HEADER, LogText.beat(START), LogText.event("a", 1, START - 5_000_000));
    assertThat(intake.lineMicros()).isEqualTo(START - 100_000);
    assertThat(intake.positionMicros()).isEqualTo(START);
  }

  @Test
  void verdictsAreCarriedOutAsTheyStand() {
    Playback played =
        taken(
            intake(),
            LogText.HEADER,
            LogText.beat(START),
            LogText.event("a", 1, START - 90_000_000, START, ""),
            LogText.event("a", 2, START - 50_000, START, ",\"fate\":\"late\""),
            LogText.event("a", 3, START, START, ",\"clamped\":1"));
    assertThat(played.samples().get("default/s_a/k"))
        .as("neither lateness nor order are judged anew")
        .containsExactly(START - 90_000_000 + "=1.0", START + "=3.0");
    assertThat(played.late())
        .singleElement()
        .satisfies(l -> assertThat(l.behindMicros()).isEqualTo(-50_000));
    assertThat(played.accounts().get("a/s_a").clamped()).isEqualTo(1);
  }

  @Test
  void noticesAreCountedUnderTheirStreamAndSource() {
    Playback played =
        taken(
            intake(),
            LogText.HEADER,
            LogText.notice("dropped", "a", START, ",\"count\":7"),
            LogText.notice("filtered", "b", START, ",\"count\":3"),
            LogText.notice("reject", "b", START, ",\"reason\":\"malformed_osc\",\"raw\":\"2f\""),
            LogText.notice("reject", "b", START, ",\"reason\":\"from_the_future\""));
    assertThat(played.accounts().get("a/s_a").counts())
        .isEqualTo(new Account.Counts(7, 0, 0, 0, 0, 7));
    assertThat(played.accounts().get("b/s_b").counts())
        .isEqualTo(new Account.Counts(5, 0, 2, 0, 3, 0));
    assertThat(played.rejectCodes()).containsExactly("malformed_osc", "malformed_log");
    assertThat(played.rejects().get(0).raw()).isEqualTo("2f");
  }

  @Test
  void commandsAreHandedOnAsTheyStandAndCountedNowhere() {
    LogIntake intake = intake();
    Playback played = taken(intake, LogText.HEADER, LogText.command("lift", START));
    assertThat(played.commands())
        .containsExactly(
            new Command(
                "control",
                "default",
                "lift",
                "",
                CommandText.UNSTAMPED,
                "{\"id\":\"lift\",\"ki\":0.10}",
                new Position("log", 0, 1)));
    assertThat(played.commands()).allMatch(command -> command.read().isPresent());
    assertThat(played.accounts()).isEmpty();
    assertThat(intake.lineMicros()).isEqualTo(START - 100_000);
  }

  @Test
  void malformedLinesAreCountedUnderTheLog() {
    Playback played =
        taken(
            intake(),
            LogText.HEADER,
            "{\"lumen\":\"beat\"",
            "{\"lumen\":\"beat\"}",
            LogText.notice("beat", "a", -1, ""),
            LogText.notice("gift", "a", START, ""),
            LogText.notice("command", "control", START, ",\"command\":[]"),
            "{\"ts\":1,\"source\":\"s\",\"key\":\"k\",\"value\":1}",
            "{\"ts\":1,\"source\":\"s\",\"key\":\"k\",\"value\":1,\"meta\":{\"at\":5}}",
            "not JSON",
            LogText.event("a", 1, START));
    assertThat(played.rejectCodes()).hasSize(8).containsOnly("malformed_log");
    assertThat(played.accounts().get("log/log").counts().received()).isEqualTo(8);
    assertThat(played.sampleCount()).isEqualTo(1);
  }

  @Test
  void sourceThatIsNotConfiguredIsRejectedUnderItsStream() {
    ReplayOptions strict =
        new ReplayOptions(
            2_000_000, 10_000_000, 3_600_000_000L, 86_400_000_000L, 9, Map.of(), false, 0, false);
    Playback played =
        taken(new LogIntake("log", strict), LogText.HEADER, LogText.event("new", 1, START));
    assertThat(played.rejectCodes()).containsExactly("unknown_source");
    assertThat(played.rejects().get(0).stream()).isEqualTo("new");
    assertThat(played.total(Account.Counts::received)).isEqualTo(1);
  }

  @Test
  void whatIsNotDueWaits() {
    LogIntake intake = intake();
    taken(intake, LogText.HEADER, LogText.event("a", 1, START));
    assertThat(intake.take(line(LogText.event("a", 2, START + 2_000)), START + 1_000)).isFalse();
    assertThat(intake.dueMicros()).isEqualTo(START + 2_000);
    assertThat(intake.take(line(LogText.beat(START + 2_000)), START + 1_000)).isFalse();
    assertThat(taken(intake, LogText.event("a", 2, START + 2_000)).sampleCount()).isEqualTo(1);
  }

  @Test
  void stateBetweenAnyTwoLinesIsWhole() throws Exception {
    List<String> log = LogText.random(SEED, 600);
    Playback whole = taken(intake(), log.toArray(new String[0]));
    LogIntake intake = intake();
    List<Envelope> out = new ArrayList<>();
    for (String line : log) {
      intake.take(line(line), Long.MAX_VALUE);
      intake.drain(out);
      long lineMicros = intake.lineMicros();
      intake = restored(STATE.write(64, intake::write));
      assertThat(intake.lineMicros()).isEqualTo(lineMicros);
    }
    assertThat(LogText.played(out)).isEqualTo(whole);
    assertThat(whole.rejectCodes()).contains("malformed_log", "malformed_osc");
    assertThat(whole.late()).isNotEmpty();
    assertThat(whole.commands()).isNotEmpty();
  }

  private static LogIntake restored(byte[] state) {
    return STATE.read(
        state,
        in -> LogIntake.read("log", Playback.OPTIONS, in),
        in -> LogIntake.readOlder("log", Playback.OPTIONS, in));
  }

  /** A state tells the bound that its log had; a live reader goes on with its own. */
  @Test
  void boundOfAReaderThatJudgesIsItsOwnAlsoOverAState() throws Exception {
    LogIntake intake = LogIntake.within(7_000, "log", Playback.OPTIONS);
    intake.arrived(START);
    assertThat(intake.lineMicros()).isEqualTo(START - 7_000);
    byte[] bytes = STATE.write(64, intake::write);
    LogIntake own = restored(bytes).boundBy(3_000);
    LogIntake told = restored(bytes);
    own.arrived(START + 10_000);
    told.arrived(START + 10_000);
    assertThat(own.lineMicros()).isEqualTo(START + 7_000);
    assertThat(told.lineMicros()).isEqualTo(START + 3_000);
  }

  @Test
  void cutsIntoChunksAndPartsAndRestoresChangeNothing() throws Exception {
    List<String> log = LogText.random(SEED, 3_000);
    Path whole = Playback.write(folder, "whole.ndjson", LogText.bytes(log));
    ReplaySplit split = Playback.split(whole);
    Playback played = LogText.play(split, 1 << 20, false);
    for (long chunk : new long[] {1, 300, 7_001}) {
      assertThat(LogText.play(split, chunk, false)).as("chunk %d", chunk).isEqualTo(played);
    }
    assertThat(LogText.play(split, 2_000, true)).isEqualTo(played);

    List<String> second = new ArrayList<>(List.of(LogText.HEADER));
    second.addAll(log.subList(1_000, log.size()));
    Path one = Playback.write(folder, "p1.ndjson", LogText.bytes(log.subList(0, 1_000)));
    Path two = Playback.write(folder, "p2.ndjson.gz", Playback.gzip(LogText.bytes(second)));
    Playback parts = LogText.play(Playback.split(one, two), 2_000, true);
    assertThat(parts.samples()).isEqualTo(played.samples());
    assertThat(parts.rejectCodes()).isEqualTo(played.rejectCodes());
    for (Account account : played.accounts().values()) {
      assertThat(parts.accounts().get(account.stream() + "/" + account.source()).counts())
          .isEqualTo(account.counts());
    }
  }
}
