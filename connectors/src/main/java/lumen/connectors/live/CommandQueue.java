package lumen.connectors.live;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import lumen.event.CommandText;
import lumen.event.EventLimits;

/**
 * Commands between the door of a live job and its reader, at most {@link #MAX_WAITING}. The reader
 * decides when each takes effect, once, when it takes it from here; whoever gave it waits for the
 * answer. Safe for use by several threads.
 */
final class CommandQueue {
  /** The most commands that wait. */
  static final int MAX_WAITING = 1_000;

  /** The longest command in bytes, so that its line of the log can be read again. */
  static final int MAX_BYTES = EventLimits.MAX_LINE_BYTES - 1_024;

  private static final double MICROS = 1e6;

  /** What became of a command. */
  enum Fate {
    /** It was taken. */
    TAKEN,
    /** It can never be taken. */
    REFUSED,
    /** Event time has passed the time it names. */
    LATE,
    /** The job takes no more commands. */
    ENDING
  }

  /**
   * An answer.
   *
   * @param json the command as it was taken; empty if it was not
   * @param finding why it was not; empty if it was
   */
  record Answer(Fate fate, String json, String finding) {}

  /** A command that waits, and whoever gave it. */
  private record Waiting(CommandText command, CompletableFuture<Answer> answer) {}

  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private boolean closed;
  private long taken;

  /** Queues a command; empty where the queue is full. */
  synchronized Optional<CompletableFuture<Answer>> offer(CommandText command) {
    if (closed) {
      return Optional.of(CompletableFuture.completedFuture(ending()));
    }
    if (waiting.size() >= MAX_WAITING) {
      return Optional.empty();
    }
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    waiting.add(new Waiting(command, answer));
    return Optional.of(answer);
  }

  /**
   * Takes all that wait, in their order.
   *
   * @param now when they are taken, microseconds since the epoch
   * @param lineMicros a command of an earlier time is late
   * @param maxAheadMicros how far ahead of now a command may name its time
   * @param out takes the commands, each with the time when it takes effect
   */
  void take(long now, long lineMicros, long maxAheadMicros, Consumer<String> out) {
    for (int n = MAX_WAITING; n > 0; n--) {
      Waiting next = next();
      if (next == null) {
        return;
      }
      Answer answer = judged(next.command, now, lineMicros, maxAheadMicros);
      if (answer.fate == Fate.TAKEN) {
        out.accept(answer.json);
      }
      next.answer.complete(answer);
    }
  }

  private synchronized Waiting next() {
    return waiting.poll();
  }

  private Answer judged(CommandText command, long now, long lineMicros, long maxAheadMicros) {
    long named = command.effectiveMicros();
    if (named == CommandText.UNSTAMPED) {
      return sized(command.stamped(Math.max(now, lineMicros)));
    }
    if (named < lineMicros) {
      return new Answer(
          Fate.LATE,
          "",
          "must be no earlier than %s, which event time has come to: effective_ts=%s"
              .formatted(seconds(lineMicros), seconds(named)));
    }
    if (named - now > maxAheadMicros) {
      return new Answer(
          Fate.REFUSED,
          "",
          "must be at most %s s ahead: effective_ts=%s is %s s ahead"
              .formatted(maxAheadMicros / MICROS, seconds(named), (named - now) / MICROS));
    }
    return sized(command);
  }

  private Answer sized(CommandText command) {
    int bytes = command.json().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      return new Answer(
          Fate.REFUSED, "", "command must be at most %d bytes: %d".formatted(MAX_BYTES, bytes));
    }
    count();
    return new Answer(Fate.TAKEN, command.json(), "");
  }

  private synchronized void count() {
    taken++;
  }

  /** How many were taken. */
  synchronized long taken() {
    return taken;
  }

  /** How many wait. */
  synchronized int waiting() {
    return waiting.size();
  }

  /** Takes no more; whoever waits is told. */
  void close() {
    List<Waiting> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(waiting);
      waiting.clear();
    }
    left.forEach(one -> one.answer.complete(ending()));
  }

  private static Answer ending() {
    return new Answer(Fate.ENDING, "", "the job is ending, and takes no more commands");
  }

  private static String seconds(long micros) {
    return CommandText.seconds(micros).toString();
  }
}
