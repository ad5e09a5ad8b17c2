package lumen.signal.fusion;

import java.util.Map;
import java.util.TreeMap;

/** The channels of one tenant in the order of (source, key). */
final class ChannelSet {
  private final FusionSettings settings;
  private final Map<ChannelId, FusedChannel> byId = new TreeMap<>();
  private FusedChannel[] ordered = {};

  ChannelSet(FusionSettings settings) {
    this.settings = settings;
  }

  FusedChannel get(ChannelId id) {
    FusedChannel channel = byId.get(id);
    if (channel == null) {
      channel = new FusedChannel(id, settings);
      byId.put(id, channel);
      ordered = byId.values().toArray(FusedChannel[]::new);
    }
    return channel;
  }

  boolean has(ChannelId id) {
    return byId.containsKey(id);
  }

  FusedChannel[] ordered() {
    return ordered;
  }

  /** Drops steps no longer needed, and the channels that are as good as new. */
  void trim(long alignedFrom, long oldestDifference) {
    for (FusedChannel channel : ordered) {
      channel.aligned.dropBefore(alignedFrom);
    }
    if (byId.values().removeIf(c -> c.aligned.isEmpty() && c.isIdle(oldestDifference))) {
      ordered = byId.values().toArray(FusedChannel[]::new);
    }
  }

  /** The first step at or after {@code next} that any channel has aligned. */
  long firstAligned(long next) {
    long first = Long.MAX_VALUE;
    for (FusedChannel channel : ordered) {
      first = Math.min(first, channel.aligned.firstAtOrAfter(next));
    }
    return first;
  }
}
