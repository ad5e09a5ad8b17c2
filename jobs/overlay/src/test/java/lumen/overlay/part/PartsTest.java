package lumen.overlay.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import lumen.state.StateException;
import lumen.state.StateForm;
import org.junit.jupiter.api.Test;

class PartsTest {
  @Test
  void partThatChangedOftenIsWrittenOnce() {
    AtomicInteger written = new AtomicInteger();
    Parts parts = new Parts();
    for (int i = 0; i < 5; i++) {
      parts.put("a", () -> new byte[] {(byte) written.incrementAndGet()});
    }
    parts.put("b", () -> new byte[] {9});
    parts.remove("b");
    List<String> drained = new ArrayList<>();
    parts.drain((key, part) -> drained.add(key + (part == null ? "-" : part[0])));
    parts.drain((key, part) -> drained.add("again"));
    assertThat(drained).containsExactly("a1", "b-");
  }

  /**
   * Those of single requests can be had without the others, and what is forgotten a few at a time.
   */
  @Test
  void requestsAreHandedOverApart() {
    Parts parts = new Parts();
    String head = PartKind.HEAD.key();
    parts.put(head, () -> new byte[] {1});
    for (int i = 0; i < 4; i++) {
      parts.put(PartKind.OPEN.key(i), () -> new byte[] {2});
      parts.remove(PartKind.OPEN.key(i));
    }
    parts.put(PartKind.OPEN.key(0), () -> new byte[] {3});
    List<String> drained = new ArrayList<>();
    parts.drainRequests(2, (key, part) -> drained.add(key + (part == null ? "-" : part[0])));
    assertThat(drained)
        .containsExactly(
            PartKind.OPEN.key(0) + "3", PartKind.OPEN.key(1) + "-", PartKind.OPEN.key(2) + "-");
    drained.clear();
    parts.drainStanding((key, part) -> drained.add(key));
    assertThat(drained).containsExactly(head);
    drained.clear();
    parts.drain((key, part) -> drained.add(key));
    assertThat(drained).containsExactly(PartKind.OPEN.key(3));
  }

  /** Names that put together are the same are kept apart, and numbers are in their order. */
  @Test
  void keysAreApartAndInOrder() {
    assertThat(PartKind.LANE.key("a", "bc")).isNotEqualTo(PartKind.LANE.key("ab", "c"));
    assertThat(PartKind.LANE.key("a1:", "b")).isNotEqualTo(PartKind.LANE.key("a", "1:b"));
    assertThat(PartKind.STEP.key(9, "a")).isLessThan(PartKind.STEP.key(16, "a"));
    for (PartKind kind : PartKind.values()) {
      assertThat(PartKind.of(kind.key("x"))).isEqualTo(kind);
      assertThat(PartKind.of(kind.key(7, "x"))).isEqualTo(kind);
    }
    assertThat(PartKind.LANE.key("a")).isLessThan(PartKind.STEP.key(0));
    assertThatThrownBy(() -> PartKind.of("x")).hasMessage("a part must be of a known kind: x");
  }

  @Test
  void partWithoutItsMarkIsRefused() {
    PartForm form = new PartForm(new StateForm("overlay-lane", 1, 0));
    int seven = form.read(form.write(out -> out.writeInt(7)), in -> in.readInt());
    assertThat(seven).isEqualTo(7);
    assertThatThrownBy(() -> form.read(new byte[] {1, 2, 3}, in -> in.readInt()))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("overlay-lane");
    byte[] other = new PartForm(new StateForm("overlay-step", 1, 0)).write(out -> out.writeInt(7));
    assertThatThrownBy(() -> form.read(other, in -> in.readInt()))
        .hasMessage("state must be \"overlay-lane\", is \"overlay-step\"");
  }
}
