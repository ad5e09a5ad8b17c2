package lumen.signal.fusion;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import lumen.signal.kalman.Adaptation;
import lumen.signal.kalman.FilterNoise;
import lumen.signal.kalman.FilterRun;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * The channels of a tenant that have figures of now, at a step: what of them is fresh, their
 * differences beyond the final ones, and what these say. Not thread-safe.
 */
final class NowGroup {
  private static final double NO_DIRECTION = 1e-6;
  private static final double LARGEST_WEIGHT = 1e290;
  private static final long NONE = Long.MIN_VALUE;

  private final FusionSettings settings;
  private final long windowSteps;
  private final int formedSteps;
  private final boolean weighted;
  private final ChannelSet channels;
  private final Map<ChannelId, NowTrack> byId = new TreeMap<>();
  private NowTrack[] tracks = {};
  private double[] prefix = {};

  /** Those that are described at the step at hand, in front. */
  private NowTrack[] described = {};

  private FilterRun[] runs = {};

  /** Those whom the tracks were found among. */
  private FusedChannel[] found = {};

  /** The step that was read last of all channels. */
  private long readAt = NONE;

  /** Differences up to this step are formed. */
  private long formedTo = NONE;

  // Of the step at hand.
  private int fresh;
  private int total;
  private double lag;

  /**
   * Without channels.
   *
   * @param formedSteps how many steps beyond the final ones have a difference at most
   */
  NowGroup(FusionSettings settings, int formedSteps, ChannelSet channels) {
    this.settings = settings;
    this.windowSteps = settings.windowSteps();
    this.formedSteps = formedSteps;
    this.weighted = settings.weighting() == Weighting.ENVELOPE;
    this.channels = channels;
  }

  /** The track of a channel, begun where there is none. */
  NowTrack track(ChannelId id) {
    NowTrack track = byId.get(id);
    if (track == null) {
      track = new NowTrack(id, settings, formedSteps);
      byId.put(id, track);
      gather();
    }
    return track;
  }

  private void gather() {
    tracks = byId.values().toArray(NowTrack[]::new);
    prefix = new double[4 * tracks.length];
    described = new NowTrack[tracks.length];
    runs = new FilterRun[tracks.length];
    found = null;
  }

  /** The first step from one on at which a channel is held to be there; Long.MAX_VALUE if none. */
  long nextStep(long next) {
    long first = Long.MAX_VALUE;
    for (NowTrack track : tracks) {
      if (track.lastFresh != NONE && track.lastFresh + windowSteps > next) {
        return next;
      }
      first = Math.min(first, track.steps.firstAtOrAfter(next));
    }
    return first;
  }

  /** Looks who is fresh at a step, and how far they lag. */
  void look(long g) {
    find();
    readAt = NONE;
    fresh = 0;
    total = 0;
    lag = 0;
    for (NowTrack track : tracks) {
      track.now = track.steps.find(g);
      if (track.now >= 0) {
        track.lastFresh = g;
        fresh++;
      }
      total += track.lastFresh != NONE && track.lastFresh + windowSteps > g ? 1 : 0;
      // Of all that are held, so that nothing behind the step at hand is ever read.
      lag = Math.max(lag, track.lag());
    }
  }

  /** Channels that are fresh at the step. */
  int fresh() {
    return fresh;
  }

  /** Channels that were fresh within the window. */
  int total() {
    return total;
  }

  /** The largest lag in steps, rounded up. */
  long waited() {
    return (long) Math.ceil(lag);
  }

  /** Looks up what frames know of the channels, where that has changed. */
  private void find() {
    if (found != channels.ordered()) {
      found = channels.ordered();
      for (NowTrack track : tracks) {
        track.fused = channels.find(track.id);
      }
    }
  }

  /** Forms the differences that are not final, of steps up to one; all anew with another lag. */
  void form(long lastFinal, long upTo) {
    boolean anew = false;
    for (NowTrack track : tracks) {
      anew |= track.formedLag != track.lag();
    }
    if (anew) {
      for (NowTrack track : tracks) {
        track.formedLag = track.lag();
        track.ahead.clear();
      }
      formedTo = NONE;
    }
    for (NowTrack track : tracks) {
      track.ahead.dropBefore(lastFinal + 1);
    }
    for (long h = Math.max(formedTo, lastFinal) + 1; h <= upTo; h++) {
      if (read(h)) {
        form(h);
      }
    }
    formedTo = Math.max(formedTo, upTo);
  }

  private boolean read(long step) {
    readAt = step;
    boolean any = false;
    for (NowTrack track : tracks) {
      track.read(step);
      any |= track.phased;
    }
    return any;
  }

