package lumen.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lumen.connectors.replay.Playback;
import lumen.intake.LatenessLine.Verdict;
import org.junit.jupiter.api.Test;

class LatenessLineTest {
  private static final long SECOND = 1_000_000;
  private static final long HOUR = 3_600 * SECOND;
  private static final long DAY = 24 * HOUR;
  private static final long SEED = 31;

  private final LatenessLine line = new LatenessLine(Playback.OPTIONS);
  private final SourceTime a = new SourceTime("a");
  private final SourceTime b = new SourceTime("b");
  private final SourceTime c = new SourceTime("c");

  @Test
  void thereIsNoLineBeforeTheStreamHasGoneOnForMoreThanTheIdleTime() {
    accept(a, 100);
    accept(b, 40);
    accept(a, 110);
    assertThat(line.micros()).as("a went on by 10 s, not by more").isEqualTo(LatenessLine.NONE);
    assertThat(line.position()).isEqualTo(LatenessLine.NONE);

    acceptMicros(a, 110 * SECOND + 1);
    assertThat(line.micros())
        .as("b has not moved for more than the idle time")
        .isEqualTo(108 * SECOND + 1);
    assertThat(line.source()).isEqualTo("a");
    assertThat(line.judge(b, 41 * SECOND)).isEqualTo(Verdict.LATE);
  }

  @Test
  void whoeverHasBegunByThenCountsHoweverFarBehind() {
    goOn(10, a, 100, b, -80);
    accept(a, 111);
    accept(b, -69);

    assertThat(line.micros()).isEqualTo(-71 * SECOND);
    assertThat(line.source()).isEqualTo("b");
    assertThat(line.judge(b, -71 * SECOND)).isEqualTo(Verdict.IN_TIME);
    assertThat(line.judge(b, -71 * SECOND - 1)).isEqualTo(Verdict.LATE);
  }

  @Test
  void deviceWhoseClockRunsAheadMakesNobodyElseLate() {
    accept(b, 100);
    assertThat(line.judge(a, 160 * SECOND)).isEqualTo(Verdict.DOUBTED);
    line.doubt(a, 160 * SECOND);
    accept(a, 161);
    for (int t = 1; t < 60; t++) {
      accept(b, 100 + t);
      accept(a, 161 + t);
    }

    assertThat(line.micros()).isEqualTo(157 * SECOND);
    assertThat(line.source()).isEqualTo("b");
  }

  @Test
  void sourceThatStandsStillHoldsTheLineForTheIdleTimeOfTheOthers() {
    goOn(20, a, 100, b, 100);
    for (int t = 1; t <= 10; t++) {
      accept(a, 120 + t);
      accept(b, 120);
    }
    assertThat(line.micros()).isEqualTo(118 * SECOND);

    acceptMicros(a, 130 * SECOND + 1);
    assertThat(line.micros()).isEqualTo(128 * SECOND + 1);
    assertThat(line.judge(b, 120 * SECOND)).isEqualTo(Verdict.LATE);
  }

  @Test
  void sourceFurtherBehindThanTheSkewDoesNotHoldTheLine() {
    goOn(10, a, 0, b, -3_600);
    accept(b, -3_589);
    accept(a, 11);
    assertThat(line.source()).as("as far behind as may be").isEqualTo("b");

    LatenessLine other = new LatenessLine(Playback.OPTIONS);
    SourceTime old = new SourceTime("old");
    SourceTime young = new SourceTime("young");
    for (int t = 0; t <= 11; t++) {
      other.accept(young, t * SECOND);
      other.accept(old, t * SECOND - HOUR - 1_500_000);
    }
    assertThat(other.source()).isEqualTo("young");
    assertThat(other.judge(old, 12 * SECOND - HOUR)).isEqualTo(Verdict.LATE);
  }

  @Test
  void jumpIsBelievedTheSecondTime() {
    goOn(20, a, 0, b, 0);
    assertThat(line.judge(a, 30 * SECOND)).isEqualTo(Verdict.IN_TIME);
    assertThat(line.judge(a, 30 * SECOND + 1)).isEqualTo(Verdict.DOUBTED);
    line.doubt(a, 30 * SECOND + 1);
    assertThat(line.newest()).isEqualTo(20 * SECOND);
    accept(a, 21);
    assertThat(line.judge(a, HOUR)).as("the doubt is over").isEqualTo(Verdict.DOUBTED);
    line.doubt(a, HOUR);
    assertThat(line.judge(a, HOUR)).as("a line of the same message").isEqualTo(Verdict.DOUBTED);

    acceptMicros(a, 2 * HOUR);
    assertThat(line.newest()).isEqualTo(2 * HOUR);
    assertThat(line.micros()).isEqualTo(2 * HOUR - 2 * SECOND);
  }

