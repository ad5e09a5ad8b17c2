package lumen.ctl.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a governance job writes is known by what it holds. */
class ServiceFilesTest {
  private static final Path GOLDENS = LumenHome.locate().root().resolve("configs/goldens");

  @TempDir private Path temp;

  @Test
  void filesOfARunAreLumens() throws IOException {
    for (String golden : List.of("service_policy", "service_rollback", "service_canary")) {
      try (Stream<Path> files = Files.list(GOLDENS.resolve(golden).resolve("expected"))) {
        for (Path file : files.toList()) {
          assertThat(MadeByLumen.file(file)).as(file.toString()).isTrue();
        }
      }
    }
    Path account =
        Files.writeString(
            temp.resolve("accounts.ndjson"),
            "{\"tenant\":\"api\",\"steps\":1,\"first_ts\":1.0,\"commands_pending\":0}\n");
    assertThat(MadeByLumen.file(account)).isTrue();
    Path commands =
        Files.writeString(
            temp.resolve("commands.ndjson"),
            "{\"ts\":60.0,\"tenant\":\"api\",\"id\":\"h\",\"effective_ts\":1.0,\"type\":\"hold\"}\n");
    assertThat(MadeByLumen.file(commands)).isTrue();
    Path late =
        Files.writeString(
            temp.resolve("late.ndjson"),
            "{\"reason\":\"late\",\"detail\":\"d\",\"stream\":\"s\",\"file\":\"f\",\"line\":1}\n");
    assertThat(MadeByLumen.file(late)).isTrue();
  }

  @Test
  void filesOfTheSameNamesAreNot() throws IOException {
    for (String name : List.of("scorecard", "edges", "decisions", "commands", "late", "accounts")) {
      Path file = temp.resolve(name + ".ndjson");
      Files.writeString(file, "{\"ts\":1,\"tenant\":\"a\",\"mine\":true}\n");
      assertThat(MadeByLumen.file(file)).as(name).isFalse();
    }
    Path summary = Files.writeString(temp.resolve("summary.json"), "{\"kind\":\"governance\"}");
    assertThat(MadeByLumen.file(summary)).isFalse();
  }
}
