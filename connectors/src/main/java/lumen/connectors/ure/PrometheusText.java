package lumen.connectors.ure;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lumen.connectors.ure.MetricLine.MalformedLine;

/**
 * Reads an answer in the Prometheus text exposition format 0.0.4 or in OpenMetrics 1.0. A line that
 * cannot be read is reported, the others are taken. A last sample without its line feed is cut off
 * (its value may be the first digits of another) and therefore not read.
 */
final class PrometheusText {
  /** The longest line, in bytes. */
  static final int MAX_LINE_BYTES = 1 << 16;

  /** Samples of one answer that are read. */
  static final int MAX_SAMPLES = 100_000;

  /** Malformed lines after which the rest of an answer is not read. */
  static final int MAX_FAULTS = 100;

  private static final String END_MARK = "# EOF";

  /**
   * A line that cannot be read.
   *
   * @param line its number, from 1
   * @param column where it stops making sense, from 1
   * @param rule what should stand there
   * @param text the line
   */
  record Fault(int line, int column, String rule, String text) {}

  /**
   * What an answer says.
   *
   * @param samples the samples, in its order
   * @param faults the lines that cannot be read
   * @param unread why the rest was not read, or null where all of it was
   */
  record Content(List<MetricSample> samples, List<Fault> faults, String unread) {}

  private final byte[] bytes;
  private final boolean openMetrics;
  private final List<MetricSample> samples = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private boolean ended;

  private PrometheusText(byte[] bytes, boolean openMetrics) {
    this.bytes = bytes;
    this.openMetrics = openMetrics;
  }

  /**
   * Reads an answer.
   *
   * @param openMetrics whether it is OpenMetrics: time stamps in seconds, and an end mark
   */
  static Content read(byte[] bytes, boolean openMetrics) {
    PrometheusText text = new PrometheusText(bytes, openMetrics);
    return new Content(text.samples, text.faults, text.readLines());
  }

  private String readLines() {
    int number = 0;
    for (int start = 0; start < bytes.length; ) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      readLine(start, end, ++number);
      if (faults.size() >= MAX_FAULTS) {
        return "at most " + MAX_FAULTS + " lines may be malformed: the rest from line " + number;
      }
      if (samples.size() > MAX_SAMPLES) {
        samples.remove(MAX_SAMPLES);
        return "at most " + MAX_SAMPLES + " samples are read: the rest from line " + number;
      }
      start = end + 1;
    }
    return openMetrics && !ended ? "OpenMetrics must end with # EOF: " + number + " lines" : null;
  }

  private void readLine(int start, int end, int number) {
    boolean complete = end < bytes.length;
    int last = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
    if (last - start > MAX_LINE_BYTES) {
      String head = new String(bytes, start, 256, StandardCharsets.UTF_8);
      fault(number, MAX_LINE_BYTES + 1, "a line must be at most 64 KiB", head);
      return;
    }
    String text;
    try {
      ByteBuffer line = ByteBuffer.wrap(bytes, start, last - start);
      text = StandardCharsets.UTF_8.newDecoder().decode(line).toString();
    } catch (CharacterCodingException e) {
      String shown = new String(bytes, start, last - start, StandardCharsets.UTF_8);
      fault(number, shown.indexOf('\uFFFD') + 1, "a line must be UTF-8", shown);
      return;
    }
    try {
      MetricSample sample = new MetricLine(text, number, openMetrics).read();
      if (sample != null && !complete) {
        fault(number, text.length() + 1, "a sample must end with a line feed: it is cut off", text);
      } else if (sample != null) {
        samples.add(sample);
      }
      ended = text.equals(END_MARK);
    } catch (MalformedLine e) {
      fault(number, e.column, e.getMessage(), text);
    }
  }

  private void fault(int line, int column, String rule, String text) {
    faults.add(new Fault(line, column, rule, text));
  }
}
