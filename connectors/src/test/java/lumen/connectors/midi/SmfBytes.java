package lumen.connectors.midi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Makes Standard MIDI Files byte by byte. */
public final class SmfBytes {
  private SmfBytes() {}

  /** A file of these tracks, each its events as hexadecimal digits; their end is added. */
  public static byte[] of(int format, int division, String... tracks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("MThd".getBytes(StandardCharsets.US_ASCII));
    number(out, 6, 4);
    number(out, format, 2);
    number(out, tracks.length, 2);
    number(out, division, 2);
    for (String track : tracks) {
      byte[] events = hex(track + "00FF2F00");
      out.writeBytes("MTrk".getBytes(StandardCharsets.US_ASCII));
      number(out, events.length, 4);
      out.writeBytes(events);
    }
    return out.toByteArray();
  }

  /** The bytes of hexadecimal digits; spaces may stand anywhere. */
  public static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  private static void number(ByteArrayOutputStream out, long value, int bytes) {
    for (int i = bytes - 1; i >= 0; i--) {
      out.write((int) (value >>> (8 * i)));
    }
  }
}
