package lumen.connectors.osc;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What was received and not yet read: bounded in packets and in bytes, without locks, for one
 * thread that offers and one that polls. A full queue takes nothing more, so what is lost is the
 * newest.
 */
final class PacketQueue {
  /** What the waiting packets may hold together, bytes. */
  static final int MAX_BYTES = 32 << 20;

  private final AtomicReferenceArray<Datagram> slots;
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private int tail;
  private int head;

  PacketQueue(int capacity) {
    slots = new AtomicReferenceArray<>(capacity);
  }

  /** Whether a packet of that weight would be taken. */
  boolean takes(int weight) {
    return size.get() < slots.length() && bytes.get() + weight <= MAX_BYTES;
  }

  /** Queues a packet that is {@linkplain #takes taken}; true if it is the only one. */
  boolean add(Datagram packet) {
    slots.set(tail, packet);
    tail = next(tail);
    bytes.addAndGet(packet.weight());
    return size.incrementAndGet() == 1;
  }

  /** The oldest packet, or null. */
  Datagram poll() {
    if (size.get() == 0) {
      return null;
    }
    Datagram packet = slots.getAndSet(head, null);
    head = next(head);
    bytes.addAndGet(-packet.weight());
    size.decrementAndGet();
    return packet;
  }

  /** The oldest packet, which stays, or null. For the thread that polls. */
  Datagram peek() {
    return size.get() == 0 ? null : slots.get(head);
  }

  /** Number of packets. Called by any thread. */
  int size() {
    return size.get();
  }

  private int next(int slot) {
    return slot + 1 == slots.length() ? 0 : slot + 1;
  }
}
