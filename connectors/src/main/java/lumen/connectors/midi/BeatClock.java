package lumen.connectors.midi;

import java.util.Arrays;
import lumen.intake.LiveMessage;

/**
 * The MIDI clock: 24 ticks a quarter note, with start, continue, stop and song position (MIDI 1.0
 * Detailed Specification, System Real Time and System Common messages).
 *
 * <p>Tempo = 60 s / (time of the last 24 intervals), given at every tick once a whole beat has been
 * heard: the average over a beat takes the jitter of a single tick down to 1/24. After a pause of
 * {@link #MAX_INTERVAL_MICROS} the beat is heard anew. A tick that begins a quarter note is a beat;
 * which tick does is known only after a start, or a song position, so a clock that was running
 * before gives its tempo alone.
 */
final class BeatClock {
  /** Key of everything the clock gives. */
  static final String KEY = "clock";

  static final int TICKS_PER_BEAT = 24;

  /** Two ticks further apart than this are not of one run: slower than 5 beats per minute. */
  static final long MAX_INTERVAL_MICROS = 500_000;

  private static final int CLOCKS_PER_SONG_POSITION = 6;
  private static final double MICROS_PER_MINUTE = 60e6;
  private static final long UNKNOWN = -1;

  private final long[] ticks = new long[TICKS_PER_BEAT + 1];
  private int heard;
  private int newest;
  private boolean running;
  private long position = UNKNOWN;

  /** Takes a system message (status 0xF0 and above). */
  LiveMessage take(int status, int data1, int data2, long micros) {
    switch (status) {
      case 0xF2 -> position = (long) CLOCKS_PER_SONG_POSITION * (data1 | data2 << 7);
      case 0xF8 -> {
        return tick(micros);
      }
      case 0xFA -> {
        position = 0;
        return run(true, micros);
      }
      case 0xFB -> {
        return run(true, micros);
      }
      case 0xFC -> {
        return run(false, micros);
      }
      case 0xFF -> forget();
      default -> {
        // Time code, song select, tune request, active sensing: nothing of it is a signal.
      }
    }
    return new LiveMessage.Filtered(1, micros);
  }

  private LiveMessage run(boolean now, long micros) {
    running = now;
    return fields(new String[] {"running"}, new double[] {now ? 1 : 0}, micros);
  }

  private LiveMessage tick(long micros) {
    if (heard > 0 && micros - ticks[newest] > MAX_INTERVAL_MICROS) {
      heard = 0;
    }
    newest = (newest + 1) % ticks.length;
    ticks[newest] = micros;
    heard = Math.min(heard + 1, ticks.length);
    boolean beat = running && position != UNKNOWN && position % TICKS_PER_BEAT == 0;
    if (running && position != UNKNOWN) {
      position++;
    }
    long span = heard == ticks.length ? micros - ticks[(newest + 1) % ticks.length] : 0;
    double tempo = MICROS_PER_MINUTE / span;
    if (span > 0) {
      return beat
          ? fields(new String[] {"beat", "tempo_bpm"}, new double[] {1, tempo}, micros)
          : fields(new String[] {"tempo_bpm"}, new double[] {tempo}, micros);
    }
    return beat
        ? fields(new String[] {"beat"}, new double[] {1}, micros)
        : new LiveMessage.Filtered(1, micros);
  }

  /** Forgets what was heard: another device, or the same one after a pause, begins. */
  void forget() {
    heard = 0;
    running = false;
    position = UNKNOWN;
    Arrays.fill(ticks, 0);
  }

  private static LiveMessage fields(String[] names, double[] values, long micros) {
    return new LiveMessage.Fields(KEY, names, values, LiveMessage.UNSTAMPED, micros);
  }
}