  @Test
  void jumpIsNoProgressSoThatNobodyIsLeftBehindByIt() {
    goOn(20, a, 0, b, 0);
    line.doubt(a, 80 * SECOND);
    accept(a, 81);
    assertThat(line.micros()).as("b has stood still for no longer").isEqualTo(18 * SECOND);
    accept(b, 21);
    assertThat(line.micros()).isEqualTo(19 * SECOND);
    for (int t = 1; t <= 10; t++) {
      accept(a, 81 + t);
    }
    assertThat(line.micros()).as("b stands still").isEqualTo(19 * SECOND);
    accept(a, 92);
    assertThat(line.micros()).as("b has stood still for longer").isEqualTo(90 * SECOND);
  }

  @Test
  void lateEventIsNoJumpAndEndsTheDoubt() {
    goOn(20, a, 0, b, 0);
    assertThat(line.judge(a, HOUR)).isEqualTo(Verdict.DOUBTED);
    line.doubt(a, HOUR);
    assertThat(line.judge(a, 0)).isEqualTo(Verdict.LATE);
    line.leaveBehind(a);
    assertThat(line.judge(a, HOUR)).isEqualTo(Verdict.DOUBTED);
  }

  @Test
  void eventFurtherAheadThanMayBeIsNotUsedBeforeItIsBelieved() {
    goOn(20, a, 0, b, 5);
    assertThat(line.judge(a, 25 * SECOND + DAY)).isEqualTo(Verdict.DOUBTED);
    assertThat(line.judge(a, 25 * SECOND + DAY + 1)).isEqualTo(Verdict.AHEAD);
    line.doubt(a, 25 * SECOND + DAY + 1);
    assertThat(line.judge(a, 400 * DAY)).isEqualTo(Verdict.IN_TIME);
  }

  @Test
  void newSourceIsInDoubtBeyondTheNewestOfAll() {
    assertThat(line.judge(a, 99_999_999_999L * SECOND)).isEqualTo(Verdict.IN_TIME);
    accept(a, 100);
    assertThat(line.judge(b, 110 * SECOND)).isEqualTo(Verdict.IN_TIME);
    assertThat(line.judge(b, 110 * SECOND + 1)).isEqualTo(Verdict.DOUBTED);
    assertThat(line.judge(b, 0)).isEqualTo(Verdict.IN_TIME);
  }

  @Test
  void firstStampMayBeTheStray() {
    accept(a, 36_000);
    accept(b, 0);
    assertThat(line.newest()).isEqualTo(36_000 * SECOND);
    assertThat(line.pacedMicros()).isEqualTo(36_000 * SECOND);

    assertThat(line.accept(a, SECOND)).isTrue();
    assertThat(line.newest()).isEqualTo(SECOND);
    assertThat(line.pacedMicros()).isEqualTo(SECOND);
    accept(a, 2);
    assertThat(line.accept(a, -100 * SECOND)).as("it has moved on").isFalse();
    assertThat(line.newest()).isEqualTo(2 * SECOND);
  }

  @Test
  void sourceThatReturnsHoldsTheLineAgainButNeverTakesItBack() {
    goOn(20, a, 100, b, 100);
    for (int t = 1; t <= 20; t++) {
      accept(a, 120 + t);
    }
    assertThat(line.micros()).isEqualTo(138 * SECOND);
    line.doubt(b, 138 * SECOND);
    accept(b, 139);
    accept(a, 145);
    assertThat(line.micros()).isEqualTo(138 * SECOND);
    accept(b, 142);
    assertThat(line.micros()).isEqualTo(140 * SECOND);
  }

  @Test
  void sourceThatJoinsFarAheadIsPacedByWhenItJoined() {
    accept(a, 100);
    line.doubt(b, 160 * SECOND);
    assertThat(line.dueMicros(b, 161 * SECOND)).isEqualTo(100 * SECOND);
    accept(b, 161);
    assertThat(line.pacedMicros()).isEqualTo(100 * SECOND);
    assertThat(line.dueMicros(b, 163 * SECOND)).isEqualTo(102 * SECOND);
    assertThat(line.dueMicros(c, 110 * SECOND)).as("not far ahead").isEqualTo(110 * SECOND);
    assertThat(line.dueMicros(a, 5_000 * SECOND)).as("a pause").isEqualTo(5_000 * SECOND);
  }

