package lumen.fusion.bridge;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Which chunks of a tenant's histories stand in its log, and until when each is needed. The last
 * times of the chunks of one kind ascend.
 */
final class HistoryLog {
  /** Number and last time of a chunk. */
  private record Chunk(long number, long lastMicros) {}

  private final Map<Byte, ArrayDeque<Chunk>> chunks = new TreeMap<>();
  private long next;

  /** The number of the next chunk. */
  long next() {
    return next;
  }

  void note(byte kind, long number, long lastMicros) {
    of(kind).addLast(new Chunk(number, lastMicros));
    next = Math.max(next, number + 1);
  }

  /** Drops the chunks of a kind that end before a time. */
  void drop(byte kind, long fromMicros, LongConsumer dropped) {
    ArrayDeque<Chunk> its = of(kind);
    while (!its.isEmpty() && its.peekFirst().lastMicros() < fromMicros) {
      dropped.accept(its.pollFirst().number());
    }
  }

  private ArrayDeque<Chunk> of(byte kind) {
    return chunks.computeIfAbsent(kind, k -> new ArrayDeque<>());
  }
}
