package lumen.ctl.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import lumen.rig.Rig;
import lumen.rig.SimulateCommand;
import lumen.rig.Truth;
import lumen.terminal.files.Belongings;
import lumen.terminal.files.OutputFile;

/** The files of the simulated rig in the demo's folder. */
final class RigFiles {
  private final Path folder;

  RigFiles(Path folder) {
    this.folder = folder;
  }

  Path recording() {
    return folder.resolve("rig.ndjson.gz");
  }

  Path truth() {
    return SimulateCommand.truthBeside(recording());
  }

  Path commands() {
    return SimulateCommand.commandsBeside(recording());
  }

  Path config() {
    return folder.resolve("config");
  }

  private Path sensors() {
    return config().resolve("sensors.yaml");
  }

  /**
   * Finds out whether the files may be written: what lies there is an earlier demo's, which its
   * truth tells, or may be overwritten.
   */
  void check(Rig rig, Belongings inputs, boolean overwrite) throws IOException {
    boolean earlier = isTruth(truth());
    OutputFile.check(recording(), inputs, overwrite, file -> earlier);
    OutputFile.check(truth(), inputs, overwrite, file -> earlier);
    OutputFile.check(commands(), inputs, overwrite, file -> earlier);
    if (!holds(rig.sensorsYaml())) {
      OutputFile.check(sensors(), inputs, overwrite, OutputFile.Known.NONE);
    }
  }

  private static boolean isTruth(Path file) {
    try {
      return Files.isRegularFile(file) && !Truth.read(file).tenants().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private boolean holds(String sensorsYaml) throws IOException {
    return Files.isRegularFile(sensors()) && Files.readString(sensors()).equals(sensorsYaml);
  }

  /** Writes the settings that suit the rig. */
  void writeSettings(Rig rig) throws IOException {
    if (!holds(rig.sensorsYaml())) {
      Files.createDirectories(config());
      Files.writeString(sensors(), rig.sensorsYaml());
    }
  }

  /** Plays the rig. */
  void write(Rig rig) throws IOException {
    Truth played;
    try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(recording()), 1 << 16)) {
      played = rig.play(stream);
    }
    played.write(truth());
    Files.writeString(commands(), rig.commands());
  }
}
