package lumen.signal.fusion;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** The channels of one tenant in the order of (source, key). */
final class ChannelSet {
  /** What stands before the differences of a channel, as a rule. */
  private static final int NAME_BYTES = 64;

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

  /** The channel, or null where nothing is known of it. */
  FusedChannel find(ChannelId id) {
    return byId.get(id);
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

  /** Writes what is kept of each channel that has anything, each as a field. */
  void writeTo(StateWriter out, long oldestDifference) throws IOException {
    for (FusedChannel channel : ordered) {
      if (!channel.isIdle(oldestDifference)) {
        out.field(channel::writeTo);
      }
    }
  }

  /**
   * Goes on with a channel as it was written.
   *
   * @param delimited whether the reader ends with the channel
   */
  FusedChannel readFrom(StateReader in, boolean delimited) throws IOException {
    FusedChannel channel = get(ChannelId.readFrom(in));
    channel.readFrom(in, delimited);
    return channel;
  }

  /** About as many bytes as {@link #writeDifferences} writes; 0 if nothing. */
  int differenceBytes(long from) {
    int bytes = 0;
    for (FusedChannel channel : ordered) {
      if (differs(channel, from)) {
        bytes += NAME_BYTES + channel.window.bytesFrom(from);
      }
    }
    return bytes;
  }

  private static boolean differs(FusedChannel channel, long from) {
    return channel.window.size() > 0 && channel.window.newestStep() >= from;
  }

  /** Writes the differences of this step and later ones, those of a channel as a field. */
  void writeDifferences(long from, StateWriter out) throws IOException {
    for (FusedChannel channel : ordered) {
      if (differs(channel, from)) {
        out.field(one -> channel.writeDifferences(from, one));
      }
    }
  }

  /** Takes differences of one channel; of a channel that is gone they are passed over. */
  void readDifferences(long oldestDifference, StateReader in) throws IOException {
    named(in).readDifferences(oldestDifference, in);
  }

  /** Takes differences as they were written up to version 3, likewise. */
  void readOlderDifferences(long oldestDifference, StateReader in) throws IOException {
    named(in).readOlderDifferences(oldestDifference, in);
  }

  private FusedChannel named(StateReader in) throws IOException {
    ChannelId id = ChannelId.readFrom(in);
    FusedChannel known = byId.get(id);
    return known == null ? new FusedChannel(id, settings) : known;
  }
}
