package lumen.connectors.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import javax.sound.midi.ShortMessage;
import lumen.intake.LiveInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a device is sent as it comes. */
class MidiOutTest {
  @TempDir private Path folder;

  @Test
  void messagesGoToTheDeviceAndOneThatIsAbsentIsNamed() throws Exception {
    try (DeviceRig rig = new DeviceRig(folder)) {
      assertThatThrownBy(() -> MidiOut.open("module"))
          .isInstanceOf(LiveInputException.class)
          .hasMessage("no MIDI device is there to play on: module; present are none");
      Path device = rig.plug("module.rec", new byte[0]);
      try (MidiOut out = MidiOut.open("module")) {
        for (ShortMessage message : MidiEncoder.of("ch10/note.38", 1).orElseThrow()) {
          assertThat(out.send(message)).isTrue();
        }
        DeviceRig.await(() -> MidiPlayerTest.sent(device).contains("99267f"));
        assertThat(out.sent()).isEqualTo(1);
        assertThat(out.failures()).isZero();
      }
    }
  }
}