  @Test
  void lineRaisedElsewhereHoldsBeforeThereIsAnother() {
    line.raise(50 * SECOND);
    assertThat(line.judge(a, 50 * SECOND - 1)).isEqualTo(Verdict.LATE);
    accept(a, 60);
    assertThat(line.micros()).isEqualTo(50 * SECOND);
    assertThat(line.source()).isEmpty();
  }

  @Test
  void agreesWithTheDefinitionOnRandomEventsAndAfterAnyRestore() throws IOException {
    Random random = new Random(SEED);
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    for (int round = 0; round < 120; round++) {
      agree(random, 1 + random.nextInt(30), "seed " + SEED + " round " + round, verdicts);
    }
    assertThat(verdicts).as("events of each verdict").hasSize(4);
    assertThat(verdicts.values()).allMatch(n -> n > 100);
  }

  private static void agree(
      Random random, int sources, String where, Map<Verdict, Integer> verdicts) throws IOException {
    LatenessLine line = new LatenessLine(Playback.OPTIONS);
    LatenessByDefinition definition = new LatenessByDefinition(Playback.OPTIONS);
    List<SourceTime> all = new ArrayList<>();
    long[] offset = new long[sources];
    for (int i = 0; i < sources; i++) {
      all.add(new SourceTime("s" + i));
      offset[i] = offset(random);
    }
    long now = 1_000_000 * SECOND;
    for (int i = 0; i < 1_500; i++) {
      now += random.nextInt(600_000) + (random.nextInt(300) == 0 ? 20 * SECOND : 0);
      int s = (int) (sources * random.nextDouble() * random.nextDouble());
      SourceTime source = all.get(s);
      if (random.nextInt(150) == 0) {
        offset[s] = offset(random);
      }
      long micros = now + offset[s] - (random.nextInt(10) == 0 ? random.nextInt(4_000_000) : 0);
      micros += random.nextInt(40) == 0 ? offset(random) : 0;
      Verdict verdict = line.judge(source, micros);
      verdicts.merge(verdict, 1, Integer::sum);
      carryOut(line, source, micros, verdict);
      assertThat(verdict)
          .as("%s event %d", where, i)
          .isEqualTo(definition.take(source.name, micros));
      assertThat(line.micros()).as("%s event %d", where, i).isEqualTo(definition.line());
      assertThat(line.newest()).as("%s event %d", where, i).isEqualTo(definition.newestOfAll());
      if (random.nextInt(20) == 0) {
        line = restored(line, all);
      }
    }
  }

  private static long offset(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextInt(200) * SECOND - 100 * SECOND;
      case 1 -> (random.nextInt(5) - 2) * HOUR;
      case 2 -> (random.nextInt(5) - 2) * DAY;
      default -> random.nextInt(1_000_000);
    };
  }

  private static void carryOut(LatenessLine line, SourceTime source, long micros, Verdict verdict) {
    switch (verdict) {
      case LATE -> line.leaveBehind(source);
      case DOUBTED, AHEAD -> line.doubt(source, micros);
      case IN_TIME -> line.accept(source, micros);
    }
  }

  /** The same line as another process takes it up; the sources are replaced by equal ones. */
  private static LatenessLine restored(LatenessLine line, List<SourceTime> all) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    line.write(out);
    for (SourceTime source : all) {
      source.write(out);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    LatenessLine restored = new LatenessLine(Playback.OPTIONS);
    restored.read(in);
    for (int i = 0; i < all.size(); i++) {
      SourceTime same = new SourceTime(all.get(i).name);
      same.read(in);
      all.set(i, same);
    }
    restored.restore(all);
    return restored;
  }

  /** Both sources go on side by side for some seconds. */
  private void goOn(int seconds, SourceTime one, long fromOne, SourceTime two, long fromTwo) {
    for (int t = 0; t <= seconds; t++) {
      accept(one, fromOne + t);
      accept(two, fromTwo + t);
    }
  }

  private void accept(SourceTime source, long seconds) {
    acceptMicros(source, seconds * SECOND);
  }

  private void acceptMicros(SourceTime source, long micros) {
    assertThat(line.judge(source, micros)).isEqualTo(Verdict.IN_TIME);
    line.accept(source, micros);
  }
}
