package lumen.connectors.midi.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.spi.MidiDeviceProvider;

/** Lists the devices of the folder, anew at every call. */
public final class FolderDevices extends MidiDeviceProvider {
  /** System property that names the folder. */
  public static final String FOLDER_PROPERTY = "lumen.test.midi.folder";

  /** Environment variable that names the folder. */
  public static final String FOLDER_VARIABLE = "LUMEN_TEST_MIDI_FOLDER";

  private static final Pattern FILE =
      Pattern.compile("(?<name>.+?)(?:(?<once>\\.once)?(?:\\.x(?<speed>\\d+))?\\.mid|\\.rec)");

  /** What is known of a device. */
  static final class FileInfo extends MidiDevice.Info {
    final Path file;
    final boolean plays;
    final boolean once;
    final int speed;

    FileInfo(Path file, Matcher name) {
      super(name.group("name"), "Lumen", "performance of the test rig", "1");
      this.file = file;
      plays = file.toString().endsWith(".mid");
      once = name.group("once") != null;
      speed = name.group("speed") == null ? 1 : Integer.parseInt(name.group("speed"));
    }
  }

  @Override
  public MidiDevice.Info[] getDeviceInfo() {
    String folder = System.getProperty(FOLDER_PROPERTY, System.getenv(FOLDER_VARIABLE));
    return folder == null || !Files.isDirectory(Path.of(folder))
        ? new MidiDevice.Info[0]
        : infos(Path.of(folder)).toArray(new MidiDevice.Info[0]);
  }

  private static List<FileInfo> infos(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .sorted()
          .map(file -> new MatchedFile(file, FILE.matcher(String.valueOf(file.getFileName()))))
          .filter(matched -> matched.name.matches())
          .map(matched -> new FileInfo(matched.file, matched.name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record MatchedFile(Path file, Matcher name) {}

  @Override
  public boolean isDeviceSupported(MidiDevice.Info info) {
    return info instanceof FileInfo;
  }

  @Override
  public MidiDevice getDevice(MidiDevice.Info info) {
    if (!(info instanceof FileInfo file)) {
      throw new IllegalArgumentException("device must be of this rig: " + info);
    }
    return file.plays ? new PerformingDevice(file) : new WritingDevice(file);
  }
}
