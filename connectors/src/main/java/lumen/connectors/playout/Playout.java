package lumen.connectors.playout;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import lumen.connectors.outage.Outage;

/**
 * Plays ticks at their time plus the delay, in a thread of its own, which alone uses the player.
 * Nothing waits for it: a tick that comes too late, too early, too close, in rollback, or finds the
 * queue full is dropped and counted. Safe for use by several threads.
 */
public final class Playout implements AutoCloseable {
  /**
   * The clock is looked at again at least so often, since it need not run like the monotonic one.
   */
  private static final long LONGEST_WAIT_MICROS = 200_000;

  private static final long END_MS = 2_000;

  private final PlayoutSchedule schedule;
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
   */
  public Playout(PlayoutOptions options, TickPlayer player, LongSupplier clock, String name) {
    schedule = new PlayoutSchedule(options);
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
      Tick tick = next();
      while (tick != null) {
        PlayoutSchedule.Fate fate = play(tick);
        count(fate);
        tick = next();
      }
    }
  }

  /** Waits for the moment of a tick; null at the end. */
  private Tick next() {
    lock.lock();
    try {
      while (!closed) {
        long now = clock.getAsLong();
        Tick tick = schedule.poll(now);
        if (tick != null) {
          return tick;
        }
        long micros = Math.min(LONGEST_WAIT_MICROS, schedule.nextMicros() - now);
        changed.await(micros, TimeUnit.MICROSECONDS);
      }
    } catch (InterruptedException e) {
      closed = true;
    } finally {
      lock.unlock();
    }
    return null;
  }

  private PlayoutSchedule.Fate play(Tick tick) {
    try {
      player.play(tick);
      outage.back();
      return PlayoutSchedule.Fate.PLAYED;
    } catch (RuntimeException e) {
      outage.lost(String.valueOf(e));
      return PlayoutSchedule.Fate.FAILED;
    }
  }

  private void count(PlayoutSchedule.Fate fate) {
    lock.lock();
    try {
      schedule.count(fate);
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
