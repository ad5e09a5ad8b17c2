package lumen.ctl.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
  @TempDir Path folder;

  @Test
  void theNewestRecordOfAStreamHoldsAndStreamsAddUp() throws Exception {
    Accounts accounts =
        read(
            record("one", "imu", 10, 9, 1),
            record("one", "imu", 25, 20, 5),
            record("two", "imu", 4, 4, 0),
            "{\"source\":\"imu\",\"duplicates\":2}",
            "{\"source\":\"imu\",\"duplicates\":3}");
    ObjectNode imu = (ObjectNode) accounts.sources().get("imu");
    assertThat(imu.get("received").asLong()).isEqualTo(29);
    assertThat(imu.get("used").asLong()).isEqualTo(24);
    assertThat(imu.get("late").asLong()).isEqualTo(5);
    assertThat(imu.get("duplicates").asLong()).isEqualTo(5);
  }

  @Test
  void commandsAddUpAndAreNoEvents() throws Exception {
    Accounts accounts =
        read(
            "{\"commands\":{\"received\":3,\"rejected\":1}}",
            "{\"commands\":{\"received\":2,\"applied\":4}}");
    assertThat(accounts.commands())
        .isEqualTo(Map.of("received", 5L, "rejected", 1L, "applied", 4L));
    assertThat(accounts.total("received")).isZero();
    assertThat(accounts.sources()).isEmpty();
  }

  @Test
  void withoutAcceptedEventsThereIsNoEventTime() throws Exception {
    assertThat(read().eventTime().get("from").isNull()).isTrue();
  }

  private Accounts read(String... lines) throws Exception {
    return Accounts.read(List.of(Files.write(folder.resolve("part-0"), List.of(lines))));
  }

  private static String record(String stream, String source, long received, long used, long late) {
    return ("{\"stream\":\"%s\",\"source\":\"%s\",\"received\":%d,\"used\":%d,\"rejected\":0,\"late\":%d,"
            + "\"filtered\":0,\"dropped\":0,\"ignored_elements\":0,\"rejects\":{},\"late_file\":\"x.ndjson\","
            + "\"late_line\":7,\"late_offset\":123}")
        .formatted(stream, source, received, used, late);
  }
}
