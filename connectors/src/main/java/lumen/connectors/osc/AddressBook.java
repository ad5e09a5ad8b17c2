package lumen.connectors.osc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import lumen.event.KeyFilter;

/**
 * Addresses by their bytes, so that a message of a known one costs neither decoding nor matching
 * patterns. Bounded: an address takes the place of another of the same hash.
 */
final class AddressBook {
  private static final int ENTRIES = 1 << 12;
  private static final int LONGEST_BYTES = 256;

  /** An address, and whether it is selected. */
  record Address(byte[] bytes, String text, boolean selected) {}

  private final Address[] entries = new Address[ENTRIES];
  private final KeyFilter filter;

  AddressBook(KeyFilter filter) {
    this.filter = filter;
  }

  Address of(byte[] packet, int from, int to) {
    if (to - from > LONGEST_BYTES) {
      return read(packet, from, to);
    }
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + packet[i];
    }
    int slot = (hash ^ hash >>> 16) & (ENTRIES - 1);
    Address known = entries[slot];
    if (known == null || !Arrays.equals(known.bytes, 0, known.bytes.length, packet, from, to)) {
      known = read(packet, from, to);
      entries[slot] = known;
    }
    return known;
  }

  private Address read(byte[] packet, int from, int to) {
    String text = new String(packet, from, to - from, StandardCharsets.UTF_8);
    return new Address(Arrays.copyOfRange(packet, from, to), text, filter.selects(text));
  }
}
