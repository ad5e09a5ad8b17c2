package lumen.event;

import java.nio.charset.StandardCharsets;

/**
 * Turns the bytes of a name into one shared {@link Name}, so that the hot path makes no strings and
 * compares names by identity. Open addressing with linear probing, keyed by the bytes themselves.
 * When more than {@link #CAPACITY} distinct names were seen (only hostile input does that) the pool
 * begins a new generation.
 */
final class NamePool {
  static final int CAPACITY = 1 << 17;

  private Name[] table = new Name[256];
  private int size;
  private int generation;

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
    if (size == CAPACITY) {
      table = new Name[256];
      size = 0;
      generation++;
    } else if (2 * size >= table.length) {
      grow();
    }
    byte[] utf8 = java.util.Arrays.copyOfRange(bytes, from, to);
    Name name = new Name(new String(utf8, StandardCharsets.UTF_8), utf8, size++);
    insert(name);
    return name;
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

  static int hash(byte[] bytes, int from, int to) {
    int h = to - from;
    for (int i = from; i < to; i++) {
      h = h * 31 + bytes[i];
    }
    h *= 0x9E3779B9;
    return h ^ (h >>> 15);
  }
}
