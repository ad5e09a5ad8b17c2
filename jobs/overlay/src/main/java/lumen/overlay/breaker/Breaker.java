package lumen.overlay.breaker;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * A circuit breaker (Nygard, Release It!, 2007) of one overlay that cannot stick: each probe
 * settles, by its outcome or by staying away, and what was decided before a move never moves it.
 *
 * <p>A run of failures opens it, or a share of the last outcomes: at a failure rate p a run of r
 * comes once in (p^-r - 1)/(1 - p) outcomes, so it depends on volume and never sees every second
 * call fail.
 */
public final class Breaker {
  private static final int MOST = 10_000;

  private BreakerState state = BreakerState.CLOSED;
  private long generation;
  private long untilMicros = BreakerMove.NEVER;
  private long closedMicros = Long.MIN_VALUE;
  private int reopenings;
  private int probes;
  private int successes;
  private int run;

  /** Whether each of the last outcomes failed, the oldest first. */
  private final Deque<Boolean> last = new ArrayDeque<>();

  private int failed;

  /** What a breaker says to a request. */
  public enum Answer {
    /** It passes. */
    PASS,
    /** It passes, and its outcome decides what becomes of the breaker. */
    PROBE,
    /** The breaker is open or held. */
    OPEN,
    /** All probes are under way. */
    FULL
  }

  /**
   * Asks for a request; a probe counts from then on.
   *
   * @param mayProbe whether it may be one
   */
  public Answer ask(boolean mayProbe, BreakerSettings settings) {
    return switch (state) {
      case CLOSED -> Answer.PASS;
      case OPEN, HELD -> Answer.OPEN;
      case HALF_OPEN -> {
        if (!mayProbe || probes >= settings.halfOpenPermits()) {
          yield Answer.FULL;
        }
        probes++;
        yield Answer.PROBE;
      }
    };
  }

  /**
   * Takes the outcome of a request that it let pass, or that the outcome stays away.
   *
   * @param its the generation in which the request was decided
   * @param probe whether the request was a probe
   */
  public Optional<BreakerMove> outcome(
      boolean failure, long its, boolean probe, long micros, BreakerSettings settings) {
    if (its != generation) {
      return Optional.empty();
    }
    if (probe) {
      return probed(failure, micros, settings);
    }
    return state == BreakerState.CLOSED ? counted(failure, micros, settings) : Optional.empty();
  }

  private Optional<BreakerMove> probed(boolean failure, long micros, BreakerSettings settings) {
    if (failure) {
      reopenings++;
      return Optional.of(open("probe", micros, settings));
    }
    successes++;
    if (successes < settings.halfOpenSuccesses()) {
      return Optional.empty();
    }
    closedMicros = micros;
    return Optional.of(move(BreakerState.CLOSED, "probe"));
  }

  private Optional<BreakerMove> counted(boolean failure, long micros, BreakerSettings settings) {
    run = failure ? run + 1 : 0;
    last.addLast(failure);
    failed += failure ? 1 : 0;
    BreakerSettings.Share share = settings.share();
    while (last.size() > share.of()) {
      failed -= last.removeFirst() ? 1 : 0;
    }
    boolean byRun = run >= settings.failures();
    boolean byShare = last.size() >= share.min() && (double) failed / last.size() >= share.failed();
    if (!byRun && !byShare) {
      return Optional.empty();
    }
    boolean longClosed =
        closedMicros == Long.MIN_VALUE || micros >= closedMicros + settings.firstOpenMicros();
    reopenings = longClosed ? 0 : reopenings;
    return Optional.of(open(byRun ? "run" : "share", micros, settings));
  }

  private BreakerMove open(String why, long micros, BreakerSettings settings) {
    untilMicros = micros + settings.openMicros(reopenings);
    return move(BreakerState.OPEN, why);
  }

  /** When it will be half open, microseconds since the epoch; {@link BreakerMove#NEVER}. */
  public long untilMicros() {
    return untilMicros;
  }

  /** Half opens it: its time is over. */
  public BreakerMove halfOpen() {
    untilMicros = BreakerMove.NEVER;
    return move(BreakerState.HALF_OPEN, "time");
  }

  /** Holds it until a release. */
  public Optional<BreakerMove> trip() {
    untilMicros = BreakerMove.NEVER;
    return state == BreakerState.HELD
        ? Optional.empty()
        : Optional.of(move(BreakerState.HELD, "command"));
  }

  /** Closes it, whatever was. */
  public Optional<BreakerMove> release(long micros) {
    untilMicros = BreakerMove.NEVER;
    reopenings = 0;
    if (state == BreakerState.CLOSED) {
      return Optional.empty();
    }
    closedMicros = micros;
    return Optional.of(move(BreakerState.CLOSED, "command"));
  }

  private BreakerMove move(BreakerState to, String why) {
    BreakerMove move =
        new BreakerMove(
            state, to, why, run, failed, last.size(), generation + 1, reopenings, untilMicros);
    state = to;
    generation++;
    probes = 0;
    successes = 0;
    run = 0;
    failed = 0;
    last.clear();
    return move;
  }

  /** Writes all that it is. */
  public void write(StateWriter out) throws IOException {
    out.writeUTF(state.name());
    out.writeLong(generation);
    out.writeLong(untilMicros);
    out.writeLong(closedMicros);
    out.writeInt(reopenings);
    out.writeInt(probes);
    out.writeInt(successes);
    out.writeInt(run);
    out.writeInt(last.size());
    for (boolean failure : last) {
      out.writeBoolean(failure);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Breaker read(StateReader in) throws IOException {
    Breaker breaker = new Breaker();
    breaker.state = BreakerState.valueOf(in.readUTF());
    breaker.generation = in.readLong();
    breaker.untilMicros = in.readLong();
    breaker.closedMicros = in.readLong();
    breaker.reopenings = in.readInt();
    breaker.probes = in.readInt();
    breaker.successes = in.readInt();
    breaker.run = in.readInt();
    int n = in.readCount(1);
    if (n > MOST) {
      throw in.damaged("must have at most " + MOST + " outcomes, has " + n);
    }
    for (int i = 0; i < n; i++) {
      boolean failure = in.readBoolean();
      breaker.last.addLast(failure);
      breaker.failed += failure ? 1 : 0;
    }
    return breaker;
  }

  /** How it stands. */
  public BreakerState state() {
    return state;
  }

  /** The number of its moves. */
  public long generation() {
    return generation;
  }
}
