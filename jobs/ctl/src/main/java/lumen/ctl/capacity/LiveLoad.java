package lumen.ctl.capacity;

import java.util.EnumSet;
import java.util.Set;
import lumen.terminal.CommandFailure;

/**
 * What a live job is loaded with: channels of 100 events a second, in equal parts on each way.
 *
 * @param rate events per second, all ways together
 * @param minutes how long it is measured
 * @param warmUpMinutes how long it plays before that
 * @param mix the ways
 * @param bootstrap brokers that take the frames, and the events of the way kafka
 * @param midi device that plays what it is sent back
 * @param scrapes how often metrics are scraped, times a second
 * @param kills how often the TaskManager is killed when all else has been measured
 */
record LiveLoad(
    double rate,
    double minutes,
    double warmUpMinutes,
    Set<LoadWay> mix,
    String bootstrap,
    String midi,
    double scrapes,
    int kills) {
  private static final double CHANNEL_HZ = 100;
  private static final double MOST_RATE = 1e6;
  private static final double MOST_SCRAPES = 1_000;
  private static final int MOST_KILLS = 100;
  private static final double MOST_MINUTES = 24 * 60;

  LiveLoad {
    mix = EnumSet.copyOf(mix);
    if (!(rate >= CHANNEL_HZ && rate <= MOST_RATE)) {
      throw CommandFailure.usage("--rate must be in 100..1000000 events/s: " + rate);
    }
    if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
      throw CommandFailure.usage("--minutes must be above 0, up to 1440: " + minutes);
    }
    if (!(warmUpMinutes >= 0 && warmUpMinutes <= MOST_MINUTES)) {
      throw CommandFailure.usage("--warm-up-minutes must be in 0..1440: " + warmUpMinutes);
    }
    if (!(scrapes > 0 && scrapes <= MOST_SCRAPES)) {
      throw CommandFailure.usage("--scrapes must be above 0, up to 1000 a second: " + scrapes);
    }
    if (kills < 0 || kills > MOST_KILLS) {
      throw CommandFailure.usage("--kills must be in 0..100: " + kills);
    }
    if (mix.contains(LoadWay.MIDI) && channels(rate, mix) > LoadEvents.MIDI_CHANNELS) {
      throw CommandFailure.usage(
          "--rate is more than MIDI has controllers for: %s events/s, its part at most %d"
              .formatted(rate, Math.round(LoadEvents.MIDI_CHANNELS * CHANNEL_HZ)));
    }
  }

  /** Channels of each way. */
  int channels() {
    return channels(rate, mix);
  }

  private static int channels(double rate, Set<LoadWay> mix) {
    return (int) Math.max(1, Math.round(rate / mix.size() / CHANNEL_HZ));
  }

  /** Microseconds from one event of a way to its next. */
  double stepMicros() {
    return 1e6 * mix.size() / rate;
  }

  /** The same at another rate for another time. */
  LiveLoad at(double otherRate, double otherMinutes) {
    return new LiveLoad(
        otherRate, otherMinutes, warmUpMinutes, mix, bootstrap, midi, scrapes, kills);
  }
}
