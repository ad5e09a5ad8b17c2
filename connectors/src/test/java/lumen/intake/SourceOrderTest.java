package lumen.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SourceOrderTest {
  private static final long SEED = 17;

  @Test
  void agreesWithASortedSetWhateverIsAddedMovedAndRemoved() {
    Random random = new Random(SEED);
    SourceOrder order = new SourceOrder();
    TreeSet<SourceTime> set =
        new TreeSet<>(
            Comparator.comparingLong((SourceTime s) -> s.place).thenComparing(s -> s.name));
    List<SourceTime> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(new SourceTime("s" + i));
    }
    for (int i = 0; i < 50_000; i++) {
      SourceTime source = all.get(random.nextInt(all.size()));
      long place = random.nextInt(1_000);
      if (!set.contains(source)) {
        source.place = place;
        set.add(source);
        order.add(source);
      } else if (random.nextInt(3) == 0) {
        set.remove(source);
        order.remove(source);
      } else {
        set.remove(source);
        order.move(source, place);
        set.add(source);
      }
      SourceTime from = new SourceTime("");
      from.place = random.nextInt(1_000);
      assertThat(order.firstFrom(from.place)).isSameAs(set.ceiling(from));
      assertThat(order.last()).isSameAs(set.isEmpty() ? null : set.last());
    }
  }

  @Test
  void staysFlatWhenSourcesComeInOrder() {
    SourceOrder order = new SourceOrder();
    for (int i = 0; i < 1 << 16; i++) {
      SourceTime source = new SourceTime("s" + i);
      source.place = i;
      order.add(source);
    }
    SourceTime first = order.firstFrom(0);
    assertThat(first.place).isZero();
    assertThat(order.height()).isLessThanOrEqualTo(17);
  }
}
