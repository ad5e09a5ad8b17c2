package lumen.ctl.drill.lasting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LostAndDoubledTest {
  private static final List<String> REPLAYED = List.of("a", "b", "b", "c");

  @Test
  void sameLinesHaveNoFault() {
    assertThat(LostAndDoubled.of(REPLAYED, REPLAYED)).isEqualTo(new LostAndDoubled(0, 0, 0, true));
    assertThat(LostAndDoubled.of(REPLAYED, REPLAYED).fault("frames")).isEmpty();
  }

  @Test
  void lostDoubledAndOtherLinesAreTold() {
    assertThat(LostAndDoubled.of(List.of("a", "a", "b", "d", "c"), REPLAYED).fault("frames"))
        .contains("frames must be those of the replay: lost 1, doubled 1, others 1");
  }

  @Test
  void anotherOrderIsTold() {
    assertThat(LostAndDoubled.of(List.of("a", "b", "c", "b"), REPLAYED).fault("rows"))
        .contains(
            "rows must be those of the replay: lost 0, doubled 0, others 0, in another order");
  }
}
