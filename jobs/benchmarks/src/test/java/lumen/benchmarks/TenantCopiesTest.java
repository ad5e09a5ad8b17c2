package lumen.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantCopiesTest {
  @TempDir private Path folder;

  @Test
  void everyTenantHasTheBeginning() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      lines.add("{\"ts\":1680686620.%02d,\"source\":\"s\",\"key\":\"k\",\"value\":1}".formatted(i));
    }
    Path from = folder.resolve("one.ndjson");
    Path to = folder.resolve("eight.ndjson");
    Files.write(from, lines);
    TenantCopies.write(from, to, 8);
    List<String> copies = Files.readAllLines(to);
    assertThat(copies).hasSize(80);
    assertThat(copies.get(9))
        .isEqualTo(
            "{\"ts\":1680686620.01,\"source\":\"s\",\"key\":\"k\",\"value\":1,\"meta\":{\"tenant\":\"t2\"}}");
  }

  @Test
  void aTenantOfItsOwnIsNotReplaced() {
    assertThatThrownBy(() -> TenantCopies.of("{\"ts\":1,\"meta\":{}}", 1))
        .hasMessageContaining("--tenants must be given a recording of one tenant");
  }
}
