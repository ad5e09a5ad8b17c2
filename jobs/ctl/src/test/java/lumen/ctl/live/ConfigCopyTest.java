package lumen.ctl.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration that a run keeps, and what gives way to it. */
class ConfigCopyTest {
  @TempDir private Path temp;
  private Path run;
  private Path kept;
  private Path rig;

  @BeforeEach
  void writeConfig() throws IOException {
    run = temp.resolve("run");
    kept = run.resolve("config");
    rig = Files.createDirectories(temp.resolve("rig"));
    Files.writeString(rig.resolve("fusion.yaml"), "a: 1\n");
    Files.createDirectories(rig.resolve("evidence"));
    Files.writeString(rig.resolve("evidence/risk_map.yaml"), "[]\n");
  }

  private Map<String, String> copy(Optional<Path> config, boolean overwrite) throws IOException {
    return ConfigCopy.plan(run, config, overwrite).carryOut();
  }

  @Test
  void copyOfAnEarlierRunGivesWay() throws IOException {
    copy(Optional.of(rig), false);
    Files.writeString(rig.resolve("fusion.yaml"), "a: 2\n");
    Files.delete(rig.resolve("evidence/risk_map.yaml"));

    assertThat(copy(Optional.of(rig), false)).containsOnlyKeys("fusion.yaml");
    assertThat(kept.resolve("fusion.yaml")).hasContent("a: 2");
    assertThat(kept.resolve("evidence/risk_map.yaml")).as("no longer in force").doesNotExist();
  }

  @Test
  void fileOfSomebodyElseStaysUnlessAsked() throws IOException {
    Files.createDirectories(kept);
    Path mine = Files.writeString(kept.resolve("fusion.yaml"), "a: mine\n");

    refused(mine);
    assertThat(mine).hasContent("a: mine");
    copy(Optional.of(rig), true);
    assertThat(mine).hasContent("a: 1");
  }

  @Test
  void copyThatWasChangedSinceStays() throws IOException {
    copy(Optional.of(rig), false);
    Path mine = Files.writeString(kept.resolve("fusion.yaml"), "a: 7\n");
    refused(mine);

    assertThat(copy(Optional.of(kept), false)).as("it may be used").containsKey("fusion.yaml");
    refused(mine);
    Path added = Files.writeString(kept.resolve("bridge.yaml"), "b: 1\n");
    copy(Optional.empty(), false);
    assertThat(mine).hasContent("a: 7");
    assertThat(added).hasContent("b: 1");
    assertThat(kept.resolve("evidence/risk_map.yaml")).doesNotExist();
  }

  @Test
  void copyInALogOfAnEarlierVersionIsKnownByTheManifest() throws IOException {
    Map<String, String> hashes = copy(Optional.of(rig), false);
    Files.delete(kept.resolve(ConfigCopy.LIST));
    Json.write(run.resolve("manifest.json"), Map.of("config", hashes));
    Files.writeString(rig.resolve("fusion.yaml"), "a: 3\n");

    copy(Optional.of(rig), false);
    assertThat(kept.resolve("fusion.yaml")).hasContent("a: 3");
  }

  private void refused(Path file) {
    assertThatThrownBy(() -> ConfigCopy.plan(run, Optional.of(rig), false))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("not replaced unasked: " + file);
  }
}
