package lumen.connectors.playout;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import lumen.connectors.outage.Outage;
import lumen.connectors.playout.PlayoutSchedule.Fate;

/**
 * Plays ticks at their time plus the delay, in a thread of its own, which alone uses the player.
 * Nothing waits for it: a tick that comes too late, too early, too close, in rollback, or finds the
 * queue full is dropped and counted. Signs of life are told between them, also in rollback. Safe
 * for use by several threads.
 */
public final class Playout implements AutoCloseable {
  /**
   * The clock is looked at again at least so often, since it need not run like the monotonic one.
   */
  private static final long LONGEST_WAIT_MICROS = 200_000;

  private static final long END_MS = 2_000;

  private final PlayoutSchedule schedule;
  private final SignSchedule signs;
  private final TickPlayer player;
  private final Outage outage;
  private final LongSupplier clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private boolean closed;

  /**
   * Starts the thread.
   *
   * @param player what sounds; closed with this
   * @param clock the wall clock, microseconds since the epoch
   * @param name of the thread, such as the output's
   * @param dropped told the tenant of each tick that was to sound and does not; by one thread at a
   *     time, and not for long: ticks wait meanwhile
   */
  public Playout(
      PlayoutOptions options,
      TickPlayer player,
      LongSupplier clock,
      String name,
      Consumer<String> dropped) {
    schedule = new PlayoutSchedule(options, dropped);
    signs = new SignSchedule(options);
    this.player = player;
    outage = new Outage("playout " + name);
    this.clock = clock;
    thread = new Thread(this::run, "playout " + name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Hands in a tick. After closing it is not taken. */
  public void submit(Tick tick) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      schedule.submit(tick, clock.getAsLong());
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Hands in a sign of life. After closing it is not taken. */
  public void submit(LifeSign sign) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      signs.submit(sign, clock.getAsLong());
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** What became of the signs of life so far. */
  public SignCounts signs() {
    lock.lock();
    try {
      return signs.counts();
    } finally {
      lock.unlock();
    }
  }

  /** What became of the ticks so far. */
  public PlayoutCounts counts() {
    lock.lock();
    try {
      return schedule.counts();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try (player) {
      Cue next = next();
      while (next != null) {
        Fate fate = carriedOut(next);
        count(next, fate);
        next = next();
      }
    }
  }

  /** A tick, or a sign of life, whose moment has come; the other is null. */
  private record Cue(Tick tick, LifeSign sign) {}

  /** Waits for the moment of a tick or sign; null at the end. */
  private Cue next() {
    lock.lock();
    try {
      while (!closed) {
        long now = clock.getAsLong();
        Cue cue = poll(now);
        if (cue != null) {
          return cue;
        }
        long next = Math.min(schedule.nextMicros(), signs.nextMicros());
        long micros = Math.min(LONGEST_WAIT_MICROS, next - now);
        changed.await(micros, TimeUnit.MICROSECONDS);
      }
    } catch (InterruptedException e) {
      closed = true;
    } finally {
      lock.unlock();
    }
    return null;
  }

  /** A tick goes before a sign of the same moment: it is what is waited for. */
  private Cue poll(long now) {
    Tick tick = schedule.poll(now);
    if (tick != null) {
      return new Cue(tick, null);
    }
    LifeSign sign = signs.poll(now);
    return sign == null ? null : new Cue(null, sign);
  }

  private Fate carriedOut(Cue cue) {
    try {
      if (cue.tick() != null) {
        player.play(cue.tick());
      } else {
        player.tell(cue.sign());
      }
      outage.back();
      return Fate.PLAYED;
    } catch (RuntimeException e) {
      outage.lost(String.valueOf(e));
      return Fate.FAILED;
    }
  }

  private void count(Cue cue, Fate fate) {
    lock.lock();
    try {
      if (cue.tick() != null) {
        schedule.count(cue.tick(), fate);
      } else {
        signs.count(fate);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Plays nothing more, ends the thread and closes the player. May be called twice. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(END_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
