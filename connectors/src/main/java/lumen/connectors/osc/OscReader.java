package lumen.connectors.osc;

import java.nio.ByteBuffer;

/**
 * Reads packets strictly: lengths that are multiples of 4, strings that end in zero bytes, sizes
 * within bounds, known type tags, balanced arrays, nothing left over. One pass, no allocation but
 * for a damaged packet; cost is linear in the packet, depth is bounded. A message without any type
 * tag string, as old senders write it, is taken if it ends after its address.
 *
 * <p>The values are read here and not by javaosc 0.8, which reads wrong what follows a blob whose
 * length is no multiple of 4, loses messages with an array in an array, and refuses addresses with
 * the characters of a pattern.
 *
 * <p>Source: The Open Sound Control 1.0 Specification (Wright, 2002), with the argument types it
 * lists as not standard. Departure: a bundle's tag may be earlier than that of the bundle around
 * it, which the specification forbids and senders do.
 */
final class OscReader {
  /** The deepest nesting of bundles, and of arrays. */
  static final int MAX_DEPTH = 16;

  private static final int ALIGNMENT = 4;
  private static final int BUNDLE_HEAD_BYTES = 16;
  private static final long BUNDLE_MARK = 0x23_62_75_6e_64_6c_65_00L; // "#bundle" and a zero

  private final OscStrings strings = new OscStrings();
  private final OscArguments arguments = new OscArguments(strings);

  /**
   * Reads a packet.
   *
   * @return number of messages it holds; 0 for an empty bundle
   * @throws MalformedOscException if it is damaged, however much of it the visitor was told
   */
  int read(byte[] packet, int length, OscVisitor visitor) throws MalformedOscException {
    ByteBuffer in = ByteBuffer.wrap(packet, 0, length);
    return element(in, 0, length, OscTimeTag.IMMEDIATELY, 0, visitor);
  }

  private int element(ByteBuffer in, int from, int to, long tag, int depth, OscVisitor visitor)
      throws MalformedOscException {
    if (from == to) {
      throw new MalformedOscException("must not be empty: packet or element", from);
    }
    if ((to - from) % ALIGNMENT != 0) {
      throw new MalformedOscException(
          "length must be a multiple of 4: packet of " + (to - from) + " bytes", from);
    }
    return switch (in.get(from)) {
      case '/' -> message(in, from, to, tag, visitor);
      case '#' -> bundle(in, from, to, tag, depth, visitor);
      default -> throw new MalformedOscException("must begin with / or #bundle: element", from);
    };
  }

  private int bundle(ByteBuffer in, int from, int to, long tag, int depth, OscVisitor visitor)
      throws MalformedOscException {
    if (to - from < BUNDLE_HEAD_BYTES || in.getLong(from) != BUNDLE_MARK) {
      throw new MalformedOscException("must begin with #bundle and a time tag: bundle", from);
    }
    if (depth == MAX_DEPTH) {
      throw new MalformedOscException("bundles must nest at most " + MAX_DEPTH + " deep", from);
    }
    long own = in.getLong(from + Long.BYTES);
    long inner = OscTimeTag.tells(own) ? own : tag;
    int messages = 0;
    int at = from + BUNDLE_HEAD_BYTES;
    while (at < to) {
      int size = in.getInt(at);
      int begin = at + Integer.BYTES;
      if (size < 0 || size > to - begin) {
        throw new MalformedOscException(
            "size must be within the bundle: element of " + size + " bytes", at);
      }
      messages += element(in, begin, begin + size, inner, depth + 1, visitor);
      at = begin + size;
    }
    return messages;
  }

  private int message(ByteBuffer in, int from, int to, long tag, OscVisitor visitor)
      throws MalformedOscException {
    int tags = strings.next(in, from, to);
    strings.requirePrintable(in, from);
    visitor.begin(from, strings.textEnd());
    int end = tags;
    if (tags < to) {
      if (in.get(tags) != ',') {
        throw new MalformedOscException("type tag string must begin with a comma", tags);
      }
      int values = strings.next(in, tags, to);
      end = arguments.read(in, tags + 1, strings.textEnd(), values, to, visitor);
    }
    if (end != to) {
      throw new MalformedOscException(
          "must end with its last argument: message has " + (to - end) + " more bytes", end);
    }
    visitor.end(to, tag);
    return 1;
  }
}
