package lumen.rig;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.PriorityQueue;

/** Lines on their way to the recording, released in the order of their arrival. */
final class LineQueue {
  private record Line(long arrivalMicros, long number, byte[] text) implements Comparable<Line> {
    @Override
    public int compareTo(Line other) {
      int byTime = Long.compare(arrivalMicros, other.arrivalMicros);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Line> waiting = new PriorityQueue<>();
  private final OutputStream out;
  private long number;

  LineQueue(OutputStream out) {
    this.out = out;
  }

  /** Adds a line, without its end, that arrives at the given time from the start. */
  void add(double arrivalS, String text) {
    long micros = (long) StrictMath.rint(arrivalS * 1e6);
    waiting.add(new Line(micros, number++, text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes what has arrived before a moment; nothing earlier may be added afterwards. */
  void release(double untilS) throws IOException {
    long until = (long) StrictMath.rint(untilS * 1e6);
    while (!waiting.isEmpty() && waiting.peek().arrivalMicros() < until) {
      out.write(waiting.remove().text());
      out.write('\n');
    }
  }

  /** Writes all that remains. */
  void releaseAll() throws IOException {
    release(Double.MAX_VALUE);
  }

  /** Lines added so far. */
  long count() {
    return number;
  }
}
