package lumen.connectors.midi;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.sound.midi.MidiDevice;

/**
 * Which of a machine's MIDI devices is meant. Three readings, the strictest first; the first one
 * that any device answers to holds:
 *
 * <ol>
 *   <li>the device's whole name,
 *   <li>a part of its name or description, in upper or lower case: {@code keystep}; Linux writes
 *       the ALSA address into the name, {@code KeyStep [hw:1,0,0]}, so {@code hw:1,0,0} is such a
 *       part,
 *   <li>where the text has {@code *} or {@code ?}: a pattern of the whole name or description, in
 *       upper or lower case: {@code *Step*}.
 * </ol>
 *
 * <p>Prefer the name to the ALSA address: the kernel numbers cards in the order in which they are
 * plugged in, and a device that comes back while its old handle is still open gets a new number.
 */
final class DevicePattern {
  private static final int MAX_CHARS = 512;

  private final String text;
  private final String folded;
  private final Pattern glob;

  DevicePattern(String text) {
    require(text);
    this.text = text;
    this.folded = fold(text);
    this.glob = text.contains("*") || text.contains("?") ? Pattern.compile(regexOf(folded)) : null;
  }

  static void require(String device) {
    if (device == null || device.isBlank()) {
      throw new IllegalArgumentException("device must name a MIDI device, is empty");
    }
    if (device.length() > MAX_CHARS) {
      throw new IllegalArgumentException(
          "device must have at most " + MAX_CHARS + " characters, has " + device.length());
    }
  }

  private static String regexOf(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      switch (glob.charAt(i)) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(glob.substring(i, i + 1)));
      }
    }
    return regex.toString();
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Whether this is the device's whole name. */
  boolean names(MidiDevice.Info info) {
    return text.equals(info.getName());
  }

  /** The devices that are meant, in the order given. */
  List<MidiDevice.Info> select(List<MidiDevice.Info> infos) {
    List<MidiDevice.Info> found = infos.stream().filter(this::names).toList();
    if (found.isEmpty()) {
      found = infos.stream().filter(this::isPart).toList();
    }
    if (found.isEmpty() && glob != null) {
      found = infos.stream().filter(this::matches).toList();
    }
    return found;
  }

  private boolean isPart(MidiDevice.Info info) {
    return fold(info.getName()).contains(folded) || fold(info.getDescription()).contains(folded);
  }

  private boolean matches(MidiDevice.Info info) {
    return glob.matcher(fold(info.getName())).matches()
        || glob.matcher(fold(info.getDescription())).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
