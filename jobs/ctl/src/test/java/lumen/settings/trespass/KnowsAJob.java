package lumen.settings.trespass;

import lumen.fusion.settings.ConfigFile;
import org.apache.flink.configuration.Configuration;

/** Passes the wall around the reader of config folders. */
public final class KnowsAJob {
  private KnowsAJob() {}

  static String of(Configuration flink) {
    return ConfigFile.FUSION.fileName() + flink;
  }
}
