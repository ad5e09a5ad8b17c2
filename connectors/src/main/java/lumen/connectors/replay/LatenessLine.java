package lumen.connectors.replay;

import java.util.Arrays;

/**
 * Decides, event by event, what is late in a recorded stream. The line is the running maximum of
 * (the minimum over the stream's active event sources of their own newest time) minus the
 * out-of-orderness; a source is active while its newest time is less than the idle time behind the
 * stream's newest. So a device whose clock runs ahead makes nobody else late. Only accepted events
 * move anything.
 *
 * <p>The active sources lie in a binary heap by newest time: an event costs O(log sources).
 */
final class LatenessLine {
  /** What an event is, seen from the line. */
  enum Verdict {
    /** It may be accepted. */
    IN_TIME,
    /** It lies behind the line. */
    LATE,
    /** It lies so far ahead of the stream that it is not believed. */
    AHEAD
  }

  /** So many events ahead in a row are not believed; the next one is. */
  static final int DISBELIEVED = 16;

  static final long NONE = Long.MIN_VALUE;

  private final long outOfOrderness;
  private final long idle;
  private final long maxAhead;

  private EventSource[] heap = new EventSource[8];
  private int size;
  private long streamNewest = NONE;
  private long line = NONE;
  private int aheadInARow;

  LatenessLine(ReplayOptions options) {
    outOfOrderness = options.outOfOrdernessMicros();
    idle = options.sourceIdleMicros();
    maxAhead = options.maxAheadMicros();
  }

  /** What a readable event at this time is. Nothing moves before the verdict is carried out. */
  Verdict judge(long micros) {
    if (streamNewest != NONE && micros - streamNewest > maxAhead && aheadInARow < DISBELIEVED) {
      return Verdict.AHEAD;
    }
    return micros < line ? Verdict.LATE : Verdict.IN_TIME;
  }

  /** Leaves out an event that was judged AHEAD. */
  void disbelieve() {
    aheadInARow++;
  }

  /** Leaves out an event that was judged LATE. */
  void leaveBehind() {
    aheadInARow = 0;
  }

  /** Takes an event that was judged IN_TIME and not rejected for another reason. */
  void accept(EventSource source, long micros) {
    aheadInARow = 0;
    if (micros > streamNewest) {
      streamNewest = micros;
    }
    if (micros > source.newest) {
      source.newest = micros;
      if (source.heapIndex >= 0) {
        siftDown(source.heapIndex);
      }
    }
    if (source.heapIndex < 0 && isActive(source)) {
      push(source);
    }
    while (size > 0 && !isActive(heap[0])) {
      pop();
    }
    line = Math.max(line, heap[0].newest - outOfOrderness);
  }

  /** Moves the line up, if it lies before the given time. */
  void raise(long micros) {
    line = Math.max(line, micros);
  }

  /** No event before this time will be accepted; NONE before the first event. */
  long micros() {
    return line;
  }

  /** How far the stream has come: the line without its allowance. */
  long position() {
    return line == NONE ? NONE : line + outOfOrderness;
  }

  int aheadInARow() {
    return aheadInARow;
  }

  /** Newest accepted event time, {@link #NONE} before the first. */
  long streamNewest() {
    return streamNewest;
  }

  /** Takes up where a stored line left off. */
  void restore(Iterable<EventSource> sources, long storedNewest, long storedLine, int storedAhead) {
    streamNewest = storedNewest;
    line = storedLine;
    aheadInARow = storedAhead;
    for (EventSource source : sources) {
      if (source.newest != EventSource.UNSEEN && isActive(source)) {
        push(source);
      }
    }
  }

  private boolean isActive(EventSource source) {
    return streamNewest - source.newest < idle;
  }

  private void push(EventSource source) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    source.heapIndex = size;
    heap[size++] = source;
    siftUp(source.heapIndex);
  }

  private void pop() {
    heap[0].heapIndex = -1;
    EventSource last = heap[--size];
    heap[size] = null;
    if (size > 0) {
      heap[0] = last;
      last.heapIndex = 0;
      siftDown(0);
    }
  }

  private void siftUp(int from) {
    EventSource moved = heap[from];
    int i = from;
    while (i > 0 && heap[(i - 1) / 2].newest > moved.newest) {
      place(i, heap[(i - 1) / 2]);
      i = (i - 1) / 2;
    }
    place(i, moved);
  }

  private void siftDown(int from) {
    EventSource moved = heap[from];
    int i = from;
    for (int child = 2 * i + 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && heap[child + 1].newest < heap[child].newest) {
        child++;
      }
      if (heap[child].newest >= moved.newest) {
        break;
      }
      place(i, heap[child]);
      i = child;
    }
    place(i, moved);
  }

  private void place(int i, EventSource source) {
    heap[i] = source;
    source.heapIndex = i;
  }
}
