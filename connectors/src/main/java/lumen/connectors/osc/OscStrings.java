package lumen.connectors.osc;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * OSC strings: text, then one to four zero bytes, so that the length is a multiple of 4. The text
 * is UTF-8, of which the specification's ASCII is a part.
 */
final class OscStrings {
  private static final int ALIGNMENT = 4;
  private static final int FIRST_PRINTABLE = 0x20;
  private static final int DELETE = 0x7f;

  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
  private final CharBuffer discarded = CharBuffer.allocate(64);
  private int textEnd;

  /** First byte after the text of the string that was read last. */
  int textEnd() {
    return textEnd;
  }

  /**
   * Reads a string that begins at a multiple of 4 from the packet's begin.
   *
   * @param to first byte that is not its message's
   * @return first byte after its zero bytes
   */
  int next(ByteBuffer in, int from, int to) throws MalformedOscException {
    int at = from;
    int signs = 0;
    while (at < to && in.get(at) != 0) {
      signs |= in.get(at++);
    }
    textEnd = at;
    int end = at + ALIGNMENT - (at - from) % ALIGNMENT;
    if (end > to) {
      throw new MalformedOscException("must end in a zero byte: string", from);
    }
    requireZeros(in, at, end);
    if (signs < 0) {
      requireUtf8(in, from, at);
    }
    return end;
  }

  /** Fails unless all bytes are zero. */
  static void requireZeros(ByteBuffer in, int from, int to) throws MalformedOscException {
    for (int at = from; at < to; at++) {
      if (in.get(at) != 0) {
        throw new MalformedOscException("must be padded with zero bytes: string or blob", at);
      }
    }
  }

  /**
   * Fails if the string that was read last, which began at {@code from}, has control characters.
   */
  void requirePrintable(ByteBuffer in, int from) throws MalformedOscException {
    for (int at = from; at < textEnd; at++) {
      byte character = in.get(at);
      if ((character >= 0 && character < FIRST_PRINTABLE) || character == DELETE) {
        throw new MalformedOscException("must be printable: address", at);
      }
    }
  }

  private void requireUtf8(ByteBuffer in, int from, int to) throws MalformedOscException {
    ByteBuffer text = in.duplicate();
    text.limit(to).position(from);
    utf8.reset();
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      discarded.clear();
      result = utf8.decode(text, discarded, true);
    }
    if (result.isError()) {
      throw new MalformedOscException("must be UTF-8: string", text.position());
    }
  }
}
