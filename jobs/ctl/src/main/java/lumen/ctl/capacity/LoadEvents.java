package lumen.ctl.capacity;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import lumen.ctl.play.PlayFeed;
import lumen.ctl.play.PlayedEvent;

/**
 * The events of one way, one channel after the other: a rhythm of 1 Hz, each channel a little
 * behind the one before; and on the way of the reference engine its ticks. Without end.
 */
final class LoadEvents implements PlayFeed {
  /** Source of the events that come by OSC. */
  static final String OSC_SOURCE = "rig";

  /** Source of the reference engine. */
  static final String REFERENCE = "ure";

  private static final String KAFKA_SOURCE = "stage";
  private static final String MIDI_SOURCE = "keys";

  /** Controllers without a meaning of their own to a decoder, of each of 16 channels. */
  private static final int FIRST_CONTROLLER = 70;

  private static final int CONTROLLERS = 26;

  /** So many channels MIDI can have here. */
  static final int MIDI_CHANNELS = 16 * CONTROLLERS;

  private static final long BEGIN_MICROS = 1_700_000_000_000_000L;
  private static final double RHYTHM_HZ = 1;
  private static final double STAGGER = 0.1;
  private static final double REFERENCE_HZ = 5;

  private final LoadWay way;
  private final int channels;
  private final double stepMicros;
  private final boolean ticks;
  private long next;
  private long nextTick;

  /**
   * @param ticks whether the reference engine ticks among them
   */
  LoadEvents(LoadWay way, LiveLoad load, boolean ticks) {
    this.way = way;
    this.channels = load.channels();
    this.stepMicros = load.stepMicros();
    this.ticks = ticks;
  }

  /** The ticks of the reference engine alone. */
  static PlayFeed reference() {
    return new PlayFeed() {
      private long tick;

      @Override
      public PlayedEvent next() {
        return tick(tick++);
      }
    };
  }

  @Override
  public PlayedEvent next() {
    double micros = next * stepMicros;
    if (ticks && nextTick * 1e6 / REFERENCE_HZ <= micros) {
      return tick(nextTick++);
    }
    int channel = (int) (next++ % channels);
    double wave =
        StrictMath.sin(2 * Math.PI * RHYTHM_HZ * micros / 1e6 + STAGGER * (channel % CONTROLLERS));
    return switch (way) {
      case OSC -> event(micros, OSC_SOURCE, "/ch/" + channel, wave);
      case KAFKA -> event(micros, KAFKA_SOURCE, "k" + channel, wave);
      case MIDI -> event(micros, MIDI_SOURCE, controller(channel), (1 + wave) / 2);
    };
  }

  private static String controller(int channel) {
    return "ch%d/cc.%d"
        .formatted(1 + channel / CONTROLLERS, FIRST_CONTROLLER + channel % CONTROLLERS);
  }

  private static PlayedEvent tick(long tick) {
    return event(tick * 1e6 / REFERENCE_HZ, REFERENCE, "/ure/tick", (double) tick);
  }

  private static PlayedEvent event(double micros, String source, String key, double value) {
    return new PlayedEvent(
        BEGIN_MICROS + Math.round(micros),
        source,
        key,
        DoubleNode.valueOf(value),
        MissingNode.getInstance());
  }
}
