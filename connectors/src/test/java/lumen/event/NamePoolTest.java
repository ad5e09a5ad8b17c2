package lumen.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamePoolTest {
  private final NamePool pool = new NamePool();

  @Test
  void sameBytesAreTheSameName() {
    Name first = pool.of("gyro_x");

    assertThat(pool.of("gyro_x")).isSameAs(first);
    assertThat(pool.of("gyro_y")).isNotSameAs(first);
    assertThat(pool.of("é").text()).isEqualTo("é");
    assertThat(pool.generation()).isZero();
  }

  @Test
  void idsAreUniqueInAGeneration() {
    for (int i = 1; i < 10_000; i++) {
      assertThat(pool.of("name" + i).id()).isEqualTo(i);
    }
    assertThat(pool.of("name77").id()).isEqualTo(77);
  }

  @Test
  void defaultTenantOutlivesGenerations() {
    Name tenant = pool.defaultTenant();
    fillUp();

    assertThat(pool.generation()).isEqualTo(1);
    assertThat(pool.of("default")).isSameAs(tenant);
    assertThat(pool.of("other").id()).isNotEqualTo(tenant.id());
  }

  @Test
  void longNamesBeginANewGenerationSooner() {
    String filler = "n".repeat(500);
    int names = NamePool.MAX_BYTES / 500 + 1;
    for (int i = 0; i < names; i++) {
      pool.of(filler + i);
    }
    assertThat(names).isLessThan(NamePool.CAPACITY);
    assertThat(pool.generation()).isEqualTo(1);
  }

  @Test
  void lineThatBeginsAGenerationHasIdsOfItAlone() {
    EventParser parser = new EventParser();
    int line = 0;
    while (parser.generation() == 0) {
      byte[] bytes = line(line++);
      ParsedEvent event = parser.parse(bytes, 0, bytes.length);
      if (parser.generation() == 1) {
        assertThat(event.reason()).isNull();
        assertThat(event.elements()).isEqualTo(50_000);
        assertThat(idsOf(event)).hasSize(50_003);
      }
    }
    assertThat(line).isEqualTo(6);
  }

  @Test
  void longestLineOfNamesFitsOneGeneration() {
    EventParser parser = new EventParser();
    StringBuilder text = new StringBuilder("{\"ts\":1,\"source\":\"s\",\"key\":\"k\",\"value\":{");
    for (int i = 0; text.length() < EventLimits.MAX_LINE_BYTES - 20; i++) {
      text.append('"').append((char) (0x23 + i % 90 == '\\' ? '!' : 0x23 + i % 90));
      text.append(Integer.toString(i / 90, 36)).append("\":1,");
    }
    text.append("\"z\":1}}");
    byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);

    ParsedEvent event = parser.parse(bytes, 0, bytes.length);

    assertThat(event.reason()).isNull();
    assertThat(event.elements()).isGreaterThan(100_000);
    assertThat(parser.generation()).isZero();
  }

  private static Set<Integer> idsOf(ParsedEvent event) {
    Set<Integer> ids = new HashSet<>();
    ids.add(event.tenant().id());
    ids.add(event.source().id());
    ids.add(event.key().id());
    for (int i = 0; i < event.elements(); i++) {
      ids.add(event.elementName(i).id());
    }
    return ids;
  }

  private static byte[] line(int number) {
    StringBuilder text =
        new StringBuilder("{\"ts\":1,\"source\":\"imu\",\"key\":\"k\",\"value\":{");
    for (int i = 0; i < 50_000; i++) {
      text.append(i == 0 ? "\"" : ",\"").append(number).append('-').append(i).append("\":1");
    }
    return text.append("}}").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private void fillUp() {
    for (int i = 0; i < NamePool.CAPACITY; i++) {
      pool.of("name" + i);
    }
  }
}
