package lumen.connectors.playout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import lumen.connectors.live.ArrivalClock;
import lumen.connectors.outage.OutageLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PlayoutTest {
  private static final PlayoutOptions OPTIONS = new PlayoutOptions(20_000, 1000, 100);

  /** What was played, and when. */
  private static final class Heard implements TickPlayer {
    private final BlockingQueue<Tick> ticks = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> micros = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ArrivalClock clock;

    Heard(ArrivalClock clock) {
      this.clock = clock;
    }

    @Override
    public void play(Tick tick) {
      micros.add(clock.getAsLong());
      ticks.add(tick);
      if (tick.velocity() == 13) {
        throw new IllegalStateException("broken string");
      }
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  @Test
  void ticksSoundInTimeAndNotBefore() throws InterruptedException {
    ArrivalClock clock = ArrivalClock.ofMachine();
    Heard heard = new Heard(clock);
    try (Playout playout = new Playout(OPTIONS, heard, clock, "test", tenant -> {})) {
      long first = clock.getAsLong() + 10_000;
      for (int i = 0; i < 20; i++) {
        playout.submit(new Tick("a", first + i * 10_000L, i == 5 ? 13 : 100, 0.5, false));
      }
      for (int i = 0; i < 20; i++) {
        assertThat(heard.ticks.take().dueMicros()).isEqualTo(first + i * 10_000L);
        assertThat(heard.micros.take() - (first + i * 10_000L + 20_000)).isBetween(0L, 50_000L);
      }
    }
    assertThat(heard.closed.await(0, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void waitsByTheClockThatWasHandedIn() throws InterruptedException {
    AtomicLong now = new AtomicLong(1_000_000);
    Heard heard = new Heard(ArrivalClock.ofMachine());
    try (Playout playout = new Playout(OPTIONS, heard, now::get, "test", tenant -> {})) {
      playout.submit(new Tick("a", 1_005_000, 100, 0.5, false));
      assertThat(heard.ticks.poll(50, TimeUnit.MILLISECONDS)).isNull();
      now.set(1_025_000);
      assertThat(heard.ticks.take().dueMicros()).isEqualTo(1_005_000);
      playout.submit(new Tick("a", 1_005_500, 100, 0.5, false));
      playout.submit(new Tick("b", 900_000, 100, 0.5, false));
      playout.submit(new Tick("a", 1_010_000, 100, 0.5, true));
      await().until(playout::counts, new PlayoutCounts(4, 1, 1, 1, 0, 1, 0, 0)::equals);
    }
  }

  @Test
  void signsOfLifeAreToldInTimeAlsoInRollback() throws InterruptedException {
    AtomicLong now = new AtomicLong(1_000_000);
    BlockingQueue<LifeSign> told = new LinkedBlockingQueue<>();
    TickPlayer player =
        new TickPlayer() {
          @Override
          public void play(Tick tick) {
            throw new IllegalStateException("muted ticks are not played");
          }

          @Override
          public void tell(LifeSign sign) {
            told.add(sign);
          }

          @Override
          public void close() {}
        };
    try (Playout playout =
        new Playout(new PlayoutOptions(20_000, 0, 2), player, now::get, "s", tenant -> {})) {
      LifeSign first = new LifeSign("a", 1_005_000, 4, 220);
      LifeSign second = new LifeSign("a", 1_006_000, 4, 220);
      playout.submit(second);
      playout.submit(first);
      playout.submit(new Tick("a", 1_005_000, 100, 0.5, true));
      playout.submit(new LifeSign("a", 1_007_000, 4, 220));
      playout.submit(new LifeSign("a", -20_001, 4, 220));
      playout.submit(new LifeSign("a", 62_000_000, 4, 220));
      assertThat(told.poll(50, TimeUnit.MILLISECONDS)).isNull();
      now.set(1_026_000);
      assertThat(told.take()).isEqualTo(first);
      assertThat(told.take()).isEqualTo(second);
      await().until(playout::signs, new SignCounts(5, 2, 1, 1, 1, 0)::equals);
      playout.submit(new LifeSign("a", 1_026_000, 0, 220));
      now.set(2_046_001);
      await().until(playout::signs, new SignCounts(6, 2, 2, 1, 1, 0)::equals);
    }
  }

  @Test
  void playerThatFailsIsCountedAndToldAndTheNextTickSounds() throws InterruptedException {
    OutageLines log = new OutageLines("playout broken");
    AtomicLong now = new AtomicLong(1_000_000);
    Heard heard = new Heard(ArrivalClock.ofMachine());
    Playout playout =
        new Playout(new PlayoutOptions(0, 0, 10), heard, now::get, "broken", tenant -> {});
    playout.submit(new Tick("a", 1_000_000, 13, 0.5, false));
    assertThat(heard.ticks.take().velocity()).isEqualTo(13);
    playout.submit(new Tick("a", 1_000_001, 14, 0.5, false));
    now.incrementAndGet();
    assertThat(heard.ticks.take().velocity()).isEqualTo(14);
    playout.close();
    playout.close();

    playout.submit(new Tick("a", 1_000_002, 15, 0.5, false));
    assertThat(playout.counts()).isEqualTo(new PlayoutCounts(2, 1, 0, 0, 0, 0, 0, 1));
    log.close();
    assertThat(log.lines())
        .containsExactly(
            "WARN is out of reach, tried until it is back: java.lang.IllegalStateException: broken"
                + " string",
            "INFO is back, after 1 failures");
  }
}
