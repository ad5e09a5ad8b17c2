package lumen.connectors.midi;

import java.util.Arrays;
import java.util.BitSet;
import lumen.intake.LiveMessage;

/**
 * Gives MIDI messages their keys and values, as {@link lumen.connectors.midi the package} lists
 * them: one message in, one out. Remembers of each channel which notes are held and the coarse half
 * of its fine controllers. Not safe for use by several threads.
 */
final class MidiDecoder {
  private static final int CHANNELS = 16;
  private static final int NUMBERS = 128;
  private static final int FINE_CONTROLLERS = 32;
  private static final int ALL_SOUND_OFF = 120;
  private static final int RESET_CONTROLLERS = 121;
  private static final int ALL_NOTES_OFF = 123;
  private static final double MAX_7_BIT = 127;
  private static final double MAX_14_BIT = 16_383;
  private static final int BEND_CENTRE = 8_192;
  private static final String ANY = "any";
  private static final String[] NUMBER = new String[NUMBERS];

  static {
    Arrays.setAll(NUMBER, String::valueOf);
  }

  private final BeatClock clock = new BeatClock();
  private final ChannelMemory[] channels = new ChannelMemory[CHANNELS];

  MidiDecoder() {
    Arrays.setAll(channels, ChannelMemory::new);
  }

  private static final class ChannelMemory {
    final String key;
    final BitSet held = new BitSet(NUMBERS);
    final int[] coarse = new int[FINE_CONTROLLERS];

    ChannelMemory(int index) {
      key = "ch" + (index + 1) + "/";
      forget();
    }

    void forget() {
      held.clear();
      Arrays.fill(coarse, -1);
    }
  }

  /** Forgets what was heard: a device begins. */
  void forget() {
    clock.forget();
    for (ChannelMemory channel : channels) {
      channel.forget();
    }
  }

  /** Notes that messages are missing: ticks can no longer be counted on. */
  void skip() {
    clock.forget();
  }

  /**
   * Takes a message.
   *
   * @param message its bytes, found well formed by {@link MidiForm}
   * @param micros its time, microseconds since the epoch
   */
  LiveMessage decode(byte[] message, long micros) {
    return decode(
        message[0] & 0xFF,
        message.length > 1 ? message[1] : 0,
        message.length > 2 ? message[2] : 0,
        micros);
  }

  /** Takes a message of up to three bytes, or the beginning of a longer one. */
  LiveMessage decode(int status, int data1, int data2, long micros) {
    if (status >= 0xF0) {
      if (status == 0xFF) {
        forget();
      }
      return clock.take(status, data1, data2, micros);
    }
    ChannelMemory channel = channels[status & 0xF];
    return switch (status & 0xF0) {
      case 0x80 -> noteOff(channel, data1, micros);
      case 0x90 ->
          data2 == 0 ? noteOff(channel, data1, micros) : noteOn(channel, data1, data2, micros);
      case 0xA0 -> scalar(channel, "poly_pressure." + NUMBER[data1], data2 / MAX_7_BIT, micros);
      case 0xB0 -> controller(channel, data1, data2, micros);
      case 0xC0 ->
          new LiveMessage.Text(
              channel.key + "program", NUMBER[data1], LiveMessage.UNSTAMPED, micros);
      case 0xD0 -> scalar(channel, "pressure", data1 / MAX_7_BIT, micros);
      default -> scalar(channel, "pitch_bend", bend(data1 | data2 << 7), micros);
    };
  }

  private static double bend(int position) {
    int offset = position - BEND_CENTRE;
    return offset < 0 ? offset / (double) BEND_CENTRE : offset / (double) (BEND_CENTRE - 1);
  }

  private static LiveMessage noteOn(ChannelMemory channel, int note, int velocity, long micros) {
    channel.held.set(note);
    double value = velocity / MAX_7_BIT;
    return notes(channel, new String[] {NUMBER[note], ANY}, new double[] {value, value}, micros);
  }

  private static LiveMessage noteOff(ChannelMemory channel, int note, long micros) {
    channel.held.clear(note);
    String[] names =
        channel.held.isEmpty() ? new String[] {NUMBER[note], ANY} : new String[] {NUMBER[note]};
    return notes(channel, names, new double[names.length], micros);
  }

  private static LiveMessage allNotesOff(ChannelMemory channel, long micros) {
    if (channel.held.isEmpty()) {
      return new LiveMessage.Filtered(1, micros);
    }
    String[] names = new String[channel.held.cardinality() + 1];
    int n = 0;
    for (int note = channel.held.nextSetBit(0);
        note >= 0;
        note = channel.held.nextSetBit(note + 1)) {
      names[n++] = NUMBER[note];
    }
    names[n] = ANY;
    channel.held.clear();
    return notes(channel, names, new double[names.length], micros);
  }

  private static LiveMessage controller(ChannelMemory channel, int number, int value, long micros) {
    if (number == ALL_SOUND_OFF || number >= ALL_NOTES_OFF) {
      return allNotesOff(channel, micros);
    }
    if (number >= ALL_SOUND_OFF) {
      if (number == RESET_CONTROLLERS) {
        Arrays.fill(channel.coarse, -1);
      }
      return new LiveMessage.Filtered(1, micros);
    }
    if (number < FINE_CONTROLLERS) {
      channel.coarse[number] = value;
    } else if (number < 2 * FINE_CONTROLLERS && channel.coarse[number - FINE_CONTROLLERS] >= 0) {
      int pair = number - FINE_CONTROLLERS;
      double fine = (channel.coarse[pair] << 7 | value) / MAX_14_BIT;
      return scalar(channel, "cc14." + NUMBER[pair], fine, micros);
    }
    return scalar(channel, "cc." + NUMBER[number], value / MAX_7_BIT, micros);
  }

  private static LiveMessage scalar(ChannelMemory channel, String name, double value, long micros) {
    return new LiveMessage.Scalar(channel.key + name, value, LiveMessage.UNSTAMPED, micros);
  }

  private static LiveMessage notes(
      ChannelMemory channel, String[] names, double[] values, long micros) {
    return new LiveMessage.Fields(
        channel.key + "note", names, values, LiveMessage.UNSTAMPED, micros);
  }
}
