package lumen.ctl.output;

import java.nio.file.Path;
import java.util.List;
import lumen.connectors.replay.RecordingFiles;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.StreamSettings;
import lumen.terminal.files.Belongings;

/** What a run of the job reads: recordings with their parts, and what its settings name. */
public final class RunInputs {
  private RunInputs() {}

  /** Recordings; of a folder also its parts and its manifest. */
  public static Belongings recordings(List<Path> paths) {
    Belongings read = Belongings.none();
    paths.forEach(path -> add(path, read));
    return read;
  }

  /** Adds what settings name: recordings among the streams, the file of a password. */
  public static void addNamed(LumenSettings settings, Belongings read) {
    for (StreamSettings stream : settings.sensors().streams()) {
      if (stream instanceof StreamSettings.Recording recording) {
        add(Path.of(recording.path()), read);
      }
    }
    String password = settings.fusion().outputs().postgres().passwordFile();
    if (!password.isEmpty()) {
      read.add("the file of a password", Path.of(password));
    }
  }

  private static void add(Path recording, Belongings read) {
    read.add("the recording", recording)
        .addFilesOf("a part of the recording", recording, RecordingFiles::isOfFolder);
  }
}
