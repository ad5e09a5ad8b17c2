package lumen.connectors.midi;

import java.io.Serializable;

/**
 * Where ticks are played.
 *
 * @param device which device, as for {@link MidiOptions}
 * @param channel MIDI channel, 1..16
 * @param note number of the note, 0..127; 60 is middle C
 * @param rescanMillis time between two looks at the devices of this machine
 */
public record MidiPlayerOptions(String device, int channel, int note, long rescanMillis)
    implements Serializable {
  /** The channel, where nothing else is configured. */
  public static final int DEFAULT_CHANNEL = 1;

  /** The note, where nothing else is configured: middle C. */
  public static final int DEFAULT_NOTE = 60;

  private static final int CHANNELS = 16;
  private static final int HIGHEST_NOTE = 127;

  /** Checks the options. */
  public MidiPlayerOptions {
    DevicePattern.require(device);
    if (channel < 1 || channel > CHANNELS) {
      throw new IllegalArgumentException("channel must be in 1..16, is " + channel);
    }
    if (note < 0 || note > HIGHEST_NOTE) {
      throw new IllegalArgumentException("note must be in 0..127, is " + note);
    }
    MidiOptions.requireRescan(rescanMillis);
  }

  /** The device with the defaults. */
  public static MidiPlayerOptions of(String device) {
    return new MidiPlayerOptions(
        device, DEFAULT_CHANNEL, DEFAULT_NOTE, MidiOptions.DEFAULT_RESCAN_MILLIS);
  }
}
