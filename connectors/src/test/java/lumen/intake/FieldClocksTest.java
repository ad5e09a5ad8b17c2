package lumen.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import lumen.connectors.replay.ClockRig;
import lumen.connectors.replay.Playback;
import lumen.connectors.replay.ReplaySplit;
import lumen.event.Account;
import lumen.event.ClockResets;
import lumen.event.KeyFilter;
import lumen.event.LateRun;
import lumen.event.SourceClock;
import lumen.intake.ReplayOptions.OnReset;
import lumen.intake.ReplayOptions.SourceRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clocks as people have them: the recordings of the field, and made ones of the same kinds. Each is
 * also read in small chunks, taken up anew after each, which changes nothing.
 */
class FieldClocksTest {
  private static final DoubleUnaryOperator TRUE = DoubleUnaryOperator.identity();
  private static final long HOUR = 3_600_000_000L;

  @TempDir private Path folder;

  @Test
  void oneStampTenHoursAheadCostsNothing() throws Exception {
    allUsed(play(given("stray10h"), Playback.OPTIONS), 24_000);
  }

  @Test
  void strayStampsOfAnySourceCostNothing() throws IOException {
    Random random = new Random(5);
    for (int round = 0; round < 10; round++) {
      ClockRig rig = new ClockRig();
      for (String source : List.of("a", "b", "c")) {
        int stray = round == 0 ? 0 : random.nextInt(1_000);
        double by = 15 + random.nextInt(80_000);
        rig.device(source, 0, 50, 20, t -> Math.round(t * 20) == stray ? t + by : t);
      }
      allUsed(play(rig.write(folder), Playback.OPTIONS), 3_000);
    }
  }

  /** Lines of one message share its stamp: the second one is no second opinion. */
  @Test
  void strayStampOfAMessageOfSeveralLinesCostsAtMostItself() throws IOException {
    for (double by : new double[] {60, 1_800, 36_000, 90_000}) {
      DoubleUnaryOperator stray = t -> t == 30 ? t + by : t;
      ClockRig rig = new ClockRig();
      for (int key = 0; key < 3; key++) {
        rig.device("a", 0, 60, 10, stray);
      }
      rig.device("b", 0.01, 60, 10, TRUE).device("c", 0.02, 60, 10, TRUE);

      Playback played = play(rig.write(folder), Playback.OPTIONS);

      int lost = by > 86_400 ? 3 : 0;
      assertThat(played.late()).as("%s s", by).isEmpty();
      assertThat(played.rejectCodes()).as("%s s", by).hasSize(lost);
      assertThat(played.total(Account.Counts::used)).isEqualTo(rig.size() - lost);
    }
  }

  /** As a clock that is set by a time server, or by hand: also further than may be held back. */
  @Test
  void clockThatStepsAheadAndGoesOnMakesNobodyLate() throws IOException {
    for (double by : new double[] {20, 60, 3_500, 90_000}) {
      DoubleUnaryOperator stepped = t -> t < 30 ? t : t + by;
      ClockRig rig = new ClockRig();
      for (int key = 0; key < 3; key++) {
        rig.device("a", 0, 60, 10, stepped);
      }
      rig.device("b", 0.01, 60, 10, TRUE).device("c", 0.02, 60, 10, TRUE);

      Playback played = play(rig.write(folder), Playback.OPTIONS);

      boolean withinSkew = by < 3_600;
      assertThat(played.rejectCodes()).as("%s s", by).isEmpty();
      assertThat(played.accounts().get("walk/a").counts().used()).isEqualTo(1_800);
      assertThat(played.late().isEmpty()).as("%s s", by).isEqualTo(withinSkew);
    }
  }

  @Test
  void oneStampAnHourAheadAmongThreeDevicesCostsNothing() throws Exception {
    allUsed(play(given("one_glitch"), Playback.OPTIONS), 5_401);
  }

  @Test
  void firstStampOfTheStreamMayBeTheStray() throws IOException {
    ClockRig rig =
        new ClockRig()
            .device("a", 0, 60, 10, t -> t == 0 ? t + 3_000_000 : t)
            .device("b", 0.01, 60, 10, TRUE);

    Playback played = play(rig.write(folder), Playback.OPTIONS);
    allUsed(played, 1_200);
    assertThat(played.accounts().get("walk/a").toMicros()).isEqualTo(micros(59.9));
  }

  @Test
  void deviceAMinuteAheadMakesNobodyLate() throws Exception {
    allUsed(play(given("ahead60"), Playback.OPTIONS), 5_400);
  }

  @Test
  void devicesAheadAndBehindFromTheirFirstEventOnMakeNobodyLate() throws IOException {
    for (double behind : new double[] {60, 180, 3_400}) {
      ClockRig rig =
          new ClockRig()
              .device("a", 0, 120, 10, TRUE)
              .device("ahead_1", 0.01, 120, 10, t -> t + 180)
              .device("ahead_2", 0.02, 120, 10, t -> t + 181)
              .device("behind", 0.03, 120, 10, t -> t - behind);

      Playback played = play(rig.write(folder), Playback.OPTIONS);
      allUsed(played, 4_800);
    }
  }

