package lumen.connectors.midi;

import java.io.Serializable;

/**
 * How a MIDI device is found and listened to.
 *
 * @param device which device: its name, a part of its name or description (in upper or lower case),
 *     or a pattern with {@code *} and {@code ?}; see {@link DevicePattern}
 * @param queueMessages messages that wait at most for the reader; beyond it the newest are dropped
 * @param rescanMillis time between two looks at the devices of this machine
 */
public record MidiOptions(String device, int queueMessages, long rescanMillis)
    implements Serializable {
  /** Messages that wait at most, where nothing else is configured. */
  public static final int DEFAULT_QUEUE_MESSAGES = 8_192;

  /** Time between two looks at the devices, where nothing else is configured. */
  public static final long DEFAULT_RESCAN_MILLIS = 1_000;

  private static final int MAX_QUEUE_MESSAGES = 1 << 20;
  private static final long MIN_RESCAN_MILLIS = 10;
  private static final long MAX_RESCAN_MILLIS = 60_000;

  /** Checks the options. */
  public MidiOptions {
    DevicePattern.require(device);
    if (queueMessages < 1 || queueMessages > MAX_QUEUE_MESSAGES) {
      throw new IllegalArgumentException(
          "queue_messages must be in 1.." + MAX_QUEUE_MESSAGES + ", is " + queueMessages);
    }
    requireRescan(rescanMillis);
  }

  /** The device with the defaults. */
  public static MidiOptions of(String device) {
    return new MidiOptions(device, DEFAULT_QUEUE_MESSAGES, DEFAULT_RESCAN_MILLIS);
  }

  static void requireRescan(long rescanMillis) {
    if (rescanMillis < MIN_RESCAN_MILLIS || rescanMillis > MAX_RESCAN_MILLIS) {
      throw new IllegalArgumentException(
          "rescan interval must be in "
              + MIN_RESCAN_MILLIS
              + ".."
              + MAX_RESCAN_MILLIS
              + " ms, is "
              + rescanMillis);
    }
  }
}
