package lumen.signal.channel;

import java.nio.ByteBuffer;
import lumen.signal.bandpass.AnalyticBandPass;
import lumen.signal.regularise.RateRatio;
import lumen.signal.regularise.Regulariser;
import lumen.signal.resample.PolyphaseTaps;
import lumen.signal.resample.Resampler;

/** Regulariser, resampler and band-pass of a channel whose rate F is known. */
final class FilterChain {
  private static final int OWN_BYTES = 64;

  private final Regulariser regulariser;
  private final Resampler resampler;
  private final AnalyticBandPass bandPass;
  private final int half;
  private final int rate;

  /** Null where nobody wants the values at F. */
  private final RegularSink regular;

  /** The grid step of index 0 of the segment. */
  private long firstStep;

  FilterChain(int rate, ChannelSettings settings, RegularSink regular) {
    this.rate = rate;
    this.regular = regular;
    regulariser =
        new Regulariser(rate, settings.grid(), settings.interpolation(), settings.maxGapMicros());
    resampler = new Resampler(RateRatio.of(rate, settings.grid()));
    bandPass = new AnalyticBandPass(settings.band(), settings.grid());
    half = settings.band().half();
  }

  void accept(long micros, double x, AlignedSink out) {
    regulariser.accept(micros, x);
    while (regulariser.advance()) {
      if (regulariser.begins()) {
        begin();
      }
      if (regular != null) {
        regular.accept(rate, regulariser.index(), regulariser.value());
      }
      if (resampler.accept(regulariser.value()) && bandPass.accept(resampler.value())) {
        long step = firstStep + resampler.index() - half;
        out.accept(step, bandPass.value(), bandPass.phaseCycles(), bandPass.envelope());
      }
    }
  }

  void endSegment() {
    regulariser.endSegment();
  }

  static int maxBytes(ChannelSettings settings) {
    return OWN_BYTES + Double.BYTES * (PolyphaseTaps.OUTPUTS + settings.band().taps());
  }

  void write(ByteBuffer out) {
    regulariser.write(out);
    if (regulariser.begun()) {
      out.putLong(firstStep);
      resampler.write(out);
      bandPass.write(out);
    }
  }

  void read(ByteBuffer in, long lastMicros) {
    regulariser.read(in, lastMicros);
    if (regulariser.begun()) {
      firstStep = in.getLong();
      resampler.read(in);
      bandPass.read(in);
    }
  }

  private void begin() {
    firstStep = regulariser.firstStep();
    resampler.restart();
    bandPass.restart();
    if (regular != null) {
      regular.begins();
    }
  }

  double newest() {
    return regulariser.newest();
  }
}
