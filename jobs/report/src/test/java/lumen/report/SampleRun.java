package lumen.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import lumen.rig.RigSettings;

/** Writes the folder of a made-up run. */
final class SampleRun {
  private final Path dir;
  private final Writer frames;

  SampleRun(Path dir) throws IOException {
    this.dir = dir;
    frames = Files.newBufferedWriter(dir.resolve("frames.ndjson"));
  }

  /**
   * Frames of one tenant at 5 Hz from the start of a rig on, the first tenth without anything
   * known.
   */
  SampleRun tenant(String jsonName, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      boolean known = i >= count / 10;
      double ts = RigSettings.START_S + i / 5.0;
      double coherence = 0.5 + 0.5 * StrictMath.sin(i / 200.0);
      String level = known ? String.format(Locale.ROOT, "%.4f", coherence) : "null";
      frames.write(
          String.format(
              Locale.ROOT,
              "{\"ts\":%.1f,\"tenant\":\"%s\",\"grid\":%d,\"mode\":\"%s\",\"phase_diff\":%s,"
                  + "\"harmony\":0.9,\"coherence\":%s,\"entropy_ratio\":0.1,\"sync_quality\":%s,"
                  + "\"order\":0.95,\"q\":0.001,\"r\":0.002,\"kp\":null,\"ki\":null,\"kd\":null,"
                  + "\"streams_fresh\":3,\"streams_total\":4}\n",
              ts,
              jsonName,
              RigSettings.START_S * 5 + i,
              known ? "fused" : "none",
              known ? "0.0125" : "null",
              level,
              level));
    }
    return this;
  }

  SampleRun channel(String jsonTenant, String jsonSource, double lagSteps) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      lines.append(
          String.format(
              Locale.ROOT,
              "{\"ts\":%.1f,\"tenant\":\"%s\",\"grid\":%d,\"source\":\"%s\",\"key\":\"k\","
                  + "\"lag\":%s,\"consistent\":true,\"coherence\":0.9,\"chance\":%s,\"ppc\":0.8}\n",
              RigSettings.START_S + i / 5.0,
              jsonTenant,
              RigSettings.START_S * 5 + i,
              jsonSource,
              lagSteps,
              i < 75 ? "0.125" : "1.0"));
    }
    Files.writeString(dir.resolve("channels.ndjson"), lines);
    return this;
  }

  /** Frames of now of a tenant, from the start of a rig on, known from the tenth step. */
  SampleRun now(String jsonName, int count) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String known = i < 10 ? "null" : "0.0625";
      lines.append(
          String.format(
              Locale.ROOT,
              "{\"ts\":%.1f,\"tenant\":\"%s\",\"grid\":%d,\"mode\":\"fused\",\"order\":0.9,"
                  + "\"phase_diff\":0.02,\"coherence\":0.9,\"entropy_ratio\":0.1,"
                  + "\"streams_fresh\":3,\"streams_total\":4,\"error_p50\":%s,\"error_p90\":0.25,"
                  + "\"horizon_s\":0.2}\n",
              RigSettings.START_S + i / 5.0,
              jsonName,
              RigSettings.START_S * 5 + i,
              known));
    }
    Files.writeString(dir.resolve("now.ndjson"), lines);
    return this;
  }

  Path write() throws IOException {
    frames.close();
    Files.writeString(
        dir.resolve("summary.json"),
        """
        {"sources": {"rig": {"received": 1000, "used": 990, "rejected": 4, "late": 6, "filtered": 0,
         "dropped": 0, "duplicates": 1}}, "rejects": {"not_json": 3, "<b>bad</b>": 1}, "frames": 10,
         "seconds": 2.5, "events_per_second": 400.0,
         "event_time": {"from": 1767225600.0, "to": 1767225660.0}}
        """);
    return dir;
  }
}
