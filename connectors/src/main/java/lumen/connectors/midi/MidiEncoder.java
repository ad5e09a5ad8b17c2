package lumen.connectors.midi;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.ShortMessage;

/**
 * MIDI messages of keys and values, as {@link lumen.connectors.midi the package} lists them: what a
 * device that sends them is heard as. Values are moved to the nearest that a message can hold.
 */
public final class MidiEncoder {
  private static final Pattern KEY =
      Pattern.compile("ch([1-9]|1[0-6])/([a-z_]+?)(14)?(?:\\.(0|[1-9][0-9]{0,2}))?");
  private static final int CENTRE = 8_192;
  private static final int MAX_7_BIT = 127;
  private static final int MAX_14_BIT = 16_383;
  private static final int FINE_CONTROLLERS = 32;
  private static final int LAST_CONTROLLER = 119;
  private static final int RELEASE_VELOCITY = 64;

  private MidiEncoder() {}

  /**
   * The messages of one number.
   *
   * @param key channel key, such as {@code ch1/note.60}, {@code ch1/cc.7} or {@code ch1/pitch_bend}
   * @param value 0..1; of pitch bend -1..1
   * @return empty where no message has this key: the pulse of a clock, {@code note.any}, another's
   */
  public static Optional<List<ShortMessage>> of(String key, double value) {
    Matcher at = KEY.matcher(key);
    if (!at.matches() || Double.isNaN(value)) {
      return Optional.empty();
    }
    int channel = Integer.parseInt(at.group(1)) - 1;
    boolean fine = at.group(3) != null;
    int number = at.group(4) == null ? -1 : Integer.parseInt(at.group(4));
    if (number > MAX_7_BIT || (fine && !at.group(2).equals("cc"))) {
      return Optional.empty();
    }
    try {
      return switch (at.group(2)) {
        case "note" -> number < 0 ? Optional.empty() : Optional.of(note(channel, number, value));
        case "cc" -> controller(channel, number, fine, value);
        case "poly_pressure" ->
            number < 0
                ? Optional.empty()
                : message(ShortMessage.POLY_PRESSURE, channel, number, small(value));
        case "pressure" ->
            number >= 0
                ? Optional.empty()
                : message(ShortMessage.CHANNEL_PRESSURE, channel, small(value), 0);
        case "pitch_bend" -> number >= 0 ? Optional.empty() : bend(channel, value);
        default -> Optional.empty();
      };
    } catch (InvalidMidiDataException e) {
      throw new IllegalStateException("message must be in range: " + key + '=' + value, e);
    }
  }

  /**
   * The program change of a text, the number of {@code chC/program}.
   *
   * @return empty where no message has this key, or the text is no such number
   */
  public static Optional<ShortMessage> program(String key, String text) {
    Matcher at = KEY.matcher(key);
    boolean is = at.matches() && key.endsWith("/program") && text.matches("0|[1-9][0-9]{0,2}");
    if (!is || Integer.parseInt(text) > MAX_7_BIT) {
      return Optional.empty();
    }
    try {
      int channel = Integer.parseInt(at.group(1)) - 1;
      int number = Integer.parseInt(text);
      return Optional.of(new ShortMessage(ShortMessage.PROGRAM_CHANGE, channel, number, 0));
    } catch (InvalidMidiDataException e) {
      throw new IllegalStateException("message must be in range: " + key + '=' + text, e);
    }
  }

  private static List<ShortMessage> note(int channel, int number, double value)
      throws InvalidMidiDataException {
    if (!(value > 0)) {
      return List.of(new ShortMessage(ShortMessage.NOTE_OFF, channel, number, RELEASE_VELOCITY));
    }
    int velocity = Math.max(1, small(value));
    return List.of(new ShortMessage(ShortMessage.NOTE_ON, channel, number, velocity));
  }

  private static Optional<List<ShortMessage>> controller(
      int channel, int number, boolean fine, double value) throws InvalidMidiDataException {
    if (number < 0 || number > (fine ? FINE_CONTROLLERS - 1 : LAST_CONTROLLER)) {
      return Optional.empty();
    }
    if (!fine) {
      return message(ShortMessage.CONTROL_CHANGE, channel, number, small(value));
    }
    int both = (int) Math.rint(Math.max(0, Math.min(1, value)) * MAX_14_BIT);
    return Optional.of(
        List.of(
            new ShortMessage(ShortMessage.CONTROL_CHANGE, channel, number, both >> 7),
            new ShortMessage(
                ShortMessage.CONTROL_CHANGE,
                channel,
                number + FINE_CONTROLLERS,
                both & MAX_7_BIT)));
  }

  private static Optional<List<ShortMessage>> bend(int channel, double value)
      throws InvalidMidiDataException {
    double within = Math.max(-1, Math.min(1, value));
    int position = CENTRE + (int) Math.rint(within * (within < 0 ? CENTRE : CENTRE - 1));
    return message(ShortMessage.PITCH_BEND, channel, position & MAX_7_BIT, position >> 7);
  }

  private static int small(double value) {
    return (int) Math.rint(Math.max(0, Math.min(1, value)) * MAX_7_BIT);
  }

  private static Optional<List<ShortMessage>> message(
      int command, int channel, int data1, int data2) throws InvalidMidiDataException {
    return Optional.of(List.of(new ShortMessage(command, channel, data1, data2)));
  }
}
