package lumen.overlay.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lumen.overlay.flag.RolloutBucket;
import lumen.statistics.PairedSums;
import lumen.statistics.RatioBound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the gate of tokens makes of an hour of two production services (Azure LLM inference traces
 * 2023, CC-BY 4.0; Patel et al., Splitwise, ISCA 2024): ten percent of the requests are given an
 * overlay, which takes the same tokens, or more.
 */
class AzureTraceTest {
  private static final GateSettings USUAL =
      new GateSettings(
          30,
          0.99,
          2,
          2,
          5,
          List.of(300L, 3_600L),
          0,
          new GateSettings.Tokens(12, 25),
          new GateSettings.Latency(2_000, 5_000),
          new GateSettings.Quality(0.02, Double.NaN));

  /** A request: the minute in which it came, and its tokens. */
  private record Request(long minute, long tokens) {}

  private static List<Request> requests(String service) {
    List<Request> requests = new ArrayList<>();
    for (String[] row : PublicTraces.rows("azure_llm_2023.csv.gz")) {
      if (row[0].equals(service)) {
        LocalDateTime time = LocalDateTime.parse(row[1].replace(' ', 'T'));
        requests.add(
            new Request(
                time.toEpochSecond(ZoneOffset.UTC) / 60,
                Long.parseLong(row[2]) + Long.parseLong(row[3])));
      }
    }
    return requests;
  }

  /** What one split of the requests came to. */
  private static final class Split {
    private long windows;
    private long points;
    private long bounds;
    private long blockedAfter = Long.MAX_VALUE;
  }

  private static Split play(List<Request> requests, String split, double times) {
    Lane lane = new Lane(USUAL);
    RolloutBucket tenPercent = RolloutBucket.ofPercent(10);
    Split seen = new Split();
    long overlays = 0;
    long minute = requests.get(0).minute();
    for (int i = 0; i < requests.size(); i++) {
      Request request = requests.get(i);
      for (; minute < request.minute(); minute++) {
        look(lane, minute + 1, seen, overlays);
      }
      boolean overlay = tenPercent.takes(RolloutBucket.of(split, "r" + i));
      overlays += overlay ? 1 : 0;
      long tokens = overlay ? Math.round(times * request.tokens()) : request.tokens();
      Cost cost = new Cost(100, tokens, Cost.NOT_TOLD, Cost.NOT_TOLD);
      if (overlay) {
        lane.overlay(minute, cost, USUAL);
      } else {
        lane.baseline(minute, cost, USUAL);
      }
    }
    return seen;
  }

  private static void look(Lane lane, long step, Split seen, long overlays) {
    lane.forget(step);
    List<WindowFigures> windows = lane.figures(step, USUAL);
    WindowFigures five = windows.get(0);
    if (five.enoughTokens()) {
      seen.windows++;
      seen.points += five.tokens().deltaPercent() > 25 ? 1 : 0;
      seen.bounds += five.tokens().boundPercent() > 25 ? 1 : 0;
    }
    boolean blocked = lane.blockedBy() != null;
    lane.look(windows, USUAL, step);
    if (!blocked && lane.blockedBy() != null) {
      seen.blockedAfter = overlays;
    }
  }

  /** A rule on the figure alone would switch off overlays that cost nothing more. */
  @Test
  void sameTokensAreNotBlocked() {
    long windows = 0;
    long points = 0;
    long bounds = 0;
    for (String service : List.of("code", "conv")) {
      List<Request> requests = requests(service);
      for (int i = 0; i < 60; i++) {
        Split split = play(requests, "split" + i + '/', 1);
        windows += split.windows;
        points += split.points;
        bounds += split.bounds;
        assertThat(split.blockedAfter).as("%s split %d", service, i).isEqualTo(Long.MAX_VALUE);
      }
    }
    assertThat(windows).isGreaterThan(5_000);
    assertThat(points).isGreaterThan(10);
    assertThat(bounds * 1_000).isLessThanOrEqualTo(windows);
  }

  /** The median over splits of how many outcomes of the overlay it takes. */
  @ParameterizedTest
  @CsvSource({"code,1.4,500", "conv,1.4,500", "code,2.0,200", "conv,2.0,200"})
  void moreTokensAreBlockedSoon(String service, double times, long within) {
    List<Request> requests = requests(service);
    List<Long> after = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      after.add(play(requests, "split" + i + '/', times).blockedAfter);
    }
    Collections.sort(after);
    assertThat(after.get(10)).as("%s x %s: %s", service, times, after).isLessThanOrEqualTo(within);
  }

  /** GPT-4's answers to GSM8K beside Mixtral's: dearer for certain, and better. */
  @ParameterizedTest
  @ValueSource(strings = "gsm8k")
  void betterAnswersThatAreDearerNeedGatesOfTheirOwn(String benchmark) {
    Lane lane = new Lane(USUAL);
    PairedSums pairs = PairedSums.NONE;
    long n = 0;
    long lastUnsure = 0;
    for (String[] row : PublicTraces.rows("routellm_paired.csv.gz")) {
      if (row[0].equalsIgnoreCase(benchmark)) {
        n++;
        pairs = pairs.plus(Long.parseLong(row[6]), Long.parseLong(row[5]));
        lastUnsure = RatioBound.of(pairs, USUAL.z()).boundPercent() > 25 ? lastUnsure : n;
        long quality = Long.parseLong(row[4]) * 1_000_000;
        lane.overlay(
            0, new Cost(100, Long.parseLong(row[6]), Long.parseLong(row[5]), quality), USUAL);
        lane.baseline(
            0,
            new Cost(
                100, Long.parseLong(row[5]), Cost.NOT_TOLD, Long.parseLong(row[3]) * 1_000_000),
            USUAL);
      }
    }
    WindowFigures figures = lane.figures(1, USUAL).get(0);
    assertThat(n).isEqualTo(1_319);
    assertThat(lastUnsure).as("sure from the 31st on").isEqualTo(30);
    assertThat(figures.tokens().deltaPercent()).isBetween(38.9, 39.1);
    assertThat(figures.tokens().boundPercent()).isBetween(34.7, 34.9);
    assertThat(figures.quality().difference()).isBetween(0.21, 0.23);
  }
}
