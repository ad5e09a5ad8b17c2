package lumen.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PatternTableTest {
  private static PatternTable<Integer> table(String... names) {
    Map<String, Integer> entries = new LinkedHashMap<>();
    for (String name : names) {
      entries.put(name, entries.size());
    }
    return PatternTable.of(entries);
  }

  @Test
  void firstThatMatchesHolds() {
    PatternTable<Integer> table = table("d1", "d*_sub*", "d1_sub1", "*");
    assertThat(table.find("d1")).isZero();
    assertThat(table.find("d1_sub1")).isEqualTo(1);
    assertThat(table.find("e")).isEqualTo(3);
    assertThat(table("d*", "e").find("f")).isNull();
  }

  @Test
  void namesAreEqualAsTheyAreWritten() {
    PatternTable<Integer> plain = table("d1", "D2");
    assertThat(plain.find("d1")).isZero();
    assertThat(plain.find("d2")).isNull();
    assertThat(table("d1", "x*").names()).containsExactly("d1");
  }

  @Test
  void orderCounts() {
    assertThat(table("a", "b*")).isEqualTo(table("a", "b*")).isNotEqualTo(table("b*", "a"));
  }

  @Test
  void survivesSerialisation() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(table("d*", "e"));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      PatternTable<?> read = (PatternTable<?>) in.readObject();
      assertThat(read.find("dx")).isEqualTo(0);
      assertThat(read).isEqualTo(table("d*", "e"));
    }
  }
}
