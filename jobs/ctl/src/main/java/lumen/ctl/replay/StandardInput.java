package lumen.ctl.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import lumen.connectors.replay.RecordingException;
import lumen.connectors.replay.RecordingFiles;
import lumen.connectors.replay.RecordingForm;
import lumen.terminal.Amount;
import lumen.terminal.CommandFailure;
import lumen.terminal.ProgressBar;
import lumen.terminal.files.DiskRoom;

/**
 * Standard input as one of the recordings of a replay. A job reads its input again when it is
 * restored, and runs in another process: so all that comes is kept, as it comes, in a file of the
 * folder of results until the run has ended. A run whose process is killed leaves the file, for the
 * job may go on reading it; the next one that takes the folder removes it.
 */
final class StandardInput implements AutoCloseable {
  /** Lies in the folder of results, and is none. */
  static final String FOLDER = ".lumen-stdin";

  private static final String FILE = "stdin";
  private static final int BLOCK_BYTES = 1 << 20;

  /** So much is left to the results and whoever else writes to the disk. */
  private static final long KEPT_FREE_BYTES = 64 << 20;

  private final List<Path> inputs;
  private final Path file;
  private final InputStream in;
  private final LongSupplier free;
  private byte[] head = new byte[0];

  /**
   * The inputs of a replay.
   *
   * @param inputs as they were given; {@code -} stands for standard input
   * @param out folder of the results
   */
  StandardInput(List<Path> inputs, Path out) {
    this(inputs, out, System.in, () -> DiskRoom.free(out));
  }

  StandardInput(List<Path> inputs, Path out, InputStream in, LongSupplier free) {
    this.inputs = inputs;
    this.file = out.toAbsolutePath().normalize().resolve(FOLDER).resolve(FILE);
    this.in = in;
    this.free = free;
  }

  /**
   * Finds out, before anything is written, whether every input is a recording.
   *
   * @throws RecordingException naming the first that is none
   */
  void check() throws RecordingException {
    List<Path> files = inputs.stream().filter(input -> !isStandard(input)).toList();
    if (inputs.size() - files.size() > 1) {
      throw CommandFailure.usage("standard input can be read once: - is given twice");
    }
    if (!files.isEmpty() || inputs.isEmpty()) {
      RecordingFiles.find(files);
    }
  }

  /**
   * Waits for the beginning of standard input and finds out what it is; nothing else where it is
   * none of the inputs.
   *
   * @throws RecordingException if it is something else than a recording
   */
  void begin() throws RecordingException {
    if (!isGiven()) {
      return;
    }
    try {
      head = in.readNBytes(RecordingForm.HEAD_BYTES);
    } catch (IOException e) {
      throw unreadable(e);
    }
    RecordingForm.require("standard input", head);
  }

  /** The inputs, of which each is a file or a folder. */
  List<Path> files() {
    return inputs.stream().map(input -> isStandard(input) ? file : input).toList();
  }

  /** Keeps all of standard input in its file; removes one that a killed run has left. */
  void keep() throws IOException {
    close();
    if (!isGiven()) {
      return;
    }
    Files.createDirectories(file.getParent());
    // Last of all, also when the process is interrupted and its hooks have stopped the job.
    file.getParent().toFile().deleteOnExit();
    file.toFile().deleteOnExit();
    try {
      copy();
      RecordingFiles.find(List.of(file));
    } catch (RecordingException e) {
      close();
      throw CommandFailure.usage(e.getMessage());
    } catch (IOException e) {
      long kept = Files.size(file);
      close();
      throw DiskRoom.isOut(e) ? full(kept) : unreadable(e);
    } catch (CommandFailure e) {
      close();
      throw e;
    }
  }

  private void copy() throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ProgressBar bar = new ProgressBar("standard input")) {
      long kept = 0;
      for (byte[] block = head; block.length > 0; block = in.readNBytes(BLOCK_BYTES)) {
        if (free.getAsLong() < KEPT_FREE_BYTES + block.length) {
          throw full(kept);
        }
        out.write(block);
        kept += block.length;
        bar.update(Double.NaN, Amount.bytes(kept));
      }
    }
    head = new byte[0];
  }

  /** What comes by a pipe tells no length; of a file, what is left of it is known. */
  private CommandFailure full(long kept) {
    long left = BLOCK_BYTES;
    try {
      left += in.available();
    } catch (IOException e) {
      // The least that is missing is what was read last.
    }
    return CommandFailure.failed(
        "disk must have room for standard input: %s ends after %s, at least %s more come, and %s of %s left are kept free for the results; choose an --out with more room"
            .formatted(
                file,
                Amount.bytes(kept),
                Amount.bytes(left),
                Amount.bytes(KEPT_FREE_BYTES),
                Amount.bytes(free.getAsLong())));
  }

  private static CommandFailure unreadable(IOException e) {
    return CommandFailure.failed("standard input must be readable: " + e.getMessage());
  }

  private boolean isGiven() {
    return inputs.stream().anyMatch(StandardInput::isStandard);
  }

  private static boolean isStandard(Path input) {
    return input.toString().equals(RecordingFiles.STANDARD_INPUT);
  }

  /** Removes the file. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(file.getParent());
  }
}
