package lumen.ctl.output;

import java.nio.file.Path;
import java.util.List;
import lumen.connectors.replay.RecordingFiles;
import lumen.fusion.settings.FusionFile;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.StreamSettings;
import lumen.terminal.files.Belongings;

/** What a run of the job reads: recordings with their parts, and what its settings name. */
public final class RunInputs {
  private static final String PROPERTIES = "the properties of a client";
  private static final String AUTHORITIES = "the file of authorities";

  private RunInputs() {}

  /** Recordings; of a folder also its parts and its manifest. */
  public static Belongings recordings(List<Path> paths) {
    Belongings read = Belongings.none();
    paths.forEach(path -> add(path, read));
    return read;
  }

  /** Adds what settings name: recordings among the streams, the files of passwords and the like. */
  public static void addNamed(LumenSettings settings, Belongings read) {
    for (StreamSettings stream : settings.sensors().streams()) {
      if (stream instanceof StreamSettings.Recording recording) {
        add(Path.of(recording.path()), read);
      } else if (stream instanceof StreamSettings.Ure ure) {
        addSecret("the file of a password", ure.passwordFile(), read);
        addSecret("the file of a token", ure.tokenFile(), read);
        addSecret(AUTHORITIES, ure.caFile(), read);
      } else if (stream instanceof StreamSettings.Kafka kafka) {
        addSecret(PROPERTIES, kafka.propertiesFile(), read);
      }
    }
    FusionFile.Outputs outputs = settings.fusion().outputs();
    addSecret(PROPERTIES, outputs.kafka().propertiesFile(), read);
    addSecret("the file of a password", outputs.postgres().passwordFile(), read);
    addSecret(AUTHORITIES, outputs.postgres().caFile(), read);
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
