package lumen.ctl.drill.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import lumen.ctl.drill.whole.FrameDifference.VoidRange;
import org.junit.jupiter.api.Test;

final class FrameDifferenceTest {
  private static final List<String> REPLAYED =
      List.of(frame("a", 10, 1), frame("b", 10, 1), frame("a", 11, 2), frame("a", 12, 3));

  private static String frame(String tenant, long grid, int q) {
    return "{\"tenant\":\"%s\",\"grid\":%d,\"ts\":%d,\"q\":%d}".formatted(tenant, grid, grid, q);
  }

  private static FrameDifference of(List<String> lived, VoidRange... voids) throws Exception {
    return FrameDifference.of(lived, REPLAYED, List.of(voids));
  }

  @Test
  void sameFramesDifferInNothing() throws Exception {
    FrameDifference same = of(REPLAYED);
    assertThat(same.none()).isTrue();
    assertThat(same.livedSum()).hasSize(64).isEqualTo(same.replayedSum());
    assertThat(of(REPLAYED, new VoidRange(11, 11)).livedSum()).isNotEqualTo(same.livedSum());
  }

  @Test
  void frameThatIsMissingIsLostAlsoWithinAVoid() throws Exception {
    List<String> lived = new ArrayList<>(REPLAYED);
    lived.remove(2);
    assertThat(of(lived).lost()).isEqualTo(1);
    assertThat(of(lived, new VoidRange(11, 11)).lost()).isEqualTo(1);
    assertThat(of(lived, new VoidRange(11, 11)).none()).isFalse();
  }

  @Test
  void frameThatComesTwiceIsDoubledAlsoWithinAVoid() throws Exception {
    List<String> lived = new ArrayList<>(REPLAYED);
    lived.add(frame("a", 12, 30));
    FrameDifference twice = of(lived, new VoidRange(12, 12));
    assertThat(twice.doubled()).isEqualTo(1);
    assertThat(twice.none()).isFalse();
    lived.add(frame("c", 12, 3));
    assertThat(of(lived).more()).isEqualTo(1);
  }

  @Test
  void frameThatIsToldOtherwiseMayOnlyBeVoid() throws Exception {
    List<String> lived = new ArrayList<>(REPLAYED);
    lived.set(2, frame("a", 11, 20));
    assertThat(of(lived).other()).isEqualTo(1);
    assertThat(of(lived).none()).isFalse();
    FrameDifference taken = of(lived, new VoidRange(10.5, 11));
    assertThat(taken.inVoid()).isEqualTo(1);
    assertThat(taken.none()).isTrue();
    assertThat(of(lived, new VoidRange(11.5, 12)).none()).isFalse();
  }

  @Test
  void otherOrderIsNotTheSame() throws Exception {
    List<String> lived = new ArrayList<>(REPLAYED);
    lived.set(0, REPLAYED.get(1));
    lived.set(1, REPLAYED.get(0));
    assertThat(of(lived).other()).isZero();
    assertThat(of(lived).none()).isFalse();
  }

  @Test
  void silenceIsToldUpToNow() {
    assertThat(SeenFrames.longestSilence(List.of(), 5)).isNaN();
    assertThat(SeenFrames.longestSilence(List.of(1.0), 5)).isEqualTo(4);
    assertThat(SeenFrames.longestSilence(List.of(1.0, 2.0, 5.0, 6.0), 7)).isEqualTo(3);
    assertThat(SeenFrames.longestSilence(List.of(1.0, 2.0, 5.0, 6.0), 12)).isEqualTo(6);
  }
}
