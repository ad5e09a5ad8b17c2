package lumen.ctl.drill;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import lumen.terminal.LumenHome;

/**
 * A device that is unplugged and plugged in: a file in a folder that the JDK's sequencer plays over
 * and over, by the device driver of the connectors' tests. The driver is a jar on the class path of
 * the cluster, as that of a real device is.
 */
final class MidiRig {
  /** Name of the device. */
  static final String DEVICE = "drums";

  /** Key of one of its channels, which moves all the time while it is plugged in. */
  static final String KEY = "ch1/cc.7";

  /** While the device was there. */
  final Spans plugged = new Spans();

  private static final String RIG = "lumen/connectors/midi/rig";
  private static final String SERVICES =
      "META-INF/services/javax.sound.midi.spi.MidiDeviceProvider";
  private static final int TICKS_PER_BEAT = 480;
  private static final double SECONDS_PER_TICK = 0.5 / TICKS_PER_BEAT;
  private static final int TICKS = 1920;
  private static final int STEP_TICKS = 24;
  private static final double RHYTHM_HZ = 5;

  private final Path folder;
  private final Path performance;

  /**
   * Plugs the device in.
   *
   * @param folder of the devices
   */
  MidiRig(Path folder) throws IOException, InvalidMidiDataException {
    this.folder = folder;
    performance = folder.resolveSibling("performance.mid");
    MidiSystem.write(sequence(), 0, performance.toFile());
    plugIn();
  }

  /** The driver's jar. */
  static void writeDriver(Path jar) throws IOException {
    Path classes = LumenHome.locate().root().resolve("connectors/target/test-classes");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> paths = Files.walk(classes.resolve(RIG))) {
      List<Path> entries = paths.filter(Files::isRegularFile).sorted().toList();
      for (Path path : entries) {
        add(out, classes, path);
      }
      add(out, classes, classes.resolve(SERVICES));
    }
  }

  private static void add(JarOutputStream out, Path classes, Path path) throws IOException {
    out.putNextEntry(new JarEntry(classes.relativize(path).toString().replace('\\', '/')));
    Files.copy(path, out);
    out.closeEntry();
  }

  /** Two controllers that move with a rhythm, and a drum on every beat. */
  private static Sequence sequence() throws InvalidMidiDataException {
    Sequence sequence = new Sequence(Sequence.PPQ, TICKS_PER_BEAT);
    Track track = sequence.createTrack();
    for (int tick = 0; tick < TICKS; tick += STEP_TICKS) {
      double turn = 2 * Math.PI * RHYTHM_HZ * tick * SECONDS_PER_TICK;
      track.add(controller(tick, 7, turn));
      track.add(controller(tick, 11, turn + 0.5));
    }
    for (int tick = 0; tick < TICKS; tick += TICKS_PER_BEAT) {
      track.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_ON, 9, 36, 100), tick));
      track.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_OFF, 9, 36, 0), tick + 100));
    }
    return sequence;
  }

  private static MidiEvent controller(int tick, int number, double turn)
      throws InvalidMidiDataException {
    int value = (int) Math.rint(64 + 60 * Math.sin(turn));
    return new MidiEvent(new ShortMessage(ShortMessage.CONTROL_CHANGE, 0, number, value), tick);
  }

  private void plugIn() throws IOException {
    Path part = folder.resolve("." + DEVICE + ".part");
    Files.copy(performance, part, StandardCopyOption.REPLACE_EXISTING);
    Files.move(part, folder.resolve(DEVICE + ".mid"), StandardCopyOption.ATOMIC_MOVE);
    plugged.begin();
  }

  private void unplug() throws IOException {
    plugged.end();
    Files.delete(folder.resolve(DEVICE + ".mid"));
  }

  /** What was injected, for people. */
  String faults() {
    return "unplugged %d times, then back".formatted(plugged.all().size() - 1);
  }

  /** Plugs and unplugs until everything is quiet, when it is unplugged. */
  void run(Timing timing) throws IOException {
    timing.pause(timing.calmS());
    while (timing.has(12)) {
      unplug();
      timing.pause(timing.between(2.5, 5));
      plugIn();
      timing.rest();
    }
    timing.awaitQuiet();
    unplug();
  }
}
