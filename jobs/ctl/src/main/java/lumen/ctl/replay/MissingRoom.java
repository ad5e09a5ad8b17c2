package lumen.ctl.replay;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import lumen.connectors.replay.LineEstimate;
import lumen.connectors.replay.RecordingException;
import lumen.connectors.replay.RecordingFiles;
import lumen.jobs.JobKind;
import lumen.terminal.Amount;
import lumen.terminal.CommandFailure;
import lumen.terminal.files.DiskRoom;
import lumen.terminal.files.WrittenPlace;

/**
 * How much more room a run needs that its disk was too small for, estimated from what it came to
 * until then: a replay from the share of its recordings that was read, a live run from its time.
 */
public final class MissingRoom {
  /** A part stays as the job committed it, and is merged into one file beside it. */
  private static final int COPIES = 2;

  private static final double NANOS_PER_HOUR = TimeUnit.HOURS.toNanos(1);

  private final OutputFolder folder;
  private final Path out;
  private final List<Path> recordings;
  private final int copies;
  private final LongSupplier nanoClock;
  private final LongSupplier free;
  private final long begunNanos;

  /** The room of a run that begins now. */
  public MissingRoom(JobRequest request) {
    this(request, System::nanoTime, () -> DiskRoom.free(request.out()));
  }

  MissingRoom(JobRequest request, LongSupplier nanoClock, LongSupplier free) {
    this(
        new OutputFolder(request.out(), request.kind()),
        request.recordings(),
        COPIES,
        nanoClock,
        free);
  }

  private MissingRoom(
      OutputFolder folder,
      List<Path> recordings,
      int copies,
      LongSupplier nanoClock,
      LongSupplier free) {
    this.folder = folder;
    this.out = folder.root();
    this.recordings = recordings;
    this.copies = copies;
    this.nanoClock = nanoClock;
    this.free = free;
    begunNanos = nanoClock.getAsLong();
  }

  /** The room of a log that is written from now on. */
  public static MissingRoom ofLog(Path folder) {
    return new MissingRoom(
        new OutputFolder(folder), List.of(), 1, System::nanoTime, () -> DiskRoom.free(folder));
  }

  /** A failure of who writes here itself, with what is missing if that is why. */
  public IOException explained(IOException failure) {
    if (!DiskRoom.isOut(failure)) {
      return failure;
    }
    CommandFailure told = CommandFailure.failed(String.valueOf(failure.getMessage()));
    throw DiskRoom.explained(told, List.of(results()));
  }

  /** The folder of the results. */
  WrittenPlace results() {
    return new WrittenPlace(out, this::ofResults);
  }

  /** A folder of what the job keeps meanwhile, its state and its checkpoints. */
  static WrittenPlace state(Path folder) {
    return new WrittenPlace(
        folder,
        () ->
            "and holds %s: a checkpoint needs as much as the state it keeps, beside the one before"
                .formatted(Amount.bytes(held(folder))));
  }

  /** Of the folder of a cluster, which outlives its jobs. */
  static WrittenPlace cluster(Path folder) {
    return new WrittenPlace(
        folder,
        () ->
            "and holds %s of checkpoints, %s of savepoints: the next checkpoint needs as much as the state it keeps; `lumenctl prune` shows what can go"
                .formatted(
                    Amount.bytes(held(folder.resolve("checkpoints"))),
                    Amount.bytes(held(folder.resolve("savepoints")))));
  }

  private String ofResults() {
    return recordings.isEmpty() ? ofLiveResults() : ofReplayedResults();
  }

  private String ofLiveResults() {
    long nanos = nanoClock.getAsLong() - begunNanos;
    long written = held(out);
    return "and needs about %s for each hour more: in %s came %s%s"
        .formatted(
            Amount.bytes(Math.round(copies * written * NANOS_PER_HOUR / Math.max(1, nanos))),
            Amount.duration(TimeUnit.NANOSECONDS.toMillis(nanos)),
            Amount.bytes(written),
            copies > 1 ? ", and results are kept as parts and as files" : "");
  }

  private String ofReplayedResults() {
    try {
      long read = read();
      long all = Math.round(LineEstimate.lines(RecordingFiles.find(recordings)));
      if (read == 0) {
        return "and how much more is needed is not known: of about %s lines of input none was committed"
            .formatted(Amount.count(all));
      }
      long committed = committed();
      double whole = COPIES * (double) committed * Math.max(all, read) / read;
      long written = held(out) - held(out.resolve(StandardInput.FOLDER));
      double missing = whole - written - free.getAsLong();
      return "and needs about %s more: %s of about %s lines of input came to %s, and results are kept as parts and as files"
          .formatted(
              Amount.bytes(Math.round(Math.max(0, missing))),
              Amount.count(read),
              Amount.count(Math.max(all, read)),
              Amount.bytes(committed));
    } catch (IOException | RecordingException e) {
      return "and how much more is needed is not known: " + e.getMessage();
    }
  }

  /**
   * Lines that were read, as far as accounts tell; those of the overlay job tell it by the hour.
   */
  private long read() throws IOException {
    return folder.kind() == JobKind.FUSION ? RunResults.received(folder) : 0;
  }

  private long committed() throws IOException {
    long bytes = 0;
    for (Path part : folder.parts()) {
      bytes += Files.size(part);
    }
    return bytes;
  }

  /** Bytes of all files below a folder; what comes and goes meanwhile is passed over. */
  private static long held(Path folder) {
    long[] bytes = {0};
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              bytes[0] += attributes.size();
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      return bytes[0];
    }
    return bytes[0];
  }
}
