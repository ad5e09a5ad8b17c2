package lumen.serve.watch;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Predicate;

/** A page of metrics as it was at a moment. */
public final class Scrape {
  private final long takenMillis;

  /** The page as it came, which is how it is passed on. */
  private final byte[] page;

  private final List<PlainSample> samples;

  private Scrape(long takenMillis, byte[] page, List<PlainSample> samples) {
    this.takenMillis = takenMillis;
    this.page = page;
    this.samples = samples;
  }

  /**
   * What a page holds.
   *
   * @param wanted plain names of the samples that are read
   */
  static Scrape of(long takenMillis, byte[] page, Predicate<String> wanted) {
    return new Scrape(takenMillis, page, List.copyOf(SampleLines.read(page, wanted)));
  }

  /** When it came, since the epoch. */
  public long takenMillis() {
    return takenMillis;
  }

  /** Lumen's own samples that were wanted, by their plain names. */
  public List<PlainSample> samples() {
    return samples;
  }

  /** Length of the page in bytes. */
  public int length() {
    return page.length;
  }

  /** Writes the page, byte by byte as it came. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(page);
  }
}
