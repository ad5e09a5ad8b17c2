package lumen.connectors.midi;

import java.util.ArrayDeque;

/**
 * What has arrived and waits for the reader: a bounded queue between the device's thread and the
 * reader's. When it is full the newest message is dropped; the number of those dropped stands in
 * the queue where they are missing. Safe for use by several threads; never blocks for longer than
 * an element takes to move.
 */
final class ArrivalQueue {
  /**
   * An element.
   *
   * @param message bytes of a message, or null
   * @param dropped where there is no message: number of messages lost here; 0 where a device begins
   * @param micros arrival, microseconds since the epoch
   */
  record Arrival(byte[] message, long dropped, long micros) {}

  private final int capacity;
  private final ArrayDeque<Arrival> queue = new ArrayDeque<>();
  private int messages;
  private long dropped;
  private long droppedMicros;
  private long droppedInAll;

  ArrivalQueue(int capacity) {
    this.capacity = capacity;
  }

  /** Takes a message, or counts it as dropped. */
  synchronized void offer(byte[] message, long micros) {
    if (messages == capacity) {
      dropped++;
      droppedInAll++;
      droppedMicros = micros;
      return;
    }
    settleDropped();
    queue.add(new Arrival(message, 0, micros));
    messages++;
  }

  /** Notes that a device begins: what was heard before says nothing about it. */
  synchronized void begin(long micros) {
    settleDropped();
    Arrival last = queue.peekLast();
    if (last == null || last.message != null) {
      queue.add(new Arrival(null, 0, micros));
    }
  }

  private void settleDropped() {
    if (dropped > 0) {
      queue.add(new Arrival(null, dropped, droppedMicros));
      dropped = 0;
    }
  }

  /** The next element, or null. */
  synchronized Arrival poll() {
    if (queue.isEmpty()) {
      settleDropped();
    }
    Arrival next = queue.poll();
    if (next != null && next.message != null) {
      messages--;
    }
    return next;
  }

  /** When the oldest element that waits arrived; Long.MAX_VALUE where none does. */
  synchronized long oldestMicros() {
    if (queue.isEmpty()) {
      settleDropped();
    }
    return queue.isEmpty() ? Long.MAX_VALUE : queue.peek().micros();
  }

  /** Number of messages that wait. */
  synchronized int messages() {
    return messages;
  }

  /** Number of messages dropped since the beginning. */
  synchronized long droppedInAll() {
    return droppedInAll;
  }
}
