package lumen.ctl.relay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;

/**
 * Changes the numbers of an OSC 1.0 packet where they stand. What is no OSC stays as it is from
 * there on: a relay judges nothing.
 */
final class OscNumbers {
  private static final byte[] BUNDLE = "#bundle\0".getBytes(StandardCharsets.US_ASCII);
  private static final int BUNDLE_HEAD = 16;
  private static final int MOST_DEPTH = 8;

  private final ByteBuffer packet;
  private final Predicate<String> addresses;
  private final DoubleUnaryOperator change;
  private boolean changed;

  private OscNumbers(byte[] packet, Predicate<String> addresses, DoubleUnaryOperator change) {
    this.packet = ByteBuffer.wrap(packet);
    this.addresses = addresses;
    this.change = change;
  }

  /**
   * Changes a packet in place.
   *
   * @param addresses which messages are changed
   * @param change what becomes of a number ({@code i}, {@code h}, {@code f}, {@code d})
   * @return whether a number was changed
   */
  static boolean change(byte[] packet, Predicate<String> addresses, DoubleUnaryOperator change) {
    OscNumbers numbers = new OscNumbers(packet, addresses, change);
    numbers.element(0, packet.length, 0);
    return numbers.changed;
  }

  private void element(int from, int to, int depth) {
    boolean bundle =
        to - from >= BUNDLE_HEAD
            && Arrays.equals(packet.array(), from, from + BUNDLE.length, BUNDLE, 0, BUNDLE.length);
    if (!bundle) {
      message(from, to);
      return;
    }
    int at = from + BUNDLE_HEAD;
    while (depth < MOST_DEPTH && at + Integer.BYTES <= to) {
      int size = packet.getInt(at);
      at += Integer.BYTES;
      if (size <= 0 || size > to - at) {
        return;
      }
      element(at, at + size, depth + 1);
      at += size;
    }
  }

  private void message(int from, int to) {
    int types = endOfText(from, to);
    if (types < 0 || types >= to || packet.get(types) != ',') {
      return;
    }
    int at = endOfText(types, to);
    if (at < 0 || !addresses.test(text(from))) {
      return;
    }
    for (int type = types + 1; packet.get(type) != 0; type++) {
      at = argument(packet.get(type), at, to);
      if (at < 0) {
        return;
      }
    }
  }

  /** Where the next argument begins, or -1 where nothing is known of it. */
  private int argument(byte type, int at, int to) {
    switch (type) {
      case 'i', 'f' -> {
        if (at + Float.BYTES > to) {
          return -1;
        }
        if (type == 'f') {
          packet.putFloat(at, (float) change.applyAsDouble(packet.getFloat(at)));
        } else {
          packet.putInt(at, (int) Math.round(change.applyAsDouble(packet.getInt(at))));
        }
        changed = true;
        return at + Float.BYTES;
      }
      case 'd', 'h' -> {
        if (at + Double.BYTES > to) {
          return -1;
        }
        if (type == 'd') {
          packet.putDouble(at, change.applyAsDouble(packet.getDouble(at)));
        } else {
          packet.putLong(at, Math.round(change.applyAsDouble((double) packet.getLong(at))));
        }
        changed = true;
        return at + Double.BYTES;
      }
      case 's', 'S' -> {
        return endOfText(at, to);
      }
      case 'T', 'F', 'N', 'I', '[', ']' -> {
        return at;
      }
      case 't' -> {
        return at + Long.BYTES <= to ? at + Long.BYTES : -1;
      }
      case 'c', 'r', 'm' -> {
        return at + Integer.BYTES <= to ? at + Integer.BYTES : -1;
      }
      default -> {
        return -1;
      }
    }
  }

  private String text(int from) {
    int end = from;
    while (packet.get(end) != 0) {
      end++;
    }
    return new String(packet.array(), from, end - from, StandardCharsets.US_ASCII);
  }

  /** Where what follows a text begins, or -1 where the text has no end. */
  private int endOfText(int from, int to) {
    int end = from;
    while (end < to && packet.get(end) != 0) {
      end++;
    }
    int next = from + (end - from) / Integer.BYTES * Integer.BYTES + Integer.BYTES;
    return end < to && next <= to ? next : -1;
  }
}
