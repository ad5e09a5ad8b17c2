package lumen.signal.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import lumen.signal.channel.ChannelConditioner;
import lumen.signal.channel.ChannelSettings;

/** Conditions the channels of a recording and fuses them, as the operators of the job do. */
final class FusionRig {
  private final ChannelSettings channelSettings;
  private final TenantFusion fusion;
  private final Map<ChannelId, ChannelConditioner> conditioners = new TreeMap<>();
  final List<FusedFrame> frames = new ArrayList<>();
  final List<ChannelFrame> channelFrames = new ArrayList<>();

  FusionRig(ChannelSettings channelSettings, FusionSettings fusionSettings) {
    this.channelSettings = channelSettings;
    this.fusion = new TenantFusion(fusionSettings, "t1");
  }

  /**
   * Takes the samples of the times [fromMicros, toMicros) of all channels; source "ure" is the URE.
   */
  void take(Recording recording, long fromMicros, long toMicros) {
    recording
        .channels()
        .forEach((id, samples) -> take(id, samples.subMap(fromMicros, true, toMicros, false)));
  }

  void advance(long frontierMicros) {
    fusion.advance(frontierMicros, frames::add, channelFrames::add);
  }

  private void take(ChannelId id, NavigableMap<Long, Double> samples) {
    if (id.source().equals("ure")) {
      UreValue.ofKey(id.key())
          .ifPresent(which -> samples.forEach((t, v) -> fusion.reference(which, t, v)));
      return;
    }
    long[] micros = samples.keySet().stream().mapToLong(Long::longValue).toArray();
    double[] values = samples.values().stream().mapToDouble(Double::doubleValue).toArray();
    conditioners
        .computeIfAbsent(id, unknown -> new ChannelConditioner(channelSettings))
        .accept(
            micros,
            values,
            0,
            micros.length,
            (step, value, phase, envelope) ->
                fusion.align(
                    id,
                    1,
                    step,
                    new double[] {value},
                    new double[] {phase},
                    new double[] {envelope},
                    1));
  }
}
