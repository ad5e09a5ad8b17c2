package lumen.connectors.midi;

import java.util.HexFormat;

/** The form of a MIDI message on the wire (MIDI 1.0 Detailed Specification, table of messages). */
final class MidiForm {
  /** How many bytes of a malformed message are shown. */
  private static final int SHOWN_BYTES = 64;

  private MidiForm() {}

  /** Number of data bytes that follow the status byte, -1 where their number is not fixed. */
  static int dataBytes(int status) {
    return switch (status & 0xF0) {
      case 0x80, 0x90, 0xA0, 0xB0, 0xE0 -> 2;
      case 0xC0, 0xD0 -> 1;
      default ->
          switch (status) {
            case 0xF2 -> 2;
            case 0xF1, 0xF3 -> 1;
            case 0xF0, 0xF7 -> -1;
            default -> 0;
          };
    };
  }

  /** What is wrong with a message, or null. */
  static String fault(byte[] message) {
    if (message.length == 0) {
      return "MIDI message must have a status byte: it is empty";
    }
    int status = message[0] & 0xFF;
    if (status < 0x80) {
      return "MIDI message must begin with a status byte: it begins with " + hex(status);
    }
    int wanted = dataBytes(status);
    if (wanted < 0 || (status == 0xFF && message.length > 1)) {
      return null;
    }
    if (message.length < 1 + wanted) {
      return "MIDI message must be whole: status "
          + hex(status)
          + " takes "
          + wanted
          + " data bytes, has "
          + (message.length - 1);
    }
    for (int i = 1; i <= wanted; i++) {
      if (message[i] < 0) {
        return "MIDI data byte must be below 0x80: " + hex(message[i] & 0xFF);
      }
    }
    return null;
  }

  /** The message's first bytes as hexadecimal digits. */
  static String shown(byte[] message) {
    return HexFormat.of().formatHex(message, 0, Math.min(message.length, SHOWN_BYTES));
  }

  static String hex(int value) {
    return "0x" + HexFormat.of().withUpperCase().toHexDigits((byte) value);
  }
}
