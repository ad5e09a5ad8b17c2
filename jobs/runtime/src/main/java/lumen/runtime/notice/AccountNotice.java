package lumen.runtime.notice;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.event.Account;
import lumen.event.ChannelKey;
import lumen.runtime.command.CommandCounts;

/**
 * What became of events and commands. Accounts of events are cumulative: of several of one (stream,
 * source) the one with the most {@code received} holds. Duplicates and commands are counted since
 * the notice before.
 */
public sealed interface AccountNotice {
  /** What became of the events of one source of one stream. */
  record OfEvents(Account account) implements AccountNotice {
    /** Checks that it is there. */
    public OfEvents {
      Objects.requireNonNull(account, "account");
    }
  }

  /** What became of commands. */
  record OfCommands(CommandCounts counts) implements AccountNotice {
    /** Checks that they are there. */
    public OfCommands {
      Objects.requireNonNull(counts, "counts");
    }
  }

  /**
   * Samples of a source that are not used.
   *
   * @param source event source
   * @param count how many gave way to a later one of the same channel and time
   * @param unplaced those of packets whose time cannot be known; at least one of both
   */
  record OfDuplicates(String source, int count, int unplaced) implements AccountNotice {
    /** Checks the counts. */
    public OfDuplicates {
      if (count < 0 || unplaced < 0 || count + unplaced < 1) {
        throw new IllegalArgumentException(
            "count and unplaced must be 0 or more, and one of them 1: count=%d unplaced=%d"
                .formatted(count, unplaced));
      }
    }
  }

  /**
   * A channel that is regularised at less than the rate of its samples.
   *
   * @param channel the channel
   * @param wantedHz the integer rate of its samples in Hz
   * @param usedHz the rate used instead, below it
   */
  record OfRate(ChannelKey channel, int wantedHz, int usedHz) implements AccountNotice {
    /** Checks that there is less of it. */
    public OfRate {
      if (usedHz >= wantedHz) {
        throw new IllegalArgumentException(
            "used_hz must be below wanted_hz: wanted_hz=%d used_hz=%d".formatted(wantedHz, usedHz));
      }
    }
  }

  /**
   * What the samples of a channel were like until it fell silent.
   *
   * @param channel the channel
   * @param words how it was treated, by name
   * @param counts whole numbers by name
   * @param figures numbers by name
   * @param octaves what each octave contributes to the variance, from the highest on
   * @param sketch hashes that tell whether another channel says the same
   */
  record OfSamples(
      ChannelKey channel,
      SortedMap<String, String> words,
      SortedMap<String, Long> counts,
      SortedMap<String, Double> figures,
      List<Double> octaves,
      List<Long> sketch)
      implements AccountNotice {
    /** Keeps copies. */
    public OfSamples {
      words = Collections.unmodifiableSortedMap(new TreeMap<>(words));
      counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
      figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
      octaves = List.copyOf(octaves);
      sketch = List.copyOf(sketch);
    }
  }
}
