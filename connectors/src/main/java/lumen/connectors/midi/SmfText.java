package lumen.connectors.midi;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The text of a meta event. The standard knows only ASCII; what programs write is UTF-8 or Latin-1,
 * so it is read as the former where it is valid, and as the latter otherwise.
 */
final class SmfText {
  /** What is kept of a text. */
  static final int MAX_CHARS = 4_096;

  private SmfText() {}

  static String read(byte[] file, int from, int length) {
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(file, from, length))
              .toString();
    } catch (CharacterCodingException e) {
      text = new String(file, from, length, StandardCharsets.ISO_8859_1);
    }
    if (text.length() <= MAX_CHARS) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(MAX_CHARS - 1));
    return text.substring(0, splits ? MAX_CHARS - 1 : MAX_CHARS);
  }
}
