package lumen.governance.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** A service whose outputs another implementation computed; the folder's README tells of it. */
public enum ReferenceService {
  SLO,
  BUDGET,
  ROLLBACK,
  POLICY,
  CANARY;

  private ServiceRun ran;

  /** A file's bytes; none where there is none. */
  public byte[] bytes(String file) {
    String name = name().toLowerCase(Locale.ROOT) + '/' + file + ".gz";
    try (InputStream in = ReferenceService.class.getResourceAsStream(name)) {
      return in == null ? new byte[0] : new GZIPInputStream(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's text. */
  public String text(String file) {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }

  /** A file's lines. */
  public List<String> lines(String file) {
    return text(file).lines().toList();
  }

  /** The lines of the log, as bytes. */
  public List<byte[]> log() {
    byte[] all = bytes("input.ndjson");
    List<byte[]> lines = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] == '\n') {
        lines.add(Arrays.copyOfRange(all, begin, i));
        begin = i + 1;
      }
    }
    return lines;
  }

  /** What comes of the whole log; it is played once. */
  public synchronized ServiceRun ran() {
    ran = ran == null ? run() : ran;
    return ran;
  }

  private ServiceRun run() {
    return new ServiceRun(TestSettings.read(text("governance.yaml")))
        .control(lines("control.ndjson"))
        .take(log())
        .end();
  }
}
