package lumen.ctl.drill.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MountTableTest {
  private static final List<String> TABLE =
      List.of(
          "22 1 0:21 / / rw,relatime - ext4 /dev/root rw",
          "30 22 0:25 / /a/room/cluster/checkpoints rw shared:1 - tmpfs none rw,size=65536k",
          "31 22 0:26 / /a/room\\040two/x rw - tmpfs none rw",
          "");

  @Test
  void mountsOfOneFolderAreFound() {
    assertThat(MountTable.below(Path.of("/a/room"), TABLE))
        .containsExactly(Path.of("/a/room/cluster/checkpoints"));
    assertThat(MountTable.below(Path.of("/a/room two"), TABLE))
        .containsExactly(Path.of("/a/room two/x"));
    assertThat(MountTable.below(Path.of("/a/roo"), TABLE)).isEmpty();
    assertThat(MountTable.below(Path.of("/"), TABLE)).hasSize(3);
  }
}
