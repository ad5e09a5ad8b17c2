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

  /** Adds what settings name: recordings among the streams, the files of passwords and tokens. */
  public static void addNamed(LumenSettings settings, Belongings read) {
    for (StreamSettings stream : settings.sensors().streams()) {
      if (stream instanceof StreamSettings.Recording recording) {
        add(Path.of(recording.path()), read);
      } else if (stream instanceof StreamSettings.Ure ure) {
        addSecret("the file of a password", ure.passwordFile(), read);
        addSecret("the file of a token", ure.tokenFile(), read);
      }
    }
    String password = settings.fusion().outputs().postgres().passwordFile();
    addSecret("the file of a password", password, read);
  }

  private static void addSecret(String what, String file, Belongings read) {
    if (!file.isEmpty()) {
      read.add(what, Path.of(file));
    }
  }

  private static void add(Path recording, Belongings read) {
    read.add("the recording", recording)
        .addFilesOf("a part of the recording", recording, RecordingFiles::isOfFolder);
  }
}