  @Test
  void deviceBehindThatJoinsLaterIsLateAndTheAccountTellsByHowMuch() throws IOException {
    ClockRig rig =
        new ClockRig().device("a", 0, 120, 10, TRUE).device("behind", 30, 120, 10, t -> t - 180);

    Playback played = play(rig.write(folder), Playback.OPTIONS);

    Account account = played.accounts().get("walk/behind");
    assertThat(account.counts().late()).isEqualTo(900);
    assertThat(played.accounts().get("walk/a").counts().late()).isZero();
    LateRun run = account.longestLate();
    assertThat(run.events()).isEqualTo(900);
    assertThat(run.position().line()).isEqualTo(302);
    assertThat(run.lineSource()).isEqualTo("a");
    assertThat(run.newestMicros()).isEqualTo(SourceTime.UNSEEN);
    assertThat(run.aheadMicros() / 1e6).isCloseTo(180, within(0.2));

    Map<String, SourceRule> corrected =
        Map.of("behind", new SourceRule(KeyFilter.ALL, (t, first) -> t + run.aheadMicros()));
    allUsed(play(rig.write(folder), options(corrected)), rig.size());
  }

  @Test
  void clockThatStandsStillCostsItsOwnEventsOnly() throws IOException {
    DoubleUnaryOperator still = t -> t < 40 || t >= 60 ? t : 40;
    ClockRig rig =
        new ClockRig().device("a", 0, 120, 10, TRUE).device("still", 0.01, 120, 10, still);

    Playback played = play(rig.write(folder), Playback.OPTIONS);

    assertThat(played.accounts().get("walk/a").counts().late()).isZero();
    Account account = played.accounts().get("walk/still");
    assertThat(account.counts().late()).as("beyond the idle time").isBetween(97L, 101L);
    assertThat(account.counts().used() + account.counts().late()).isEqualTo(1_200);
    assertThat(account.toMicros()).isEqualTo(micros(119.91));
  }

  @Test
  void clockAtHalfSpeedMakesNobodyLate() throws IOException {
    ClockRig rig =
        new ClockRig().device("a", 0, 3_600, 2, TRUE).device("half", 0.01, 3_600, 2, t -> t / 2);

    allUsed(play(rig.write(folder), Playback.OPTIONS), rig.size());
  }

  @Test
  void olderOfTwoEpochsIsLateOnceThereIsALine() throws IOException {
    ClockRig rig =
        new ClockRig()
            .device("boot", 0, 120, 10, t -> t - ClockRig.START + 100)
            .device("wall", 0.01, 120, 10, TRUE);

    Playback played = play(rig.write(folder), Playback.OPTIONS);

    assertThat(played.accounts().get("walk/wall").counts().used()).isEqualTo(1_200);
    Account account = played.accounts().get("walk/boot");
    assertThat(account.counts().used()).as("before there is a line").isEqualTo(102);
    assertThat(account.longestLate().lineSource()).isEqualTo("wall");
    assertThat(account.longestLate().aheadMicros() / 1e6)
        .isCloseTo(ClockRig.START - 100, within(0.2));
    assertThat(account.longestLate().newestMicros()).isLessThan(account.longestLate().micros());
  }

  @Test
  void clockThatGoesBackAnHourIsLateByDefault() throws Exception {
    Playback played = play(given("back1h"), Playback.OPTIONS);

    assertThat(played.total(Account.Counts::late)).isEqualTo(12_000);
    LateRun run = played.accounts().get("walk/a").longestLate();
    assertThat(run.events()).isEqualTo(6_000);
    assertThat(run.position().line()).isEqualTo(12_001);
    assertThat(run.newestMicros() - run.micros()).isEqualTo(HOUR - 20_000);
  }

  @Test
  void clockThatGoesBackAnHourMayContinue() throws Exception {
    Playback played = play(given("back1h"), continuing("a", "b"));

    assertThat(played.late()).isEmpty();
    assertThat(played.total(Account.Counts::used)).isEqualTo(24_000);
    for (String source : List.of("a", "b")) {
      ClockResets resets = played.accounts().get("walk/" + source).resets();
      assertThat(resets.count()).isEqualTo(1);
      assertThat(resets.shiftMicros() / 1e6).isCloseTo(3_600, within(0.005));
      List<String> samples = played.samples().get("default/" + source + "/acc");
      assertThat(samples).hasSize(12_001);
      assertThat(samples.get(6_000)).as("the segment ends").endsWith("=NaN");
      assertThat(times(samples)).isSorted();
    }
  }

