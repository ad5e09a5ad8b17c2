package lumen.serve.watch;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A page of metrics as it was at a moment.
 *
 * @param takenMillis when it came, since the epoch
 * @param text the page
 * @param samples Lumen's own, by their plain names
 */
public record Scrape(long takenMillis, String text, List<PlainSample> samples) {
  public Scrape {
    samples = List.copyOf(samples);
  }

  /** What a page holds. */
  static Scrape of(long takenMillis, byte[] page) {
    String text = new String(page, StandardCharsets.UTF_8);
    return new Scrape(takenMillis, text, SampleLines.read(text));
  }
}
