package lumen.connectors.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sound.midi.MidiDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevicePatternTest {
  @TempDir private Path nodes;

  private static final List<MidiDevice.Info> DEVICES =
      List.of(
          new Named("KeyStep [hw:1,0,0]", "Arturia KeyStep 32, USB MIDI"),
          new Named("KeyStep [hw:2,0,0]", "Arturia KeyStep 37, USB MIDI"),
          new Named("TD-11 [hw:10,0,0]", "Roland V-Drums"),
          new Named("TD", "TD"));

  private static final class Named extends MidiDevice.Info {
    Named(String name, String description) {
      super(name, "ALSA", description, "6");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "KeyStep [hw:2,0,0] | 1",
        "keystep | 0 1",
        "hw:1,0,0 | 0",
        "hw:10,0,0 | 2",
        "v-drums | 2",
        "keystep 37 | 1",
        "TD | 3",
        "td | 2 3",
        "*STEP*hw:2,* | 1",
        "t? | 3",
        "*[hw:?,0,0] | 0 1",
        "* | 0 1 2 3",
        "Step* | ''",
        "launchpad | ''",
        "[hw:1,0,0] | 0",
        "^K.*$ | ''",
      })
  void deviceIsFoundByNamePartOrPattern(String text, String expected) {
    List<String> found =
        new DevicePattern(text)
            .select(DEVICES).stream().map(info -> "" + DEVICES.indexOf(info)).toList();

    assertThat(String.join(" ", found)).isEqualTo(expected);
  }

  @Test
  void emptyDeviceIsRefused() {
    assertThatThrownBy(() -> new DevicePattern(" "))
        .hasMessage("device must name a MIDI device, is empty");
    assertThatThrownBy(() -> new DevicePattern("x".repeat(513)))
        .hasMessage("device must have at most 512 characters, has 513");
  }

  @Test
  void eachPluggingInHasItsOwnIdentity() throws IOException {
    DeviceNode node = new DeviceNode(nodes);
    Path file = Files.createFile(nodes.resolve("midiC12D3"));
    String first = node.identity("Keys [hw:12,3,1]");

    assertThat(node.identity("Keys [hw:12,3]")).isEqualTo(first).isNotEmpty();
    Files.move(file, nodes.resolve("kept so that its inode is not used again"));
    assertThat(node.identity("Keys [hw:12,3,1]")).isEqualTo("absent");
    Files.createFile(file);
    assertThat(node.identity("Keys [hw:12,3,1]")).isNotEqualTo(first).isNotEqualTo("absent");
    assertThat(node.identity("Keys")).isEmpty();
    assertThat(new DeviceNode(nodes.resolve("none")).identity("Keys [hw:12,3,1]")).isEmpty();
  }
}
