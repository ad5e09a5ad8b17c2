package lumen.terminal;

import java.io.PrintStream;
import java.util.Locale;

/**
 * One line that shows how far a long work is. It draws on a terminal only, at most ten times a
 * second and at most 100 columns wide; in a pipe or a log file it prints nothing.
 *
 * <p>Not for several threads at once. {@link #close} ends the line.
 */
public final class ProgressBar implements AutoCloseable {
  private static final int WIDTH = TextTable.WIDTH - 1;
  private static final int BAR = 30;
  private static final long REDRAW_NANOS = 100_000_000L;

  private final PrintStream out;
  private final String title;
  private final boolean visible;
  private long drawnNanos;
  private int drawnLength;

  /** A bar on standard error, so that standard output stays the command's result. */
  public ProgressBar(String title) {
    this(System.err, title, Terminal.present());
  }

  ProgressBar(PrintStream out, String title, boolean visible) {
    this.out = out;
    this.title = title;
    this.visible = visible;
    this.drawnNanos = System.nanoTime() - REDRAW_NANOS;
  }

  /**
   * Shows a share of the work.
   *
   * @param share 0..1; NaN when the end is not known, which shows the text alone
   * @param text facts beside the bar, such as a rate
   */
  public void update(double share, String text) {
    long now = System.nanoTime();
    if (!visible || now - drawnNanos < REDRAW_NANOS) {
      return;
    }
    drawnNanos = now;
    draw(line(share, text));
  }

  /** Draws the full bar, whatever was drawn last. */
  public void complete(String text) {
    if (visible) {
      draw(line(1, text));
    }
  }

  @Override
  public void close() {
    if (drawnLength > 0) {
      out.println();
      drawnLength = 0;
    }
  }

  private String line(double share, String text) {
    StringBuilder line = new StringBuilder(title);
    if (!Double.isNaN(share)) {
      double bounded = Math.min(1, Math.max(0, share));
      int filled = (int) Math.floor(bounded * BAR);
      line.append(" [").append("#".repeat(filled)).append(".".repeat(BAR - filled)).append("] ");
      line.append(String.format(Locale.ROOT, "%3d %%", (int) Math.floor(bounded * 100)));
    }
    line.append("  ").append(text);
    return line.length() <= WIDTH ? line.toString() : line.substring(0, WIDTH);
  }

  private void draw(String line) {
    int rest = Math.max(0, drawnLength - line.length());
    out.print("\r" + line + " ".repeat(rest));
    out.flush();
    drawnLength = line.length();
  }
}