  /** As {@link PhaseDifferences}, into the tracks. */
  private void form(long h) {
    double re = 0;
    double im = 0;
    double weight = 0;
    double envelope = 0;
    for (int i = 0; i < tracks.length; i++) {
      NowTrack c = tracks[i];
      prefix[4 * i] = re;
      prefix[4 * i + 1] = im;
      prefix[4 * i + 2] = weight;
      prefix[4 * i + 3] = envelope;
      if (c.phased) {
        re += c.weight * c.cos;
        im += c.weight * c.sin;
        weight += c.weight;
        envelope += c.weight * c.envelope;
      }
    }
    re = 0;
    im = 0;
    weight = 0;
    envelope = 0;
    for (int i = tracks.length - 1; i >= 0; i--) {
      NowTrack c = tracks[i];
      if (c.phased) {
        double othersRe = prefix[4 * i] + re;
        double othersIm = prefix[4 * i + 1] + im;
        double others = prefix[4 * i + 2] + weight;
        double length = Math.sqrt(othersRe * othersRe + othersIm * othersIm);
        if (length > NO_DIRECTION * others) {
          double mean = (prefix[4 * i + 3] + envelope) / others;
          double m = weighted ? Math.min(LARGEST_WEIGHT, c.envelope * mean) : 1;
          c.form(h, othersRe / length, othersIm / length, m);
        }
        re += c.weight * c.cos;
        im += c.weight * c.sin;
        weight += c.weight;
        envelope += c.weight * c.envelope;
      }
    }
  }

  /** Kuramoto order of the phases at a step; NaN where there are none. */
  double order(long at) {
    if (readAt != at && !read(at)) {
      return Double.NaN;
    }
    double re = 0;
    double im = 0;
    double weight = 0;
    for (NowTrack c : tracks) {
      if (c.phased) {
        re += c.weight * c.cos;
        im += c.weight * c.sin;
        weight += c.weight;
      }
    }
    return weight > 0 ? Math.min(1, Math.sqrt(re * re + im * im) / weight) : Double.NaN;
  }

  /**
   * The figures of all channels. Their filters run on two by two: each waits for its own last
   * value, and none for another's.
   */
  void describe(long at, Supplier<FilterNoise> noise) {
    int describing = 0;
    for (NowTrack c : tracks) {
      c.described = false;
      if (c.takesPart() && c.ahead.newestStep() == at) {
        runs[describing] = c.lookAhead(at - windowSteps + 1, weighted);
        described[describing++] = c;
      }
    }
    if (describing == 0) {
      return;
    }
    Adaptation adapt = noise.get().adapt();
    int next = 0;
    for (; next + 1 < describing; next += 2) {
      FilterRun.run(runs[next], runs[next + 1], adapt);
    }
    if (next < describing) {
      runs[next].run(adapt);
    }
    for (int i = 0; i < describing; i++) {
      described[i].describe(windowSteps);
    }
  }

  /** The level of those that are described. */
  SensorLevel sensorLevel() {
    int described = 0;
    double weight = 0;
    double coherence = 0;
    double phaseDiff = 0;
    double entropyRatio = 0;
    for (NowTrack c : tracks) {
      if (c.described) {
        described++;
        weight += c.weight;
        coherence += c.weight * c.coherence;
        phaseDiff += c.weight * c.phaseDiff;
        entropyRatio += c.weight * c.entropyRatio;
      }
    }
    return described == 0
        ? SensorLevel.NONE
        : new SensorLevel(
            coherence / weight, phaseDiff / weight, entropyRatio / weight, Double.NaN, described);
  }

  /** Weighted mean error of the channels that take part. */
  double error(boolean tail) {
    double sum = 0;
    double weight = 0;
    for (NowTrack c : tracks) {
      if (c.takesPart()) {
        sum += c.weight * (tail ? c.steps.p90(c.now) : c.steps.p50(c.now));
        weight += c.weight;
      }
    }
    return weight > 0 ? sum / weight : Double.NaN;
  }

  /** Drops what no step from one on needs, and channels that are gone. */
  void trim(long needed, long next) {
    boolean gone = false;
    for (NowTrack track : tracks) {
      track.steps.dropBefore(needed);
      gone |= isGone(track, next);
    }
    if (gone) {
      byId.values().removeIf(track -> isGone(track, next));
      gather();
    }
  }

  private boolean isGone(NowTrack track, long next) {
    return track.steps.isEmpty()
        && (track.lastFresh == NONE || track.lastFresh + windowSteps <= next);
  }

  /** Tells how the channels are at the step at hand. */
  void channels(NowChannelSink sink) {
    for (NowTrack track : tracks) {
      double plv = track.now < 0 ? Double.NaN : track.steps.plv(track.now);
      sink.accept(track.id, track.now >= 0, plv);
    }
  }

  /** How many numbers it holds, about. */
  long weight() {
    long numbers = 0;
    for (NowTrack track : tracks) {
      numbers += 64 + 6L * track.steps.size() + 5L * formedSteps;
    }
    return numbers;
  }

  void writeTo(StateWriter out) throws IOException {
    for (NowTrack track : tracks) {
      out.field(track::writeTo);
    }
  }

  void readFrom(StateReader in) throws IOException {
    while (in.hasMore()) {
      StateReader one = in.field();
      track(ChannelId.readFrom(one)).readFrom(one);
    }
  }
}
