package lumen.fusion.metrics;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.runtime.metrics.ExportedMetric;
import lumen.runtime.metrics.SeriesFigures;
import lumen.runtime.metrics.SeriesRegister;
import lumen.signal.fusion.ChannelFrame;
import lumen.signal.fusion.ChannelId;
import lumen.signal.fusion.FusedFrame;
import lumen.signal.fusion.Mode;
import lumen.signal.fusion.NowFrame;
import lumen.signal.fusion.UreValue;
import org.apache.flink.metrics.Counter;

/**
 * The series of one tenant: counters from the start, each set of levels from the first thing that
 * it tells of.
 */
final class TenantSeries {
  private final String tenant;
  private final SeriesRegister register;
  private final Map<FusionSeries, Boolean> own = new EnumMap<>(FusionSeries.class);
  private final Map<ExportedMetric, Counter> counters = new HashMap<>();
  private final Map<ChannelId, ChannelNis> channels = new TreeMap<>();
  private final Map<ChannelId, Boolean> ownChannels = new TreeMap<>();
  private final Map<ChannelId, ChannelTruth> truths = new TreeMap<>();
  private final Map<ChannelId, Boolean> ownTruths = new TreeMap<>();
  private final NowLevels now = new NowLevels();
  private boolean nowFramed;
  private final FrameFigures frames = new FrameFigures();
  private final TickFigures ticks = new TickFigures();
  private final ReferenceFigures references = new ReferenceFigures();
  private boolean framed;
  private boolean ticked;
  private boolean referred;
  private long round;
  private long chanceMillis = Long.MIN_VALUE;

  TenantSeries(String tenant, SeriesRegister register) {
    this.tenant = tenant;
    this.register = register;
    own.put(
        FusionSeries.COUNTS, register.openCounters(FusionSeries.COUNTS, List.of(tenant), counters));
  }

  void frame(FusedFrame frame) {
    frames.take(frame);
    if (!framed) {
      framed = true;
      open(FusionSeries.FRAME, frames);
    }
    boolean up = frame.mode() == Mode.FUSED || frame.mode() == Mode.URE_ONLY;
    if (referred || up) {
      openReferences();
      references.up(up);
    }
  }

  void now(NowFrame frame, double leadSeconds) {
    now.take(frame, leadSeconds);
    if (!nowFramed) {
      nowFramed = true;
      open(FusionSeries.NOW, now);
    }
  }

  void nowChannel(ChannelId channel, double plv) {
    ChannelTruth truth = truths.get(channel);
    if (truth == null) {
      truth = new ChannelTruth();
      truths.put(channel, truth);
      ownTruths.put(channel, register.open(FusionSeries.NOW_CHANNEL, labels(channel), truth));
    }
    truth.take(plv);
  }

  void reference(UreValue which, double value) {
    openReferences();
    references.take(which, value);
  }

  private void openReferences() {
    if (!referred) {
      referred = true;
      open(FusionSeries.REFERENCE, references);
    }
  }

  /** The figures of the bridge, to write a tick into. */
  TickFigures ticks() {
    if (!ticked) {
      ticked = true;
      open(FusionSeries.TICK, ticks);
    }
    return ticks;
  }

  /** Whether chance levels are to be formed now: of so many ms once. */
  boolean isChanceDue(long clockMillis, long everyMillis) {
    boolean due =
        chanceMillis == Long.MIN_VALUE || Math.abs(clockMillis - chanceMillis) >= everyMillis;
    if (due) {
      chanceMillis = clockMillis;
    }
    return due;
  }

  /** A frame leaves; its levels are shown by {@link #frame} or not. */
  void left(long clockMillis) {
    frames.left(clockMillis);
    count(FusionMetric.FRAMES_TOTAL);
  }

  void count(ExportedMetric metric) {
    counters.get(metric).inc();
  }

  /** The figures of the channels; a chance level that is not formed now is held. */
  void channels(List<ChannelFrame> expected) {
    round++;
    double chance =
        expected.stream()
            .mapToDouble(ChannelFrame::chance)
            .filter(level -> !Double.isNaN(level))
            .average()
            .orElse(Double.NaN);
    if (expected.isEmpty() || !Double.isNaN(chance)) {
      frames.chance(chance);
    }
    for (ChannelFrame frame : expected) {
      ChannelNis nis = channels.get(frame.channel());
      if (nis == null) {
        nis = open(frame.channel());
      }
      nis.take(frame.nis(), round);
    }
    for (ChannelNis nis : channels.values()) {
      nis.keepOnly(round);
    }
  }

  private ChannelNis open(ChannelId channel) {
    ChannelNis nis = new ChannelNis();
    channels.put(channel, nis);
    ownChannels.put(channel, register.open(FusionSeries.CHANNEL, labels(channel), nis));
    return nis;
  }

  private List<String> labels(ChannelId channel) {
    return List.of(tenant, channel.source(), channel.key());
  }

  private void open(FusionSeries set, SeriesFigures figures) {
    own.put(set, register.open(set, List.of(tenant), figures));
  }

  void end() {
    own.forEach((set, isOwn) -> register.end(set, List.of(tenant), isOwn));
    ownChannels.forEach(
        (channel, isOwn) -> register.end(FusionSeries.CHANNEL, labels(channel), isOwn));
    ownTruths.forEach(
        (channel, isOwn) -> register.end(FusionSeries.NOW_CHANNEL, labels(channel), isOwn));
    register.close(tenant);
  }
}
