package lumen.ctl.notes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import lumen.ctl.account.ObservedChannel;

/** Tells of channels of a tenant that carry the same samples, and so agree with themselves. */
final class SameNotes {
  private static final int SKETCH = 16;

  /** Of the least hashes of both so many are in both: about 80 % of their runs are the same. */
  private static final int ALIKE = 13;

  /** With fewer different runs of four values two channels may agree by chance. */
  private static final double LEAST_RUNS = 100;

  private static final double LEAST_SHARE = 0.2;

  private SameNotes() {}

  static List<String> of(RunEnd run) {
    TreeMap<String, List<ObservedChannel>> tenants = new TreeMap<>();
    for (ObservedChannel channel : run.channels()) {
      if (!channel.conditioning().onset() && isTelling(channel)) {
        tenants.computeIfAbsent(channel.key().tenant(), t -> new ArrayList<>()).add(channel);
      }
    }
    List<String> notes = new ArrayList<>();
    tenants.values().forEach(channels -> notes.addAll(groups(channels)));
    return notes;
  }

  /** Whether its runs of four values are many, and differ. */
  private static boolean isTelling(ObservedChannel channel) {
    long[] sketch = channel.profile().sketch();
    if (sketch.length < SKETCH) {
      return false;
    }
    double share = (sketch[SKETCH - 1] - (double) Long.MIN_VALUE) / 0x1p64;
    double runs = (SKETCH - 1) / share;
    return runs >= LEAST_RUNS && runs >= LEAST_SHARE * channel.profile().stamps().samples();
  }

  private static List<String> groups(List<ObservedChannel> channels) {
    List<String> notes = new ArrayList<>();
    Set<ObservedChannel> grouped = new HashSet<>();
    for (int i = 0; i < channels.size(); i++) {
      List<ObservedChannel> same = new ArrayList<>(List.of(channels.get(i)));
      for (int j = i + 1; j < channels.size() && !grouped.contains(channels.get(i)); j++) {
        if (alike(channels.get(i), channels.get(j)) >= ALIKE) {
          same.add(channels.get(j));
        }
      }
      if (same.size() > 1) {
        grouped.addAll(same);
        notes.add(note(same));
      }
    }
    return notes;
  }

  private static int alike(ObservedChannel a, ObservedChannel b) {
    long[] one = a.profile().sketch();
    long[] other = b.profile().sketch();
    int both = 0;
    int i = 0;
    int j = 0;
    for (int k = 0; k < SKETCH; k++) {
      if (one[i] == other[j]) {
        both++;
        i++;
        j++;
      } else if (one[i] < other[j]) {
        i++;
      } else {
        j++;
      }
    }
    return both;
  }

  private static String note(List<ObservedChannel> same) {
    ObservedChannel last = same.get(same.size() - 1);
    long[] sketches = same.stream().mapToLong(c -> alike(same.get(0), c)).skip(1).toArray();
    return ("%s carry the same samples (%d %% of their runs of four values): they are in step with"
            + " themselves; leave all but one out, by `keys` of %s")
        .formatted(
            ChannelText.of(same),
            100 * Arrays.stream(sketches).min().orElse(0) / SKETCH,
            SourceText.keys(last.key().source(), "keys: [...]"));
  }
}
