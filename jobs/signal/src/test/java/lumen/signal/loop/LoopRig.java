package lumen.signal.loop;

import java.util.Locale;
import java.util.function.DoubleConsumer;
import lumen.signal.gain.Gains;

/** The tick alone, with gains that stay, driven in the order of time in microseconds from 0. */
final class LoopRig {
  static final Gains GAINS = new Gains(0.35, 0.08, 0.10);
  static final LoopSettings SETTINGS = new LoopSettings(5, 200, 120, 400, 5);

  /** Hears of every tick. */
  interface Observer {
    void tick(long micros, TickLoop loop);
  }

  final TickHistory history = new TickHistory(300_000_000);
  final TickLoop loop;
  private final double baseHz;
  Gains gains;

  /** Whether ticks are played: then the phase is not moved at once. */
  boolean heard = true;

  Observer observer = (micros, l) -> {};

  LoopRig(LoopSettings settings, Gains gains) {
    this.loop = new TickLoop(settings, history);
    this.baseHz = settings.baseHz();
    this.gains = gains;
    loop.start(0);
  }

  LoopRig() {
    this(SETTINGS, GAINS);
  }

  /** Performs the ticks before a time. */
  LoopRig until(long micros) {
    while (loop.nextMicros() < micros) {
      long now = loop.nextMicros();
      loop.correct(gains, heard);
      history.add(now, loop.covered(), loop.e(), loop.tickMs(), (byte) 0);
      history.trim();
      loop.advance();
      observer.tick(now, loop);
    }
    return this;
  }

  void publish(long micros, double hz) {
    loop.referenceHz(micros, hz, baseHz);
  }

  LoopRig untilS(double seconds) {
    return until(Math.round(seconds * 1e6));
  }

  LoopRig reference(long micros) {
    until(micros);
    loop.referenceTick(micros, baseHz);
    return this;
  }

  /** Ticks of the reference at fromS + k / hz in [fromS, toS), then the own ones before toS. */
  LoopRig reference(double hz, double fromS, double toS) {
    for (long k = 0; fromS + k / hz < toS - 1e-9; k++) {
      reference(Math.round((fromS + k / hz) * 1e6));
    }
    return untilS(toS);
  }

  /** Hears the phase error of every tick. */
  LoopRig onError(DoubleConsumer consumer) {
    observer = (micros, l) -> consumer.accept(l.e());
    return this;
  }

  /** The time in s from which on |e| stays within a bound, of all ticks from now until the end. */
  double settledAfter(double boundCycles, Runnable drive) {
    double[] last = {Double.NaN};
    observer =
        (micros, l) -> {
          if (!(Math.abs(l.e()) <= boundCycles)) {
            last[0] = micros / 1e6;
          }
        };
    drive.run();
    return last[0];
  }

  static void print(String format, Object... values) {
    System.out.println("loop: " + String.format(Locale.ROOT, format, values));
  }
}
