package lumen.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Turns the bytes of a name into one shared {@link Name}, so that the hot path makes no strings and
 * compares names by identity. Open addressing with linear probing, keyed by the bytes themselves.
 * When more than {@link #CAPACITY} distinct names or {@link #MAX_BYTES} of them were seen (only
 * hostile input does that) the pool begins a new generation. The default tenant is the first name
 * of every generation.
 */
final class NamePool {
  /**
   * More names than one line can hold, so that a line read anew at the start of a generation never
   * starts another: a field of an object takes at least the six bytes of {@code "":1,}.
   */
  static final int CAPACITY = 1 << 18;

  static final int MAX_BYTES = 1 << 25;

  private final Name defaultTenant;
  private Name[] table;
  private int size;
  private int bytesHeld;
  private int generation;

  NamePool() {
    byte[] utf8 = EventLimits.DEFAULT_TENANT.getBytes(StandardCharsets.UTF_8);
    defaultTenant = new Name(EventLimits.DEFAULT_TENANT, utf8, 0);
    clear();
  }

  Name defaultTenant() {
    return defaultTenant;
  }

  /** The name of these UTF-8 bytes. */
  Name of(byte[] bytes, int from, int to) {
    int mask = table.length - 1;
    int slot = hash(bytes, from, to) & mask;
    for (Name name = table[slot]; name != null; name = table[slot]) {
      if (name.sameBytes(bytes, from, to)) {
        return name;
      }
      slot = (slot + 1) & mask;
    }
    return add(bytes, from, to);
  }

  /** The name of this text. */
  Name of(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return of(utf8, 0, utf8.length);
  }

  /** Grows by one whenever ids start anew and caches keyed by them must be dropped. */
  int generation() {
    return generation;
  }

  private Name add(byte[] bytes, int from, int to) {
    if (size == CAPACITY || bytesHeld + (to - from) > MAX_BYTES) {
      clear();
      generation++;
    } else if (2 * size >= table.length) {
      grow();
    }
    byte[] utf8 = Arrays.copyOfRange(bytes, from, to);
    bytesHeld += utf8.length;
    Name name = new Name(new String(utf8, StandardCharsets.UTF_8), utf8, size++);
    insert(name);
    return name;
  }

  private void clear() {
    table = new Name[256];
    size = 1;
    bytesHeld = 0;
    insert(defaultTenant);
  }

  private void insert(Name name) {
    int mask = table.length - 1;
    int slot = name.hash() & mask;
    while (table[slot] != null) {
      slot = (slot + 1) & mask;
    }
    table[slot] = name;
  }

  private void grow() {
    Name[] old = table;
    table = new Name[old.length * 2];
    for (Name name : old) {
      if (name != null) {
        insert(name);
      }
    }
  }

  /** Eight bytes at a time, each word multiplied and folded, so that names alike lie apart. */
  static int hash(byte[] bytes, int from, int to) {
    long h = (long) to - from;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      h = mix(h ^ EightBytes.at(bytes, i));
    }
    return (int) mix(h ^ rest(bytes, i, to));
  }

  /** Fewer than eight bytes as one number, the same wherever in an array they lie. */
  private static long rest(byte[] bytes, int from, int to) {
    if (from < to && EightBytes.liesIn(bytes, from)) {
      return EightBytes.first(EightBytes.at(bytes, from), to - from);
    }
    long rest = 0;
    for (int i = to - 1; i >= from; i--) {
      rest = rest << Byte.SIZE | (bytes[i] & 0xFF);
    }
    return rest;
  }

  private static long mix(long h) {
    long product = h * 0x9E3779B97F4A7C15L;
    return product ^ product >>> 32;
  }
}
