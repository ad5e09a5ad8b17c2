package lumen.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import lumen.state.StateException;
import lumen.state.StateForm;

/**
 * The bytes that versions of Lumen wrote for one value of a state, kept as hexadecimal text under
 * {@code golden/states} of a module's test resources. Each must be read as the same value, today's
 * must be what is written today, and none that is damaged may be taken for a state or fill memory.
 *
 * @param file name of the file, without its ending
 * @param form name and version written today
 * @param example the value, written today
 * @param reading what bytes become: that value, written again, or what else shows it
 * @param rewrites whether it is the value written again
 */
public record GoldenState(
    String file, StateForm form, byte[] example, Reading reading, boolean rewrites) {
  /** Adds what is written today to the files, where a version is not kept yet. */
  private static final boolean KEEP = Boolean.getBoolean("lumen.golden.keep");

  /** Label of what was written before there was this form. */
  private static final String BEFORE = "before";

  private static final Path FOLDER = Path.of("src/test/resources/golden/states");
  private static final int BYTES_PER_LINE = 48;
  private static final int DAMAGED = 1_500;
  private static final long MOST_BYTES = 32L << 20;

  /** What bytes become. */
  @FunctionalInterface
  public interface Reading {
    /** Reads the bytes. */
    byte[] of(byte[] bytes) throws IOException;
  }

  /** A state that is written again as it was read. */
  public static void rewritten(String file, StateForm form, byte[] example, Reading rewriting)
      throws IOException {
    new GoldenState(file, form, example, rewriting, true).check();
  }

  /** A state that is read into something larger, of which the reading gives what shows it. */
  public static void read(String file, StateForm form, byte[] example, Reading reading)
      throws IOException {
    new GoldenState(file, form, example, reading, false).check();
  }

  /** What a version wrote. */
  public static byte[] kept(String file, String version) throws IOException {
    byte[] bytes = keptOf(file).get(version);
    assertThat(bytes).as("%s of version %s", file, version).isNotNull();
    return bytes;
  }

  private void check() throws IOException {
    Map<String, byte[]> kept = keptOf(file);
    String today = form.major() + "." + form.minor();
    if (KEEP && kept.putIfAbsent(StateForm.isMarked(example) ? today : BEFORE, example) == null) {
      keep(kept);
      return;
    }
    assertThat(kept).as(file).containsKeys(today);
    assertThat(hex(example)).as("%s as it is written today", file).isEqualTo(hex(kept.get(today)));
    String value = hex(rewrites ? example : reading.of(example));
    for (Map.Entry<String, byte[]> version : kept.entrySet()) {
      assertThat(hex(reading.of(version.getValue())))
          .as("%s of version %s", file, version.getKey())
          .isEqualTo(value);
    }
    laterMinorVersionIsRead(value);
    laterMajorVersionAndOtherStatesAreRefused();
    isNeverReadDamaged(example);
  }

  /** Of a later minor version, with a field that nobody knows. */
  private void laterMinorVersionIsRead(String value) throws IOException {
    byte[] later = Arrays.copyOf(example, example.length + 3 + Integer.BYTES);
    int version = 2 + form.name().length();
    later[version + 1]++;
    ByteBuffer.wrap(later)
        .putInt(version + 2, later.length - version - 2 - Integer.BYTES)
        .putInt(example.length, 3)
        .put(later.length - 1, (byte) 7);
    assertThat(hex(reading.of(later))).as("%s of a later minor version", file).isEqualTo(value);
  }

  private void laterMajorVersionAndOtherStatesAreRefused() {
    byte[] later = example.clone();
    int version = 2 + form.name().length();
    later[version]++;
    assertThatThrownBy(() -> reading.of(later))
        .hasStackTraceContaining(
            "state \"%s\" must be of version %d.x or older, is %d.x: a newer Lumen wrote it;"
                .formatted(form.name(), form.major(), form.major() + 1));
    byte[] other = example.clone();
    other[2] = 'q';
    assertThatThrownBy(() -> reading.of(other))
        .hasStackTraceContaining("state must be \"" + form.name() + "\", is \"q");
  }

  /** Cut off anywhere it is refused; damaged anywhere it is read as a state or refused. */
  private void isNeverReadDamaged(byte[] whole) {
    for (int length = 1; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> reading.of(cut))
          .as("%s cut off after %d bytes", file, length)
          .satisfies(GoldenState::isRefusal);
    }
    long seed = file.hashCode();
    Random random = new Random(seed);
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < DAMAGED; i++) {
      byte[] damaged = damaged(whole, random);
      long before = memory.getCurrentThreadAllocatedBytes();
      try {
        reading.of(damaged);
      } catch (IOException | RuntimeException e) {
        assertThat(e).as("%s seed %d round %d", file, seed, i).satisfies(GoldenState::isRefusal);
      }
      assertThat(memory.getCurrentThreadAllocatedBytes() - before)
          .as("bytes taken to read %s seed %d round %d: %s", file, seed, i, hex(damaged))
          .isLessThan(MOST_BYTES);
    }
  }

  private static void isRefusal(Throwable thrown) {
    Throwable last = thrown;
    while (!(last instanceof StateException) && last.getCause() != null) {
      last = last.getCause();
    }
    assertThat(last).isInstanceOfAny(StateException.class, IOException.class);
  }

  /**
   * Some bytes behind the mark, which decides the form, are others; or four in a row are a length
   * that nobody has.
   */
  private static byte[] damaged(byte[] whole, Random random) {
    byte[] damaged = whole.clone();
    if (random.nextBoolean() && whole.length > Integer.BYTES) {
      int[] lengths = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 30, random.nextInt()};
      ByteBuffer.wrap(damaged)
          .putInt(
              1 + random.nextInt(whole.length - Integer.BYTES),
              lengths[random.nextInt(lengths.length)]);
    } else {
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        damaged[1 + random.nextInt(whole.length - 1)] = (byte) random.nextInt();
      }
    }
    return damaged;
  }

  private static Map<String, byte[]> keptOf(String file) throws IOException {
    Map<String, byte[]> kept = new TreeMap<>();
    Path path = FOLDER.resolve(file + ".hex");
    if (!Files.exists(path)) {
      return kept;
    }
    String label = "";
    StringBuilder digits = new StringBuilder();
    for (String line : Files.readAllLines(path, StandardCharsets.US_ASCII)) {
      if (line.endsWith(":")) {
        label = line.substring(0, line.length() - 1);
        digits.setLength(0);
      } else {
        digits.append(line);
        kept.put(label, HexFormat.of().parseHex(digits));
      }
    }
    return kept;
  }

  private void keep(Map<String, byte[]> kept) throws IOException {
    StringBuilder text = new StringBuilder();
    kept.forEach((label, bytes) -> text.append(label).append(":\n").append(lines(bytes)));
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve(file + ".hex"), text, StandardCharsets.US_ASCII);
  }

  private static String lines(byte[] bytes) {
    StringBuilder lines = new StringBuilder();
    for (int from = 0; from < bytes.length; from += BYTES_PER_LINE) {
      int to = Math.min(bytes.length, from + BYTES_PER_LINE);
      lines.append(HexFormat.of().formatHex(bytes, from, to)).append('\n');
    }
    return lines.toString();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
