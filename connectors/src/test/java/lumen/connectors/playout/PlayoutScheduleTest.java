package lumen.connectors.playout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlayoutScheduleTest {
  private static final long NOW = 1_700_000_000_000_000L;
  private static final long DELAY = 100_000;
  private static final long INTERVAL = 50_000;

  private final List<String> dropped = new ArrayList<>();
  private final PlayoutSchedule schedule =
      new PlayoutSchedule(new PlayoutOptions(DELAY, INTERVAL, 4), dropped::add);

  private static Tick tick(String tenant, long due) {
    return new Tick(tenant, due, 100, 0.5, false);
  }

  private static Tick muted(String tenant, long due) {
    return new Tick(tenant, due, 100, 0.5, true);
  }

  @Test
  void playsAtTheTimePlusTheDelay() {
    Tick tick = tick("a", NOW + 7);
    schedule.submit(tick, NOW);

    assertThat(schedule.nextMicros()).isEqualTo(NOW + 7 + DELAY);
    assertThat(schedule.poll(NOW + 6 + DELAY)).isNull();
    assertThat(schedule.poll(NOW + 7 + DELAY)).isEqualTo(tick);
    assertThat(schedule.poll(NOW + 7 + DELAY)).isNull();
    assertThat(schedule.nextMicros()).isEqualTo(PlayoutSchedule.NEVER);
  }

  @Test
  void playsInTheOrderOfTime() {
    schedule.submit(tick("b", NOW + 20), NOW);
    schedule.submit(tick("a", NOW + 10), NOW);

    assertThat(schedule.poll(NOW + DELAY + 20).tenant()).isEqualTo("a");
    assertThat(schedule.poll(NOW + DELAY + 20).tenant()).isEqualTo("b");
  }

  @Test
  void olderThanTheDelayIsLate() {
    schedule.submit(tick("a", NOW - DELAY - 1), NOW);
    schedule.submit(tick("a", NOW - DELAY), NOW);
    schedule.submit(tick("a", Long.MIN_VALUE), NOW);

    assertThat(schedule.counts().late()).isEqualTo(2);
    assertThat(schedule.poll(NOW)).isNotNull();
  }

  @Test
  void farFutureIsNotBelieved() {
    schedule.submit(tick("a", NOW + PlayoutSchedule.AHEAD_MICROS + 1), NOW);
    schedule.submit(tick("a", Long.MAX_VALUE), NOW);

    assertThat(schedule.counts().ahead()).isEqualTo(2);
    assertThat(schedule.nextMicros()).isEqualTo(PlayoutSchedule.NEVER);
  }

  @Test
  void ofTwoTooCloseTheLaterIsDroppedPerTenant() {
    schedule.submit(tick("a", NOW), NOW);
    schedule.submit(tick("a", NOW + INTERVAL - 1), NOW);
    schedule.submit(tick("b", NOW + INTERVAL - 1), NOW);
    schedule.submit(tick("a", NOW + INTERVAL), NOW);
    schedule.submit(tick("a", NOW + INTERVAL), NOW);

    assertThat(schedule.counts().crowded()).isEqualTo(2);
    assertThat(played(NOW + INTERVAL + DELAY)).hasSize(3).extracting(Tick::tenant).contains("b");
  }

  /** Only what is due by then and not overtaken. */
  private List<Tick> played(long now) {
    List<Tick> ticks = new ArrayList<>();
    Tick tick = schedule.poll(now);
    while (tick != null) {
      ticks.add(tick);
      tick = schedule.poll(now);
    }
    return ticks;
  }

  @Test
  void rollbackSilencesWhatWaitsOfItsTenant() {
    schedule.submit(tick("a", NOW), NOW);
    schedule.submit(tick("b", NOW), NOW);
    schedule.submit(muted("a", NOW + 50_000), NOW);

    assertThat(played(NOW + DELAY)).containsExactly(tick("b", NOW));
    assertThat(schedule.counts().muted()).isEqualTo(2);
    schedule.submit(tick("a", NOW + INTERVAL), NOW);
    assertThat(played(NOW + INTERVAL + DELAY)).containsExactly(tick("a", NOW + INTERVAL));
  }

  @Test
  void fullQueueTakesNoMore() {
    for (int i = 0; i < 6; i++) {
      schedule.submit(tick("t" + i, NOW), NOW);
    }
    assertThat(schedule.counts().overflow()).isEqualTo(2);
    assertThat(played(NOW + DELAY)).hasSize(4);
  }

  @Test
  void pauseOfTheProcessIsNotMadeUpFor() {
    schedule.submit(tick("a", NOW), NOW);
    schedule.submit(tick("a", NOW + INTERVAL), NOW);

    assertThat(schedule.poll(NOW + DELAY + PlayoutSchedule.GRACE_MICROS + 1))
        .isEqualTo(tick("a", NOW + INTERVAL));
    assertThat(schedule.counts().late()).isEqualTo(1);
  }

  @Test
  void everyTickIsAccountedForAndNoneComesTooClose() {
    long seed = 4711;
    Random random = new Random(seed);
    long now = NOW;
    long[] last = new long[3];
    for (int i = 0; i < 100_000; i++) {
      now += random.nextInt(40_000);
      int tenant = random.nextInt(3);
      long due = now + random.nextInt(600_000) - 300_000;
      schedule.submit(new Tick("t" + tenant, due, 1, 1, random.nextInt(20) == 0), now);
      for (Tick tick : played(now)) {
        int of = tick.tenant().charAt(1) - '0';
        assertThat(tick.dueMicros() - last[of]).as("seed %s", seed).isNotNegative();
        assertThat(tick.muted()).isFalse();
        assertThat(now).isBetween(tick.dueMicros() + DELAY, tick.dueMicros() + 2 * DELAY);
        last[of] = tick.dueMicros() + INTERVAL;
        schedule.count(tick, PlayoutSchedule.Fate.PLAYED);
      }
    }
    for (Tick left : played(now + 10 * DELAY)) {
      assertThat(left).isNull();
    }
    PlayoutCounts c = schedule.counts();
    assertThat(c.played() + c.muted() + c.late() + c.ahead() + c.crowded() + c.overflow())
        .isEqualTo(c.submitted())
        .isEqualTo(100_000);
    assertThat(c.played()).isGreaterThan(1000);
    assertThat(dropped)
        .as("told of each, by tenant; seed %s", seed)
        .hasSize((int) (c.late() + c.ahead() + c.crowded() + c.overflow()))
        .contains("t0", "t1", "t2");
  }

  @Test
  void whatDoesNotSoundIsToldByTenantAndWhatIsMutedIsNot() {
    schedule.submit(tick("late", NOW - DELAY - 1), NOW);
    schedule.submit(tick("ahead", Long.MAX_VALUE), NOW);
    schedule.submit(tick("close", NOW), NOW);
    schedule.submit(tick("close", NOW + 1), NOW);
    schedule.submit(muted("close", NOW + 50_000), NOW);
    assertThat(dropped).containsExactly("late", "ahead", "close");
    schedule.submit(tick("broken", NOW), NOW);
    schedule.count(schedule.poll(NOW + DELAY), PlayoutSchedule.Fate.FAILED);
    assertThat(dropped).containsExactly("late", "ahead", "close", "broken");
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> new PlayoutOptions(-1, 0, 1))
        .hasMessage("must be in 0..3600000000: delayMicros=-1");
    assertThatThrownBy(() -> new PlayoutOptions(0, -1, 1)).hasMessageContaining("minInterval");
    assertThatThrownBy(() -> new PlayoutOptions(0, 0, 0)).hasMessageContaining("queueTicks=0");
  }
}