  @Test
  void oneOfThreeClocksThatGoesBackContinuesWhereTheOthersAre() throws IOException {
    Random random = new Random(11);
    for (int round = 0; round < 10; round++) {
      double at = 40 + random.nextInt(50);
      double back = 13 + random.nextInt(5_000);
      double hz = List.of(0.5, 1.0, 10.0, 50.0).get(round % 4);
      ClockRig rig =
          new ClockRig()
              .device("a", 0, 200, 25, TRUE)
              .device("b", 0.003, 200, hz, t -> t < at ? t : t - back)
              .device("c", 0.007, 200, 10, TRUE);

      Playback played = play(rig.write(folder), continuing("b"));

      allUsed(played, rig.size());
      ClockResets resets = played.accounts().get("walk/b").resets();
      assertThat(resets.count()).isEqualTo(1);
      assertThat(resets.shiftMicros() / 1e6)
          .as("round %d: back by %s s at %s Hz", round, back, hz)
          .isCloseTo(back, within(1.1 / hz + 0.05));
    }
  }

  @Test
  void fewerThanSixteenLateEventsAreNoReset() throws IOException {
    ClockRig rig = new ClockRig().device("a", 0, 60, 10, TRUE);
    for (int i = 0; i < 15; i++) {
      rig.event("a", 30 + i * 0.1 + 0.05, i);
    }
    rig.device("b", 0, 60, 10, TRUE);
    for (int i = 0; i < 15; i++) {
      rig.event("b", 59.95 + i * 0.001, i);
    }

    Playback played = play(rig.write(folder), continuing("a", "b"));

    assertThat(played.late()).hasSize(30);
    assertThat(played.total(Account.Counts::used)).isEqualTo(1_200);
    assertThat(played.accounts().get("walk/a").resets()).isEqualTo(ClockResets.NONE);
    assertThat(played.accounts().get("walk/b").resets()).isEqualTo(ClockResets.NONE);
  }

  @Test
  void pauseOfDaysCostsNothing() throws IOException {
    DoubleUnaryOperator paused = t -> t < 30 ? t : t + 3 * 86_400;
    ClockRig rig = new ClockRig().device("a", 0, 60, 10, paused).device("b", 0.01, 60, 1, paused);

    allUsed(play(rig.write(folder), Playback.OPTIONS), rig.size());
  }

  @Test
  void stampMoreThanADayAheadIsRejectedUnlessTheNextJumpsToo() throws IOException {
    ClockRig rig = new ClockRig().device("a", 0, 60, 10, t -> t == 30 ? t + 90_000 : t);
    rig.device("b", 0.01, 60, 10, TRUE).event("b", 60, 1e7);

    Playback played = play(rig.write(folder), Playback.OPTIONS);

    assertThat(played.rejectCodes()).containsExactly("ahead_of_stream", "ahead_of_stream");
    assertThat(played.rejects().get(0).detail())
        .isEqualTo(
            "ts must be at most 86400.0 s ahead of the stream, unless the source's next event jumps"
                + " too: is 90000.09 s ahead");
    assertThat(played.late()).isEmpty();
    assertThat(played.total(Account.Counts::used)).isEqualTo(rig.size() - 2);
  }

  private static void allUsed(Playback played, long events) {
    assertThat(played.late()).isEmpty();
    assertThat(played.rejects()).isEmpty();
    assertThat(played.total(Account.Counts::used)).isEqualTo(events);
  }

  private static Playback play(Path file, ReplayOptions options) throws IOException {
    ReplaySplit split = Playback.split(file);
    Playback whole = Playback.of(split, options, Long.MAX_VALUE, false);
    int chunkBytes = file.toString().endsWith(".gz") ? 300_000 : 5_000;
    assertThat(Playback.of(split, options, chunkBytes, true)).isEqualTo(whole);
    return whole;
  }

  private static ReplayOptions continuing(String... sources) {
    Map<String, SourceRule> rules = new HashMap<>();
    Arrays.stream(sources)
        .forEach(
            s -> rules.put(s, new SourceRule(KeyFilter.ALL, SourceClock.NONE, OnReset.CONTINUE)));
    return options(rules);
  }

  private static ReplayOptions options(Map<String, SourceRule> rules) {
    ReplayOptions usual = Playback.OPTIONS;
    return new ReplayOptions(
        usual.outOfOrdernessMicros(),
        usual.sourceIdleMicros(),
        usual.maxSkewMicros(),
        usual.maxAheadMicros(),
        usual.maxChannels(),
        rules,
        true,
        0,
        false);
  }

  private static List<Long> times(List<String> samples) {
    return samples.stream().map(s -> Long.parseLong(s.substring(0, s.indexOf('=')))).toList();
  }

  private static long micros(double seconds) {
    return Math.round((ClockRig.START + seconds) * 1e6);
  }

  private static Path given(String name) throws URISyntaxException {
    return Path.of(FieldClocksTest.class.getResource("/cases/" + name + ".ndjson.gz").toURI());
  }
}
