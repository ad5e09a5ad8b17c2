package lumen.intake;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import lumen.intake.LatenessLine.Verdict;

/**
 * What is late, by its definition alone: every event looks at every source. Shares no code with
 * {@link LatenessLine}.
 */
final class LatenessByDefinition {
  private static final long NONE = Long.MIN_VALUE;

  /** A source that has joined. */
  private static final class Joined {
    long newest;
    long ownProgress;
    long progressWhenMoved;
    boolean movedOn;
  }

  private final ReplayOptions options;
  private final Map<String, Joined> sources = new TreeMap<>();

  /** Where the event before jumped to, of the sources whose last one did. */
  private final Map<String, Long> jumpedTo = new TreeMap<>();

  private long progress;
  private long line = NONE;

  LatenessByDefinition(ReplayOptions options) {
    this.options = options;
  }

  /** Takes the next event of a source; what it is. */
  Verdict take(String source, long micros) {
    if (line != NONE && micros < line) {
      jumpedTo.remove(source);
      return Verdict.LATE;
    }
    boolean jump = isJump(source, micros);
    long before = jumpedTo.getOrDefault(source, micros);
    if (jump && before == micros) {
      jumpedTo.put(source, micros);
      return micros - newestOfAll() > options.maxAheadMicros() ? Verdict.AHEAD : Verdict.DOUBTED;
    }
    jumpedTo.remove(source);
    move(source, micros, jump ? Math.min(before, micros) : NONE);
    moveLine();
    return Verdict.IN_TIME;
  }

  private boolean isJump(String source, long micros) {
    Joined joined = sources.get(source);
    if (joined == null && sources.isEmpty()) {
      return false;
    }
    long from = joined == null ? newestOfAll() : joined.newest;
    return micros - from > options.sourceIdleMicros();
  }

  private void move(String source, long micros, long jumpedFrom) {
    Joined joined = sources.get(source);
    if (joined == null) {
      joined = new Joined();
      joined.newest = micros;
      joined.ownProgress = progress;
      joined.progressWhenMoved = progress;
      sources.put(source, joined);
    } else if (micros > joined.newest) {
      joined.ownProgress += micros - (jumpedFrom == NONE ? joined.newest : jumpedFrom);
      joined.newest = micros;
      joined.movedOn = true;
      progress = Math.max(progress, joined.ownProgress);
      joined.progressWhenMoved = progress;
    } else if (!joined.movedOn && joined.newest - micros > options.sourceIdleMicros()) {
      joined.newest = micros;
      joined.progressWhenMoved = progress;
    }
  }

  private void moveLine() {
    if (progress <= options.sourceIdleMicros()) {
      return;
    }
    Collection<Joined> active =
        sources.values().stream()
            .filter(s -> progress - s.progressWhenMoved <= options.sourceIdleMicros())
            .toList();
    long newest = active.stream().mapToLong(s -> s.newest).max().orElseThrow();
    long slowest =
        active.stream()
            .mapToLong(s -> s.newest)
            .filter(t -> t >= newest - options.maxSkewMicros())
            .min()
            .orElseThrow();
    line = Math.max(line, slowest - options.outOfOrdernessMicros());
  }

  long newestOfAll() {
    return sources.values().stream().mapToLong(s -> s.newest).max().orElse(NONE);
  }

  long line() {
    return line;
  }
}
