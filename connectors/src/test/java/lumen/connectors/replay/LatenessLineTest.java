package lumen.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lumen.connectors.replay.LatenessLine.Verdict;
import org.junit.jupiter.api.Test;

class LatenessLineTest {
  private static final long SECOND = 1_000_000;
  private static final long SEED = 31;

  private final LatenessLine line = new LatenessLine(Playback.OPTIONS);
  private final EventSource a = source("a");
  private final EventSource b = source("b");

  @Test
  void lineOfOneSourceIsItsNewestMinusTheAllowance() {
    assertThat(line.micros()).isEqualTo(LatenessLine.NONE);
    accept(a, 100);
    accept(a, 99);

    assertThat(line.micros()).isEqualTo(98 * SECOND);
    assertThat(line.judge(98 * SECOND)).isEqualTo(Verdict.IN_TIME);
    assertThat(line.judge(98 * SECOND - 1)).isEqualTo(Verdict.LATE);
  }

  @Test
  void deviceWhoseClockRunsAheadMakesNobodyElseLate() {
    accept(b, 100);
    accept(a, 105);
    accept(a, 109);

    assertThat(line.micros()).isEqualTo(98 * SECOND);
    accept(b, 101);
    assertThat(line.micros()).isEqualTo(99 * SECOND);
  }

  @Test
  void sourceHoldsTheLineWhileLessThanTheIdleTimeBehind() {
    accept(b, 100);
    acceptMicros(a, 110 * SECOND - 1);
    assertThat(line.micros()).isEqualTo(98 * SECOND);

    acceptMicros(a, 110 * SECOND);
    assertThat(line.micros()).isEqualTo(108 * SECOND);
  }

  @Test
  void sourceThatReturnsHoldsTheLineAgainButNeverTakesItBack() {
    accept(b, 100);
    accept(a, 120);
    assertThat(line.micros()).isEqualTo(118 * SECOND);
    accept(b, 119);
    assertThat(line.micros()).isEqualTo(118 * SECOND);
    accept(a, 125);
    assertThat(line.micros()).isEqualTo(118 * SECOND);
    accept(b, 122);
    assertThat(line.micros()).isEqualTo(120 * SECOND);
  }

  @Test
  void sixteenInARowAreNotBelievedTheNextIs() {
    accept(a, 100);
    long far = 100 * SECOND + 86_400 * SECOND + 1;
    assertThat(line.judge(far - 1)).isEqualTo(Verdict.IN_TIME);
    for (int i = 0; i < 16; i++) {
      assertThat(line.judge(far + i)).isEqualTo(Verdict.AHEAD);
      line.disbelieve();
    }
    assertThat(line.judge(far)).isEqualTo(Verdict.IN_TIME);
    acceptMicros(a, far);
    assertThat(line.judge(far + 86_400 * SECOND + 1)).isEqualTo(Verdict.AHEAD);
  }

  @Test
  void acceptedOrLateEventEndsTheRow() {
    accept(a, 100);
    long far = 200_000 * SECOND;
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 16; i++) {
        assertThat(line.judge(far)).isEqualTo(Verdict.AHEAD);
        line.disbelieve();
      }
      if (round == 0) {
        accept(a, 100);
      } else {
        assertThat(line.judge(0)).isEqualTo(Verdict.LATE);
        line.leaveBehind();
      }
    }
    assertThat(line.judge(far)).isEqualTo(Verdict.AHEAD);
  }

  @Test
  void firstEventIsNeverAhead() {
    assertThat(line.judge(99_999_999_999L * SECOND)).isEqualTo(Verdict.IN_TIME);
  }

  @Test
  void agreesWithTheDefinitionOnRandomEvents() {
    Random random = new Random(SEED);
    for (int round = 0; round < 50; round++) {
      agree(random, 1 + random.nextInt(40), "seed " + SEED + " round " + round);
    }
  }

  /** The line by its definition: every accepted event looks at every source. */
  private static void agree(Random random, int sources, String where) {
    LatenessLine line = new LatenessLine(Playback.OPTIONS);
    List<EventSource> all = new ArrayList<>();
    for (int i = 0; i < sources; i++) {
      all.add(source("s" + i));
    }
    long expected = LatenessLine.NONE;
    long newest = LatenessLine.NONE;
    long now = 1_000 * SECOND;
    for (int i = 0; i < 2_000; i++) {
      now += random.nextInt(300_000) - (random.nextInt(20) == 0 ? 3_000_000 : 0);
      EventSource source = all.get((int) (sources * random.nextDouble() * random.nextDouble()));
      long micros = now + source.name.hashCode() % 7 * 500_000L;
      boolean late = expected != LatenessLine.NONE && micros < expected;
      assertThat(line.judge(micros)).as(where).isEqualTo(late ? Verdict.LATE : Verdict.IN_TIME);
      if (late) {
        line.leaveBehind();
        continue;
      }
      line.accept(source, micros);
      newest = Math.max(newest, micros);
      long lowest = Long.MAX_VALUE;
      for (EventSource other : all) {
        if (other.newest != EventSource.UNSEEN && newest - other.newest < 10 * SECOND) {
          lowest = Math.min(lowest, other.newest);
        }
      }
      expected = Math.max(expected, lowest - 2 * SECOND);
      assertThat(line.micros()).as("%s event %d", where, i).isEqualTo(expected);
      if (random.nextInt(100) == 0) {
        LatenessLine restored = new LatenessLine(Playback.OPTIONS);
        all.forEach(s -> s.heapIndex = -1);
        restored.restore(all, line.streamNewest(), line.micros(), line.aheadInARow());
        line = restored;
      }
    }
  }

  private void accept(EventSource source, long seconds) {
    acceptMicros(source, seconds * SECOND);
  }

  private void acceptMicros(EventSource source, long micros) {
    assertThat(line.judge(micros)).isEqualTo(Verdict.IN_TIME);
    line.accept(source, micros);
  }

  private static EventSource source(String name) {
    return new EventSource(name, ReplayOptions.SourceRule.PLAIN);
  }
}
