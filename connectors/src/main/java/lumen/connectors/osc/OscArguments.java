package lumen.connectors.osc;

import java.nio.ByteBuffer;

/** The arguments of a message, read along its type tags. */
final class OscArguments {
  private static final int ALIGNMENT = 4;

  private final OscStrings strings;
  private int at;
  private int arrays;

  OscArguments(OscStrings strings) {
    this.strings = strings;
  }

  /**
   * Reads the arguments.
   *
   * @param tags first type tag, after the comma
   * @param tagsEnd first byte after the tags
   * @param from first byte of the values
   * @param to first byte that is not the message's
   * @return first byte after the last value
   */
  int read(ByteBuffer in, int tags, int tagsEnd, int from, int to, OscVisitor visitor)
      throws MalformedOscException {
    at = from;
    arrays = 0;
    for (int tag = tags; tag < tagsEnd; tag++) {
      argument(in, tag, to, visitor);
    }
    if (arrays != 0) {
      throw new MalformedOscException("] must close each [ of the type tags", tagsEnd);
    }
    return at;
  }

  private void argument(ByteBuffer in, int tag, int to, OscVisitor visitor)
      throws MalformedOscException {
    switch (in.get(tag)) {
      case 'f' -> visitor.number(in.getFloat(take(Float.BYTES, to)));
      case 'i' -> visitor.number(in.getInt(take(Integer.BYTES, to)));
      case 'd' -> visitor.number(in.getDouble(take(Double.BYTES, to)));
      case 'h' -> visitor.number((double) in.getLong(take(Long.BYTES, to)));
      case 'T', 'I' -> visitor.number(1);
      case 'F' -> visitor.number(0);
      case 's', 'S' -> text(in, to, visitor);
      case 'c' -> character(in, to, visitor);
      case 'b' -> blob(in, to, visitor);
      case 't' -> opaque(Long.BYTES, to, visitor);
      case 'r', 'm' -> opaque(Integer.BYTES, to, visitor);
      case 'N' -> visitor.opaque();
      case '[' -> open(tag, visitor);
      case ']' -> close(tag);
      default ->
          throw new MalformedOscException(
              "must be one of ifsbhtdScrmTFNI[]: type tag " + (in.get(tag) & 0xff), tag);
    }
  }

  private int take(int bytes, int to) throws MalformedOscException {
    int begin = at;
    if (bytes < 0 || bytes > to - begin) {
      throw new MalformedOscException(
          "must lie within its message: argument of " + bytes + " bytes", begin);
    }
    at = begin + bytes;
    return begin;
  }

  private void opaque(int bytes, int to, OscVisitor visitor) throws MalformedOscException {
    take(bytes, to);
    visitor.opaque();
  }

  private void text(ByteBuffer in, int to, OscVisitor visitor) throws MalformedOscException {
    int begin = at;
    at = strings.next(in, begin, to);
    visitor.text(begin, strings.textEnd());
  }

  /** An ASCII character in the last of 4 bytes. */
  private void character(ByteBuffer in, int to, OscVisitor visitor) throws MalformedOscException {
    int begin = take(Integer.BYTES, to);
    int code = in.getInt(begin);
    if (code < 0 || code > Byte.MAX_VALUE) {
      throw new MalformedOscException("must be an ASCII character: " + code, begin);
    }
    visitor.text(begin + Integer.BYTES - 1, begin + Integer.BYTES);
  }

  private void blob(ByteBuffer in, int to, OscVisitor visitor) throws MalformedOscException {
    int size = in.getInt(take(Integer.BYTES, to));
    int end = take(size, to) + size;
    int padding = -size & (ALIGNMENT - 1);
    OscStrings.requireZeros(in, take(padding, to), end + padding);
    visitor.opaque();
  }

  private void open(int tag, OscVisitor visitor) throws MalformedOscException {
    if (arrays == OscReader.MAX_DEPTH) {
      throw new MalformedOscException(
          "arrays must nest at most " + OscReader.MAX_DEPTH + " deep", tag);
    }
    arrays++;
    visitor.array();
  }

  private void close(int tag) throws MalformedOscException {
    if (arrays == 0) {
      throw new MalformedOscException("[ must open each ] of the type tags", tag);
    }
    arrays--;
  }
}
