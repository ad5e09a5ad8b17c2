package lumen.overlay.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaneTest {
  private static final long STEP_MICROS = 60_000_000;
  private static final Cost QUICK = new Cost(100, 1_000, Cost.NOT_TOLD, Cost.NOT_TOLD);

  private static GateSettings settings(int minN, List<Long> windowsS, double qualityBlock) {
    return new GateSettings(
        minN,
        0.99,
        2,
        2,
        5,
        windowsS,
        0,
        new GateSettings.Tokens(12, 25),
        new GateSettings.Latency(2_000, 5_000),
        new GateSettings.Quality(0.02, qualityBlock));
  }

  private static final GateSettings USUAL = settings(30, List.of(300L, 3_600L), Double.NaN);

  private static Cost tokens(long tokens) {
    return new Cost(100, tokens, Cost.NOT_TOLD, Cost.NOT_TOLD);
  }

  private static Cost slow(long latencyMs) {
    return new Cost(latencyMs, 1_000, Cost.NOT_TOLD, Cost.NOT_TOLD);
  }

  private static Cost quality(long millionths) {
    return new Cost(100, 1_000, Cost.NOT_TOLD, millionths);
  }

  /** What the gates do at the ends of steps 1, 2, ..., as {@code step:gate:action}. */
  private static List<String> looks(Lane lane, GateSettings settings, int steps) {
    List<String> moves = new ArrayList<>();
    for (int step = 1; step <= steps; step++) {
      look(lane, settings, step, moves);
    }
    return moves;
  }

  private static void look(Lane lane, GateSettings settings, int step, List<String> moves) {
    lane.forget(step);
    for (GateMove move : lane.look(lane.figures(step, settings), settings, step * STEP_MICROS)) {
      moves.add(step + ":" + move.gate().wireName() + ':' + move.action());
    }
  }

  /** 1,400 tokens (sd 1,100) against 1,000 (sd 800) of 1,800: 40 %; sure only of 400. */
  @ParameterizedTest
  @CsvSource({"200,20.9,warn", "400,25.8,block"})
  void moreTokensWarnAtOnceAndBlockWhenSure(int n, double bound, String action) {
    Lane lane = new Lane(USUAL);
    for (int i = 0; i < n; i++) {
      lane.overlay(0, tokens(i % 2 == 0 ? 2_498 : 302), USUAL);
    }
    for (int i = 0; i < 1_800; i++) {
      lane.baseline(0, tokens(i % 2 == 0 ? 1_800 : 200), USUAL);
    }
    WindowFigures figures = lane.figures(1, USUAL).get(0);
    assertThat(figures.tokens().deltaPercent()).isCloseTo(40, within(1e-9));
    assertThat(figures.tokens().boundPercent()).isCloseTo(bound, within(0.1));
    assertThat(looks(lane, USUAL, 3)).containsExactly("2:tokens:" + action);
  }

  /** 12 of 100 above 5 s block, 11 warn; a baseline that is slow itself lets it warn. */
  @ParameterizedTest
  @CsvSource({
    "12,0,0,block,false,false",
    "11,0,0,warn,false,false",
    "12,3,40,warn,true,true",
    "12,2,40,block,true,false",
    "12,29,29,block,false,false"
  })
  void slowAnswersBlockUnlessTheProviderIsSlow(
      int slow, int slowBase, int base, String action, boolean known, boolean baselineSlow) {
    Lane lane = new Lane(USUAL);
    for (int i = 0; i < 100; i++) {
      lane.overlay(0, slow(i < slow ? 5_001 : 100), USUAL);
    }
    for (int i = 0; i < base; i++) {
      lane.baseline(0, slow(i < slowBase ? 5_001 : 100), USUAL);
    }
    assertThat(lane.figures(1, USUAL).get(0).blockAt(USUAL)).isEqualTo(12);
    lane.look(lane.figures(1, USUAL), USUAL, STEP_MICROS);
    List<GateMove> moves = lane.look(lane.figures(2, USUAL), USUAL, 2 * STEP_MICROS);
    assertThat(moves).hasSize(1);
    assertThat(moves.get(0).gate()).isEqualTo(GateKind.LATENCY);
    assertThat(moves.get(0).action()).isEqualTo(action);
    GateMove.Grounds grounds = moves.get(0).figures();
    assertThat(grounds.baselineKnown()).isEqualTo(known);
    assertThat(grounds.baselineSlow()).isEqualTo(baselineSlow);
    boolean block = action.equals("block");
    assertThat(grounds.bound()).isEqualTo(block ? 12 : 6);
    assertThat(grounds.limit()).isEqualTo(block ? 5_000 : 2_000);
    assertThat(grounds.window()).isEqualTo("5m");
  }

  /** Exactly at the limit is not slower than it. */
  @Test
  void answersAtTheLimitAreNotSlow() {
    Lane lane = new Lane(USUAL);
    lane.overlay(0, slow(2_000), USUAL);
    lane.overlay(0, slow(2_001), USUAL);
    lane.overlay(0, slow(5_000), USUAL);
    lane.overlay(0, slow(5_001), USUAL);
    StepSums sums = lane.figures(1, USUAL).get(0).sums();
    assertThat(sums.overlay().overWarn()).isEqualTo(3);
    assertThat(sums.overlay().overBlock()).isEqualTo(1);
  }

  /** Two steps in a row begin a warning, five without end it. */
  @ParameterizedTest
  @CsvSource({
    ".w.ww....w....w.....w,5:latency:warn 20:latency:ok",
    "ww.....ww,2:latency:warn 7:latency:ok 9:latency:warn",
    ".w.w.w.w.,''"
  })
  void warningsBeginAndEndWithStepsInARow(String course, String moves) {
    GateSettings oneMinute = settings(30, List.of(60L), Double.NaN);
    Lane lane = new Lane(oneMinute);
    List<String> found = new ArrayList<>();
    for (int step = 1; step <= course.length(); step++) {
      for (int i = 0; i < 30; i++) {
        boolean over = course.charAt(step - 1) == 'w' && i < 2;
        lane.overlay(step - 1, slow(over ? 2_001 : 100), oneMinute);
      }
      look(lane, oneMinute, step, found);
    }
    assertThat(String.join(" ", found)).isEqualTo(moves);
  }

  /** Right or wrong, 0.64 against 0.86 of 60 each: -0.22, surely below -0.04. */
  @Test
  void worseAnswersWarnAndBlockOnlyWhereTold() {
    for (double block : new double[] {Double.NaN, 0.04, 0.05}) {
      GateSettings settings = settings(30, List.of(300L, 3_600L), block);
      Lane lane = new Lane(settings);
      for (int i = 0; i < 60; i++) {
        lane.overlay(0, quality(rightUpTo(38, 400_000, i)), settings);
        lane.baseline(0, quality(rightUpTo(51, 600_000, i)), settings);
      }
      WindowFigures figures = lane.figures(1, settings).get(1);
      assertThat(figures.qualityMean()).isEqualTo(0.64);
      assertThat(figures.quality().difference()).isCloseTo(-0.22, within(1e-12));
      assertThat(figures.qualityBound()).isCloseTo(-0.04, within(0.005));
      assertThat(looks(lane, settings, 3))
          .containsExactly("2:quality:" + (block == 0.04 ? "block" : "warn"));
    }
  }

  /** So many answers that are right, one that is so in part, and the rest wrong; in millionths. */
  private static long rightUpTo(int right, long part, int answer) {
    if (answer == right) {
      return part;
    }
    return answer < right ? 1_000_000 : 0;
  }

  /** Quality is looked at in the longest window alone: there are 60 of each in the hour. */
  @Test
  void qualityLooksAtTheLongestWindow() {
    Lane lane = new Lane(USUAL);
    List<String> moves = new ArrayList<>();
    for (int step = 1; step <= 12; step++) {
      for (int i = 0; i < 5; i++) {
        lane.overlay(step - 1, quality(i % 2 == 0 ? 700_000 : 600_000), USUAL);
        lane.baseline(step - 1, quality(i % 2 == 0 ? 900_000 : 800_000), USUAL);
      }
      look(lane, USUAL, step, moves);
    }
    assertThat(moves).containsExactly("7:quality:warn");
  }

  @Test
  void fewerThanEnoughNeitherWarnNorBlock() {
    Lane lane = new Lane(USUAL);
    for (int i = 0; i < 29; i++) {
      lane.overlay(0, new Cost(9_000, 9_000, Cost.NOT_TOLD, 0), USUAL);
      lane.baseline(0, new Cost(100, 10, Cost.NOT_TOLD, 1_000_000), USUAL);
    }
    assertThat(lane.figures(1, USUAL).get(0).blockAt(USUAL)).isZero();
    assertThat(looks(lane, USUAL, 10)).isEmpty();
  }

  /** Told what the baseline would have taken, an overlay is held against that. */
  @Test
  void pairsAreComparedWhereEnoughAreTold() {
    Lane lane = new Lane(USUAL);
    for (int i = 0; i < 30; i++) {
      lane.overlay(0, new Cost(100, 1_300 + i, 1_000, Cost.NOT_TOLD), USUAL);
    }
    WindowFigures figures = lane.figures(1, USUAL).get(0);
    assertThat(figures.tokens().deltaPercent()).isCloseTo(31.45, within(1e-9));
    assertThat(figures.baselineN()).isZero();
    assertThat(looks(lane, USUAL, 2)).containsExactly("2:tokens:block");
    assertThat(lane.blockedBy()).isEqualTo(GateKind.TOKENS);
  }

  /** A release opens what is blocked, and nothing of the overlay before it counts any more. */
  @Test
  void releaseBeginsAnewButForTheBaseline() {
    Lane lane = new Lane(USUAL);
    for (int i = 0; i < 40; i++) {
      lane.overlay(0, new Cost(2_500, 2_000 + i, 1_000, Cost.NOT_TOLD), USUAL);
      lane.baseline(0, QUICK, USUAL);
    }
    assertThat(looks(lane, USUAL, 2)).containsExactly("2:tokens:block", "2:latency:warn");
    assertThat(Stream.of(GateKind.values()).map(lane::state))
        .containsExactly(GateState.BLOCK, GateState.WARN, GateState.OK);
    assertThat(lane.release())
        .extracting(move -> move.gate().wireName() + ':' + move.action())
        .containsExactly("tokens:release", "latency:ok");
    assertThat(lane.isOk()).isTrue();
    assertThat(lane.release()).isEmpty();
    WindowFigures figures = lane.figures(2, USUAL).get(0);
    assertThat(figures.n()).isZero();
    assertThat(figures.sums().paired().n()).isZero();
    assertThat(figures.baselineN()).isEqualTo(40);
  }

  /** A warning alone is no block, so there is nothing to release. */
  @Test
  void releaseLeavesWarningsAlone() {
    Lane lane = new Lane(USUAL);
    for (int i = 0; i < 40; i++) {
      lane.overlay(0, slow(i < 3 ? 2_500 : 100), USUAL);
    }
    assertThat(looks(lane, USUAL, 2)).containsExactly("2:latency:warn");
    assertThat(lane.release()).isEmpty();
    assertThat(lane.state(GateKind.LATENCY)).isEqualTo(GateState.WARN);
  }

  @Test
  void anHourLaterNothingIsLeft() {
    Lane lane = new Lane(USUAL);
    lane.overlay(0, QUICK, USUAL);
    lane.forget(60);
    assertThat(lane.isEmpty()).isFalse();
    lane.forget(61);
    assertThat(lane.isEmpty()).isTrue();
  }
}
